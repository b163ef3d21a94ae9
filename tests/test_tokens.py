"""Sentences and tokens are right, and their offsets lead back to the file."""

import pandas as pd
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import corpus, tokens


def read(text, brief, rules=()):
    table = corpus.passages(text, brief=brief, rules=list(rules))
    none = pd.DataFrame(columns=["start", "end", "kind"])
    parses = tokens.parses(text, passages=table, citations=none)
    sentences = tokens.sentences(text, brief_id="a", passages=table, parses=parses)
    return sentences, tokens.tokens(brief_id="a", sentences=sentences, parses=parses)


def test_sentence_boundaries_are_those_of_a_reader(study, read_sentences):
    """The splitter agrees with the list written down from reading, id by id."""
    told = study.sentences[["brief_id", "sentence_id", "text"]].to_dict("records")
    assert told == read_sentences


def test_offsets_lead_back_to_the_file(study):
    """`text[start:end]` is the surface of every sentence and token of both briefs."""
    for table in (study.sentences, study.tokens):
        for row in table.itertuples():
            assert study.texts[row.brief_id][row.start : row.end] == row.text


def test_run_in_headings(study):
    """The six items of the Institute open with an imperative of a series; the CFR page has none."""
    opening = study.sentences[study.sentences.run_in].text.str.split().str[:2].str.join(" ")
    assert opening.tolist() == ["Keep talking.", "Keep in", "Keep the", "Keep regional", "Consider a", "Consider a"]


def test_marks_of_markdown_are_no_words(study):
    """The asterisks around "deja vu" and the tag "(BBC)" are in the sentence but not in its tokens."""
    question = study.sentences[study.sentences.text.str.contains("deja vu")].iloc[0]
    words = study.tokens[study.tokens.sentence_id == question.sentence_id].text.tolist()
    assert "*deja vu*" in question.text
    assert words == ["Was", "the", "Baghdad", "meeting", "a", "case", "of", "deja", "vu", "all", "over", "again", "?"]


def test_typographic_and_plain_marks_count_alike(brief):
    """Curly or straight quotes and either dash give the same words and lemmas."""
    curly = "Iran’s envoy—a “hard” man—said it’s over. U.S.-Iranian talks don’t help."
    plain = "Iran's envoy -- a \"hard\" man -- said it's over. U.S.-Iranian talks don't help."
    (s1, t1), (s2, t2) = read(curly, brief), read(plain, brief)
    assert s1.n_words.tolist() == s2.n_words.tolist() == [9, 6]
    assert t1[t1.is_word].lemma.tolist() == t2[t2.is_word].lemma.tolist()


@pytest.mark.parametrize(
    ("word", "base"),
    [("hoped", "hope"), ("hopes", "hope"), ("staged", "stage"), ("stopped", "stop"), ("played", "play")],
)
def test_lemmas_keep_their_silent_e(brief, word, base):
    """ "hoped" is of "hope": "hop" would give "hopped"."""
    _, table = read(f"They {word} there.", brief)
    assert table.lemma[1] == base


def test_the_tokenizer_is_that_of_the_model():
    """The model keeps the tokenizer that spaCy makes for English, so it needn't be read from there."""
    own = spacy.blank("en").tokenizer.to_bytes()
    kept = spacy.blank("en").tokenizer.from_disk(tokens.nlp().path / "tokenizer")
    assert own == kept.to_bytes()


def test_a_compound_of_abbreviations_is_split(brief):
    """ "U.S.-Iranian" holds two names."""
    _, table = read("The U.S.-Iranian talks failed.", brief)
    assert table.text.tolist() == ["The", "U.S.", "-", "Iranian", "talks", "failed", "."]


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet=st.sampled_from('Ab .,?\n"“’*[]()é😀\u202e\u200b-—_'), min_size=1, max_size=120))
def test_any_text_gives_tables_whose_offsets_hold(text):
    """Odd characters never raise, and every token is where it says."""
    import datetime as dt

    from analysis.settings import BriefSettings

    brief = BriefSettings("a", None, "Nowhere to be found", "Ann Lee", "House", dt.date(2007, 5, 29), "free")
    sentences, table = read(text, brief)
    for row in table.itertuples():
        there = iter(text[row.start : row.end].replace("\n", " "))
        assert all(character in there for character in row.text)
    assert sentences.start.is_monotonic_increasing

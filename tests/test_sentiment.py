"""The mood of the words: what is scored, what is masked, and what is no evidence."""

import random
import re
import subprocess
import sys

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.lexicons import textblob_assessments
from analysis.sentiment import LEXICONS, NAME, by_counts, by_voice, masked_texts, scored_words, sentiment

WORD = re.compile(r"U\.S\.|n['’]t\b|\w+?(?=n['’]t\b)|['’]s\b|\w+|--|[^\w\s]")
NAMES = ("United States", "U.S.", "Iran", "Kazemi Qomi", "Green Party", "Freedom House", "Jeb!")


def read(*texts: str, names: tuple[str, ...] = NAMES) -> dict[str, pd.DataFrame]:
    """Sentences of a brief "a" that follow each other, their tokens, and names as masks."""
    rows, tokens, masks, start = [], [], [], 0
    for n, text in enumerate(texts, start=1):
        rows.append(("a", f"a-s{n:02d}", start, start + len(text), text))
        for found in WORD.finditer(text):
            place = (start + found.start(), start + found.end())
            tokens.append(("a", f"a-s{n:02d}", *place, found[0], found[0][0].isalnum() or found[0][0] == "n"))
        for name in names:
            found = re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)
            masks += [("a", start + m.start(), start + m.end()) for m in found]
        start += len(text) + 1
    return {
        "sentences": pd.DataFrame(rows, columns=["brief_id", "sentence_id", "start", "end", "text"]),
        "tokens": pd.DataFrame(tokens, columns=["brief_id", "sentence_id", "start", "end", "text", "is_word"]),
        "masks": pd.DataFrame(masks, columns=["brief_id", "start", "end"]),
    }


def scored(*texts: str, names: tuple[str, ...] = NAMES) -> pd.DataFrame:
    """The sentiment table of these sentences."""
    tables = read(*texts, names=names)
    return sentiment(tables.pop("sentences"), **tables)


def words(text: str, lexicon: str) -> dict[str, float]:
    """The words that a lexicon scores in one sentence."""
    tables = read(text)
    found = scored_words(tables.pop("sentences"), **tables).query("lexicon == @lexicon")
    return dict(zip(found.word, found.score.round(2), strict=True))


SCORES = ["n_scored", "polarity", "subjectivity", "scored", "vader_n_scored", "vader", "vader_scored"]


def test_the_score_stands_with_the_words_that_made_it():
    """A sentence of six words with one that TextBlob knows has that word's score and a sixth covered."""
    row = scored("They had a good quiet walk.", names=()).iloc[0]
    assert row.scored == "good +0.70; quiet +0.00"
    assert (row.n_words, row.n_scored, row.coverage) == (6, 2, 2 / 6)
    assert row.polarity == pytest.approx(0.35)
    assert row.vader_scored == "good +1.90"
    assert (row.vader_n_scored, row.vader_coverage) == (1, 1 / 6)


def test_nothing_scored_is_missing_and_not_zero():
    """A sentence of unknown words has coverage 0 and no score; a neutral word is evidence of 0."""
    table = scored("They sat on chairs.", "It was political.")
    assert table.n_scored.tolist() == [0, 1]
    assert table.coverage.tolist() == [0, 1 / 3]
    assert table.polarity.isna().tolist() == [True, False]
    assert table.polarity[1] == 0
    assert table.vader.isna().all()
    assert table.scored.isna().tolist() == [True, False]


def test_a_name_is_no_praise():
    """ "United", "Freedom" and "Green" score nothing inside a name, and score outside of one."""
    table = scored("The United States and Freedom House met the Green Party.", "A united and green country.")
    assert table.n_scored.tolist() == [0, 1]
    assert table.vader_n_scored.tolist() == [0, 1]
    assert table.n_words[0] == 4


@pytest.mark.parametrize("text", [
    "It was never {} good.", "A very {} good plan.", "The talks with {} were not very helpful.",
    "An extremely bad {}!", "{}'s successful GREAT plan failed.", "{}-led efforts were hardly useful.",
    "Nobody in {} was happy, but {} was kind of pleased.",
])  # fmt: skip
def test_masking_changes_no_neighbour(text):
    """A sentence with a name that no lexicon knows scores the same, masked or not."""
    for name in ("Kazemi Qomi", "Iran"):
        sentence = text.format(*[name] * text.count("{}"))
        pd.testing.assert_frame_equal(scored(sentence)[SCORES], scored(sentence, names=())[SCORES])


def test_a_name_neither_makes_nor_breaks_emphasis():
    """Capitals are emphasis only beside small letters, and a name is neither; nor is its "!"."""
    assert words("IRAN TALKS GREAT", "vader") == words("A GREAT TALK", "vader") == {"great": 3.1}
    assert words("The GREAT Iran", "vader") == words("The GREAT U.S.", "vader") == {"great": 3.83}
    assert scored("A good Jeb!").vader[0] == scored("A good Iran").vader[0]


STRAIGHT = [
    ("Iran's \"good\" idea isn't bad.", "Iran’s “good” idea isn’t bad."),
    ("The room -- a very good one -- was not 'useful'.", "The room—a very good one—was not ‘useful’."),
    ("It was not -- good.", "It was not – good."),
    ("U.S. help is great -- Iran's isn't.", "U.S. help is great — Iran’s isn’t."),
    ("Well... good.", "Well… good."),
]


@pytest.mark.parametrize(("straight", "curly"), STRAIGHT)
def test_spellings_of_quotes_and_dashes_score_alike(straight, curly):
    """Curly or straight quotes, "—" or " -- ": the same sentence has the same scores."""
    pd.testing.assert_frame_equal(scored(straight)[SCORES], scored(curly)[SCORES])
    assert scored(straight).n_scored[0] > 0


@pytest.mark.parametrize(("straight", "curly"), STRAIGHT)
def test_the_parser_lets_spellings_score_alike(straight, curly):
    """The same holds for the tokens as spaCy makes them, counts of words included."""
    from analysis import tokens as room

    tables = []
    for text in (straight, curly):
        passages = pd.DataFrame({"start": [0], "end": [len(text)], "part": "paragraph", "section": "", "paragraph": 1})
        parses = room.parses(text, passages=passages, citations=pd.DataFrame({"start": [], "end": [], "kind": []}))
        sentences = room.sentences(text, brief_id="a", passages=passages, parses=parses)
        tokens = room.tokens(brief_id="a", sentences=sentences, parses=parses)
        tables.append(sentiment(sentences, tokens=tokens, masks=read(text)["masks"]))
    pd.testing.assert_frame_equal(*tables)


def test_not_lowers_praise_also_as_a_contraction():
    """ "not" before a word of praise turns it, and so does "n't", which TextBlob alone overlooks."""
    table = scored("It is good.", "It is not good.", "It isn't good.", "It isn’t good.")
    assert table.polarity.tolist() == pytest.approx([0.7, -0.35, -0.35, -0.35])
    assert table.scored[2] == "not good -0.35"
    assert (table.vader[1:] < 0).all()
    assert table.vader[0] > 0


def test_a_number_in_brackets_is_no_smile():
    """ "(8)" and "1:3" score nothing, since briefs hold no emoticons."""
    table = scored("See the note (8) and page 1:3 there.")
    assert (table.n_scored[0], table.vader_n_scored[0]) == (0, 0)


def test_markup_and_line_breaks_are_no_words():
    """The lexicons read the tokens: what the tokens leave out isn't read, nor is a line break."""
    tables = read("The *good*\n\nwar (BBC).")
    tables["tokens"] = tables["tokens"][~tables["tokens"].text.isin(["*", "(", ")", "BBC"])]
    assert masked_texts(tables.pop("sentences"), **tables).tolist() == ["The good war."]


def test_the_placeholder_is_a_word_that_no_lexicon_knows():
    """The word that stands for a name is in neither lexicon, and no adverb."""
    from textblob.en import sentiment as textblob_lexicon
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    textblob_lexicon("load")
    assert NAME not in textblob_lexicon
    assert NAME not in SentimentIntensityAnalyzer().lexicon
    assert not NAME.endswith("ly")


PARTS = ["good", "bad", "very", "not", "isn't", "but", "no", "great", "GREAT", "war", "the", "of", "Iran", "U.S."]
MARKS = ["!", ",", "(", ")", '"', "’", "—", "8", ":)"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PARTS + MARKS), max_size=12))
def test_scores_stay_in_range_on_any_text(parts):
    """Any string of words and marks gets scores in range, missing exactly where nothing is scored."""
    row = scored(" ".join(parts)).iloc[0]
    lowest = (("polarity", "n_scored", -1), ("subjectivity", "n_scored", 0), ("vader", "vader_n_scored", -1))
    for score, n, low in lowest:
        assert pd.isna(row[score]) == (row[n] == 0)
        assert pd.isna(row[score]) or low <= row[score] <= 1
    assert pd.isna(row.coverage) == (row.n_words == 0)
    assert not row.coverage > 1


def test_a_polarity_is_the_mean_of_its_words():
    """The scored words give the sentence's polarity and subjectivity back."""
    tables = read("It is good but not very useful.", "A bad, tragic and rare day.")
    sentences = tables.pop("sentences")
    found = scored_words(sentences, **tables)
    assert set(found.lexicon) == set(LEXICONS)
    mean = found[found.lexicon == "textblob"].groupby("sentence_id")[["score", "subjectivity"]].mean()
    table = sentiment(sentences, **tables)
    assert table.polarity.tolist() == pytest.approx(mean.score.tolist())
    assert table.subjectivity.tolist() == pytest.approx(mean.subjectivity.tolist())


def test_textblob_gives_the_same_where_nothing_is_masked_or_respelled():
    """On a plain sentence the scores are those of TextBlob and VADER themselves."""
    from textblob import TextBlob
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    for text in ("This was mostly notable for its length, and a very bad idea.", "Not exactly great!"):
        row = scored(text, names=()).iloc[0]
        assert row.polarity == pytest.approx(TextBlob(text).polarity)
        assert row.subjectivity == pytest.approx(TextBlob(text).subjectivity)
        assert row.vader == SentimentIntensityAnalyzer().polarity_scores(text)["compound"]


def test_the_third_lexicon_counts_words():
    """Two words of praise and one of blame make a third; a known lemma counts; no known word, or a masked one, none."""
    tables = read("A hopeful and honest start, then murder.", "They were murdering.", "The Green Party met.")
    lemmas = tables["tokens"].text.str.lower().replace({"murdering": "murder"})
    tables["tokens"] = tables["tokens"].assign(lemma=lemmas)
    moods = by_counts(tables.pop("sentences"), **tables)
    assert moods[:2].tolist() == pytest.approx([1 / 3, -1])
    assert pd.isna(moods[2])


ODD = st.text(st.sampled_from("!?.,:;()[]'\"<>=-8DPox3/ \n\t’‘“”…♥°_*&wıİſẞé"), max_size=6)
NEAR = ["n't", "(!)", "a.m.", "really", "never", "hardly", "a", "I", "'a'", "'''a", "''", "x", "D", "o", "O", "( !"]
FUZZED = st.lists(st.one_of(st.sampled_from([*PARTS, *MARKS, *NEAR]), ODD, st.text()))


@settings(max_examples=500, deadline=None)
@given(FUZZED.map(" ".join))
def test_textblob_is_scored_with_to_the_last_bit_on_any_text(text):
    """Whatever the text, the chunks and their scores are those of TextBlob itself."""
    from textblob import TextBlob

    assert textblob_assessments()(text) == TextBlob(text).sentiment_assessments.assessments


def test_textblob_is_scored_with_to_the_last_bit_on_its_own_words():
    """So they are where its words, negations and emoticons stand near each other, long and short words between."""
    from textblob._text import EMOTICONS
    from textblob.en import sentiment as lexicon

    lexicon("load")
    smileys = [smiley for own in EMOTICONS.values() for smiley in own]
    adverbs, spaced = [word for word in lexicon if "RB" in lexicon[word]], [*map(" ".join, smileys)]
    pools = [*lexicon], adverbs, [*smileys, *spaced], [*PARTS, *MARKS, *NEAR]
    draw = random.Random(1)
    for _ in range(3000):
        text = " ".join(draw.choice(draw.choice(pools)) for _ in range(draw.randint(1, 12)))
        assert textblob_assessments()(text) == lexicon(text).assessments, text


def test_textblob_is_scored_with_to_the_last_bit_on_the_briefs(study):
    """On every sentence of the briefs the mean over chunks is TextBlob's score, bit by bit."""
    from textblob import TextBlob

    for text in study.sentences.text:
        found = textblob_assessments()(text)
        mean = tuple(sum(chunk[n] for chunk in found) / float(len(found) or 1) for n in (1, 2))
        assert mean == tuple(TextBlob(text).sentiment)


def test_no_sentences_give_no_rows():
    """Empty tables in, an empty table with all columns out."""
    tables = {name: table.iloc[:0] for name, table in read("Good.").items()}
    table = sentiment(tables.pop("sentences"), **tables)
    assert table.empty
    assert table.columns.tolist() == scored("Good.").columns.tolist()


def test_what_a_quotation_parts_in_two_is_scored_whole():
    """Of a sentence with a speech set into it, the words before and after it are the author's, and all are scored."""
    tables = read("A good plan, said a bad man, was great.", names=())
    voices = ["author"] * 4 + ["quoted"] * 4 + ["author"] * (len(tables["tokens"]) - 8)
    table = by_voice(tables["tokens"].assign(voice=voices), masks=tables["masks"]).set_index("voice")
    assert table.scored.to_dict() == {"author": "good +0.70; great +0.80", "quoted": "bad -0.70"}


def test_scoring_loads_no_nltk():
    """A sentence is scored without NLTK and scikit-learn, which TextBlob loads for other work."""
    score = "from analysis.lexicons import textblob_words; assert textblob_words('A very good day.')[0][1] > 0.9"
    unloaded = "import sys; assert not {'nltk', 'sklearn', 'textblob'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", f"{score}; {unloaded}"], check=True)

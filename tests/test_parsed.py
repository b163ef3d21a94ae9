"""A plain word says what spaCy's says."""

import pytest

from analysis.parsed import Doc
from analysis.tokens import nlp

SAID = "i idx text lower_ lemma_ pos_ tag_ dep_ is_alpha is_punct is_space is_sent_start".split()
ONE, MANY = "head left_edge right_edge".split(), "children ancestors subtree conjuncts".split()


@pytest.fixture(scope="module")
def pairs(study):
    """Every passage of the study, as it is read and as spaCy has it; and an empty text."""
    docs = [parse.doc for own in study._parses.values() for parse in own]
    return [(doc, doc.read) for doc in (*docs, Doc(nlp()("")))]


def test_words_say_what_spacy_says(pairs):
    """Tags, forms, heads, edges and all that hangs on a word are spaCy's own, for every word of the study."""
    for own, read in pairs:
        for token, other in zip(own, read, strict=True):
            assert [getattr(token, name) for name in SAID] == [getattr(other, name) for name in SAID]
            assert [getattr(token, name).i for name in ONE] == [getattr(other, name).i for name in ONE]
            for name in MANY:
                assert [t.i for t in getattr(token, name)] == [t.i for t in getattr(other, name)]
            assert (token.sent.start, token.sent.end) == (other.sent.start, other.sent.end)


def test_stretches_say_what_spacy_says(pairs):
    """Sentences, noun phrases and stretches between characters hold the same words, text and root."""
    for own, read in pairs:
        stretches = [*zip(own.sents, read.sents, strict=True)]
        stretches += zip(own.noun_chunks, read.noun_chunks if len(read) else [], strict=True)
        for start in range(0, len(own.text) - 9, 7):
            stretch = own.char_span(start, start + 9, alignment_mode="expand")
            stretches.append((stretch, read.char_span(start, start + 9, alignment_mode="expand")))
        for stretch, other in stretches:
            assert [t.i for t in stretch] == [t.i for t in other] and len(stretch) == len(other)
            told = (stretch.text, stretch.root.i, stretch.start_char, stretch.end_char)
            assert told == (other.text, other.root.i, other.start_char, other.end_char)


def test_a_word_is_one_object():
    """Whoever asks gets the same word, so that words can be told apart by `is` and held in sets."""
    doc = Doc(nlp()("Lima praised Quito."))
    assert doc[0] is doc[1].children[0] is doc[0:2][0] and doc[0].head is doc[1] and doc[0].is_ancestor(doc[1]) is False
    assert doc.char_span(1, 4) is None and doc[2:1].text == ""

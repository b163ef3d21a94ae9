"""The two lexicons of the mood of words: which words of a sentence each scores, and how.

TextBlob's rules and its lexicon are read from the two files of the package that hold them. Importing
the package would load NLTK and with it scikit-learn, which scoring needs neither of.
"""

from __future__ import annotations

import functools
import importlib.util
import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

SMILING = re.compile(r"[<>♥:;=*°_8!]|\b[DO]\b|[xX]D")  # of this each emoticon of TextBlob's has something
KEPT = 4096  # sentences whose scores are remembered, since a study scores most more than once
Assessments = list[tuple[list[str], float, float, str | None]]
Scored = tuple[tuple[str, float, float], ...]


@functools.lru_cache(maxsize=1)
def textblob_assessments() -> Callable[[str], Assessments]:
    """TextBlob's own scorer: a sentence in, the chunks that it scored out, as its `assessments` gives them.

    A chunk is its words, polarity, subjectivity and label. The mean over chunks is TextBlob's score.
    """
    folder = Path(importlib.util.find_spec("textblob").origin).parent
    spec = importlib.util.spec_from_file_location("analysis._textblob_rules", folder / "_text.py")
    rules = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(rules)
    read = rules.Sentiment(path=str(folder / "en" / "en-sentiment.xml"))
    read.load()
    for word, senses in list(read.items()):
        if "JJ" in senses:  # as TextBlob has it for English: the adverb scores like its adjective
            read.annotate(_adverb(word), "RB", *senses["JJ"])
    return functools.partial(_assessed, _Known(read, rules))


class _Chunk(NamedTuple):
    """What stands between two spaces: as TextBlob spaces it, its words, and what they do to the words beside them."""

    spaced: str
    words: list[tuple[str, None]]
    tells: bool  # one is scored, or changes how another is
    ends: bool  # after the last word no word before it reaches further
    smiles: bool  # it may be of an emoticon


class _Known(dict):
    """TextBlob's lexicon as a plain dictionary, which its rules look words up in faster than in its own."""

    def __init__(self, read: dict, rules: object):
        super().__init__(read)
        self.labeler, self.negations, self.modifiers, self.modifier = (
            read.labeler, read.negations, read.modifiers, read.modifier,
        )  # fmt: skip
        self.assessments = functools.partial(rules.Sentiment.assessments, self)
        self.tokens, self.smiles = rules.find_tokens, (rules.RE_EMOTICONS.search, rules.RE_SARCASM.search)
        smileys = (smiley.lower() for own in rules.EMOTICONS.values() for smiley in own)
        self.telling = frozenset((*self, *self.negations, *smileys, "!", "(!)"))
        self.chunk = functools.lru_cache(maxsize=50_000)(self._chunk)

    def _chunk(self, text: str) -> _Chunk:
        spaced = " ".join(self.tokens(text))
        words = [word.lower() for word in spaced.split()]
        tells = [word in self.telling for word in words]
        ends = [len(word) > 2 and len(word.strip("'")) > 1 for word in words]  # as long as TextBlob has it
        last = len(words) - tells[::-1].index(True) if any(tells) else 0
        return _Chunk(spaced, [(w, None) for w in words], any(tells), any(ends[last:]), bool(SMILING.search(spaced)))


def _adverb(word: str) -> str:
    stem = f"{word[:-1]}i" if word.endswith("y") else word
    return f"{stem.removesuffix('le')}ly"


def _assessed(known: _Known, text: str) -> Assessments:
    """The scored chunks; words that neither tell nor stand within the reach of one that does are left out."""
    chunks, words, reaching, smiling = [*map(known.chunk, text.split())], [], False, False
    for _, own, tells, ends, smiles in chunks:
        if tells or reaching:
            words += own
            reaching = not ends
        smiling |= smiles
    if smiling and any(smile(" ".join(chunk.spaced for chunk in chunks)) for smile in known.smiles):
        words = [(word.lower(), None) for word in " ".join(known.tokens(text)).split()]  # they reach over a space
    return known.assessments(words)


@functools.lru_cache(maxsize=KEPT)
def textblob_words(text: str) -> Scored:
    """What TextBlob scored: chunk, polarity, subjectivity.

    Its tokenizer takes "n't" apart before its own rule of negation can see it, so it is given
    "not"; and what it takes for an emoticon ("1:3") is none in a brief.
    """
    found = textblob_assessments()(re.sub(r"n't\b", " not", text))
    return tuple((" ".join(words), polarity, mood) for words, polarity, mood, label in found if label != "mood")


@functools.lru_cache(maxsize=1)
def _analyzer() -> SentimentIntensityAnalyzer:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    return SentimentIntensityAnalyzer()


@functools.lru_cache(maxsize=KEPT)
def vader_words(text: str) -> Scored:
    """What VADER scored: word and valence after its rules; a booster only changes other words."""
    from vaderSentiment.vaderSentiment import BOOSTER_DICT, SentiText

    read, analyzer, found = SentiText(text), _analyzer(), []
    for place, word in enumerate(read.words_and_emoticons):
        if word.lower() in analyzer.lexicon and word.lower() not in BOOSTER_DICT:
            valence = analyzer.sentiment_valence(0, read, word, place, [])[0]
            if valence and any(map(str.isalpha, word)):
                found.append((word.lower(), valence, float("nan")))
    return tuple(found)


@functools.lru_cache(maxsize=KEPT)
def vader_compound(text: str) -> float:
    """VADER's score of a whole sentence, -1 to +1."""
    return _analyzer().polarity_scores(text)["compound"] + 0

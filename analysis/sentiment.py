"""Sentiment: the mood of the words of each sentence, as two lexicons score it. Not a stance.

Names are masked before scoring, so that "United States" is no praise, and each score stands
with the words that made it. Both lexicons read the sentence as its tokens give it, without
citation tags, Markdown and line breaks, and with one spelling of quotes and dashes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.lexicons import Scored, textblob_words, vader_compound, vader_words
from analysis.typed import typed

NAME = "nnnn"  # stands for each word of a name: long as a word is, known to neither lexicon
SPELLINGS = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "…": "...", "(": " ", ")": " ", "[": " ", "]": " "})
DASH = re.compile(r"\s*(?:—|―|-{2,})\s*|\s+[–-]\s+")
GAP = re.compile(r"\s+(?=[,.;:!?](?:\s|$))")  # what a citation tag leaves before a mark
TYPES = {
    "brief_id": "str", "sentence_id": "str", "n_words": "int64", "n_scored": "int64", "coverage": "float64",
    "polarity": "float64", "subjectivity": "float64", "scored": "str", "vader_n_scored": "int64",
    "vader_coverage": "float64", "vader": "float64", "vader_scored": "str",
}  # fmt: skip
WORDS = {"brief_id": "str", "sentence_id": "str", "lexicon": "str", "word": "str", "score": "float64",
         "subjectivity": "float64"}  # fmt: skip
Word = tuple[int, int, str, bool, bool]
LEXICONS = {"textblob": textblob_words, "vader": vader_words}


def sentiment(sentences: pd.DataFrame, *, tokens: pd.DataFrame, masks: pd.DataFrame) -> pd.DataFrame:
    """The mood of each sentence's words, by TextBlob and by VADER, names masked.

    *How to read it*: polarity and VADER above 0 mean more words of praise and success, below 0
    of blame and trouble, whoever says them about whom; missing means that the lexicon knows no
    word of the sentence, which is not 0. A score on one word of thirty (`coverage`) is that
    word's score. Never read it as a stance: of two pieces on one story it can't tell which is
    harsher.

    Parameters
    ----------
    sentences : DataFrame
        One row per sentence: `brief_id`, `sentence_id`.
    tokens : DataFrame
        One row per token: `brief_id`, `sentence_id`, `start`, `end`, `text`, `is_word`.
    masks : DataFrame
        One row per span of the raw text that must not be scored: `brief_id`, `start`, `end`.

    Returns
    -------
    DataFrame
        One row per sentence, in the order given: `brief_id`, `sentence_id`, `n_words` (after
        masking), `n_scored`, `coverage`, `polarity` (-1 to +1), `subjectivity` (0 to 1),
        `scored` ("rare +0.30; not good -0.35"), and the like of VADER: `vader_n_scored`,
        `vader_coverage`, `vader` (compound, -1 to +1), `vader_scored`.

    References
    ----------
    De Smedt, T. and Daelemans, W. (2012). Pattern for Python. Journal of Machine Learning
    Research 13 (the lexicon in TextBlob). Hutto, C. and Gilbert, E. (2014). VADER.
    https://doi.org/10.1609/icwsm.v8i1.14550
    """
    words, rows = _words(tokens, masks), []
    for brief_id, sentence_id in zip(sentences.brief_id, sentences.sentence_id, strict=True):
        own = words.get(sentence_id, [])
        text, n_words = _joined(own), sum(is_word and not masked for *_, is_word, masked in own)
        blob, vader = textblob_words(text), vader_words(text)
        moods = [sum(scores) / len(blob) for scores in list(zip(*blob, strict=True))[1:]] or [None, None]
        compound = vader_compound(text) if vader else None
        rows.append((brief_id, sentence_id, n_words, *_coverage(blob, n_words), *moods, _listed(blob),
                     *_coverage(vader, n_words), compound, _listed(vader)))  # fmt: skip
    return typed(rows, TYPES)


def _coverage(scored: Scored, n_words: int) -> tuple[int, float | None]:
    """How many words were scored, and their share of all."""
    return len(scored), min(len(scored) / n_words, 1) if n_words else None


def _listed(scored: Scored) -> str | None:
    """The scored words as text, each with its score."""
    return "; ".join(f"{word} {np.round(score, 2) + 0.0:+.2f}" for word, score, _ in scored) or None


def by_voice(tokens: pd.DataFrame, *, masks: pd.DataFrame) -> pd.DataFrame:
    """The mood of each sentence's words, the author's own and a speaker's apart.

    A sentence that reports a speech has two stretches, each scored as a sentence of its own; so the
    author's mood is not mixed with that of those he quotes.

    Parameters
    ----------
    tokens : DataFrame
        With `voice`, as `analysis.attribution.voiced` returns them.
    masks : DataFrame
        As for `sentiment`.

    Returns
    -------
    DataFrame
        The columns of `sentiment` and `voice` (author, quoted) after `sentence_id`; one row per
        sentence and voice that has words in it.
    """
    keys = tokens.sentence_id + " " + tokens.voice
    stretches = tokens.assign(sentence_id=keys).query("is_word")[["brief_id", "sentence_id"]].drop_duplicates()
    table = sentiment(stretches, tokens=tokens.assign(sentence_id=keys), masks=masks)
    table[["sentence_id", "voice"]] = table.sentence_id.str.split(" ", expand=True).to_numpy()
    return table[["brief_id", "sentence_id", "voice", *table.columns[2:-1]]]


def by_counts(sentences: pd.DataFrame, *, tokens: pd.DataFrame, masks: pd.DataFrame) -> pd.Series:
    """The mood of each sentence by a third lexicon, NRC's: positive words minus negative over both, -1 to +1.

    *How to read it*: as `polarity` of `sentiment`; words are looked up as they stand, then by lemma,
    and no rule of negation or emphasis is applied. Missing where no word is positive or negative.

    References
    ----------
    Mohammad, S. and Turney, P. (2013). Crowdsourcing a word-emotion association lexicon.
    Computational Intelligence 29. https://doi.org/10.1111/j.1467-8640.2012.00460.x
    """
    from nrclex import NRCLex

    own = tokens[tokens.is_word.astype(bool) & ~covered(tokens, spans=masks)]
    forms, lexicon = own.text.str.lower(), NRCLex()
    lexicon.load_token_list([*forms, *own.lemma])
    known = {word: ("positive" in moods) - ("negative" in moods) for word, moods in lexicon.affect_dict.items()}
    signs = forms.map(known).fillna(own.lemma.map(known))
    means = signs[signs != 0].groupby(own.sentence_id).mean()
    return means.reindex(sentences.sentence_id.to_numpy()).reset_index(drop=True)


def scored_words(sentences: pd.DataFrame, *, tokens: pd.DataFrame, masks: pd.DataFrame) -> pd.DataFrame:
    """The words that each lexicon scored, one row each, in the order of the text.

    A negation or an intensifier belongs to the word that it changes: "not very good" is one
    row. A sentence's polarity is the plain mean of its TextBlob rows.

    Returns
    -------
    DataFrame
        `brief_id`, `sentence_id`, `lexicon` (textblob, vader), `word`, `score` (TextBlob: polarity
        -1 to +1; VADER: valence about -4 to +4, after its rules of negation and emphasis) and
        `subjectivity` (0 to 1; missing for VADER).
    """
    texts, rows = masked_texts(sentences, tokens=tokens, masks=masks), []
    for lexicon, read in LEXICONS.items():
        for brief_id, sentence_id, text in zip(sentences.brief_id, sentences.sentence_id, texts, strict=True):
            rows += [(brief_id, sentence_id, lexicon, *scored) for scored in read(text)]
    return typed(rows, WORDS)


def masked_texts(sentences: pd.DataFrame, *, tokens: pd.DataFrame, masks: pd.DataFrame) -> pd.Series:
    """Each sentence as the lexicons read it: every word of a name is the same unknown word.

    Word for word, so that what stands before and after a name keeps its distance; in capitals
    only where all else in the sentence is, so that a name neither makes nor breaks emphasis.
    """
    words = _words(tokens, masks)
    return pd.Series([_joined(words.get(sentence_id, [])) for sentence_id in sentences.sentence_id], dtype="str")


def _words(tokens: pd.DataFrame, masks: pd.DataFrame) -> dict[str, list[Word]]:
    """The words of each sentence in the order of the text: start, end, text, is a word, is masked."""
    columns = [tokens[name].tolist() for name in ("start", "end", "text", "is_word")]
    rows, found = zip(*columns, covered(tokens, spans=masks).tolist(), strict=True), {}
    for sentence_id, row in zip(tokens.sentence_id, rows, strict=True):
        found.setdefault(sentence_id, []).append(row)
    return {sentence_id: sorted(own) for sentence_id, own in found.items()}


def _joined(words: Sequence[Word]) -> str:
    """The words of one sentence, a space where the raw text has a gap, in one spelling."""
    rest = " ".join(text for *_, text, _, masked in words if not masked)
    name = NAME.upper() if rest.isupper() else NAME
    parts, last = [], 0
    for start, end, text, is_word, masked in words:
        parts.append(" " if start > last else "")
        parts.append((name if is_word else re.sub("[!?]", "", text)) if masked else text)
        last = end
    joined = re.sub(r"\s+", " ", DASH.sub(", ", "".join(parts).translate(SPELLINGS)))
    return GAP.sub("", joined).strip()


def covered(tokens: pd.DataFrame, *, spans: pd.DataFrame) -> pd.Series:
    """True for a token that a span of its brief touches."""
    touched = pd.Series(False, index=tokens.index)
    for brief_id, own in spans.groupby("brief_id"):
        here = tokens[tokens.brief_id == brief_id]
        size = 1 + int(max(own.end.max(), here.end.max() if len(here) else 0))
        edges = np.bincount(own.start, minlength=size) - np.bincount(own.end, minlength=size)
        before = np.concatenate([[0], np.cumsum(np.cumsum(edges) > 0)])
        touched[here.index] = before[here.end.to_numpy()] > before[here.start.to_numpy()]
    return touched

"""Readability and lexical diversity, with the caution that the lengths of briefs ask."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from analysis.compare.actors import contrasted
from analysis.compare.resampling import DEFAULT, Resampling, Sample, means

WINDOW = 100
SILENT = re.compile(r"(?<=[^aeiouytd])ed$|(?<=[^aeiouyl])e$|(?<=[aeiouy]l)e$")
SILENT_PLURAL = re.compile(r"(?<=[^aeiouysxzcgl])(?<!sh)es$|(?<=[aeiouy]l)es$")
COLUMNS = ["brief_id", "words_per_sentence", "low", "high", "flesch_reading_ease", "mattr", "window"]


def readability(tokens: pd.DataFrame, *, sentences: pd.DataFrame, resampling: Resampling = DEFAULT) -> pd.DataFrame:
    """How long the sentences of each brief are, how easy it reads, and how varied its words are.

    *How to read it*: Flesch reading ease is about 60 for plain newspaper prose, 30 and below for
    academic prose; names of people and places lower it, whoever writes. MATTR is the share of
    different words in a moving window; higher is more varied. It may be compared only at the
    same `window`, which is 100 words, or the length of the shortest brief where that is less.
    Title and headings don't count.

    Returns
    -------
    DataFrame
        One row per brief: `brief_id`, `words_per_sentence`, `low`, `high` (95 % interval,
        resampling sentences; missing below eight), `flesch_reading_ease`, `mattr`, `window`.
        Missing where a brief has no sentence.

    References
    ----------
    Flesch, R. (1948). A new readability yardstick. Journal of Applied Psychology 32.
    https://doi.org/10.1037/h0057532. Covington, M. and McFall, J. (2010). Cutting the Gordian
    knot: the moving-average type-token ratio. https://doi.org/10.1080/09296171003643098
    """
    body = sentences[sentences.part == "paragraph"]
    words = tokens[tokens.is_word.astype(bool) & tokens.sentence_id.isin(body.sentence_id)]
    window = min([WINDOW, *words.groupby("brief_id").size()])
    rows = []
    for brief_id in sentences.brief_id.unique():
        own = body[body.brief_id == brief_id]
        text = words.text[words.brief_id == brief_id]
        length = means(_lengths(own, brief_id), resampling=resampling).iloc[0]
        ease = flesch_reading_ease(text, n_sentences=len(own))
        rows.append((brief_id, *length, ease, mattr(text.str.lower(), window=window), window))
    return pd.DataFrame(rows, columns=COLUMNS)


def length_difference(sentences: pd.DataFrame, *, resampling: Resampling = DEFAULT) -> pd.DataFrame:
    """The difference between briefs in words per sentence, by contrast as in `presence_difference`."""
    body = sentences[sentences.part == "paragraph"]
    samples = [_lengths(body[body.brief_id == brief_id], brief_id) for brief_id in sentences.brief_id.unique()]
    return contrasted(samples, resampling=resampling)


def _lengths(body: pd.DataFrame, brief_id: str) -> Sample:
    lengths = body.n_words.to_numpy(float)[:, None]
    return Sample(brief_id, body.paragraph.to_numpy(), lengths, np.array([len(body)]))


def flesch_reading_ease(words: pd.Series, *, n_sentences: int) -> float:
    """206.835 - 1.015 x words per sentence - 84.6 x syllables per word; higher is easier.

    Words without a letter (years, sums) and the ends of contractions ("'s") count for neither.
    """
    said = [word for word in words if re.match(r"\w", word) and re.search(r"[^\W\d_]", word)]
    if not said or not n_sentences:
        return np.nan
    return 206.835 - 1.015 * len(said) / n_sentences - 84.6 * sum(map(syllables, said)) / len(said)


def syllables(word: str) -> int:
    """The syllables of an English word, by rule: groups of vowels, at least one.

    A silent "e" counts for none ("stake", "makes", "closed"; but "table", "wanted", "faces"),
    and an abbreviation in capitals is spelled out, a syllable a letter.

    Examples
    --------
    >>> [syllables(word) for word in ("talks", "closed", "wanted", "table", "U.S.")]
    [1, 1, 2, 2, 2]
    """
    letters = re.sub(r"[\W\d_]", "", word)
    if letters.isupper() and (len(letters) <= 4 or "." in word):
        return max(1, len(letters))
    bare = SILENT_PLURAL.sub("s", SILENT.sub("", letters.lower()))
    return max(1, len(re.findall(r"[aeiouyà-ÿ]+", bare)))


def mattr(words: pd.Series, *, window: int) -> float:
    """Moving-average type-token ratio: the mean share of different words in a window.

    Examples
    --------
    >>> mattr(pd.Series(["a", "b", "a", "a"]), window=2)  # ab, ba, aa
    0.8333333333333334
    """
    n = len(words)
    if not window or n < window:
        return np.nan
    place = np.arange(n)
    before = pd.Series(place).groupby(words.to_numpy()).shift(1).fillna(-1).to_numpy(int)
    first = np.maximum(before + 1, np.maximum(place - window + 1, 0))
    last = np.minimum(place, n - window)  # the windows in which this place is the first of its word
    return float(np.maximum(last - first + 1, 0).sum() / ((n - window + 1) * window))

"""Keyness of groups of documents: which words are typical of one, with documents as the unit.

Words are counted as they stand, small letters, without a parse, so that millions of documents can
be counted. One long document that says a word again and again is one document: the standard error
of a rate counts the spread between documents.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import chain
from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.compare.contrasts import REST
from analysis.compare.keyness import MIN_COUNT, informative_prior, log_odds
from analysis.compare.resampling import LEVEL, MIN_SENTENCES
from analysis.scale.archive import Part
from analysis.scale.sums import MOST_PAIRED, pairs

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

WORDS = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
NAMED = ("name", "alias", "metonym", "office", "demonym")
SUMS = ("count", "count squared", "count times length", "whether it stands there")  # by word, summed over documents
SIZES = ("documents", "words", "words squared")
End = tuple[np.ndarray, np.ndarray]  # SUMS by words, and SIZES
TYPES = {
    "term": "str", "brief_a": "str", "brief_b": "str", "n_a": int, "n_b": int, "n_documents_a": int,
    "n_documents_b": int, "per_1000_a": float, "per_1000_b": float, "log_odds": float, "z": float,
    "null_low": float, "null_high": float, "clear": bool,
}  # fmt: skip


class Counted:
    """The words of groups of documents, added up part by part.

    Parameters
    ----------
    groups : sequence of str
        Their names.
    """

    def __init__(self, groups: Sequence[str]):
        from scipy.sparse import csr_matrix

        self.groups, self.words = [*groups], defaultdict[str, int]()
        self.words.default_factory = self.words.__len__  # a new word gets the next number
        self.sums = [csr_matrix((len(self.groups), 0))] * len(SUMS)
        self.sizes = np.zeros((len(self.groups), len(SIZES)))

    def add(self, texts: Sequence[str], groups: Sequence[str]) -> Counted:
        """Count some more documents, each of a group."""
        from scipy.sparse import csr_matrix

        matrix = self._matrix(texts)
        lengths = np.asarray(matrix.sum(axis=1), dtype=float).ravel()
        rows = pd.Index(self.groups).get_indexer(pd.Index(groups))
        whose = csr_matrix((np.ones(len(texts)), (rows, np.arange(len(texts)))), shape=(len(self.groups), len(texts)))
        self.sizes += whose @ np.column_stack([np.ones(len(texts)), lengths, lengths**2])
        found = (matrix, matrix.power(2), matrix.multiply(lengths[:, None]).tocsr(), matrix.sign())
        for own in self.sums:
            own.resize(len(self.groups), len(self.words))
        self.sums = [own + whose @ more for own, more in zip(self.sums, found, strict=True)]
        return self

    def _matrix(self, texts: Sequence[str]) -> csr_matrix:
        """How often each document has each of the words known by now."""
        from scipy.sparse import csr_matrix

        own = [Counter(WORDS.findall(text.lower())) for text in texts]
        columns = np.fromiter(map(self.words.__getitem__, chain.from_iterable(own)), dtype=int)
        n = np.fromiter(chain.from_iterable(counts.values() for counts in own), dtype=np.int64)
        ends = np.cumsum([0, *map(len, own)])
        return csr_matrix((n, columns, ends), shape=(len(texts), len(self.words)))

    def end(self, a: str, b: str) -> tuple[np.ndarray, np.ndarray]:
        """What was counted in group a; where it is the rest, in all but b."""
        row = self.groups.index(b if a == REST else a)
        own, sizes = np.stack([each[row].toarray()[0] for each in self.sums]), self.sizes[row]
        return (self._whole - own, self.sizes.sum(axis=0) - sizes) if a == REST else (own, sizes)

    @cached_property
    def _whole(self) -> np.ndarray:
        return np.stack([np.asarray(own.sum(axis=0)).ravel() for own in self.sums])


def keyness(counted: Counted) -> pd.DataFrame:
    """Which words are typical of one group of documents against another; of more than twelve, against the rest.

    *How to read it*: z above 0 means that the word is typical of a, below 0 of b. `clear` says that z
    lies beyond what the most extreme of so many words reaches by chance in 95 of 100 tries. Words of
    topics come out with words of style; function words are not left out.

    Returns
    -------
    DataFrame
        One row per pair of groups and word that stands at least twice (against the rest: in eight documents of the
        group), by falling z; columns as in `analysis.compare.keyness`, with `n_documents_a` and `n_documents_b`. The
        standard error is the larger of that of Monroe, Colaresi and Quinn (2008) and that of a ratio over documents.
    """
    words = np.array([*counted.words])
    beside = [(a, b) for a, b in pairs(counted.groups) if (b == REST) == (len(counted.groups) > MOST_PAIRED)]
    tables = [_pair(a, b, words, counted.end(a, b), counted.end(b, a)) for a, b in beside]
    return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=list(TYPES))


def _pair(a: str, b: str, words: np.ndarray, one: End, other: End) -> pd.DataFrame:
    used = one[0][0] + other[0][0] > 0
    ends = [(sums[:, used], sizes) for sums, sizes in (one, other)]
    sums_a, sums_b = (sums for sums, _ in ends)
    ratio, z = log_odds(sums_a[0], sums_b[0], prior=informative_prior(sums_a[0], sums_b[0]))
    between = ratio / np.sqrt(np.maximum(sum(_error(*end) for end in ends), 1e-12))
    table = pd.DataFrame({"term": words[used], "brief_a": a, "brief_b": b, "n_a": sums_a[0], "n_b": sums_b[0]})
    table["n_documents_a"], table["n_documents_b"] = sums_a[3], sums_b[3]
    table["per_1000_a"], table["per_1000_b"] = (1000 * sums[0] / max(sizes[1], 1) for sums, sizes in ends)
    table["log_odds"], table["z"] = ratio, np.sign(z) * np.minimum(np.abs(z), np.abs(between))
    table = table[table.n_documents_a >= MIN_SENTENCES if b == REST else table.n_a + table.n_b >= MIN_COUNT]
    reach = NormalDist().inv_cdf(1 - (1 - LEVEL) / 2 / max(len(table), 1))
    table = table.assign(null_low=-reach, null_high=reach, clear=table.z.abs() > reach)
    return table[list(TYPES)].astype(TYPES).sort_values(["z", "term"], ascending=[False, True])


def _error(sums: np.ndarray, sizes: np.ndarray) -> np.ndarray:
    """The squared standard error of the log-odds of each word, documents being drawn."""
    (n, n_squared, n_by_length, _), (n_documents, n_words, squared) = sums, sizes
    rate = n / max(n_words, 1)
    spread = n_squared - 2 * rate * n_by_length + rate**2 * squared
    spread *= n_documents / max(n_documents - 1, 1)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.nan_to_num(spread / (n * (1 - rate)) ** 2, posinf=0.0)


def unnamed(part: Part) -> pd.Series:
    """The text of each document of a partition, without the names of actors."""
    sentences = part.read("sentences")[["brief_id", "sentence_id", "start", "text"]]
    mentions = part.read("mentions")
    names = mentions[mentions.form.isin(NAMED)].merge(sentences[["sentence_id", "start"]], on="sentence_id")
    spans = zip(names.start_x - names.start_y, names.end - names.start_y, strict=True)
    by_sentence: dict[str, list[tuple[int, int]]] = {}
    for sentence_id, span in zip(names.sentence_id, spans, strict=True):
        by_sentence.setdefault(sentence_id, []).append(span)
    rows = zip(sentences.sentence_id, sentences.text, strict=True)
    sentences["text"] = [_without(text, by_sentence.get(sentence_id, ())) for sentence_id, text in rows]
    return sentences.groupby("brief_id").text.agg("\n".join)


def _without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    for start, end in sorted(set(spans), reverse=True):
        text = f"{text[:start]} . {text[end:]}"
    return text

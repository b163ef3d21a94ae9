"""Keyness of groups of documents: which words are typical of one, with documents as the unit.

Words are counted as they stand, small letters, without a parse, so that millions of documents can
be counted. One long document that says a word again and again is one document: the standard error
of a rate counts the spread between documents.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from pathlib import Path
from statistics import NormalDist

import numpy as np
import pandas as pd

from analysis.compare.keyness import MIN_COUNT, informative_prior, log_odds
from analysis.compare.resampling import LEVEL

WORDS = r"[^\W\d_]+(?:['’-][^\W\d_]+)*"
NAMED = ("name", "alias", "metonym", "office", "demonym")
SUMS = ["n", "n_squared", "n_by_length", "n_documents"]
TYPES = {
    "term": "str", "brief_a": "str", "brief_b": "str", "n_a": int, "n_b": int, "n_documents_a": int,
    "n_documents_b": int, "per_1000_a": float, "per_1000_b": float, "log_odds": float, "z": float,
    "null_low": float, "null_high": float, "clear": bool,
}  # fmt: skip


def term_sums(texts: Sequence[str]) -> tuple[pd.DataFrame, np.ndarray]:
    """Of each word of some documents what `keyness` needs, and the words of each document.

    Returns
    -------
    DataFrame, array
        By word: `n`, `n_squared` (sum of squared counts by document), `n_by_length` (sum of count
        times length), `n_documents`; and the number of words of each document.
    """
    from sklearn.feature_extraction.text import CountVectorizer

    vectorizer = CountVectorizer(token_pattern=WORDS, dtype=np.int64)
    try:
        matrix = vectorizer.fit_transform(texts)
    except ValueError:  # no word in any of them
        return pd.DataFrame(columns=SUMS), np.zeros(len(texts))
    lengths = np.asarray(matrix.sum(axis=1)).ravel()
    found = [np.asarray(matrix.sum(axis=0)).ravel(), np.asarray(matrix.power(2).sum(axis=0)).ravel(),
             matrix.T @ lengths, matrix.getnnz(axis=0)]  # fmt: skip
    return pd.DataFrame(dict(zip(SUMS, found, strict=True)), index=vectorizer.get_feature_names_out()), lengths


class Counted:
    """The words of one group, added up part by part."""

    def __init__(self) -> None:
        self.parts: list[pd.DataFrame] = []
        self.n_documents, self.n_words, self.n_squared = 0, 0.0, 0.0

    def add(self, texts: Sequence[str]) -> Counted:
        """Count some more documents."""
        sums, lengths = term_sums(texts)
        self.parts = [self.sums.add(sums, fill_value=0)] if self.parts else [sums]
        self.n_documents += len(texts)
        self.n_words += lengths.sum()
        self.n_squared += (lengths.astype(float) ** 2).sum()
        return self

    @property
    def sums(self) -> pd.DataFrame:
        """What was counted of each word."""
        return self.parts[0] if self.parts else pd.DataFrame(columns=SUMS)

    def error(self, words: pd.Index) -> np.ndarray:
        """The squared standard error of the log-odds of each word, documents being drawn."""
        own = self.sums.reindex(words, fill_value=0).astype(float)
        rate = own.n / max(self.n_words, 1)
        spread = own.n_squared - 2 * rate * own.n_by_length + rate**2 * self.n_squared
        spread *= self.n_documents / max(self.n_documents - 1, 1)
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.nan_to_num((spread / (own.n * (1 - rate)) ** 2).to_numpy(), posinf=0.0)


def keyness(groups: dict[str, Counted]) -> pd.DataFrame:
    """Which words are typical of one group of documents against another.

    *How to read it*: z above 0 means that the word is typical of a, below 0 of b. `clear` says that z
    lies beyond what the most extreme of so many words reaches by chance in 95 of 100 tries. Words of
    topics come out with words of style; function words are not left out.

    Parameters
    ----------
    groups : dict
        What was counted of each group.

    Returns
    -------
    DataFrame
        One row per pair of groups and word that stands at least twice, by falling z; columns as in
        `analysis.compare.keyness`, with `n_documents_a` and `n_documents_b`. The standard error is
        the larger of that of Monroe, Colaresi and Quinn (2008) and that of a ratio over documents.
    """
    tables = [_pair(a, b, groups) for a, b in itertools.combinations(groups, 2)]
    return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=list(TYPES))


def _pair(a: str, b: str, groups: dict[str, Counted]) -> pd.DataFrame:
    one, other = groups[a], groups[b]
    words = one.sums.index.union(other.sums.index)
    n = [group.sums.reindex(words, fill_value=0) for group in (one, other)]
    counts = [sums.n.to_numpy(float) for sums in n]
    prior = informative_prior(*counts)
    ratio, z = log_odds(*counts, prior=prior)
    between = ratio / np.sqrt(np.maximum(one.error(words) + other.error(words), 1e-12))
    table = pd.DataFrame({"term": words, "brief_a": a, "brief_b": b, "n_a": counts[0], "n_b": counts[1]})
    table["n_documents_a"], table["n_documents_b"] = (sums.n_documents.to_numpy() for sums in n)
    table["per_1000_a"] = 1000 * table.n_a / max(one.n_words, 1)
    table["per_1000_b"] = 1000 * table.n_b / max(other.n_words, 1)
    table["log_odds"], table["z"] = ratio, np.sign(z) * np.minimum(np.abs(z), np.abs(between))
    table = table[table.n_a + table.n_b >= MIN_COUNT]
    reach = NormalDist().inv_cdf(1 - (1 - LEVEL) / 2 / max(len(table), 1))
    table = table.assign(null_low=-reach, null_high=reach, clear=table.z.abs() > reach)
    return table[list(TYPES)].astype(TYPES).sort_values(["z", "term"], ascending=[False, True])


def archive_keyness(folder: Path, groups: pd.Series) -> pd.DataFrame:
    """The keyness of the groups of an archive, partition by partition; names of actors are left out."""
    counted = {str(group): Counted() for group in sorted(groups.unique())}
    for place in sorted(folder.glob("[0-9]*/sentences.parquet")):
        texts = _unnamed(place.parent)
        for group, own in texts.groupby(texts.index.map(groups)):
            counted[str(group)].add(own.tolist())
    return keyness(counted)


def _unnamed(place: Path) -> pd.Series:
    """The text of each document of a partition, without the names of actors."""
    sentences = pd.read_parquet(place / "sentences.parquet", columns=["brief_id", "sentence_id", "start", "text"])
    mentions = pd.read_parquet(place / "mentions.parquet", columns=["sentence_id", "start", "end", "form"])
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

"""Scores as shares of rows: which rows of two tables match, and how sure a share is.

Every measure, F1 included, is a share of rows that are hits, so that whole sentences can be drawn
again for its interval.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.compare.resampling import DEFAULT, Resampling, enough
from analysis.evaluate.alpha import ends, resampled

ARTICLE = re.compile(r"(?:the|an?) ", re.IGNORECASE)

Pairs = list[tuple[int, int]]


class Share(NamedTuple):
    """A measure: for each row counted its sentence and whether it is a hit; `n` stands beside the value."""

    measure: str
    sentences: list[str]
    hits: list[bool]
    n: int


def scores(shares: Iterable[Share], sentences: pd.Series, *, resampling: Resampling = DEFAULT) -> pd.DataFrame:
    """Each share in percent, with the 95 % interval from drawing whole sentences again.

    *How to read it*: the value is missing where no row counts; the interval is missing where
    fewer than eight sentences hold a row that counts.

    Parameters
    ----------
    shares : iterable of Share
    sentences : Series of str
        The ids of all sentences that were coded, those without a row included.
    resampling : Resampling
        Seed and number of resamples.

    Returns
    -------
    DataFrame
        One row per share: `measure`, `value`, `low`, `high` (percent), `n`.
    """
    index = pd.Index(sentences)
    picks = resampled(len(index), resampling=resampling)
    columns = ["measure", "value", "low", "high", "n"]
    return pd.DataFrame([_score(share, index, picks) for share in shares], columns=columns)


def _score(share: Share, index: pd.Index, picks: np.ndarray) -> tuple:
    place = index.get_indexer(share.sentences)
    counted = np.bincount(place, minlength=len(index))
    hits = np.bincount(place, weights=np.asarray(share.hits, dtype=float), minlength=len(index))
    value = 100 * hits.sum() / counted.sum() if counted.sum() else np.nan
    if not enough(int((counted > 0).sum())):
        return share.measure, value, np.nan, np.nan, share.n
    with np.errstate(divide="ignore", invalid="ignore"):
        low, high = ends(100 * (picks @ hits) / (picks @ counted))
    return share.measure, value, low, high, share.n


def who(value: object) -> frozenset[str]:
    """The ids or own words of a cell, so that neither order, capitals nor an article matter."""
    parts = [] if pd.isna(value) else str(value).split(";")
    return frozenset(ARTICLE.sub("", " ".join(part.split()).casefold(), count=1) for part in parts if part.strip())


def paired(coded: pd.DataFrame, reference: pd.DataFrame, likeness: Callable[[NamedTuple, NamedTuple], float]) -> Pairs:
    """Rows of one sentence that are alike (above 0), the likest first, one to one."""
    own, gold = _by_sentence(coded), _by_sentence(reference)
    scored = [(likeness(a, b), i, j) for s in own.keys() & gold.keys() for i, a in own[s] for j, b in gold[s]]
    pairs, used_i, used_j = [], set(), set()
    for like, i, j in sorted(scored, key=lambda row: (-row[0], row[1], row[2])):
        if like > 0 and i not in used_i and j not in used_j:
            pairs.append((i, j))
            used_i.add(i)
            used_j.add(j)
    return pairs


def _by_sentence(table: pd.DataFrame) -> dict[str, list[tuple[int, NamedTuple]]]:
    rows: dict[str, list] = {}
    for number, row in enumerate(table.itertuples(index=False)):
        rows.setdefault(row.sentence_id, []).append((number, row))
    return rows


def found(coded: pd.DataFrame, reference: pd.DataFrame, pairs: Pairs) -> list[Share]:
    """Precision, recall and F1 of the rows of two tables, given which match."""
    none = pd.Series(False, index=reference.index)
    precision = f1("precision", coded, reference, pairs, gold=none)._replace(n=len(coded))
    return [precision, recall("recall", reference, pairs), f1("F1", coded, reference, pairs)]


def f1(
    measure: str, coded: pd.DataFrame, reference: pd.DataFrame, pairs: Pairs, *,
    own: pd.Series | None = None, gold: pd.Series | None = None,
) -> Share:  # fmt: skip
    """Of the rows of both (or those marked), how many have their match: 2 x matched / (coded + reference)."""
    sentences, hits = [], []
    marked = [(coded, own, {i for i, _ in pairs}), (reference, gold, {j for _, j in pairs})]
    for table, mask, matched in marked:
        numbers = np.arange(len(table)) if mask is None else np.flatnonzero(mask)
        sentences += table.sentence_id.iloc[numbers].tolist()
        hits += [number in matched for number in numbers]
    return Share(measure, sentences, hits, len(reference) if gold is None else int(gold.sum()))


def recall(measure: str, reference: pd.DataFrame, pairs: Pairs, *, gold: pd.Series | None = None) -> Share:
    """Of the reference's rows (or those marked), how many have their match."""
    return f1(measure, reference.iloc[:0], reference, pairs, gold=gold)


def right(measure: str, column: str, coded: pd.DataFrame, reference: pd.DataFrame, pairs: Pairs) -> Share:
    """Of the matched rows, how many have the same value."""
    hits = [who(coded[column].iloc[i]) == who(reference[column].iloc[j]) for i, j in pairs]
    return Share(measure, [reference.sentence_id.iloc[j] for _, j in pairs], hits, len(pairs))


def set_f1(measure: str, coded: set[tuple], reference: set[tuple]) -> Share:
    """F1 of keys whose first part is the sentence."""
    rows = [*sorted(coded, key=str), *sorted(reference, key=str)]
    return Share(measure, [row[0] for row in rows], [row in coded & reference for row in rows], len(reference))

"""Ratios of sums over documents, with documents as what is resampled: sentences of one document go together.

A number of a group is the sum of one thing over its documents by the sum of another, which weighs
long documents more, as the sentences of a brief do. Sums are kept as sparse as they are, and draws
are made some keys at a time, so that memory is bounded by what was found and not by documents
times keys.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.compare.chance import p_values, q_values
from analysis.compare.contrasts import REST, contrasts, judged_together
from analysis.compare.resampling import ALPHA, DEFAULT, LEVEL, Resampling, enough, interval

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

BATCH = 50_000  # weights held at a time: few enough for the cache of a core
HELD = 16_000_000  # sums of draws in memory at a time
MOST_PAIRED = 12  # groups; of more, each is only set against the rest
SHOWN = 5  # documents that a number leads to
PAIR = ["brief_a", "brief_b"]
NONE = pd.Series(dtype="str", name="documents")


class Sums:
    """What each document adds to a numerator and a denominator, for many keys at once.

    Parameters
    ----------
    cells : DataFrame
        A row a document and key: `brief_id`, what tells keys apart, and numbers.
    groups : Series
        The group of each document, by id; rows of other documents don't count.
    by : sequence of str
        The columns that tell keys apart; none where there is one key alone.
    n, top : str
        The columns that count the evidence, and that are summed.
    below : str or Series
        The column that `top` is divided by, or a number a document that all keys share.
    everywhere : bool
        Whether a key counts, as 0, in a group in which no document holds it; if not, it has no row there.
    """

    def __init__(
        self, cells: pd.DataFrame, *, groups: pd.Series, by: Sequence[str], n: str, top: str, below: str | pd.Series,
        everywhere: bool = False,
    ):  # fmt: skip
        row = groups.index.get_indexer(cells.brief_id)
        self.cells, self.row = cells[row >= 0].reset_index(drop=True), row[row >= 0]
        self.groups, self.by, self.everywhere = groups, [*by], everywhere
        self.names = sorted(groups.unique())
        self.group = pd.Categorical(groups, self.names).codes
        keyed = self.cells.groupby(self.by or np.zeros(len(self.cells)), dropna=False, sort=True, observed=True)
        self.code = keyed.ngroup().to_numpy(np.int32)
        keys = self.cells.iloc[np.unique(self.code, return_index=True)[1]][self.by].reset_index(drop=True)
        self.keys = keys.astype({name: _plain(keys[name].dtype) for name in self.by})
        self.n, self.top = (self.cells[column].to_numpy(float) for column in (n, top))
        self.whole = None if isinstance(below, str) else below.reindex(groups.index).to_numpy(float)
        self.below = self.cells[below].to_numpy(float) if isinstance(below, str) else None

    @cached_property
    def totals(self) -> pd.DataFrame:
        """By `group` and `code` of the key: the sums of all numbers, and the documents that hold it."""
        own = self.cells.drop(columns=["brief_id", *self.by]).assign(n_documents=(self.n > 0).astype(int), top=self.top)
        if self.below is not None:
            own["below"] = self.below
        return own.groupby([self.group[self.row], self.code]).sum().rename_axis(["group", "code"])

    def end(self, *groups: int) -> pd.DataFrame:
        """By `code`, the totals of some groups together, with their `value`."""
        own = self.totals[self.totals.index.get_level_values("group").isin(groups)].groupby("code").sum()
        own = own.reindex(range(len(self.keys)), fill_value=0) if self.everywhere else own[own.n_documents > 0]
        below = own.below if self.whole is None else self.whole[np.isin(self.group, groups)].sum()
        with np.errstate(invalid="ignore", divide="ignore"):
            return own.assign(value=own.top / below)

    def of_documents(self, values: np.ndarray, codes: np.ndarray) -> csr_matrix:
        """Documents by the keys of those codes."""
        from scipy.sparse import csr_matrix

        column = np.full(len(self.keys), -1)
        column[codes] = np.arange(len(codes))
        own = column[self.code] >= 0
        return csr_matrix((values[own], (self.row[own], column[self.code][own])), shape=(len(self.groups), len(codes)))

    @cached_property
    def documents(self) -> pd.Series:
        """The documents that hold most of each key, by `group` and `code`: up to five, `; ` between."""
        own = pd.DataFrame({"group": self.group[self.row], "code": self.code, "n": -self.n, "row": self.row})
        first = own[self.n > 0].sort_values(["group", "code", "n", "row"]).groupby(["group", "code"]).head(SHOWN)
        ids = pd.Series(self.groups.index.to_numpy()[first.row], index=first.index, dtype="str")
        return ids.groupby([first.group, first.code]).agg("; ".join).rename("documents")


def _plain(kind: object) -> object:
    """The type of the values, where they are held as categories."""
    return kind.categories.dtype if isinstance(kind, pd.CategoricalDtype) else kind


def pairs(names: Sequence[str]) -> list[tuple[str, str]]:
    """Which groups are set beside which: as of briefs, but of many groups each only beside the rest."""
    return contrasts(names) if len(names) <= MOST_PAIRED else [(one, REST) for one in names]


class Compared:
    """The groups of some sums beside each other: the ratio of each with its interval, and the differences.

    An interval needs eight documents that hold the key, as a study's needs eight sentences; only such
    keys are drawn.

    Attributes
    ----------
    groups : DataFrame
        A row a group and key: `brief_id` (the group), the key, `n_documents` (that hold it), the sums,
        `value`, `low`, `high`, `documents` (up to five of those that hold most of it).
    differences : DataFrame
        A row a contrast and key: the key, `brief_a`, `brief_b`, `value_a`, `value_b`, `n_a`, `n_b`
        (documents that hold it), `difference` (a minus b), `low`, `high`, `p` (of the bootstrap), `q` (over
        all keys of the pair, or of all contrasts with the rest), `clear`.
    """

    def __init__(self, sums: Sums, *, resampling: Resampling = DEFAULT):
        counts = sums.totals.n_documents
        self.sums, self.resampling = sums, resampling
        self.codes = np.unique(counts.index.get_level_values("code")[enough(counts.to_numpy())])
        self.pairs = {(a, b): self._ends(a, b) for a, b in pairs(sums.names)}
        every = {end for both in self.pairs.values() for end in both} | {(g,) for g in range(len(sums.names))}
        self.ends = {end: sums.end(*end) for end in every}
        self.widths = {end: expansion(int(np.isin(sums.group, end).sum())) for end in every}
        self.intervals = [self._table(["low", "high"]) for _ in sums.names]
        self.tested = {pair: self._table(["low", "high", "p"]) for pair in self.pairs}
        for at, draws in self._blocks():
            self._fill(at, draws)

    @property
    def groups(self) -> pd.DataFrame:
        """The ratios."""
        places = range(len(self.sums.names))
        table = pd.concat({place: self.ends[place,] for place in places}, names=["group"])
        table = table.join(pd.concat(dict(enumerate(self.intervals)), names=["group"])).join(self.sums.documents)
        names = pd.Series(self.sums.names, dtype="str")
        table["brief_id"] = names[table.index.get_level_values("group")].to_numpy()
        return self._named(table, first=["brief_id"])

    @property
    def differences(self) -> pd.DataFrame:
        """The differences, tested together."""
        ends = [pd.concat({pair: self.ends[both[k]] for pair, both in self.pairs.items()}, names=PAIR) for k in (0, 1)]
        one, other = (own[["value", "n_documents"]].set_axis(["value", "n"], axis=1) for own in ends)
        table = one.add_suffix("_a").join(other.add_suffix("_b"), how="inner")[["value_a", "value_b", "n_a", "n_b"]]
        table["difference"] = table.value_a - table.value_b
        table = table.join(pd.concat(self.tested, names=PAIR))
        table["q"] = table.groupby(PAIR, sort=False).p.transform(lambda p: q_values(p.to_numpy(float)))
        table["clear"] = ((table.low > 0) | (table.high < 0)) & (table.q <= ALPHA)
        return judged_together(self._named(table.reset_index(PAIR), first=PAIR))

    def _named(self, table: pd.DataFrame, *, first: list[str]) -> pd.DataFrame:
        """The rows with their keys: behind the group, or before the pair."""
        keys = self.sums.keys.iloc[table.index.get_level_values("code")].reset_index(drop=True)
        table = table.drop(columns=["top", "below"], errors="ignore").reset_index(drop=True)
        order = [table[first], keys] if first == ["brief_id"] else [keys, table[first]]
        return pd.concat([*order, table.drop(columns=first)], axis=1).astype(dict.fromkeys(first, "str"))

    def _ends(self, a: str, b: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The places of the groups of either end."""
        one = self.sums.names.index(a)
        other = [k for k, name in enumerate(self.sums.names) if (k != one if b == REST else name == b)]
        return (one,), tuple(other)

    def _table(self, columns: list[str]) -> pd.DataFrame:
        return pd.DataFrame(np.nan, index=pd.Index(self.codes, name="code"), columns=columns)

    def _blocks(self) -> Iterator[tuple[slice, np.ndarray]]:
        """Some codes at a time, the sums of each resample: groups by (top, below) by resamples by keys."""
        sums, n_groups, resamples = self.sums, len(self.sums.names), self.resampling.resamples
        step = max(1, HELD // (2 * n_groups * resamples))
        for start in range(0, len(self.codes), step):
            codes = self.codes[start : start + step]
            top = sums.of_documents(sums.top, codes)
            below = sums.whole[:, None] if sums.below is None else sums.of_documents(sums.below, codes)
            drawn = np.empty((n_groups, 2, resamples, len(codes)))
            for place, name in enumerate(sums.names):
                own, generator = np.flatnonzero(sums.group == place), self.resampling.generator(name)
                drawn[place, 0], drawn[place, 1] = drawn_sums(top[own], below[own], generator, resamples)
            yield slice(start, start + step), drawn

    def _fill(self, at: slice, draws: np.ndarray) -> None:
        whole = draws.sum(axis=0)
        known = {end: own.reindex(self.codes[at])[["value", "n_documents"]] for end, own in self.ends.items()}
        held = {end: own.n_documents.fillna(0).to_numpy() for end, own in known.items()}
        for place, drawn in enumerate(draws):
            self.intervals[place].iloc[at] = np.column_stack(interval(_ratio(drawn), n=held[place,]))
        for pair, (one, other) in self.pairs.items():
            beside = draws[other[0]] if pair[1] != REST else whole - draws[one[0]]
            values = known[one].value.to_numpy(), known[other].value.to_numpy()
            ends = zip((draws[one[0]], beside), values, (self.widths[one], self.widths[other]), strict=True)
            drawn, less = (value + (_ratio(own) - value) * width for own, value, width in ends)
            drawn, observed = drawn - less, values[0] - values[1]
            least = np.minimum(held[one], held[other])
            null = np.nan_to_num(drawn - observed, nan=np.inf)  # a draw without the key speaks against no difference
            p = np.where(enough(least), p_values(observed, null=null), np.nan)
            self.tested[pair].iloc[at] = np.column_stack([*interval(drawn, n=least), p])


def expansion(n: int) -> float:
    """How much wider than they fall the draws of a small group are taken: what Student's t asks of n documents.

    *How to read it*: 1.2 for ten documents, 1.02 for a hundred. Without it, of ten documents against many one
    difference in nine that isn't there has p below 0.05.

    References
    ----------
    Hesterberg, T. (2015). What teachers should know about the bootstrap. American Statistician 69.
    https://doi.org/10.1080/00031305.2015.1089789
    """
    from scipy.special import ndtri, stdtrit  # a fraction of what scipy.stats, which has them too, takes to import

    level = (1 + LEVEL) / 2
    return float(stdtrit(n - 1, level) / ndtri(level) * np.sqrt(n / (n - 1))) if n > 1 else 1.0


def _ratio(draws: np.ndarray) -> np.ndarray:
    with np.errstate(invalid="ignore", divide="ignore"):
        return draws[0] / draws[1]


def drawn_sums(
    top: np.ndarray | csr_matrix, below: np.ndarray | csr_matrix, generator: np.random.Generator, resamples: int
) -> tuple[np.ndarray, np.ndarray]:
    """Sums of documents drawn with replacement: weights by document as one matrix product, batch by batch.

    Parameters
    ----------
    top, below : array (documents, keys)
        What each document adds; `below` may have one column that all keys share.
    """
    n = top.shape[0]
    out = np.empty((resamples, top.shape[1])), np.empty((resamples, below.shape[1]))
    step, small = max(1, BATCH // max(n, 1)), np.uint16 if n < 2**16 else np.uint32  # small numbers are drawn faster
    for start in range(0, resamples, step):
        size = min(step, resamples - start)
        picks = generator.integers(n, size=(size, n), dtype=small) + n * np.arange(size)[:, None]
        weights = np.bincount(picks.ravel(), minlength=n * size).reshape(size, n).astype(float)
        out[0][start : start + size], out[1][start : start + size] = weights @ top, weights @ below
    return out

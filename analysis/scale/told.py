"""Selection between groups of documents: what only one group tells, what both, what with opposite signs.

Among many documents nearly everything is told once by somebody, and of what is told once or twice
it is chance in which group. So an item counts where at least eight documents of the two groups tell
it, and what is dealt at random is documents.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from analysis.compare.chance import q_values
from analysis.compare.resampling import ALPHA, DEFAULT, MIN_SENTENCES, Resampling, enough
from analysis.compare.selection import FOUND, OVERLAP, Told, overlaps
from analysis.scale.sums import MOST_PAIRED, NONE, Sums

SELECTION = [
    "kind", "holder", "item", "brief_a", "brief_b", "found", "n_a", "n_b", "share_a", "share_b", "stance_a",
    "stance_b", "p", "q", "clear", "evidence_a", "evidence_b",
]  # fmt: skip
NAMING = ["actor_id", "role", "word", "brief_a", "brief_b", "where", *SELECTION[6:10], *SELECTION[12:]]


@dataclass(frozen=True)
class Items:
    """The items of one kind: what each document tells, which keys count, and of relations each group's intervals."""

    kind: str
    sums: Sums
    codes: np.ndarray
    intervals: Sequence[pd.DataFrame] | None = None

    @property
    def names(self) -> list[str]:
        """The groups, of more than twelve those with most documents."""
        return sorted(self.sums.groups.value_counts().index[:MOST_PAIRED])

    def size(self, name: str) -> int:
        """How many documents a group has."""
        return int((self.sums.groups == name).sum())

    def told(self, a: str, b: str) -> pd.DataFrame:
        """By code, what two groups tell often enough, with all of a row of `selection` but its names."""
        found = pd.concat([self.ends[name].add_suffix(f"_{end}") for end, name in (("a", a), ("b", b))], axis=1)
        found = found[self.enough(a, b)]
        opposed = found.stance_a * found.stance_b < 0
        whose = np.select([found.n_b == 0, found.n_a == 0, opposed], ["a", "b", "opposed"], "both")
        p = dealt_p(found.n_a.to_numpy(), found.n_b.to_numpy(), (self.size(a), self.size(b)))
        found = found.assign(brief_a=a, brief_b=b, found=pd.array(whose, dtype="str"), p=p, q=q_values(p))
        clear = (found.q <= ALPHA).where(~opposed, found.apart_a & found.apart_b)
        return found.assign(clear=clear.astype(bool))

    def enough(self, a: str, b: str) -> pd.Series:
        """By code, whether eight documents of the two groups tell it."""
        return self.ends[a].n + self.ends[b].n >= MIN_SENTENCES

    @cached_property
    def ends(self) -> dict[str, pd.DataFrame]:
        """What each group tells."""
        return {name: self._end(name) for name in self.names}

    def _end(self, name: str) -> pd.DataFrame:
        """By code, in how many documents of a group and in which it is told, and how the group stands."""
        place = self.sums.names.index(name)
        own = self.sums.end(place).reindex(self.codes)
        n, ids = own.n_documents.fillna(0).astype(int), self.sums.documents.get(place, NONE)
        table = pd.DataFrame({"n": n, "share": n / self.size(name), "evidence": ids.reindex(self.codes)})
        if self.intervals is None:
            return table.assign(stance=np.nan, apart=False)
        sure = self.intervals[place].reindex(self.codes)
        return table.assign(stance=own.value, apart=sure.low * sure.high > 0)

    def in_documents(self, a: str, b: str) -> Told:
        """The same, document by document, in the order of the names of the groups."""
        sums, codes = self.sums, self.codes[self.enough(a, b)]
        rows = np.concatenate([np.flatnonzero(sums.groups == name) for name in sorted((a, b))])
        told = sums.of_documents((sums.n > 0) * 1.0, codes)[rows]
        stances = told * 0 if self.intervals is None else sums.of_documents(sums.top, codes)[rows]
        return Told(self.kind, sums.groups.to_numpy()[rows], told, stances, np.ones(len(codes)))


def dealt_p(n_a: np.ndarray, n_b: np.ndarray, sizes: Sequence[int]) -> np.ndarray:
    """How rare so uneven a split of the documents that tell something is, if documents were dealt at random.

    Exact (hypergeometric, two-sided); missing where a group has fewer than eight documents.

    Examples
    --------
    >>> dealt_p(np.array([10, 5]), np.array([0, 5]), (20, 20)).round(4).tolist()
    [0.0004, 1.0]
    """
    from scipy.stats import hypergeom

    if not enough(*sizes) or not len(n_a):
        return np.full(len(n_a), np.nan)
    deal = hypergeom(sum(sizes), n_a + n_b, sizes[0])
    return np.minimum(1, 2 * np.minimum(deal.cdf(n_a), deal.sf(n_a - 1)))


def selection(kinds: Sequence[Items]) -> pd.DataFrame:
    """What only one of two groups tells, what both tell, and what they tell with opposite signs.

    *How to read it*: as of two briefs, but counted in documents, and only items that eight documents or
    more of the two groups tell. `clear` says of what one or both tell that so uneven a split is beyond
    chance (q), and of what is opposed that the balance of each group has an interval on its side of zero.

    Returns
    -------
    DataFrame
        One row per pair of groups (of more than twelve, the twelve with most documents) and item: the columns of a
        study's `selection`; `n_a`, `n_b` count documents, `share_a`, `share_b` are their shares, `p` and `q` (over
        the items of a kind), `clear`; `evidence_a`, `evidence_b` name up to five documents.
    """
    tables = []
    for items in kinds:
        keys = items.sums.keys
        for a, b in itertools.combinations(items.names, 2):
            found = items.told(a, b)
            own = keys.iloc[found.index]
            found["kind"], found["item"] = items.kind, own.iloc[:, -1].to_numpy()
            found["holder"] = own.iloc[:, 0].to_numpy() if items.intervals is not None else None
            tables.append(found)
    table = pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=SELECTION)
    places = [pd.Categorical(table.kind, [items.kind for items in kinds]), pd.Categorical(table.found, FOUND)]
    order = pd.DataFrame({"a": table.brief_a, "b": table.brief_b, "kind": places[0], "found": places[1],
                          "n": -(table.n_a + table.n_b)})  # fmt: skip
    return table.loc[order.sort_values([*order], kind="stable").index, SELECTION].reset_index(drop=True)


def overlap(kinds: Sequence[Items], *, resampling: Resampling = DEFAULT) -> pd.DataFrame:
    """How much of what two groups tell both tell, kind by kind, against documents dealt at random.

    Returns
    -------
    DataFrame
        As of two briefs, documents in the place of sentences; items as in `selection`.
    """
    names = kinds[0].names if kinds else []
    tables = []
    for a, b in itertools.combinations(names, 2):
        told = [own for own in (items.in_documents(a, b) for items in kinds) if len(own.times)]
        if told:
            tables.append(overlaps(told, (a, b), resampling=resampling))
    return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=OVERLAP)


def naming_difference(words: Items) -> pd.DataFrame:
    """The words of two groups for each actor and event that both name, by how many documents use them.

    Returns
    -------
    DataFrame
        One row per pair of groups, actor, role and word that eight documents or more of the two use: `where` (a, both,
        b), then as in `selection`.
    """
    keys, tables = words.sums.keys, []
    for a, b in itertools.combinations(words.names, 2):
        found = words.told(a, b)
        found = found.join(keys)
        sides = found.groupby("actor_id")[["n_a", "n_b"]].transform("sum")
        found = found[(sides > 0).all(axis=1)].rename(columns={"found": "where"})
        order = found.assign(n=-(found.n_a + found.n_b)).sort_values(["actor_id", "n", "word"], kind="stable").index
        tables.append(found.loc[order])
    table = pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=NAMING)
    return table[NAMING]

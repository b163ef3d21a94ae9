"""Selection: what only one brief tells, what both tell, and what they tell with opposite signs."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.compare.chance import dealt, in_parts, q_values
from analysis.compare.resampling import ALPHA, DEFAULT, LEVEL, Resampling, enough
from analysis.sentiment import covered
from analysis.typed import typed

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

AUTHOR = "author"  # one name for the authors of all briefs, so that their stances can be compared
KEY = ["kind", "holder", "item"]
ITEMS = ["brief_id", "sentence_id", *KEY, "stance"]
SELECTION = {
    "kind": "str", "holder": "str", "item": "str", "brief_a": "str", "brief_b": "str", "found": "str",
    "n_a": "int64", "n_b": "int64", "stance_a": "float64", "stance_b": "float64",
    "evidence_a": "str", "evidence_b": "str",
}  # fmt: skip
FOUND = ("opposed", "both", "a", "b")  # in the order of the rows
OVERLAP = [
    "kind", "brief_a", "brief_b", "n_only_a", "n_both", "n_opposed", "n_only_b", "shared_share",
    "null_low", "null_high", "p", "q", "clear", "halves_a", "halves_b", "halves_between",
]  # fmt: skip


def items(**told: pd.DataFrame) -> pd.DataFrame:
    """What each sentence tells, one kind under the other.

    Parameters
    ----------
    **told
        For each kind a table with `brief_id`, `sentence_id` and `item`; with `holder` and `stance`
        it is one of relations.

    Returns
    -------
    DataFrame
        `brief_id`, `sentence_id`, `kind`, `holder` (missing but in relations), `item`, `stance`.
    """
    empty = {"holder": None, "stance": 0}
    tables = [
        table.assign(kind=kind, **{c: v for c, v in empty.items() if c not in table}) for kind, table in told.items()
    ]
    return pd.concat([table[ITEMS] for table in tables], ignore_index=True).astype({"holder": "str", "item": "str"})


def relations(ledger: pd.DataFrame) -> pd.DataFrame:
    """The statements of a ledger as items; the author of each brief is `author`."""
    own = "author_" + ledger.brief_id.astype("str")
    holder, target = (ledger[end].mask(ledger[end] == own, AUTHOR) for end in ("holder", "target"))
    return ledger.assign(holder=holder, item=target)


def topics(tokens: pd.DataFrame, *, masks: pd.DataFrame) -> pd.DataFrame:
    """The nouns of each sentence, as lemmas; names of actors are left out."""
    nouns = tokens[tokens.is_word.astype(bool) & (tokens.pos == "NOUN")]
    nouns = nouns[~covered(nouns, spans=masks)]
    return nouns.assign(item=nouns.lemma.str.lower())


def numbers(tokens: pd.DataFrame, *, masks: pd.DataFrame) -> pd.DataFrame:
    """The numbers and years of each sentence, each with what it counts: "five agent", "1979"."""
    found = tokens[(tokens.tag == "CD") & tokens.is_word.astype(bool)]
    found = found[~covered(found, spans=masks)]
    heads = tokens.set_index(["brief_id", "token_id"])
    head = heads.reindex(pd.MultiIndex.from_frame(found[["brief_id", "head"]]))
    counted = (found.dep == "nummod").to_numpy() & (head.pos == "NOUN").to_numpy()
    words = found.text.str.lower()
    return found.assign(item=np.where(counted, words + " " + head.lemma.fillna("").to_numpy(), words))


def selection(found: pd.DataFrame, *, briefs: list[str]) -> pd.DataFrame:
    """Which items only one brief tells, which both, and which with opposite signs.

    *How to read it*: `found` is `a` or `b` (only that brief tells it), `both`, or `opposed` (both
    tell of that holder and target, on balance with opposite signs). What only one brief tells may
    be told by the other in words that no rule reads: read the sentences.

    Parameters
    ----------
    found : DataFrame
        From `items`.
    briefs : list of str
        Their ids, in order.

    Returns
    -------
    DataFrame
        One row per pair of briefs and item: `kind`, `holder` (of relations), `item`, `brief_a`,
        `brief_b`, `found`, `n_a`, `n_b` (how often), `stance_a`, `stance_b` (of relations: the mean
        stance, -1 to +1), `evidence_a`, `evidence_b` (sentence ids).
    """
    tables = [_told(found, a, b) for a, b in itertools.combinations(briefs, 2)]
    return pd.concat(tables, ignore_index=True) if tables else typed([], SELECTION)


def _told(found: pd.DataFrame, a: str, b: str) -> pd.DataFrame:
    own = found[found.brief_id.isin([a, b])]
    cells = (own[column].tolist() for column in (*KEY, "brief_id", "sentence_id", "stance"))
    told: dict[tuple, dict[str, list]] = {}
    for *key, brief_id, sentence_id, stance in zip(*cells, strict=True):
        told.setdefault(tuple(key), {a: [], b: []})[brief_id].append((sentence_id, stance))
    kinds = list(dict.fromkeys(kind for kind, *_ in told))
    rows = [(*key, a, b, *_beside(key[1], *ends.values())) for key, ends in told.items()]
    rows.sort(key=lambda row: (kinds.index(row[0]), FOUND.index(row[5]), -row[6] - row[7]))
    return typed(rows, SELECTION)


def _beside(holder: str | None, *ends: list[tuple[str, float]]) -> tuple:
    """Who of two tells an item; how often each, with which mean stance (of a relation), and in which sentences."""
    n_a, n_b = map(len, ends)
    stances = [sum(stance for _, stance in end) / len(end) if end and pd.notna(holder) else None for end in ends]
    evidence = ["; ".join(dict.fromkeys(sentence_id for sentence_id, _ in end)) or None for end in ends]
    opposed = None not in stances and stances[0] * stances[1] < 0
    return ("a" if not n_b else "b" if not n_a else "opposed" if opposed else "both"), n_a, n_b, *stances, *evidence


def overlap(found: pd.DataFrame, *, briefs: list[str], resampling: Resampling = DEFAULT) -> pd.DataFrame:
    """How much of what two briefs tell both tell, kind by kind, against what chance would give.

    *How to read it*: `shared_share` 0 means that nothing that one tells is told by the other. Below
    the null band the briefs tell less in common than when their sentences are dealt to them at
    random, as many to each as it has: they select. Halves are of equal size, so these three compare:
    where two halves of one brief share no more than two halves of different briefs, little sharing
    says nothing about selection.

    Returns
    -------
    DataFrame
        One row per pair of briefs and kind: `kind`, `brief_a`, `brief_b`, `n_only_a`, `n_both`,
        `n_opposed`, `n_only_b`, `shared_share` (`n_both` over all four), `null_low`, `null_high`,
        `p`, `q` (over the kinds), `clear`, `halves_a`, `halves_b` (mean share of two random halves
        of one brief), `halves_between` (of halves of different briefs). What is drawn is missing
        where either brief has fewer than eight sentences with an item of the kind.
    """
    tables = []
    for a, b in itertools.combinations(briefs, 2):
        own = found[found.brief_id.isin([a, b])]
        tables.append(overlaps((Told.of(kind, rows) for kind, rows in own.groupby("kind", sort=False)), (a, b),
                               resampling=resampling))  # fmt: skip
    return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=OVERLAP)


def overlaps(kinds: Iterable[Told], names: tuple[str, str], *, resampling: Resampling) -> pd.DataFrame:
    """The rows of `overlap` for one pair, a kind a row."""
    rows = [_overlap(told, names, resampling) for told in kinds]
    table = pd.DataFrame(rows, columns=[c for c in OVERLAP if c not in ("q", "clear")])
    table["q"] = q_values(table.p)
    outside = (table.shared_share < table.null_low) | (table.shared_share > table.null_high)
    return table.assign(clear=outside & (table.q <= ALPHA))[OVERLAP]


@dataclass(frozen=True)
class Told:
    """The items of one kind in two briefs: sentences (rows, in the order of ids) by items.

    `briefs` has the brief of each row, `told` a 1 where it tells the item, `stances` the sum of its
    stances there; items that the same sentences tell, with the same stances, are one column that
    counts `times`. Of groups of documents a row is a document, and both may be sparse.
    """

    kind: str
    briefs: np.ndarray
    told: np.ndarray | csr_matrix
    stances: np.ndarray | csr_matrix
    times: np.ndarray

    @classmethod
    def of(cls, kind: str, own: pd.DataFrame) -> Told:
        """Of the items of two briefs."""
        own = own.sort_values("brief_id", kind="stable")
        rows, sentences = _numbered(zip(own.brief_id, own.sentence_id, strict=True))
        columns, known = _numbered(zip(*(own[key].fillna("") for key in KEY), strict=True))
        told = np.zeros((2, len(sentences), len(known)), dtype=np.float32)
        told[0, rows, columns] = 1
        np.add.at(told[1], (rows, columns), own.stance.to_numpy(np.float32))
        alike, times = np.unique(told.reshape(-1, told.shape[2]), axis=1, return_counts=True)
        return cls(
            kind, np.array([brief_id for brief_id, _ in sentences]), *alike.reshape(2, len(sentences), -1), times
        )

    def sorted_out(self, first: np.ndarray, second: np.ndarray) -> tuple[np.ndarray, ...]:
        """Of what two sets of sentences tell (rows of 0 and 1): how many only one, both, opposed, only the other."""
        first, second = first.astype(np.float32), second.astype(np.float32)
        one, other = first @ self.told > 0, second @ self.told > 0
        opposed = np.zeros_like(one)
        if abs(self.stances).sum():
            opposed = one & other & ((first @ self.stances) * (second @ self.stances) < 0)
        return tuple(k @ self.times for k in (one & ~other, one & other & ~opposed, opposed, other & ~one))

    def shares(self, first: np.ndarray, second: np.ndarray) -> np.ndarray:
        """The share of items that both sets of sentences tell."""
        only, both, opposed, rest = self.sorted_out(first, second)
        with np.errstate(invalid="ignore"):
            return both / (only + both + opposed + rest)


def _numbered(keys: Iterable[tuple]) -> tuple[list[int], list[tuple]]:
    """The number of each key, in the order in which they first come, and the keys."""
    known: dict[tuple, int] = {}
    return [known.setdefault(key, len(known)) for key in keys], [*known]


def _overlap(told: Told, names: tuple[str, str], resampling: Resampling) -> dict:
    in_a, in_b = (told.briefs == name for name in names)
    only_a, both, opposed, only_b = (int(n[0]) for n in told.sorted_out(in_a[None], in_b[None]))
    share = told.shares(in_a[None], in_b[None])[0]
    row = {"kind": told.kind, "brief_a": names[0], "brief_b": names[1], "n_only_a": only_a, "n_both": both,
           "n_opposed": opposed, "n_only_b": only_b, "shared_share": share}  # fmt: skip
    if not enough(in_a.sum(), in_b.sum()):
        return row
    deals = dealt(told.briefs, names=names, resampling=resampling)
    null = np.concatenate([told.shares(to_a, 1 - to_a) for to_a in deals])
    low, high = np.quantile(null, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    tail = min((null <= share + 1e-12).sum(), (null >= share - 1e-12).sum())
    p = min(1.0, 2 * (tail + 1) / (len(null) + 1))
    return row | {"null_low": low, "null_high": high, "p": p} | _halves(told, in_a, in_b, resampling)


def _halves(told: Told, in_a: np.ndarray, in_b: np.ndarray, resampling: Resampling) -> dict:
    """The mean shares of random halves, as large as a half of the brief with fewer sentences."""
    n, shares = min(in_a.sum(), in_b.sum()) // 2, []
    of_both = (_two_sets(told.briefs, own, n, resampling) for own in (in_a, in_b))
    for (one, other), (first, second) in zip(*of_both, strict=True):
        shares.append([told.shares(*pair) for pair in ((one, other), (first, second), (one, first))])
    means = np.nanmean(np.concatenate(shares, axis=1), axis=1)
    return dict(zip(("halves_a", "halves_b", "halves_between"), means.tolist(), strict=True))


def _two_sets(briefs: np.ndarray, own: np.ndarray, n: int, resampling: Resampling) -> Iterator[np.ndarray]:
    """Two sets of n sentences of one brief without one in common, in each resample, part by part."""
    generator = resampling.generator(briefs[own][0])
    for size in in_parts(resampling.resamples, len(own)):
        ranks = generator.random((size, int(own.sum()))).argsort(axis=1).argsort(axis=1)
        sets = np.zeros((2, size, len(own)))
        sets[0][:, own], sets[1][:, own] = ranks < n, (ranks >= n) & (ranks < 2 * n)
        yield sets

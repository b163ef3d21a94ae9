"""Which pair of several briefs a claim or chart is about: the one in which most of it shows.

Of two briefs it is always the two; ties go to the first pair in the order of the study.
"""

from __future__ import annotations

import pandas as pd

from analysis.compare.contrasts import REST
from analysis.findings.claim import Labels
from analysis.wording import listed

PAIR = ["brief_a", "brief_b"]


def furthest(difference: pd.DataFrame) -> pd.DataFrame:
    """The rows of the pair whose differences are largest in sum, such as of `presence_difference`.

    Examples
    --------
    >>> found = pd.DataFrame({"brief_a": ["a", "a"], "brief_b": ["b", "c"], "difference": [0.1, -0.3]})
    >>> furthest(found).brief_b.tolist()
    ['c']
    """
    return _most(difference, difference.difference.abs())


def least_shared(overlap: pd.DataFrame) -> pd.DataFrame:
    """The rows of `overlap` of the pair with the smallest mean share in common over the kinds of items."""
    return _most(overlap, 1 - overlap.shared_share, by="mean")


def most_aligned(aligned: pd.DataFrame) -> pd.DataFrame:
    """The rows of `aligned` of the pair with the most passages on the same matter."""
    return _most(aligned, pd.Series(1, aligned.index))


def most_own_words(namings: pd.DataFrame) -> pd.DataFrame:
    """The rows of `naming_difference` of the pair with the most words of their own for whom both describe."""
    own = described_by_both(namings)
    own = own.index[own["where"] != "both"]
    return _most(namings, pd.Series(namings.index.isin(own).astype(int), namings.index))


def described_by_both(namings: pd.DataFrame) -> pd.DataFrame:
    """The rows of words other than names for actors for whom both briefs of the pair have such words."""
    words = namings[namings.role != "name"]
    n = words.groupby([*PAIR, "actor_id"], sort=False)[["n_a", "n_b"]].transform("sum")
    return words[(n > 0).all(axis=1)]


def of_same_pair(table: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of a table that compare the same two briefs as `rows`."""
    if rows.empty:
        return table.iloc[:0]
    return table[(table[PAIR] == rows[PAIR].iloc[0]).all(axis=1)]


def headed(rows: pd.DataFrame, labels: Labels, **headings: str) -> dict[str, str]:
    """Headings of the columns of both briefs of a pair.

    Examples
    --------
    >>> headed(pd.DataFrame({"brief_a": ["x"], "brief_b": ["y"]}), {"x": "CFR", "y": "WINEP"}, stance="stance, {}")
    {'stance_a': 'stance, CFR', 'stance_b': 'stance, WINEP'}
    """
    ends = ["first", "second"] if rows.empty else [labels[brief_id] for brief_id in rows[PAIR].iloc[0]]
    return {f"{column}_{end}": heading.format(label) for column, heading in headings.items()
            for end, label in zip("ab", ends, strict=True)}  # fmt: skip


def called(rows: pd.DataFrame, labels: Labels) -> str:
    """The pair in a sentence: "The briefs" where there are no others, else its two names."""
    if len(labels) == 2 or rows.empty:
        return "The briefs"
    return listed(labels[brief_id] for brief_id in rows[PAIR].iloc[0])


def _most(table: pd.DataFrame, score: pd.Series, *, by: str = "sum") -> pd.DataFrame:
    known = table[table.brief_b != REST]
    total = known.assign(score=score).groupby(PAIR, sort=False).score.agg(by)
    if total.empty:
        return known
    return known[(known[PAIR] == list(total.idxmax())).all(axis=1)]

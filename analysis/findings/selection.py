"""Claims about what each brief selects, and what it makes of the same matter."""

from __future__ import annotations

import pandas as pd

from analysis.compare.selection import AUTHOR
from analysis.findings.claim import Claim, Labels
from analysis.wording import count, listed, percent, the


def selected(selection: pd.DataFrame, overlap: pd.DataFrame, *, labels: Labels, names: Labels) -> Claim:
    """How many relations of sides both briefs tell of, and on which they contradict each other."""
    rows = selection[selection.kind == "relation_by_side"]
    if rows.empty:
        none = "No brief holds a directed relation"
        return Claim(none, f"{none}.", 0, clear=False)
    n = rows.found.value_counts().reindex(["a", "both", "opposed", "b"], fill_value=0)
    a, b = (labels[rows[end].iloc[0]] for end in ("brief_a", "brief_b"))
    opposed = rows[rows.found == "opposed"]
    apart = f", and contradict each other on {n.opposed}" if n.opposed else ""
    headline = f"The briefs share {n.both} of {count(n.sum(), 'relation')}{apart}"
    told = [f"{n.a} are only in {a}, {n.b} only in {b}"]
    if len(opposed):
        whom = listed(
            f"{_holder(r.holder, names)} toward {the(names.get(r.item, r.item))}" for r in opposed.itertuples()
        )
        told.append(f"opposed {'is' if len(opposed) == 1 else 'are'} {whom}")
    text = f"{headline}: {'; '.join(told)}. {_chance(overlap, labels)}"
    return Claim(headline, text, int(n.sum()))


def _holder(holder: str, names: Labels) -> str:
    return "the author" if holder == AUTHOR else the(names.get(holder, holder))


def _chance(overlap: pd.DataFrame, labels: Labels) -> str:
    """What random deals share, and what halves do."""
    rows = overlap[(overlap.kind == "relation_by_side") & overlap.null_low.notna()]
    if rows.empty:
        return "Too few sentences hold a relation to say what chance would give."
    row = rows.iloc[0]
    verdict = "beyond chance" if row.clear else "no more or less than by chance"
    return (
        f"That is {percent(row.shared_share)} in common, {verdict}: dealt at random, the sentences give "
        f"{percent(row.null_low)} to {percent(row.null_high)}. Halves of different briefs share "
        f"{percent(row.halves_between)}, two halves of {labels[row.brief_a]} {percent(row.halves_a)} and of "
        f"{labels[row.brief_b]} {percent(row.halves_b)}."
    )

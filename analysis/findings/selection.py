"""Claims about what each brief selects, and what it makes of the same matter."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from analysis.compare.selection import AUTHOR
from analysis.findings.claim import Claim, Labels, one_by_one
from analysis.findings.differences import Telling, largest
from analysis.findings.pairs import called, least_shared, most_aligned, of_same_pair
from analysis.wording import count, listed, percent, points, the


def selected(
    selection: pd.DataFrame, overlap: pd.DataFrame, ledger: pd.DataFrame, *, labels: Labels, names: Labels
) -> Claim:
    """How many relations of sides two briefs share (of several, the two that share least), and on which they differ.

    Of a relation on which they are opposed it is said where a brief has it only as others tell it of the holder.
    """
    overlap = least_shared(overlap)
    selection = of_same_pair(selection, overlap)
    rows = selection[selection.kind == "relation_by_side"]
    if rows.empty:
        none = "No brief holds a directed relation"
        return Claim(none, f"{none}.", 0, clear=False)
    n = rows.found.value_counts().reindex(["a", "both", "opposed", "b"], fill_value=0)
    a, b = (labels[rows[end].iloc[0]] for end in ("brief_a", "brief_b"))
    opposed = rows[rows.found == "opposed"]
    apart = f" and are opposed on {n.opposed}" if n.opposed else ""
    headline = f"{called(rows, labels)} share {n.both} of {count(n.sum(), 'relation')}{apart}"
    told = [f"{n.a} are only in {a}, {n.b} only in {b}"]
    if len(opposed):
        whom = listed(
            f"{_holder(r.holder, names)} toward {the(names.get(r.item, r.item))}{_hearsay(r, ledger, labels)}"
            for r in opposed.itertuples()
        )
        told.append(f"opposed {'is' if len(opposed) == 1 else 'are'} {whom}")
    tested = overlap[(overlap.kind == "relation_by_side") & overlap.null_low.notna()]
    text = f"{headline}: {'; '.join(told)}. {_chance(tested, labels)}{_least(labels)}"
    shared = rows[rows.found.isin(["opposed", "both"])]
    ids = "; ".join([*shared.evidence_a, *shared.evidence_b]).split("; ") if len(shared) else []
    clear, evidence = bool(tested.clear.any()), tuple(dict.fromkeys(ids))
    return Claim(headline, text, int(n.sum()), clear=clear, value=n.both / n.sum(), evidence=evidence)


def _hearsay(relation: tuple, ledger: pd.DataFrame, labels: Labels) -> str:
    """In which of the two briefs only quoted speakers tell of a holder's stance, who doesn't speak for it himself."""
    rows = ledger[(ledger.holder == relation.holder) & (ledger.target == relation.item)]
    own = (
        rows.assign(hearsay=(rows.voice == "quoted") & (rows.modality == "reported")).groupby("brief_id").hearsay.all()
    )
    told = [labels[b] for b in (relation.brief_a, relation.brief_b) if own.get(b, False)]
    return f" (in {listed(told)} only as quoted speakers tell it)" if told else ""


def _least(labels: Labels) -> str:
    """Why these two: the mean is over relations, frames, actors, topics and numbers."""
    return "" if len(labels) == 2 else " Over all kinds of items these two share the least of any pair."


def _holder(holder: str, names: Labels) -> str:
    return "the author" if holder == AUTHOR else the(names.get(holder, holder))


def _chance(tested: pd.DataFrame, labels: Labels) -> str:
    """What random deals share, and what halves do."""
    if tested.empty:
        return "Too few sentences hold a relation to say what chance would give."
    row = tested.iloc[0]
    verdict = "beyond chance" if row.clear else "no more or less than by chance"
    return (
        f"That is {percent(row.shared_share)} in common, {verdict}: dealt at random, the sentences give "
        f"{percent(row.null_low)} to {percent(row.null_high)}. Halves of different briefs share "
        f"{percent(row.halves_between)}, two halves of {labels[row.brief_a]} {percent(row.halves_a)} and of "
        f"{labels[row.brief_b]} {percent(row.halves_b)}."
    )


def side_by_side(aligned: pd.DataFrame, body: pd.DataFrame, *, labels: Labels, names: Labels) -> Claim:
    """How much of two briefs (of several, those with the most) has a counterpart, and what the closest share."""
    aligned = most_aligned(aligned)
    if aligned.empty:
        none = "No passages of the briefs are on the same matter"
        return Claim(none, f"{none}, as far as words and actors in common show it.", 0, clear=False)
    told, n = [], 0
    for end in ("a", "b"):
        brief_id = aligned[f"brief_{end}"].iloc[0]
        held = aligned[f"evidence_{end}"].str.split("; ").explode().nunique()
        whole = int((body.brief_id == brief_id).sum())
        told.append(f"{percent(held / whole)} of the sentences of {labels[brief_id]}")
        n += held
    first = aligned.iloc[0]
    shared = listed(the(names.get(sign, sign)) for sign in first.shared.split("; ")[:3])
    headline = f"{called(aligned, labels)} take up {count(len(aligned), 'matter')} side by side"
    text = f"{headline}: {listed(told)} stand in passages that are aligned. The closest two share {shared}."
    return Claim(headline, text, n)


def weighed(weight: pd.DataFrame, difference: pd.DataFrame, *, labels: Labels, names: Labels) -> Claim:
    """Which actor gets clearly more words in one brief, and whom each brief comes to first."""
    claim = largest(
        difference,
        labels=labels,
        names=names,
        telling=Telling(
            none="No clear difference in the words each actor gets",
            headline="{more} spends more of its words around {name} than {less}",
            text="{more} spends {high_value} of its words in sentences that mention {name}, {less} {low_value} "
            "(difference {difference}{interval})",
            unit=percent,
            signed=points,
        ),
    )
    told, shares = [], []
    for brief_id, label in labels.items():
        rows = weight[(weight.brief_id == brief_id) & weight.first_share.notna()]
        early = rows.sort_values(["first_share", "actor_id"]).actor_id.head(3)
        if len(early):
            told.append(f"{label} comes first to {listed(the(names[a]) for a in early)}")
            shares.append(rows.word_share.max())
    return replace(claim, text=f"{claim.text} {one_by_one(told, by=shares)}.")

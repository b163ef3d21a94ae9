"""Claims about who speaks, who stands where, and what is prescribed."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.compare.contrasts import REST
from analysis.compare.resampling import MIN_SENTENCES
from analysis.compare.selection import AUTHOR
from analysis.findings.claim import Claim, Labels, one_by_one
from analysis.findings.differences import Telling, against_rest, largest, with_rest
from analysis.wording import count, listed, percent, points, signed, the, within

ACTION = ["brief_id", "sentence_id", "start"]


def voices(speaking: pd.DataFrame, difference: pd.DataFrame, *, labels: Labels, names: Labels) -> Claim:
    """How much of each brief is put into others' mouths, whose most, and whether that differs clearly."""
    told, shares = [], {}
    for brief_id, label in labels.items():
        rows = speaking[(speaking.brief_id == brief_id) & (speaking.speaker != f"author_{brief_id}")]
        shares[brief_id] = rows.word_share.sum()
        whole = f"{label} gives {percent(shares[brief_id])} of its words to {count(len(rows), 'speaker')}"
        top = rows.loc[rows.n_words.idxmax()] if len(rows) else None
        most = "" if top is None else f", most to {_speaker(top.speaker, names)} ({percent(top.word_share)})"
        told.append(whole + most)
    most, least = max(shares, key=shares.get), min(shares, key=shares.get)
    headline = f"Others voice {percent(shares[most])} of {labels[most]}, {percent(shares[least])} of {labels[least]}"
    told = one_by_one(told, by=[*shares.values()])
    text = f"{told}; the rest is the author's own voice. {_apart(difference, labels)}".strip()
    n = int(speaking.n_words.sum())
    if difference.empty:
        return Claim(headline, text, n, clear=False)
    row = _widest(difference)
    numbers = {"value": float(row.difference), "low": float(row.low), "high": float(row.high)}
    return Claim(headline, text, n, clear=bool(row.clear), **numbers)


def _apart(difference: pd.DataFrame, labels: Labels) -> str:
    """Whether one brief clearly lets others speak more than the other, or than the rest."""
    if difference.empty:
        return ""
    row, labels = _widest(difference), with_rest(labels)
    if pd.isna(row.low):
        few = f"{count(row.n_a, 'sentence')} of {labels[row.brief_a]} and {row.n_b} of {labels[row.brief_b]}"
        return f"Others speak in {few}: too few for an interval."
    verdict = "The difference is clear" if row.clear else "No clear difference"
    whose = f"{labels[row.brief_a]} minus the rest: " if row.brief_b == REST else ""
    return f"{verdict} ({whose}{points(row.difference)}{within(row.low, row.high, points)})."


def _widest(difference: pd.DataFrame) -> pd.Series:
    """The largest difference of those that are clear; else of those with an interval; else of all."""
    rows = against_rest(difference)
    for kept in (rows[rows.clear.astype(bool)], rows[rows.low.notna()], rows):
        if len(kept):
            return kept.loc[kept.difference.abs().idxmax()]


def contradiction(selection: pd.DataFrame, balance: pd.DataFrame, *, labels: Labels, names: Labels) -> Claim:
    """What two authors judge in their own name, first of all where their signs are opposite."""
    rows = selection[(selection.kind == "relation") & (selection.holder == AUTHOR)]
    both, authors = judged_twice(rows), "both" if len(labels) == 2 else "two"
    if both.empty:
        none = f"The ledger sees nothing that {authors} authors judge in their own name"
        return Claim(none, f"{none}.", len(rows), clear=False)
    row = both.iloc[0]
    counted = balance[balance.holder == "author_" + balance.brief_id].set_index(["brief_id", "target"])
    judged = {b: counted.loc[b, row["item"]] for b in (row.brief_a, row.brief_b)}
    name = names.get(row["item"], row["item"])
    headline = f"{name}: {', '.join(f'{labels[b]} {_counts(r)}' for b, r in judged.items())}"
    signs = "with opposite signs" if row.found == "opposed" else "without opposite signs"
    told = "; ".join(f"{labels[b]} {r.n_supportive} for and {r.n_critical} against" for b, r in judged.items())
    text = f"{authors.capitalize()} authors judge {the(name)} in their own name, {signs}: {told}."
    ids = tuple(f"{row.evidence_a}; {row.evidence_b}".split("; "))
    value, doubt = float(row.stance_a - row.stance_b), _doubt([*judged.values()], [labels[b] for b in judged])
    return Claim(headline, f"{text}{doubt}", int(row.n_a + row.n_b), clear=not doubt, value=value, evidence=ids)


def _doubt(judged: Sequence[pd.Series], called: Sequence[str]) -> str:
    """Why the balances of two authors carry no direction, where they don't."""
    if any(pd.isna(balance.low) for balance in judged):
        return " So few statements carry no interval and no claim of direction: read the sentences."
    open_ends = [name for name, b in zip(called, judged, strict=True) if b.low <= 0 <= b.high]
    return f" No claim of direction: the interval of {listed(open_ends)} holds zero." if open_ends else ""


def judged_twice(rows: pd.DataFrame) -> pd.DataFrame:
    """Of what authors judge, what both of a pair do: opposed first, then as often as they do."""
    both = rows[rows.found.isin(["opposed", "both"])]
    order = both.assign(agreed=both.found != "opposed", n=-(both.n_a + both.n_b))
    return both.loc[order.sort_values(["agreed", "n"], kind="stable").index]


def _counts(row: pd.Series) -> str:
    """How many statements are for and against, without what there is none of."""
    told = {"for": row.n_supportive, "against": row.n_critical, "neutral": row.n_neutral}
    return ", ".join(f"{n} {word}" for word, n in told.items() if n)


def _speaker(speaker: str, names: Labels) -> str:
    return listed(the(names.get(actor_id, actor_id)) for actor_id in speaker.split("; "))


def prescriptions(recommendations: pd.DataFrame, *, labels: Labels, names: Labels) -> Claim:
    """How much each brief prescribes."""
    actions = recommendations.drop_duplicates(ACTION)
    n = {b: int((actions.brief_id == b).sum()) for b in labels}
    told = [
        f"{label} makes {_advice(recommendations[recommendations.brief_id == b], names)}" for b, label in labels.items()
    ]
    most, least = max(n, key=n.get), min(n, key=n.get)
    if n[most] == n[least]:
        headline = f"Each brief makes {count(n[most], 'recommendation')}" if n[most] else "No brief recommends anything"
    else:
        rest = f"{n[least]:,}" if n[least] else "none"
        headline = f"{labels[most]} makes {count(n[most], 'recommendation')}, {labels[least]} {rest}"
    ids = tuple(dict.fromkeys(actions.sentence_id))
    value = float(np.subtract(*n.values())) if len(n) == 2 else None
    text, clear = f"{one_by_one(told, by=[*n.values()])}.", n[most] != n[least]
    return Claim(headline, text, sum(n.values()), clear=clear, value=value, evidence=ids)


def _advice(rows: pd.DataFrame, names: Labels) -> str:
    """How many actions, to whom most of them (one told to two counts for both), and how many under a condition."""
    if rows.empty:
        return "no recommendation"
    to = rows.addressee.value_counts().sort_index().sort_values(ascending=False, kind="stable")
    actions = rows.drop_duplicates(ACTION)
    conditional = int(actions.condition.notna().sum())
    return (
        f"{count(len(actions), 'recommendation')}, {to.iloc[0]} of them to {_speaker(to.index[0], names)} "
        f"and {conditional or 'none'} under a condition"
    )


def relations(balance: pd.DataFrame, *, labels: Labels, names: Labels) -> Claim:
    """Which relation each brief tells of most, and whether any has enough statements for a direction."""
    told, held = [], []
    for brief_id, label in labels.items():
        rows = balance[balance.brief_id == brief_id]
        held.append(int(rows.n_statements.sum()))
        if rows.empty:
            told.append(f"{label} holds no directed statement")
            continue
        top, n = rows.iloc[0], count(rows.n_statements.sum(), "directed statement")
        if (rows.n_statements == top.n_statements).sum() > 1:
            told.append(f"{label} holds {n}, no relation more often than all others")
            continue
        told.append(
            f"{label} holds {n}, most often of {_speaker(top.holder, names)} toward {the(names[top.target])} "
            f"({top.n_statements}: {top.n_supportive} supportive, {top.n_critical} critical, {top.n_neutral} neutral)"
        )
    tested = balance[balance.low.notna()]
    headline = "Too few statements for a claim about any one relation"
    if len(labels) > 2:
        headline = "No brief has statements enough for an interval on one relation"
    if len(tested):
        headline = f"{count(len(tested), 'relation')} with statements enough for an interval"
    text = f"{one_by_one(told, by=held)}." + (f" {headline}." if tested.empty else "")
    return Claim(headline, text, int(balance.n_statements.sum()), clear=bool(len(tested)))


def portrayed(difference: pd.DataFrame, *, labels: Labels, names: Labels) -> Claim:
    """Whether the briefs differ clearly in how they portray some side, issue or event.

    Parameters
    ----------
    difference : DataFrame
        `portrayal_difference_by_side`; the rows of all voices are told of.
    labels, names : mapping
        What briefs and actors are called.
    """
    return largest(
        difference[difference.voice == "all"],
        labels=labels,
        names=names,
        telling=Telling(
            none="No clear difference in any portrayal",
            headline="{more} portrays {name} more favourably than {less}",
            text="Over every mention of {name}, the model's balance is {high_value} in {more} and {low_value} in "
            "{less} (difference {difference}{interval})",
            unit=signed,
            signed=signed,
        ),
    )


def two_measures(portrayal: pd.DataFrame, *, labels: Labels, names: Labels) -> Claim:
    """Where the portrayal of a side and the ledger's balance toward it have opposite signs.

    Parameters
    ----------
    portrayal : DataFrame
        `portrayal_by_side`; the rows of all voices in eight sentences or more are told of.
    labels, names : mapping
        What briefs and actors are called.
    """
    rows = portrayal[(portrayal.voice == "all") & portrayal.low.notna() & portrayal.ledger_balance.notna()]
    opposed = rows[rows.balance * rows.ledger_balance < 0]
    if rows.empty:
        none = "The two measures have no side in common"
        return Claim(none, f"{none} with {MIN_SENTENCES} sentences and a statement of the ledger.", 0, clear=False)
    headline = f"Model and ledger differ in sign on {len(opposed) or 'none'} of {count(len(rows), 'portrayal')}"
    told = [
        f"{the(names[r.actor_id])} in {labels[r.brief_id]} (model {signed(r.balance)} over "
        f"{count(r.n_mentions, 'mention')}, ledger {signed(r.ledger_balance)} over "
        f"{count(r.n_statements, 'statement')})"
        for r in opposed.itertuples()
    ]
    few = " So few statements carry no direction." if (opposed.n_statements < MIN_SENTENCES).any() else ""
    text = f"{headline}: {listed(told)}.{few} The sentences decide." if told else f"{headline}."
    return Claim(headline, text, len(rows), clear=opposed.empty)


def judgements(balance: pd.DataFrame, *, labels: Labels, names: Labels) -> Claim:
    """What each author says in their own name, for and against whom or what."""
    told, n = [], {}
    for brief_id, label in labels.items():
        rows = balance[(balance.brief_id == brief_id) & (balance.holder == f"author_{brief_id}")]
        n[brief_id] = int(rows.n_statements.sum())
        whom = [
            f"{the(names[r.target])} ({r.n_supportive} for, {r.n_critical} against)" for r in rows.head(4).itertuples()
        ]
        whom = listed([*whom, f"{len(rows) - 4} more"] if len(rows) > 4 else whom)
        told.append(
            f"the author of {label} takes {count(n[brief_id], 'stance')} in their own name"
            + (f": on {whom}" if whom else "")
        )
    if len(labels) == 2:
        headline = "In their own name: " + ", ".join(f"{labels[b]} {count(k, 'stance')}" for b, k in n.items())
    else:
        most = max(n, key=n.get)
        headline = f"{labels[most]} judges most in their own name: {count(n[most], 'stance')}"
    text = one_by_one(told, by=[*n.values()])
    return Claim(headline, f"{text[:1].upper()}{text[1:]}.", sum(n.values()))

"""Claims about who is mentioned, and with whom."""

from __future__ import annotations

import pandas as pd

from analysis.findings.claim import Claim, Labels, one_by_one
from analysis.findings.differences import Telling, largest
from analysis.wording import count, listed, percent, points, the, within


def most_mentioned(presence: pd.DataFrame, *, labels: Labels, names: Labels) -> Claim:
    """Whom each brief mentions most."""
    told, leaders, shares = [], [], []
    for brief_id, label in labels.items():
        rows = presence[presence.brief_id == brief_id].sort_values(
            ["n_sentences", "n_mentions", "actor_id"], ascending=[False, False, True]
        )
        shares.append(rows.sentence_share.max() if len(rows) else 0)
        if rows.empty:
            told.append(f"{label} mentions no registered actor")
            continue
        first = rows.iloc[0]
        leaders.append(first.actor_id)
        told.append(
            f"{label} mentions {the(names[first.actor_id])} most, in {first.n_sentences} of its sentences "
            f"({percent(first.sentence_share)}{within(first.low, first.high, percent)})"
        )
    if len(set(leaders)) == 1 and len(leaders) == len(labels):
        headline = f"{names[leaders[0]]} is mentioned most in every brief"
        if len(labels) == 2:
            headline = f"Both briefs mention {names[leaders[0]]} most"
    else:
        headline = "The briefs differ in whom they mention most"
    return Claim(headline, f"{one_by_one(told, by=shares)}.", int(presence.n_mentions.sum()))


def presence(difference: pd.DataFrame, *, labels: Labels, names: Labels, each: str = "actor") -> Claim:
    """The clearest difference in how often an actor (or side) is mentioned."""
    return largest(
        difference,
        labels=labels,
        names=names,
        telling=Telling(
            none=f"No clear difference in how often the briefs mention each {each}",
            headline="{more} mentions {name} more often than {less}",
            text="{more} mentions {name} in {high_value} of its sentences, {less} in {low_value} "
            "(difference {difference}{interval})",
            unit=percent,
            signed=points,
        ),
    )


def together(co_mention: pd.DataFrame, *, labels: Labels, names: Labels) -> Claim:
    """Which two actors each brief names in the same sentences most, and of several which two all of them do."""
    told, pairs, most = [], [], []
    for brief_id, label in labels.items():
        rows = co_mention[co_mention.brief_id == brief_id]
        top = rows[rows.n_sentences == rows.n_sentences.max()]
        most.append(rows.n_sentences.max() if len(top) == 1 else 0)
        if len(top) != 1:
            told.append(f"{label} has no pair that shares more sentences than any other")
            continue
        row = top.iloc[0]
        pairs.append(listed([the(names[row.actor_a]), the(names[row.actor_b])]))
        told.append(f"{label} names {pairs[-1]} together in {count(row.n_sentences, 'sentence')}")
    headline = "The briefs differ in whom they name together"
    if len(pairs) == len(labels) and len(set(pairs)) == 1:
        headline = f"{pairs[0][:1].upper()}{pairs[0][1:]} share the most sentences in each brief"
    elif len(labels) > 2:
        headline = _most_together(co_mention, names) or headline
    text = f"{one_by_one(told, by=most)}. Being named together is no relation."
    return Claim(headline, text, int(co_mention.n_sentences.sum()))


def _most_together(co_mention: pd.DataFrame, names: Labels) -> str:
    """The two that all briefs together name most in the same sentences; nothing where no two are first."""
    n = co_mention.groupby(["actor_a", "actor_b"]).n_sentences.sum()
    first = n[n == n.max()]
    if len(first) != 1:
        return ""
    pair = listed(the(names[actor_id]) for actor_id in first.index[0])
    return f"{pair[:1].upper()}{pair[1:]} share the most sentences: {first.iloc[0]:,} in all briefs"

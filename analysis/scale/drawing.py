"""The charts of a study for groups of an archive, each titled with what its table supports."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd

from analysis import charts
from analysis.compare.actors import ALL
from analysis.wording import count

MOST = 4  # groups that colours can tell apart; the largest are drawn


def drawings(tables: dict[str, pd.DataFrame], groups: pd.Series, names: dict[str, str]) -> Iterator[charts.Chart]:
    """A chart of each table, of the largest groups."""
    words = labels_of(groups) | {"names": names}
    own = {name: _of(table, [*words["labels"]]) for name, table in tables.items()}
    source = f"Source: {len(groups):,} documents of the archive."
    few = f"Intervals resample documents. Hollow: fewer than eight documents, no interval. {source}"
    if "presence" in own:
        difference = own["presence_difference"]
        title = _claim(difference, "actors", "how often they are named")
        chart = charts.presence_chart(own["presence"], difference=difference, title=title, **words)
        measure = "Sentences that mention each, % of the group's, with 95 % intervals"
        yield replace(chart, subtitle="; ".join(filter(None, (measure, words.get("shown")))), source=few)
        title = _claim(own["actor_sentiment_difference"], "actors", "the mood around them")
        yield replace(charts.actor_sentiment_chart(own["actor_sentiment"], title=title, **words), source=few)
        apart = _furthest(own["keyness"])
        title = f"{count(int(apart.clear.sum()), 'word')} typical of one of two groups"
        chart = charts.keyness_chart(apart, title=title, **(words | _of_two(apart, groups)))
        told = f"n = {len(apart):,} words; counts: uses; grey: within what chance reaches. {source}"
        yield replace(chart, source=told)
    title = _claim(own["stance_balance_difference"], "pairs", "who stands where toward whom")
    chart = charts.stance_balance_chart(own["stance_balance"], title=title, **words)
    yield replace(chart, source=f"× no statement. {few}")


def labels_of(groups: pd.Series) -> charts.Words:
    """The words for the largest groups, and which of all they are."""
    largest, n = sorted(map(str, groups.value_counts().index[:MOST])), groups.nunique()
    shown = {"shown": f"of {n:,} groups the {MOST} with most documents"} if n > MOST else {}
    return {"labels": {group: group for group in largest}} | shown


def _of_two(apart: pd.DataFrame, groups: pd.Series) -> charts.Words:
    """The words for the two groups of a table of differences, and which of several they are."""
    if apart.empty or groups.nunique() == 2:
        return {}
    two = [apart.brief_a.iloc[0], apart.brief_b.iloc[0]]
    shown = f"of {groups.nunique():,} groups two of the largest, those with most words apart"
    return {"labels": {group: group for group in two}, "shown": shown}


def _of(table: pd.DataFrame, groups: list[str]) -> pd.DataFrame:
    columns = [c for c in ("brief_id", "brief_a", "brief_b") if c in table]
    return table[table[columns].isin(groups).all(axis=1)].reset_index(drop=True)


def _furthest(keyness: pd.DataFrame) -> pd.DataFrame:
    """The rows of the pair of groups with the most clear words; of a tie that with the largest z."""
    if keyness.empty:
        return keyness
    found = keyness.assign(z=keyness.z.abs()).groupby(["brief_a", "brief_b"])[["clear", "z"]]
    a, b = found.agg({"clear": "sum", "z": "max"}).sort_values(["clear", "z"]).index[-1]
    return keyness[(keyness.brief_a == a) & (keyness.brief_b == b)]


def _claim(difference: pd.DataFrame, units: str, what: str) -> str:
    """In how many keys any two groups differ clearly, of those of which any two could be tested."""
    keys = [column for column in ("actor_id", "holder", "target") if column in difference]
    tested = difference[difference.q.notna() & ~(difference[keys] == ALL).any(axis=1)]
    clear = tested.groupby(keys).clear.any()
    if not clear.any():
        return f"No clear difference in {what}"
    return f"{clear.sum()} of {len(clear)} {units} tested differ in {what}"

"""The charts of a study for groups of an archive, each titled with what its table supports."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd

from analysis import charts

MOST = 4  # groups that colours can tell apart; the largest are drawn


def drawings(tables: dict[str, pd.DataFrame], groups: pd.Series, names: dict[str, str]) -> Iterator[charts.Chart]:
    """A chart of each table, of the largest groups."""
    largest = sorted(map(str, groups.value_counts().index[:MOST]))
    words = {"labels": {g: g for g in largest}, "names": names}
    own = {name: _of(table, largest) for name, table in tables.items()}
    source = f"Source: {len(groups):,} documents of the archive."
    few = f"Intervals resample documents. Hollow: fewer than eight documents, no interval. {source}"
    if "presence" in own:
        difference = own["presence_difference"]
        title = _claim(difference, "actors", "how often they are named")
        chart = charts.presence_chart(own["presence"], difference=difference, title=title, **words)
        yield replace(chart, subtitle="Sentences that mention each, % of the group's, with 95 % intervals", source=few)
        title = _claim(own["actor_sentiment_difference"], "actors", "the mood around them")
        yield replace(charts.actor_sentiment_chart(own["actor_sentiment"], title=title, **words), source=few)
        clear = int(own["keyness"].clear.sum())
        chart = charts.keyness_chart(own["keyness"], title=f"{clear:,} words are typical of one group", **words)
        told = f"n = {len(own['keyness']):,} words; counts: uses; grey: within what chance reaches. {source}"
        yield replace(chart, source=told)
    title = _claim(own["stance_balance_difference"], "pairs", "who stands where toward whom")
    chart = charts.stance_balance_chart(own["stance_balance"], title=title, **words)
    yield replace(chart, source=f"× no statement. {few}")


def _of(table: pd.DataFrame, groups: list[str]) -> pd.DataFrame:
    columns = [c for c in ("brief_id", "brief_a", "brief_b") if c in table]
    return table[table[columns].isin(groups).all(axis=1)].reset_index(drop=True)


def _claim(difference: pd.DataFrame, units: str, what: str) -> str:
    """In how many keys the groups differ clearly."""
    tested, clear = int(difference.q.notna().sum()), int(difference.clear.sum())
    if not clear:
        return f"No clear difference in {what}"
    return f"{clear} of {tested} {units} tested differ in {what}"

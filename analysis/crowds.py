"""Tables of more briefs than a chart has colours, as a chart of one colour can show them.

Either the brief stands by its name in each row, or all briefs are taken together. Both give
tables of one brief, `all`, which the charts draw as they draw any other.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analysis.charts import MOST_LANES, Words

TOGETHER = "all"
AUTHOR = "Author"
COUNTS = ["n_statements", "n_supportive", "n_critical", "n_neutral"]


def by_name(table: pd.DataFrame, *, column: str, words: Words) -> tuple[pd.DataFrame, Words]:
    """The table with the brief's name behind what a row is called, and the words for these rows.

    Parameters
    ----------
    table : DataFrame
        With `brief_id` and the column that names its rows.
    column : str
        It holds ids of actors or their own words.
    words : Words
        The words of the study.

    Examples
    --------
    >>> found = pd.DataFrame({"brief_id": ["a"], "target": ["iran"]})
    >>> table, words = by_name(found, column="target", words={"labels": {"a": "CFR"}, "names": {"iran": "Iran"}})
    >>> table.target[0], words["names"][table.target[0]]
    ('iran@a', 'Iran · CFR')
    """
    ids = table[column] + "@" + table.brief_id
    labels, names = words["labels"], words["names"]
    called = {
        i: f"{_named(one, names)} · {labels[b]}" for i, one, b in zip(ids, table[column], table.brief_id, strict=True)
    }
    called = {i.replace("; ", ", "): name for i, name in called.items()}
    table = table.assign(**{column: ids.str.replace("; ", ", ")}, brief_id=TOGETHER)
    return table, words | _together(words) | {"names": {**names, **called}}


def together(words: Words) -> Words:
    """The words of a chart in which all briefs are one."""
    return words | _together(words)


def _together(words: Words) -> Words:
    return {"labels": {TOGETHER: f"all {len(words['labels'])} briefs"}, "dates": {}}


def _named(ids: str, names: Mapping[str, str]) -> str:
    said = ", ".join(names.get(one, one) for one in ids.split("; "))
    return said[:1].upper() + said[1:]


def spoken(speaking: pd.DataFrame) -> pd.DataFrame:
    """The rows of speakers other than the authors."""
    return speaking[speaking.speaker != "author_" + speaking.brief_id]


def one_author(balance: pd.DataFrame) -> pd.DataFrame:
    """The table with the author of each brief under one name."""
    return balance.assign(holder=balance.holder.mask(balance.holder == "author_" + balance.brief_id, AUTHOR))


def relations(balance: pd.DataFrame) -> pd.DataFrame:
    """The statements of all briefs together: one row per holder and target; no interval is drawn."""
    table = one_author(balance).groupby(["holder", "target"], sort=False)[COUNTS].sum().reset_index()
    told = (table.n_supportive - table.n_critical) / table.n_statements
    table = table.assign(brief_id=TOGETHER, balance=told, low=float("nan"), high=float("nan"))
    order = table.sort_values("n_statements", ascending=False, kind="stable")
    return order.reindex(columns=balance.columns).reset_index(drop=True)


def ends(values: pd.Series, *, words: Words, what: str, most: int = MOST_LANES) -> Words:
    """The words for the briefs at both ends of a scale, where there are more than a chart has lanes.

    Parameters
    ----------
    values : Series
        A value for each brief_id.
    words : Words
        The words of the study.
    what : str
        Of what the briefs have most and least, for the subtitle.
    most : int
        How many lanes there are.
    """
    labels = words["labels"]
    if len(labels) <= most:
        return words
    known, half = values.reindex([*labels]).dropna(), most // 2
    first = known.sort_values(ascending=False, kind="stable").index[:half]
    last = known.drop(first).sort_values(kind="stable").index[:half][::-1]
    kept, n = [*first, *last], "one" if half == 1 else half
    shown = f"of {len(labels)} briefs the {n} with most {what} and the {n} with least"
    return words | {"labels": {b: labels[b] for b in kept}, "shown": shown}


def company(co_mention: pd.DataFrame, *, presence: pd.DataFrame) -> pd.DataFrame:
    """Which actors stand in the same sentences, in all briefs together."""
    pairs = co_mention.groupby(["actor_a", "actor_b"], sort=False).n_sentences.sum().reset_index()
    n = presence.groupby("actor_id").n_sentences.sum()
    table = pairs.assign(brief_id=TOGETHER, n_a=pairs.actor_a.map(n), n_b=pairs.actor_b.map(n))
    table["jaccard"] = table.n_sentences / (table.n_a + table.n_b - table.n_sentences)
    return table.sort_values("n_sentences", ascending=False, kind="stable")[co_mention.columns].reset_index(drop=True)

"""Charts of stance: where each holder stands toward each target, as the ledger's statements say.

No statement is no stance: it has a mark among the counts, or an empty cell, and is never drawn
on the scale. The authors of the briefs share one row, `AUTHOR`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Unpack

import numpy as np
import pandas as pd

from analysis.charts.marks import LINES, NONE, Briefs, Words, counts, dots, row_axis, zero_line
from analysis.compare.resampling import MIN_SENTENCES
from analysis.style import Bars, Chart
from analysis.style.page import Page, fitted
from analysis.wording import count, signed

AUTHOR = "Author"
COUNTS = ["n_statements", "n_supportive", "n_critical", "n_neutral"]
TICKS = {-1: "−1\ncritical", -0.5: "−0.5", 0: "0", 0.5: "+0.5", 1: "+1\nsupportive"}
LETTERS = (32, 26)  # of a line that names holder and target, and of one that names one of them
NARROW = (18, 18)  # the same where more briefs take more columns of counts


def stance_balance_chart(
    balance: pd.DataFrame, *, title: str, name: str = "stance-balance", top: int = LINES, **words: Unpack[Words]
) -> Chart:
    """The balance of each holder's statements toward each target, in each brief.

    *How to read it*: +1 all supportive, -1 all critical, 0 as many of one as of the other. A filled
    mark has an interval; a hollow one rests on fewer than eight statements and supports no claim of
    direction; a cross among the counts stands for no statement. Rows that both briefs have come first, sorted by the
    difference of the first two.

    Parameters
    ----------
    balance : DataFrame
        From `stance_balance`, of actors or of sides: a row per brief, holder and target.
    title, name
        The claim, and the name of the files.
    top : int
        The pairs with the most statements; there is room for twelve lines.
    **words
        See `analysis.charts.marks.Words`.
    """
    said = Briefs.of(balance, words, once=("brief_id", "holder", "target"))
    found = one_author(balance)
    found = found[found.brief_id.isin(said.ids)]
    if found.empty:
        return said.nothing(name, title, found)
    total = found.groupby(["holder", "target"], sort=False).n_statements.sum()
    pairs = total.sort_values(ascending=False, kind="stable").index
    rows = pd.Series([_label(said, *pair) for pair in pairs], index=pairs)
    return _chart(found, said, _chosen(rows, said, top), name=name, title=title, subtitle="Holder → target: ")


def author_chart(
    balance: pd.DataFrame,
    *,
    title: str,
    name: str = "author-stance",
    targets: Sequence[str] = (),
    top: int = LINES,
    **words: Unpack[Words],
) -> Chart:
    """Where each brief's author stands, in the author's own voice, toward each target.

    *How to read it*: as `stance_balance_chart`. What others say in the brief is left out.

    Parameters
    ----------
    balance : DataFrame
        From `stance_balance`, best of sides: a row per brief, holder and target.
    title, name
        The claim, and the name of the files.
    targets : sequence of str
        The ids of the rows, such as the talks and each side, also where no author says anything
        of them; without it those with the most statements.
    top : int
        There is room for twelve lines.
    **words
        See `analysis.charts.marks.Words`.
    """
    said = Briefs.of(balance, words, once=("brief_id", "holder", "target"))
    found = one_author(balance)
    found = found[found.brief_id.isin(said.ids) & (found.holder == AUTHOR)]
    if found.empty:
        return said.nothing(name, title, found)
    total = found.groupby("target", sort=False).n_statements.sum().sort_values(ascending=False, kind="stable")
    pairs = pd.MultiIndex.from_product([[AUTHOR], list(targets or total.index)], names=["holder", "target"])
    rows = pd.Series([fitted(said.name(target)) for _, target in pairs], index=pairs)
    return _chart(found, said, _chosen(rows, said, top), name=name, title=title, subtitle="The author's own voice: ")


def one_author(balance: pd.DataFrame) -> pd.DataFrame:
    """The rows with the author of each brief under one id, so that the authors share a row."""
    own = "author_" + balance.brief_id.astype("str")
    return balance.assign(**{end: balance[end].mask(balance[end] == own, AUTHOR) for end in ("holder", "target")})


def _label(said: Briefs, holder: str, target: str) -> str:
    """Holder and target in one line, or in lines that part behind the arrow."""
    both, one = LETTERS if len(said.ids) <= 2 else NARROW
    whole = f"{said.name(holder)} → {said.name(target)}"
    if len(whole) <= both:
        return whole
    return f"{fitted(said.name(holder), one - 2)} →\n{fitted(said.name(target), one)}"


def _chosen(rows: pd.Series, said: Briefs, most: int) -> pd.Series:
    """The labels of the first pairs for which there is room."""
    lines = rows.str.count("\n").add(1).cumsum()
    return rows[lines <= LINES * 2 // max(2, len(said.ids))].head(most)


def _chart(found: pd.DataFrame, said: Briefs, labels: pd.Series, *, name: str, title: str, subtitle: str) -> Chart:
    table = _rows(found, said, labels)
    told = [f"{said.label(b)}: {_ends_told(table[table.brief_id == b])}" for b in said.ids]
    between = ", with 95 % intervals" if table.low.notna().any() else ""
    return said.chart(
        name,
        partial(_balances, table=table, said=said, labels=labels),
        title=title,
        table=table,
        subtitle=f"{subtitle}stance balance, −1 to +1{between}",
        form=Bars("balance", "balance", n="n_statements", counted="statements"),
        note=f"{_part(labels, found)}Counts: statements. {_hollow(table)} × no statement.",
        alt=f"Dots: the stance balance in {count(len(labels), 'row')}. {'. '.join(told)}.",
    )


def _part(labels: pd.Series, found: pd.DataFrame) -> str:
    """How many of the rows with a statement are drawn, where not all are."""
    known = found.groupby(["holder", "target"]).ngroups
    return f"{len(labels)} of {known:,} rows. " if len(labels) < known else ""


def _hollow(table: pd.DataFrame) -> str:
    """Why a mark has no interval."""
    most = table.n_statements[table.low.isna()].max()
    return "Hollow: fewer than eight, no interval." if not most >= MIN_SENTENCES else "Hollow: no interval."


def _rows(found: pd.DataFrame, said: Briefs, labels: pd.Series) -> pd.DataFrame:
    """A row for each pair and brief, in the order of the chart; no statement is a count of zero and no balance."""
    pairs = _by_difference(found, said, labels.index)
    keys = ["brief_id", "holder", "target"]
    index = pd.MultiIndex.from_tuples([(b, *pair) for pair in pairs for b in said.ids], names=keys)
    table = found.set_index(keys)[[*COUNTS, "balance", "low", "high"]].astype(float).reindex(index).reset_index()
    table = table.fillna(dict.fromkeys(COUNTS, 0)).astype(dict.fromkeys(COUNTS, int))
    table.insert(3, "name", [labels[pair].replace("\n", " ") for pair in pairs for _ in said.ids])
    return table


def _by_difference(found: pd.DataFrame, said: Briefs, pairs: pd.MultiIndex) -> list[tuple[str, str]]:
    """First the pairs of both briefs, by the difference; then those of one, the most supportive first."""
    wide = found.pivot(index=["holder", "target"], columns="brief_id", values="balance")
    wide = wide.reindex(index=pairs, columns=said.ids).astype(float)
    first, second = wide.iloc[:, 0], wide.iloc[:, min(1, len(said.ids) - 1)]
    gap = first - second if len(said.ids) > 1 else first
    order = pd.DataFrame(
        {"group": np.select([gap.notna(), first.notna()], [0, 1], 2), "value": gap.fillna(first).fillna(second)}
    )
    order = order.sort_values(["group", "value"], ascending=[True, False], kind="stable", na_position="last")
    return list(order.index)


def _ends_told(rows: pd.DataFrame) -> str:
    """The highest and the lowest row, and how many have no statement."""
    some = rows.dropna(subset="balance")
    if some.empty:
        return "no statement"
    ends = [some.loc[some.balance.idxmax()], some.loc[some.balance.idxmin()]]
    high, low = (f"{r['name']} {signed(r.balance)} (n = {r.n_statements})" for r in ends)
    return f"highest {high}, lowest {low}, {count(len(rows) - len(some), 'row')} without a statement"


def _balances(page: Page, *, table: pd.DataFrame, said: Briefs, labels: pd.Series) -> None:
    (ax,) = page.panels()
    pairs = table[["holder", "target"]].drop_duplicates().itertuples(index=False, name=None)
    middles = row_axis(page, ax, [labels[pair] for pair in pairs])
    columns = []
    for number, brief_id in enumerate(said.ids):
        found = table[table.brief_id == brief_id]
        found = found.assign(x=found.balance, y=middles)
        dots(page, ax, found.dropna(subset="x"), number=number, of=len(said.ids))
        columns.append([str(n or NONE) for n in found.n_statements])
    ticks = {at: words for at, words in TICKS.items() if len(said.ids) <= 2 or at in (-1, 0, 1)}
    ax.set_xticks([*ticks], [*ticks.values()], linespacing=1.0)
    ax.set_xlim(-1.08, 1.08)
    zero_line(page, ax)
    counts(page, ax, middles, columns)

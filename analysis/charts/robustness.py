"""The panel of robustness: which findings hold when one choice of method is changed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Unpack

import pandas as pd

from analysis.arguments import table as checked
from analysis.charts.agreement import legend
from analysis.charts.marks import LINES, Briefs, Words, row_axis, top_rows
from analysis.style import Chart, Rows
from analysis.style.page import Page
from analysis.wording import listed

HEADS = {
    "contradiction": "Authors",
    "prescriptions": "Advice",
    "selection": "Selection",
    "voices": "Voices",
    "mood": "Mood",
}
REPORTED = "as reported"
RUNS = {"finding": "finding", "run": "run", "verdict": "verdict", "agrees": "the same"}


def robustness_chart(
    robustness: pd.DataFrame, *, title: str, name: str = "robustness", **words: Unpack[Words]
) -> Chart:
    """The headline findings (columns) in each other run (rows): the same verdict, another, or not concerned.

    *How to read it*: a filled mark is a run with the reported verdict, a cross one with another; an
    empty place is a run that can't change that finding. Below each column: in how many runs it holds.

    Parameters
    ----------
    robustness : DataFrame
        As the codebook has it.
    title, name
        The claim, and the name of the files.
    **words
        See `analysis.charts.marks.Words`.
    """
    checked(robustness, columns=("finding", "run"))
    said = Briefs((), words)
    table = robustness[robustness.run != REPORTED].reset_index(drop=True)
    if table.empty:
        return said.nothing(name, title, table)
    flips = [f"{HEADS.get(r.finding, r.finding)}, {r.run} ({r.verdict})" for r in table[~table.agrees].itertuples()]
    return said.chart(
        name,
        partial(_panel, table=table),
        title=title,
        table=table,
        subtitle="Does each finding hold when one choice of method is changed?",
        form=Rows(RUNS, by="agrees", ascending=True),
        note=f"n = {len(table):,} checks. Below: runs with the reported verdict, of all that can change it.",
        alt=f"A panel of {table.run.nunique()} runs by {table.finding.nunique()} findings. "
        f"{'Another verdict: ' + listed(flips) if flips else 'Every run has the reported verdict'}.",
    )


def _panel(page: Page, *, table: pd.DataFrame) -> None:
    look = {"marker": "o", "mec": page.style.ink, "color": page.style.ink}
    legend(page, [("the same verdict", look), ("another verdict", look | {"marker": "X"})])
    (ax,) = page.panels()
    runs = table.drop_duplicates("run").run
    labels = top_rows(runs, most=LINES)
    runs = runs[labels.index]
    findings = [name for name in HEADS if (table.finding == name).any()]
    middles = row_axis(page, ax, labels.tolist())
    at = dict(zip(runs, middles, strict=True))
    for agrees, marker in ((True, "o"), (False, "X")):
        rows = table[(table.agrees == agrees) & table.run.isin(at)]
        x = [findings.index(name) for name in rows.finding]
        ax.plot(x, rows.run.map(at), linestyle="", marker=marker, ms=6 * page.unit, color=page.style.ink,
                label=f"agrees-{agrees}")  # fmt: skip
    ax.set_xlim(-0.5, len(findings) - 0.5)
    ax.set_xticks(range(len(findings)), [_foot(table, name) for name in findings], linespacing=1.1)


def _foot(table: pd.DataFrame, name: str) -> str:
    own: Sequence[bool] = table.agrees[table.finding == name]
    return f"{HEADS.get(name, name)}\n{sum(own)} of {len(own)}"

"""What was asked of speed and memory, beside what was measured: the table that is kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from analysis.files import csv_bytes, written_aside
from analysis.settings import HOME_STUDY

KEPT = HOME_STUDY / "evaluation" / "speed.csv"
COLUMNS = ("measure", "value", "mark", "reached", "n")


class Mark(NamedTuple):
    """A measure, the part of the bench it is read off and how, and what was asked: at least, or at most."""

    measure: str
    part: str
    read: Callable[[pd.DataFrame], tuple[float, int]]
    mark: float
    at_least: bool


def _row(work: str, column: str) -> Callable[[pd.DataFrame], tuple[float, int]]:
    """The cell of a column in the row of some work, and the n of that row."""

    def read(table: pd.DataFrame) -> tuple[float, int]:
        found = table[table.work.str.endswith(work)]
        return (
            (float(found[column].iloc[0]), int(found.get("n", pd.Series([1])).iloc[0]))
            if len(found)
            else (float("nan"), 0)
        )

    return read


def _last(table: pd.DataFrame) -> tuple[float, int]:
    """The ratio of our work, the last row, to its peer's; missing without a peer."""
    return (float(table.ratio.iloc[-1]) if len(table) > 1 else float("nan")), 1


def _recall(table: pd.DataFrame) -> tuple[float, int]:
    whole = table[table.text == "all"].iloc[0]
    return float(whole.recall), int(whole.n)


def _growth(column: str) -> Callable[[pd.DataFrame], tuple[float, int]]:
    """A column at the largest archive over that at the one before."""
    return lambda table: (float(table[column].iloc[-1] / table[column].iloc[-2]), int(table.n.iloc[-1]))


BARE = "a bare parse"
MARKS = (
    Mark(f"throughput, gated, over {BARE}: brief-like text", "throughput",
         _row("brief-like: gated", "throughput"), 2, True),
    Mark(f"throughput, all tables, over {BARE}: brief-like text", "throughput",
         _row("brief-like: all tables", "throughput"), 2, True),
    Mark(f"throughput, gated, over {BARE}: mixed archive", "throughput", _row("mixed: gated", "throughput"), 6, True),
    Mark("share of the ledger's rows that the gate keeps", "recall", _recall, 0.98, True),
    Mark("CPU of two workers over one", "workers", _row("2 workers", "ratio"), 1.12, False),
    Mark("MiB of the largest worker", "workers", _row("2 workers", "peak_mib"), 1536, False),
    Mark("CPU a document, largest archive over the next", "growth", _growth("cpu_ms_per_document"), 1.05, False),
    Mark("peak memory, largest archive over the next", "growth", _growth("peak_mib"), 1.05, False),
    Mark("sentences a second over `TextBlob(text).sentiment`", "moods", _row("rules alone", "throughput"), 10, True),
    Mark("time with 5,000 aliases more over the study's", "aliases", _last, 2, False),
    Mark("time of 10,000 resamples over scipy.stats.bootstrap", "bootstrap", _last, 0.2, False),
    Mark("time of keyness over scattertext", "keyness", _last, 0.125, False),
    Mark("time of two briefs, warm, over import, load and parse", "warm", _row("run", "ratio"), 3, False),
)  # fmt: skip


def marked(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Each measure beside its mark.

    Parameters
    ----------
    tables : mapping
        The tables of the parts of the bench by name.

    Returns
    -------
    DataFrame
        `measure`, `value` (missing where the peer isn't installed), `mark`, `reached` (missing with the
        value) and `n` (documents, rows or runs behind it).
    """
    rows = []
    for one in MARKS:
        value, n = one.read(tables[one.part])
        reached = pd.NA if value != value else bool(value >= one.mark) if one.at_least else bool(value <= one.mark)
        rows.append((one.measure, value, f"at {'least' if one.at_least else 'most'} {one.mark:g}", reached, n))
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype({"reached": "boolean"})


def keep(table: pd.DataFrame, path: Path = KEPT) -> Path:
    """Write the table beside the results of the benchmarks."""
    with written_aside(path) as aside:
        aside.write_bytes(csv_bytes(table))
    return path


def last_run(path: Path = KEPT) -> pd.DataFrame:
    """The table of the last run that was kept; empty where there is none."""
    return pd.read_csv(path, dtype={"reached": "boolean"}) if path.is_file() else pd.DataFrame(columns=list(COLUMNS))


def told(table: pd.DataFrame) -> str:
    """How many marks were reached, and which were missed, in a sentence."""
    known = table[table.reached.notna()]
    missed = known[~known.reached.astype(bool)]
    listed = "; ".join(f"{row.measure} ({row.value:.2f}, asked {row.mark})" for row in missed.itertuples())
    return f"{len(known) - len(missed)} of {len(known)} marks reached" + (f". Missed: {listed}" if listed else "")

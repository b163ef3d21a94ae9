"""How far the tables can be trusted: agreement with public data and with the reference coding.

    polnear      attributions, on political news
    newsmtsc     stance toward a target, on political news
    dse          stance between two entities, on news
    seesaw       the sign of a stance with holder and target given, on stories told three times
    reference    all tables, against the reference coding (data/gold)

`evaluate` scores one of them; the table of its last run is kept in data/evaluation/.
"""

from __future__ import annotations

import importlib
from pathlib import Path

import pandas as pd

from analysis.errors import StudyError
from analysis.evaluate.measures import BOTH, OWN, PORTRAYAL, RANKED_FOUND, RULES
from analysis.files import csv_bytes, output_folder, written_aside
from analysis.settings import HOME_STUDY

BENCHMARKS = ("polnear", "newsmtsc", "dse", "seesaw", "reference")
BY_MODEL = BENCHMARKS[1:4]  # those that ask a stance model
RESULTS = HOME_STUDY / "evaluation"
TEXTS = {"briefs": "2007 briefs", "unseen": "unseen", "fresh": "fresh texts"}  # splits of a reference coding
COLUMNS = ["benchmark", "split", "system", "measure", "value", "low", "high", "n"]


def evaluate(name: str, path: str | Path, *, split: str = "dev", large: bool = False) -> pd.DataFrame:
    """The scores of this study on a public benchmark, beside its peers and the published mark.

    Parameters
    ----------
    name : str
        One of `BENCHMARKS`.
    path : path-like
        Where its data lies; the benchmark's module says where to get it.
    split : str
        Which part of it.
    large : bool
        Whether the large stance model is scored beside the one that ships; of `BY_MODEL` alone.

    Returns
    -------
    DataFrame
        One row per system and measure: `benchmark`, `split`, `system`, `measure`, `value` (percent),
        `low`, `high` (95 % interval; missing for published marks) and `n`.

    Raises
    ------
    StudyError
        There is no such benchmark, or no data at the path, or the large model isn't made or isn't asked there.
    """
    if name not in BENCHMARKS:
        raise StudyError(f'"{name}" is no benchmark', remedy=f"Benchmarks: {', '.join(BENCHMARKS)}")
    room = importlib.import_module(f"analysis.evaluate.{name}")
    if not Path(path).exists():
        raise StudyError("there is no such file or folder", remedy=room.WHERE, path=path)
    if large and name not in BY_MODEL:
        raise StudyError(f"{name} doesn't ask the large model", remedy=f"Those that do: {', '.join(BY_MODEL)}")
    found = room.results(path, split=split, **({"models": BOTH} if large else {}))
    return found.assign(benchmark=name, split=found.get("split", split))[COLUMNS]


def kept_in(name: str, path: str | Path) -> Path:
    """The folder for the table of a run: beside the coding of a study that isn't of this repository, else `RESULTS`."""
    study = Path(path).resolve().parent
    return RESULTS if name != "reference" or study.is_relative_to(HOME_STUDY) else study / RESULTS.name


def keep(results: pd.DataFrame, folder: Path = RESULTS) -> Path:
    """Write the table of a run to `folder`, as BENCHMARK-SPLIT.csv."""
    first = results.iloc[0]
    path = output_folder(folder) / f"{first.benchmark}-{first.split}.csv"
    with written_aside(path) as aside:
        aside.write_bytes(csv_bytes(results))
    return path


def last_runs(folder: Path = RESULTS) -> pd.DataFrame:
    """The tables of the last run on each benchmark, in one; empty where none was kept."""
    kept = [pd.read_csv(path) for path in sorted(folder.glob("*-*.csv"))]
    tables = [table[COLUMNS] for table in kept if set(COLUMNS) <= set(table.columns)]
    return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=COLUMNS)


def ledger_score(runs: pd.DataFrame) -> str:
    """How the ledger does against the reference coding of each set of texts, as a headline."""
    own = runs[(runs.system == OWN) & (runs.measure == "statements, F1")]
    told = ", ".join(f"{TEXTS.get(row.split, row.split)} {row.value:.0f}" for row in own.itertuples())
    return f"The program's ledger, F1: {told}" if told else "Not scored"


def portrayal_score(runs: pd.DataFrame) -> str:
    """How often portrayal and ledger rank two articles on one story as coders do, in a sentence."""
    rows = runs[(runs.benchmark == "seesaw") & (runs.split == "dev") & (runs.measure == RANKED_FOUND)]
    if not {PORTRAYAL, RULES} <= set(rows.system):
        return "How portrayal ranks articles was not scored."
    own, ledger = (rows[rows.system == system].iloc[0] for system in (PORTRAYAL, RULES))
    return (
        f"Of {own.n:.0f} pairs of news articles on one story that coders tell apart by their stance toward an actor, "
        f"portrayal ranks {own.value:.0f} % as they do (95 % interval {own.low:.0f} to {own.high:.0f}) and the ledger "
        f"{ledger.value:.0f} % ({ledger.low:.0f} to {ledger.high:.0f}); a coin ranks 50 %."
    )


def marks_reached(runs: pd.DataFrame) -> str:
    """On how many measures the program reaches the best published mark, as a headline."""
    own = runs[runs.system == OWN].set_index(["benchmark", "split", "measure"]).value
    published = runs[runs.system.str.contains("published")].groupby(["benchmark", "split", "measure"]).value.max()
    both = pd.concat([own, published], axis=1, keys=["own", "mark"]).dropna()
    return f"At or above the published mark on {int((both.own >= both.mark).sum())} of {len(both)} measures"

"""Measures of answers in classes, each with the interval from drawing whole groups of rows again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np
import pandas as pd

from analysis.settings import MODELS

N_RESAMPLES, SEED = 1000, 20070528
OWN = "this study"
LARGE = f"{OWN}, large model"
RULES, WITH_MODEL, PORTRAYAL = f"{OWN}, ledger by rules", f"{OWN}, ledger with the model", f"{OWN}, portrayal"
RANKED = "article pairs ranked right"
RANKED_FOUND = f"{RANKED}, all found"
MAJORITY = "majority class"
COLUMNS = ["system", "measure", "value", "low", "high", "n"]

SHIPPED = {OWN: MODELS["small"]}  # the stance models that are scored, by name: their folders
BOTH = SHIPPED | {LARGE: MODELS["large"]}

Measure = Callable[[np.ndarray], float]


def macro_f1(truth: np.ndarray, answer: np.ndarray, n_classes: int) -> float:
    """Unweighted mean of the classes' F1, 0 to 1; a class that nobody gave or has counts as 0.

    Examples
    --------
    >>> round(macro_f1(np.array([0, 1, 2]), np.array([0, 1, 1]), 3), 3)
    0.556
    """
    scores = []
    for each in range(n_classes):
        hits = np.sum((truth == each) & (answer == each))
        scores.append(2 * hits / max(np.sum(truth == each) + np.sum(answer == each), 1))
    return float(np.mean(scores))


def accuracy(truth: np.ndarray, answer: np.ndarray) -> float:
    """Share of rows answered right, 0 to 1."""
    return float(np.mean(truth == answer))


def class_scores(
    truth: np.ndarray, systems: Mapping[str, np.ndarray], groups: Iterable, *, n_classes: int, part: str = ""
) -> pd.DataFrame:
    """Macro F1 and accuracy of each system, in percent.

    Parameters
    ----------
    truth : array of int, shape (n,)
        The right class of each row, 0 to `n_classes` - 1.
    systems : mapping of str to array of int, shape (n,)
        The answers of each system.
    groups : iterable, length n
        What is drawn again as a whole: the sentence of each row.
    part : str
        Which part of the rows it is; named in the measure.

    Returns
    -------
    DataFrame
        One row per system and measure: `system`, `measure`, `value`, `low`, `high`, `n`.
    """
    ending, groups = f", {part}" if part else "", list(groups)
    measures = {"macro F1": lambda t, a: macro_f1(t, a, n_classes), "accuracy": accuracy}
    rows = [
        score(system, name + ending, lambda i, a=answer, m=measure: m(truth[i], a[i]), groups)
        for system, answer in systems.items()
        for name, measure in measures.items()
    ]
    return pd.DataFrame(rows, columns=COLUMNS)


def score(system: str, name: str, measure: Measure, groups: Sequence) -> tuple:
    """One row of results: a measure of row numbers, in percent, with its 95 % interval."""
    low, high = resampled(groups, measure)
    value = measure(np.arange(len(groups)))
    return (system, name, *(round(100 * each, 1) for each in (value, low, high)), len(groups))


def resampled(groups: Sequence, measure: Measure) -> tuple[float, float]:
    """95 % interval of a measure of row numbers, resampling whole groups with replacement.

    Missing where there is no group, or where no resample gives the measure a value.
    """
    codes = pd.factorize(pd.Series(list(groups)))[0]
    order = np.argsort(codes, kind="stable")
    members = np.split(order, np.cumsum(np.bincount(codes))[:-1])
    generator = np.random.default_rng(SEED)
    values = []
    for _ in range(N_RESAMPLES if len(codes) else 0):
        drawn = generator.integers(len(members), size=len(members))
        values.append(measure(np.concatenate([members[i] for i in drawn])))
    if not np.isfinite(values).any():
        return np.nan, np.nan
    return tuple(np.nanpercentile(values, [2.5, 97.5]))


def published(marks: Iterable[tuple[str, str, float]]) -> pd.DataFrame:
    """Rows for published marks (system, measure, percent), which have no interval."""
    rows = [(f"published: {system}", measure, value) for system, measure, value in marks]
    return pd.DataFrame(rows, columns=COLUMNS[:3]).reindex(columns=COLUMNS)


def joined(tables: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Tables of results as one; what is missing stays missing."""
    rows = [row for table in tables for row in table[COLUMNS].to_dict("records")]
    return pd.DataFrame(rows, columns=COLUMNS).astype({"n": "Int64"})

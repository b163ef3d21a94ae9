"""Whether probabilities mean what they say: the calibration curve and its error."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.compare.resampling import enough
from analysis.evaluate.measures import COLUMNS, OWN, score

N_BINS = 10


def calibration_curve(stance: np.ndarray, truth: np.ndarray, *, n_bins: int = N_BINS) -> pd.DataFrame:
    """How often the likeliest class is right, by the probability it was given.

    *How to read it*: equal `confidence` and `accuracy` mean a calibrated model; accuracy below
    confidence means that it is too sure.

    Parameters
    ----------
    stance : array, shape (n, k)
        Probabilities of the k classes.
    truth : array of int, shape (n,)
        Number of the right class.
    n_bins : int
        Bins of equal width.

    Returns
    -------
    DataFrame
        One row per bin: `low`, `high` (its ends), `n`, `confidence`, `accuracy` (0 to 1, missing
        in an empty bin).
    """
    confidence, right, place = _bins(stance, truth, n_bins)
    table = pd.DataFrame({"place": place, "confidence": confidence, "accuracy": right.astype(float)})
    means = table.groupby("place").mean().reindex(range(n_bins))
    ends = {"low": np.arange(n_bins) / n_bins, "high": np.arange(1, n_bins + 1) / n_bins}
    return pd.DataFrame({**ends, "n": np.bincount(place, minlength=n_bins)}).join(means)


def _bins(stance: np.ndarray, truth: np.ndarray, n_bins: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Of each row the highest probability, whether its class is right, and the number of its bin."""
    confidence, right = stance.max(axis=1), stance.argmax(axis=1) == truth
    return confidence, right, np.minimum((confidence * n_bins).astype(int), n_bins - 1)


def expected_calibration_error(curve: pd.DataFrame) -> float:
    """Mean distance of confidence and accuracy over the bins, weighted by their rows; 0 is best.

    Guo et al. (2017), On calibration of modern neural networks, https://proceedings.mlr.press/v70/guo17a.html
    """
    gap = (curve["confidence"] - curve["accuracy"]).abs().fillna(0)
    return float((gap * curve["n"]).sum() / curve["n"].sum())


def calibration_scores(stance: np.ndarray, truth: np.ndarray, groups: Sequence, *, system: str = OWN) -> pd.DataFrame:
    """The error and the curve of a system as rows of results, in percent.

    "confidence 80-90: mean" is what the model gave its answers of that bin on average,
    "confidence 80-90: right" how many of them are right; without interval below eight rows. The
    interval of the error leans upward: resampling adds noise to every bin.
    """
    stance, groups = np.asarray(stance), np.asarray(groups)

    def error(i: np.ndarray) -> float:
        return expected_calibration_error(calibration_curve(stance[i], truth[i]))

    rows = [score(system, "expected calibration error", error, groups)]
    confidence, right, place = _bins(stance, truth, N_BINS)
    for each in np.unique(place):
        here = place == each
        name = f"confidence {100 * each // N_BINS}-{100 * (each + 1) // N_BINS}"
        for measure, values in (("mean", confidence[here]), ("right", right[here])):
            row = score(system, f"{name}: {measure}", lambda i, v=values: float(v[i].mean()), groups[here])
            rows.append(row if enough(row[-1]) else (*row[:3], np.nan, np.nan, row[-1]))
    return pd.DataFrame(rows, columns=COLUMNS)

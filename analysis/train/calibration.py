"""Calibrate the exported stance encoder on sentences held out from training."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from analysis.stance.weights import DIRECTED_CLASSES, SIGNS, stance_logits

TARGET_SHARE = 0.5  # of the target head in a holder's sign; chosen on SEESAW's train rows
UNCALIBRATED = {
    "target": {"temperature": 1.0, "offset": [0.0] * 3},
    "directed": {"temperature": 1.0, "offset": [0.0] * 5},
    "target_share": TARGET_SHARE,
}


def calibration(folder: Path, toward: pd.DataFrame, pairs: pd.DataFrame) -> dict:
    """Temperature of each head, and the directed head's offset for neutral, by likelihood."""
    none = [None] * len(toward)
    three, _ = stance_logits(toward["text"], none, toward["target"], folder=folder)
    _, five = stance_logits(pairs["text"], pairs["p"], pairs["q"], folder=folder)
    of_target = toward["label"].map(SIGNS.index).to_numpy()
    of_pair = pairs["label"].map(DIRECTED_CLASSES.index).to_numpy()
    return {
        "target": _fitted(three, of_target, neutral=None),
        "directed": _fitted(five, of_pair, neutral=0),
        "target_share": TARGET_SHARE,
    }


def _fitted(logits: np.ndarray, truth: np.ndarray, *, neutral: int | None) -> dict:
    """Temperature and offsets that make held-out labels likeliest."""
    from scipy.optimize import minimize
    from scipy.special import log_softmax

    def offsets(numbers: np.ndarray) -> np.ndarray:
        values = np.zeros(logits.shape[1])
        if neutral is not None:
            values[neutral] = numbers[1]
        return values

    def loss(numbers: np.ndarray) -> float:
        scaled = log_softmax(logits / np.exp(numbers[0]) + offsets(numbers), axis=1)
        return -scaled[np.arange(len(truth)), truth].mean()

    best = minimize(loss, np.zeros(2), method="Nelder-Mead").x
    temperature = round(float(np.exp(best[0])), 4)
    return {"temperature": temperature, "offset": offsets(best).round(4).tolist()}

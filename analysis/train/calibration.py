"""Calibrate the exported stance encoder on sentences held out from training."""

from __future__ import annotations

from collections.abc import Sequence
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


def calibration(folder: Path, toward: pd.DataFrame, pairs: pd.DataFrame, *, beside: Path | None = None) -> dict:
    """Temperature of each head, and the directed head's offset for neutral, by likelihood.

    With `beside`, a model in another folder, its answers are added to each head with a weight, so fitted too.
    """
    models = [folder] if beside is None else [folder, beside]
    none = [None] * len(toward)
    three = [stance_logits(toward["text"], none, toward["target"], folder=each)[0] for each in models]
    five = [stance_logits(pairs["text"], pairs["p"], pairs["q"], folder=each)[1] for each in models]
    of_target = toward["label"].map(SIGNS.index).to_numpy()
    of_pair = pairs["label"].map(DIRECTED_CLASSES.index).to_numpy()
    return {
        "target": _fitted(three, of_target, neutral=None),
        "directed": _fitted(five, of_pair, neutral=0),
        "target_share": TARGET_SHARE,
    }


def _fitted(logits: Sequence[np.ndarray], truth: np.ndarray, *, neutral: int | None) -> dict:
    """Temperature, offsets and the weight of a second model that make held-out labels likeliest."""
    from scipy.optimize import minimize
    from scipy.special import log_softmax

    own, *others = logits

    def offsets(numbers: np.ndarray) -> np.ndarray:
        values = np.zeros(own.shape[1])
        if neutral is not None:
            values[neutral] = numbers[1]
        return values

    def loss(numbers: np.ndarray) -> float:
        summed = own + sum(weight * other for weight, other in zip(numbers[2:], others, strict=True))
        scaled = log_softmax(summed / np.exp(numbers[0]) + offsets(numbers), axis=1)
        return -scaled[np.arange(len(truth)), truth].mean()

    best = minimize(loss, np.zeros(2 + len(others)), method="Nelder-Mead").x
    temperature = round(float(np.exp(best[0])), 4)
    fitted = {"temperature": temperature, "offset": offsets(best).round(4).tolist()}
    return fitted | ({"beside": round(float(best[2]), 4)} if others else {})

"""Krippendorff's alpha: how far coders agree beyond what chance would bring."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.compare.resampling import DEFAULT, LEVEL, Resampling

TAILS = [50 * (1 - LEVEL), 50 * (1 + LEVEL)]


class Alpha(NamedTuple):
    """An alpha, its 95 % interval, and the number of units that two coders or more labelled."""

    value: float
    low: float
    high: float
    n: int


def alpha(codings: pd.DataFrame, *, sentences: Sequence[str] | None = None, resampling: Resampling = DEFAULT) -> Alpha:
    """Krippendorff's alpha of nominal labels, with a 95 % bootstrap interval by sentence.

    *How to read it*: 1 is perfect agreement, 0 what labels dealt at random would bring, below 0
    worse than that. By custom 0.8 and more is reliable, 0.667 and more will do for tentative
    conclusions. Missing where all labels are the same one: then nothing shows that the coders
    could tell two apart. Coders who share a mind (two runs of one language model) share their
    mistakes, so theirs is an upper bound. Alphas of different units (characters, rows,
    sentences) must not be compared.

    Parameters
    ----------
    codings : DataFrame
        A row per unit, the index its sentence; a column per coder; labels of any kind, missing
        where a coder left a unit out. Units with fewer than two labels don't count.
    sentences : sequence of str, optional
        Every sentence that was coded, those without a unit included; default: those of the index.
    resampling : Resampling
        Seed and number of resamples.

    Returns
    -------
    Alpha
        `value`, `low`, `high`, `n`. The interval is the percentile interval of whole sentences
        drawn with replacement, since units of one sentence go together; resamples without
        variation are left out. It can't draw an error that the sample doesn't hold: 1 to 1 says
        that no label differs here, not that none ever would.

    References
    ----------
    Krippendorff, K. (2019). Content Analysis, 4th ed., ch. 12. https://doi.org/10.4135/9781071878781
    Hayes, A. F. and Krippendorff, K. (2007). Answering the call for a standard reliability measure
    for coding data. Communication Methods and Measures 1. https://doi.org/10.1080/19312450709336664

    Examples
    --------
    Of four units the coders differ on one. Labels a, b have the margins 3 and 5 of 8, so chance
    differs in 30 of 56 pairs: 1 - (2 / 8) / (30 / 56).

    >>> codings = pd.DataFrame({"A": list("abab"), "B": list("abbb")}, index=["s1", "s2", "s3", "s4"])
    >>> round(alpha(codings).value, 3)
    0.533
    """
    index = pd.Index(dict.fromkeys(codings.index if sentences is None else sentences))
    agreed, margins, n = _sums(codings, index)
    picks = resampled(len(index), resampling=resampling)
    draws = _alphas(picks @ agreed, picks @ margins)
    low, high = ends(draws)
    return Alpha(float(_alphas(agreed.sum(), margins.sum(axis=0))), low, high, n)


def resampled(n: int, *, resampling: Resampling) -> np.ndarray:
    """How often each of n sentences is drawn in each resample, the briefs pooled: (resamples, n)."""
    if n == 0:
        return np.zeros((resampling.resamples, 0))
    picks = resampling.generator().integers(n, size=(resampling.resamples, n))
    return np.apply_along_axis(np.bincount, 1, picks, minlength=n).astype(float)


def ends(draws: np.ndarray) -> tuple[float, float]:
    """The 95 % percentile interval of the draws that are defined; missing where none is."""
    drawn = draws[~np.isnan(draws)]
    return tuple(map(float, np.percentile(drawn, TAILS))) if drawn.size else (np.nan, np.nan)


def _sums(codings: pd.DataFrame, index: pd.Index) -> tuple[np.ndarray, np.ndarray, int]:
    """By sentence: the diagonal and the margins of the coincidence table; and the number of units."""
    codes, labels = pd.factorize(codings.to_numpy(dtype=object).ravel())
    unit = np.repeat(np.arange(len(codings)), codings.shape[1])
    counts = np.zeros((len(codings), len(labels)))
    np.add.at(counts, (unit[codes >= 0], codes[codes >= 0]), 1)
    paired = counts.sum(axis=1) >= 2
    counts, place = counts[paired], index.get_indexer(codings.index[paired])
    agreed, margins = np.zeros(len(index)), np.zeros((len(index), len(labels)))
    np.add.at(agreed, place, (counts * (counts - 1)).sum(axis=1) / (counts.sum(axis=1) - 1))
    np.add.at(margins, place, counts)
    return agreed, margins, int(paired.sum())


def _alphas(agreed: np.ndarray, margins: np.ndarray) -> np.ndarray:
    """1 - observed / expected disagreement (last axis of the margins: labels)."""
    n = margins.sum(axis=-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        expected = 1 - (margins * (margins - 1)).sum(axis=-1) / (n * (n - 1))
        return np.where(expected > 1e-12, 1 - (1 - agreed / n) / expected, np.nan)

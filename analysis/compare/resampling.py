"""How numbers are drawn anew, the intervals that this gives, and the small-sample rule.

Two documents are two documents: what is resampled is their sentences (or paragraphs), so an
interval tells how much a number hangs on single sentences, never what other briefs would say.
Every draw is seeded by the study's seed and the ids of the briefs alone, so that no number
depends on which other actors or briefs are in the table, or on their order.
"""

from __future__ import annotations

import functools
import zlib
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

MIN_SENTENCES = 8  # below it: no interval, no directional claim, only the count and the sentences
MIN_PARAGRAPHS = 10  # below it paragraphs are too few to be resampled
LEVEL = 0.95
ALPHA = 0.05
UNITS = ("sentence", "paragraph")


@dataclass(frozen=True)
class Resampling:
    """How numbers are drawn: the seed, how often, and what is drawn (sentences or paragraphs)."""

    seed: int = 0
    resamples: int = 2000
    unit: str = "sentence"

    def __post_init__(self) -> None:
        if self.unit not in UNITS:
            raise ValueError(f'unit "{self.unit}". Allowed: {", ".join(UNITS)}.')

    def generator(self, *names: str) -> np.random.Generator:
        """A generator for these briefs, the same in whichever order they are named."""
        return np.random.default_rng([self.seed, *(zlib.crc32(name.encode()) for name in sorted(names))])


DEFAULT = Resampling()


@dataclass(frozen=True)
class Sample:
    """One brief's sentences (rows) by measures or actors (columns).

    `values` is missing (NaN) where a sentence doesn't count for a column; `paragraphs` has the
    paragraph of each sentence; `n` counts, by column, the sentences that hold the evidence; `sizes`
    are the words of each sentence where a mean is over words, else a sentence counts once.
    """

    brief_id: str
    paragraphs: np.ndarray
    values: np.ndarray
    n: np.ndarray
    sizes: np.ndarray | None = None
    parts: tuple[Sample, ...] = ()  # the briefs of a pooled sample, each resampled by itself

    @property
    def weight(self) -> np.ndarray:
        """What each sentence weighs in a mean."""
        return np.ones(len(self.values)) if self.sizes is None else self.sizes.astype(float)


def enough(*n: np.ndarray | int) -> np.ndarray:
    """Where the evidence suffices for an interval: at least `MIN_SENTENCES` in each of the counts."""
    return functools.reduce(np.minimum, n) >= MIN_SENTENCES


def weights(sample: Sample, *, resampling: Resampling) -> np.ndarray:
    """How often each sentence is drawn in each resample of a brief, times what it weighs.

    Returns
    -------
    array (resamples, sentences)
        Counts. With `unit="paragraph"` all sentences of a paragraph go together, and all is
        missing where the brief has fewer than ten paragraphs.
    """
    if sample.parts:
        return np.hstack([weights(part, resampling=resampling) for part in sample.parts])
    generator = resampling.generator(sample.brief_id)
    if resampling.unit == "sentence":
        return _drawn(len(sample.values), resampling.resamples, generator) * sample.weight
    codes, paragraphs = pd.factorize(sample.paragraphs)
    if len(paragraphs) < MIN_PARAGRAPHS:
        return np.full((resampling.resamples, len(codes)), np.nan)
    return _drawn(len(paragraphs), resampling.resamples, generator)[:, codes] * sample.weight


def _drawn(n: int, resamples: int, generator: np.random.Generator) -> np.ndarray:
    """Draws of n from n with replacement, counted (one row a resample)."""
    if n == 0:
        return np.zeros((resamples, 0))
    picks = generator.integers(n, size=(resamples, n)) + n * np.arange(resamples)[:, None]
    return np.bincount(picks.ravel(), minlength=n * resamples).reshape(resamples, n).astype(float)


def resampled_means(values: np.ndarray, *, weights: np.ndarray, wanted: np.ndarray | slice = slice(None)) -> np.ndarray:
    """The mean of each column in each resample; missing where a resample holds no value.

    Parameters
    ----------
    values : array (sentences, columns)
        NaN where a sentence doesn't count for a column.
    weights : array (resamples, sentences)
    wanted : array of bool (columns,), optional
        Which columns; the others are missing.
    """
    found, values = np.full((len(weights), values.shape[1]), np.nan), values[:, wanted]
    with np.errstate(invalid="ignore", divide="ignore"):
        found[:, wanted] = (weights @ np.nan_to_num(values)) / (weights @ (~np.isnan(values)).astype(float))
    return found


def interval(draws: np.ndarray, *, n: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The 95 % percentile interval of each column of draws; missing where `n` isn't enough.

    *How to read it*: of few sentences it is too short. Drawn from the sentences of the two briefs,
    intervals held the true mean in 88 of 100 tries at 8 sentences, 92 at 22 and 94 at 53.

    References
    ----------
    Efron, B. (1979). Bootstrap methods: another look at the jackknife. Annals of Statistics 7.
    https://doi.org/10.1214/aos/1176344552
    """
    ends = np.full((2, draws.shape[1]), np.nan)
    tails = [(1 - LEVEL) / 2, (1 + LEVEL) / 2]
    wanted, missing = np.broadcast_to(enough(n), draws.shape[1]), np.isnan(draws).any(axis=0)
    ends[:, wanted & ~missing] = np.quantile(draws[:, wanted & ~missing], tails, axis=0)
    for column in np.flatnonzero(wanted & missing):
        drawn = draws[~np.isnan(draws[:, column]), column]
        if drawn.size:
            ends[:, column] = np.quantile(drawn, tails)
    return ends[0], ends[1]


def means(sample: Sample, *, resampling: Resampling) -> pd.DataFrame:
    """The mean of each column of a sample with its interval: `value`, `low`, `high`.

    *How to read it*: the value is missing where no sentence counts; the interval is missing
    below eight sentences of evidence, and never a statement about other briefs.
    """
    draws = resampled_means(sample.values, weights=weights(sample, resampling=resampling), wanted=enough(sample.n))
    low, high = interval(draws, n=sample.n)
    return pd.DataFrame({"value": mean(sample), "low": low, "high": high})


def paragraph_ends(sample: Sample, *, resampling: Resampling) -> pd.DataFrame:
    """The interval of each column when whole paragraphs are drawn: `paragraph_low`, `paragraph_high`.

    *How to read it*: wider than by sentences where what a paragraph says goes together; missing where
    the brief has fewer than ten paragraphs, or eight sentences of evidence.
    """
    ends = means(sample, resampling=replace(resampling, unit="paragraph"))[["low", "high"]]
    return ends.add_prefix("paragraph_")


def mean(sample: Sample) -> np.ndarray:
    """The mean of each column; missing where no sentence counts."""
    return resampled_means(sample.values, weights=sample.weight[None])[0]


def in_paragraphs(sample: Sample) -> bool:
    """Whether a brief (or one of the pooled) has paragraphs enough to be resampled."""
    parts = sample.parts or (sample,)
    return any(len(np.unique(part.paragraphs)) >= MIN_PARAGRAPHS for part in parts)


def paragraph_weights(sample: Sample, *, resampling: Resampling) -> np.ndarray:
    """As `weights`, whole paragraphs drawn; of several briefs from those that have ten. Missing where none has."""
    if in_paragraphs(sample):
        return by_paragraph(sample, resampling)
    return np.full((resampling.resamples, len(sample.values)), np.nan)


def by_paragraph(sample: Sample, resampling: Resampling) -> np.ndarray:
    """Weights by paragraph where there are enough, else by sentence."""
    if sample.parts:
        return np.hstack([by_paragraph(part, resampling) for part in sample.parts])
    return weights(sample, resampling=replace(resampling, unit=UNITS[in_paragraphs(sample)]))

"""Intervals, null bands and the small-sample rule: how far a difference of two texts can be trusted.

Two documents are two documents: what is resampled is their sentences (or paragraphs), so an
interval tells how much a number hangs on single sentences, never what other briefs would say.
Every draw is seeded by the study's seed and the ids of the briefs alone, so that no number
depends on which other actors or briefs are in the table, or on their order.
"""

from __future__ import annotations

import functools
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

MIN_SENTENCES = 8  # below it: no interval, no directional claim, only the count and the sentences
MIN_PARAGRAPHS = 10  # below it paragraphs are too few to be resampled
LEVEL = 0.95
ALPHA = 0.05
UNITS = ("sentence", "paragraph")
HELD = 4_000_000  # random numbers of deals in memory at a time


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
    return pd.DataFrame({"value": _mean(sample), "low": low, "high": high})


def paragraph_ends(sample: Sample, *, resampling: Resampling) -> pd.DataFrame:
    """The interval of each column when whole paragraphs are drawn: `paragraph_low`, `paragraph_high`.

    *How to read it*: wider than by sentences where what a paragraph says goes together; missing where
    the brief has fewer than ten paragraphs, or eight sentences of evidence.
    """
    ends = means(sample, resampling=replace(resampling, unit="paragraph"))[["low", "high"]]
    return ends.add_prefix("paragraph_")


def _mean(sample: Sample) -> np.ndarray:
    return resampled_means(sample.values, weights=sample.weight[None])[0]


def differences(a: Sample, b: Sample, *, resampling: Resampling) -> pd.DataFrame:
    """The difference a minus b of each column, with interval, null band and permutation p.

    *How to read it*: above 0 means more in a. An interval that holds zero, or a difference
    inside the null band, is no clear difference. Below eight sentences of evidence in either
    brief there are values and counts only. `paragraph_low` and `paragraph_high` are the interval when
    whole paragraphs are drawn from each brief that has ten or more, sentences from one that has
    fewer; missing where both have fewer.

    Returns
    -------
    DataFrame
        One row per column: `value_a`, `value_b`, `n_a`, `n_b`, `difference`, `low`, `high`,
        `paragraph_low`, `paragraph_high`, `null_low`, `null_high`, `p`.
    """
    value_a, value_b, n = _mean(a), _mean(b), np.minimum(a.n, b.n)
    table = {"value_a": value_a, "value_b": value_b, "n_a": a.n, "n_b": b.n, "difference": value_a - value_b}
    one, other = (
        resampled_means(s.values, weights=weights(s, resampling=resampling), wanted=enough(n)) for s in (a, b)
    )
    table["low"], table["high"] = interval(one - other, n=n)
    table["paragraph_low"], table["paragraph_high"] = _by_paragraph(a, b, n, resampling)
    null = dealt_differences(a, b, resampling=resampling)
    table["null_low"], table["null_high"] = interval(null, n=n)
    return pd.DataFrame(table | {"p": p_values(value_a - value_b, null=null)})


def _by_paragraph(a: Sample, b: Sample, n: np.ndarray, resampling: Resampling) -> tuple[np.ndarray, np.ndarray]:
    if not (in_paragraphs(a) or in_paragraphs(b)):
        return np.full(len(n), np.nan), np.full(len(n), np.nan)
    one, other = (resampled_means(s.values, weights=_of_either(s, resampling), wanted=enough(n)) for s in (a, b))
    return interval(one - other, n=n)


def in_paragraphs(sample: Sample) -> bool:
    """Whether a brief (or one of the pooled) has paragraphs enough to be resampled."""
    parts = sample.parts or (sample,)
    return any(len(np.unique(part.paragraphs)) >= MIN_PARAGRAPHS for part in parts)


def paragraph_weights(sample: Sample, *, resampling: Resampling) -> np.ndarray:
    """As `weights`, whole paragraphs drawn; of several briefs from those that have ten. Missing where none has."""
    if in_paragraphs(sample):
        return _of_either(sample, resampling)
    return np.full((resampling.resamples, len(sample.values)), np.nan)


def _of_either(sample: Sample, resampling: Resampling) -> np.ndarray:
    """Weights by paragraph where there are enough, else by sentence."""
    if sample.parts:
        return np.hstack([_of_either(part, resampling) for part in sample.parts])
    return weights(sample, resampling=replace(resampling, unit=UNITS[in_paragraphs(sample)]))


def dealt_differences(a: Sample, b: Sample, *, resampling: Resampling) -> np.ndarray:
    """Differences of means when the sentences of both briefs are dealt to them at random.

    Each column deals only the sentences that count for it, as many to each brief as it has;
    the order of the deal is shared, so a column's numbers don't depend on the others.

    Returns
    -------
    array (resamples, columns)
        Missing where the evidence isn't enough.
    """
    if a.brief_id > b.brief_id:
        return -dealt_differences(b, a, resampling=resampling)
    pooled, size = np.vstack([a.values, b.values]), np.concatenate([a.weight, b.weight])
    keys = resampling.generator(a.brief_id, b.brief_id).random((resampling.resamples, len(pooled)))
    null = np.full((resampling.resamples, pooled.shape[1]), np.nan)
    counts = ~np.isnan(pooled)
    for pattern, columns in _alike(counts, enough(a.n, b.n)):
        n_a = int(pattern[: len(a.values)].sum())
        n_b = int(pattern.sum()) - n_a
        if n_a and n_b:
            values, own = pooled[np.ix_(pattern, columns)], size[pattern]
            to_a = _smallest(keys[:, pattern], n_a) * own
            null[:, columns] = _means(to_a, values) - _means(own - to_a, values)
    return null


def _means(weights: np.ndarray, values: np.ndarray) -> np.ndarray:
    with np.errstate(invalid="ignore", divide="ignore"):
        return (weights @ values) / weights.sum(axis=1, keepdims=True)


def _smallest(keys: np.ndarray, n: int) -> np.ndarray:
    """1 for the n smallest keys of each row, 0 for the rest."""
    return (keys <= np.partition(keys, n - 1, axis=1)[:, n - 1 : n]).astype(float)


def _alike(counts: np.ndarray, wanted: np.ndarray) -> list[tuple[np.ndarray, list[int]]]:
    """The wanted columns, put together by which sentences count for them."""
    groups: dict[bytes, list[int]] = {}
    for column in np.flatnonzero(wanted):
        groups.setdefault(counts[:, column].tobytes(), []).append(int(column))
    return [(counts[:, columns[0]], columns) for columns in groups.values()]


def p_values(observed: np.ndarray, *, null: np.ndarray) -> np.ndarray:
    """Two-sided permutation p of each column; missing where there is no null. Never 0.

    References
    ----------
    Phipson, B. and Smyth, G. (2010). Permutation p-values should never be zero. Statistical
    Applications in Genetics and Molecular Biology 9. https://doi.org/10.2202/1544-6115.1585
    """
    extreme = (np.abs(null) >= np.abs(observed) - 1e-12).sum(axis=0)
    return np.where(np.isnan(null).any(axis=0), np.nan, (extreme + 1) / (len(null) + 1))


def q_values(p: np.ndarray) -> np.ndarray:
    """p after Benjamini-Hochberg over all that were tested; missing stays missing.

    *How to read it*: calling all rows with q <= 0.05 clear, one in twenty of them is expected
    to be chance.

    Notes
    -----
    What `scipy.stats.false_discovery_control` gives, without an import that takes a tenth of a run.

    References
    ----------
    Benjamini, Y. and Hochberg, Y. (1995). Controlling the false discovery rate. Journal of the
    Royal Statistical Society B 57. https://doi.org/10.1111/j.2517-6161.1995.tb02031.x
    """
    p = np.asarray(p, dtype=float)
    order = np.argsort(p)[: np.count_nonzero(~np.isnan(p))]  # what is missing sorts last
    scaled = p[order] * (len(order) / np.arange(1, len(order) + 1))
    q = np.full(p.shape, np.nan)
    q[order] = np.minimum.accumulate(scaled[::-1])[::-1].clip(0, 1)
    return q


def in_parts(resamples: int, n: int) -> Iterator[int]:
    """How many resamples of n numbers to hold at a time, until all are done."""
    step = max(1, HELD // max(n, 1))
    yield from (min(step, resamples - start) for start in range(0, resamples, step))


def deals(n: int, *, n_first: int, names: tuple[str, str], resampling: Resampling) -> Iterator[np.ndarray]:
    """Random deals of n sentences to two briefs, part by part: 1 where a sentence goes to the first.

    As many go to the first as it has, since a band from equal halves is too narrow for briefs of
    unequal length.

    Yields
    ------
    array (some of the resamples, n)
    """
    generator = resampling.generator(*names)
    for size in in_parts(resampling.resamples, n):
        keys = generator.random((size, n))
        yield _smallest(keys, n_first) if n_first else np.zeros_like(keys)


def dealt(briefs: np.ndarray, *, names: tuple[str, str], resampling: Resampling) -> Iterator[np.ndarray]:
    """Random deals of the sentences of two briefs, part by part: 1 where a sentence goes to the first of `names`.

    Parameters
    ----------
    briefs : array of str
        The brief of each sentence, in the order of their ids, so that a deal is the same when the
        briefs change places.
    """
    first = min(names)
    for to_first in deals(len(briefs), n_first=int((briefs == first).sum()), names=names, resampling=resampling):
        yield to_first if names[0] == first else 1 - to_first

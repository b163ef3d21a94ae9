"""What chance alone gives: null bands from sentences dealt to two briefs at random, p and q.

As many sentences go to each brief as it has, since a band from equal halves is too narrow for briefs of
unequal length.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from analysis.compare.resampling import Resampling, Sample, enough

HELD = 4_000_000  # random numbers of deals in memory at a time


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


def dealt(briefs: np.ndarray, *, names: tuple[str, str], resampling: Resampling) -> Iterator[np.ndarray]:
    """Random deals of the sentences of two briefs, part by part: 1 where a sentence goes to the first of `names`.

    Parameters
    ----------
    briefs : array of str
        The brief of each sentence, in the order of their ids, so that a deal is the same when the
        briefs change places.

    Yields
    ------
    array (some of the resamples, sentences)
    """
    first = min(names)
    n_first, generator = int((briefs == first).sum()), resampling.generator(*names)
    for size in in_parts(resampling.resamples, len(briefs)):
        keys = generator.random((size, len(briefs)))
        to_first = _smallest(keys, n_first) if n_first else np.zeros_like(keys)
        yield to_first if names[0] == first else 1 - to_first

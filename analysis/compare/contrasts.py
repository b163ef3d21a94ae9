"""Which briefs are set beside which: every pair, and each brief against the rest."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.compare.chance import q_values
from analysis.compare.resampling import ALPHA, Sample

REST = "rest"  # all other briefs together; no brief can have this id


def contrasts(brief_ids: Sequence[str]) -> list[tuple[str, str]]:
    """Every pair of briefs, then, where there are more than two, each against the rest.

    Examples
    --------
    >>> contrasts(["a", "b"])
    [('a', 'b')]
    >>> contrasts(["a", "b", "c"])
    [('a', 'b'), ('a', 'c'), ('b', 'c'), ('a', 'rest'), ('b', 'rest'), ('c', 'rest')]
    """
    pairs = list(itertools.combinations(brief_ids, 2))
    return pairs + [(one, REST) for one in brief_ids if len(brief_ids) > 2]


def beside(table: pd.DataFrame, a: str, b: str) -> pd.DataFrame:
    """The rows of two briefs; where b is the rest, all rows, those of other briefs under its name."""
    if b == REST:
        return table.assign(brief_id=table.brief_id.where(table.brief_id == a, REST))
    return table[table.brief_id.isin([a, b])]


def pooled(samples: Sequence[Sample]) -> Sample:
    """The sentences of several briefs as one sample; each brief is still resampled by itself."""
    values = np.vstack([sample.values for sample in samples])
    paragraphs = np.concatenate([sample.paragraphs for sample in samples])
    sizes = None if samples[0].sizes is None else np.concatenate([sample.sizes for sample in samples])
    return Sample(REST, paragraphs, values, sum(sample.n for sample in samples), sizes, tuple(samples))


def sampled(samples: Sequence[Sample]) -> list[tuple[Sample, Sample]]:
    """The samples of each contrast, in the order of `contrasts`."""
    by_id = {sample.brief_id: sample for sample in samples}
    rest = {a: pooled([s for s in samples if s.brief_id != a]) for a, b in contrasts([*by_id]) if b == REST}
    return [(by_id[a], rest[a] if b == REST else by_id[b]) for a, b in contrasts([*by_id])]


def judged_together(table: pd.DataFrame) -> pd.DataFrame:
    """The table with q of the rows against the rest over all of them, since they are read together."""
    against = table.brief_b == REST
    if not against.any():
        return table
    q = table.q.where(~against, pd.Series(np.nan, table.index))
    q[against] = q_values(table.p[against].to_numpy())
    clear = ((table.low > 0) | (table.high < 0)) & (q <= ALPHA)
    return table.assign(q=q, clear=clear.where(against, table.clear).astype(bool))

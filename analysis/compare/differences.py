"""How far two briefs are apart, column by column: the difference with its interval, null band and p."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.compare.chance import dealt_differences, p_values
from analysis.compare.resampling import (
    Resampling,
    Sample,
    by_paragraph,
    enough,
    in_paragraphs,
    interval,
    mean,
    resampled_means,
    weights,
)


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
    value_a, value_b, n = mean(a), mean(b), np.minimum(a.n, b.n)
    table = {"value_a": value_a, "value_b": value_b, "n_a": a.n, "n_b": b.n, "difference": value_a - value_b}
    table["low"], table["high"] = _ends(a, b, n, [weights(s, resampling=resampling) for s in (a, b)])
    table["paragraph_low"], table["paragraph_high"] = np.full((2, len(n)), np.nan)
    if in_paragraphs(a) or in_paragraphs(b):
        table["paragraph_low"], table["paragraph_high"] = _ends(a, b, n, [by_paragraph(s, resampling) for s in (a, b)])
    null = dealt_differences(a, b, resampling=resampling)
    table["null_low"], table["null_high"] = interval(null, n=n)
    return pd.DataFrame(table | {"p": p_values(value_a - value_b, null=null)})


def _ends(a: Sample, b: Sample, n: np.ndarray, drawn: Sequence[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """The interval of each difference, by the weights of either brief's sentences in each draw."""
    one, other = (
        resampled_means(s.values, weights=own, wanted=enough(n)) for s, own in zip((a, b), drawn, strict=True)
    )
    return interval(one - other, n=n)

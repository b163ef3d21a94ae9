"""How much of each brief others speak, and whether that differs."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.compare.actors import contrasted
from analysis.compare.resampling import DEFAULT, Resampling, Sample


def voice_difference(
    voiced: pd.DataFrame, *, sentences: pd.DataFrame, resampling: Resampling = DEFAULT
) -> pd.DataFrame:
    """The difference between two briefs in the share of words that others than the author speak.

    *How to read it*: above 0 means that a gives others a larger share of its words. `n_a` and `n_b`
    count the sentences in which others speak; below eight in either there is no interval.

    Parameters
    ----------
    voiced : DataFrame
        Tokens with `voice` (author, quoted), `sentence_id` and `is_word`.
    sentences : DataFrame
        The sentences of the briefs; title and headings are left out.

    Returns
    -------
    DataFrame
        One row per contrast, with the columns of `presence_difference` from `brief_a` on;
        `value_a`, `value_b` are shares of the words of the body.
    """
    words = voiced[voiced.is_word.astype(bool)]
    quoted = (words.voice == "quoted").groupby(words.sentence_id).agg(["sum", "size"])
    samples = []
    for brief_id in sentences.brief_id.unique():
        body = sentences[(sentences.brief_id == brief_id) & (sentences.part == "paragraph")]
        counted = quoted.reindex(body.sentence_id, fill_value=0)
        share = (counted["sum"] / counted["size"].clip(lower=1)).to_numpy()
        n = np.array([int((counted["sum"] > 0).sum())])
        samples.append(Sample(brief_id, body.paragraph.to_numpy(), share[:, None], n, counted["size"].to_numpy()))
    return contrasted(samples, resampling=resampling)

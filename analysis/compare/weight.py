"""Order and weight: where in each brief an actor or frame first comes, and how many words it gets."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from analysis.compare.actors import contrasted, presences
from analysis.compare.resampling import DEFAULT, Resampling, Sample, means

WEIGHT = [
    "brief_id", "actor_id", "first_sentence_id", "first_share", "n_sentences", "n_words", "word_share", "low", "high",
]  # fmt: skip


def weight(mentions: pd.DataFrame, *, sentences: pd.DataFrame, resampling: Resampling = DEFAULT) -> pd.DataFrame:
    """Where each brief first mentions each actor, and the share of words in sentences that mention it.

    *How to read it*: `first_share` 0 is the first word of the brief, title included, 1 the last;
    missing means never. `word_share` 0.5 means that half of the words of the body stand in sentences
    that mention the actor; the shares of several actors overlap and don't sum to 1.

    Parameters
    ----------
    mentions : DataFrame
        One row per span and actor, side or frame (`actor_id`), with `sentence_id` and `start`.
    sentences : DataFrame
        One row per sentence, title and headings included, in the order of the text.

    Returns
    -------
    DataFrame
        One row per brief and actor: `brief_id`, `actor_id`, `first_sentence_id`, `first_share`,
        `n_sentences`, `n_words`, `word_share`, `low`, `high` (95 %, resampling sentences; missing
        below eight).
    """
    tables = []
    for sample, actors in _worded(mentions, sentences):
        table = means(sample, resampling=resampling).rename(columns={"value": "word_share"})
        names = pd.Series(actors, dtype="str")
        table = table.assign(brief_id=sample.brief_id, actor_id=names, n_sentences=sample.n)
        table["n_words"] = (sample.values.T @ sample.weight).astype(int)
        first = first_places(mentions[mentions.brief_id == sample.brief_id], sentences)
        tables.append(table.astype({"actor_id": "str"}).merge(first, on=["brief_id", "actor_id"], how="left"))
    return pd.concat(tables, ignore_index=True)[WEIGHT] if tables else pd.DataFrame(columns=WEIGHT)


def weight_difference(
    mentions: pd.DataFrame, *, sentences: pd.DataFrame, resampling: Resampling = DEFAULT
) -> pd.DataFrame:
    """The difference between two briefs in the share of words in sentences that mention each actor.

    Returns
    -------
    DataFrame
        As `presence_difference`: `value_a`, `value_b` are shares of words, `n_a`, `n_b` sentences.
    """
    found = [*_worded(mentions, sentences)]
    keys = pd.DataFrame({"actor_id": found[0][1] if found else []})
    return contrasted([sample for sample, _ in found], keys=keys, resampling=resampling)


def _worded(mentions: pd.DataFrame, sentences: pd.DataFrame) -> Iterator[tuple[Sample, list[str]]]:
    """For each brief: sentences by actors, where a sentence weighs as much as it has words."""
    n_words = sentences.set_index("sentence_id").n_words
    for sample, actors in presences(mentions, sentences):
        body = sentences[(sentences.brief_id == sample.brief_id) & (sentences.part == "paragraph")]
        sizes = n_words[body.sentence_id].to_numpy()
        yield Sample(sample.brief_id, sample.paragraphs, sample.values, sample.n, sizes), actors


def first_places(mentions: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """By brief and actor, the sentence of the first mention, and what share of the brief's words stands before it."""
    first = mentions.sort_values("start", kind="stable").drop_duplicates(["brief_id", "actor_id"])
    ends = sentences.groupby("brief_id").n_words.cumsum()
    total = sentences.groupby("brief_id").n_words.transform("sum")
    places = (
        sentences.assign(before=ends - sentences.n_words, total=total).set_index("sentence_id").loc[first.sentence_id]
    )
    within = (first.start.to_numpy() - places.start.to_numpy()) / (places.end - places.start).clip(lower=1).to_numpy()
    before = places.before.to_numpy() + np.clip(within, 0, 1) * places.n_words.to_numpy()
    share = before / places.total.clip(lower=1).to_numpy()
    return pd.DataFrame({
        "brief_id": first.brief_id.to_numpy(), "actor_id": first.actor_id.to_numpy(),
        "first_sentence_id": first.sentence_id.to_numpy(), "first_share": share,
    })  # fmt: skip

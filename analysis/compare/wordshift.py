"""Word shift: which scored words make the difference of two briefs' mean polarity."""

from __future__ import annotations

import itertools

import pandas as pd

TYPES = {
    "actor_id": "str", "word": "str", "brief_a": "str", "brief_b": "str",
    "score": float, "n_a": int, "n_b": int, "contribution": float,
}  # fmt: skip


def word_shift(
    words: pd.DataFrame,
    *,
    sentences: pd.DataFrame,
    mentions: pd.DataFrame | None = None,
    actor_id: str = "all",
) -> pd.DataFrame:
    """What each scored word adds to the difference of mean polarity, a minus b.

    The mean polarity of a brief is the mean over its scored sentences, and a sentence's is the
    mean of its scored words; so each place of a word weighs 1 / (scored sentences x scored words
    of its sentence), and these weights sum to 1. A word's contribution is the sum of weight x
    score over its places in a, minus the same in b. The contributions sum to the difference.

    *How to read it*: above 0 the word makes a the more positive, be it praise in a or blame in b;
    `n_a` and `n_b` tell which. One word that carries the whole difference is no mood of a brief.

    Parameters
    ----------
    words : DataFrame
        As `analysis.sentiment.scored_words` returns them.
    sentences : DataFrame
        `sentence_id`, `brief_id`, `part`; title and headings don't count.
    mentions : DataFrame, optional
        With `actor_id`: only the sentences that mention this actor.

    Returns
    -------
    DataFrame
        One row per pair of briefs and word, the largest contribution first: `actor_id`, `word`,
        `brief_a`, `brief_b`, `score` (mean polarity), `n_a`, `n_b`, `contribution`. No rows
        for a pair in which either brief has no scored sentence.

    References
    ----------
    Gallagher, R. et al. (2021). Generalized word shift graphs. EPJ Data Science 10.
    https://doi.org/10.1140/epjds/s13688-021-00260-3 (here with the reference score 0).
    """
    kept = set(sentences.sentence_id[sentences.part == "paragraph"])
    if actor_id != "all":
        kept &= set(mentions.sentence_id[mentions.actor_id == actor_id])
    used = words[(words.lexicon == "textblob") & words.sentence_id.isin(kept)]
    share = 1 / used.groupby("sentence_id").score.transform("size")
    n_sentences = used.groupby("brief_id").sentence_id.nunique()
    used = used.assign(weighted=used.score * share / used.brief_id.map(n_sentences).astype(float))
    tables = [
        _pair(used, a, b) for a, b in itertools.combinations(sentences.brief_id.unique(), 2)
        if {a, b} <= set(n_sentences.index)
    ]  # fmt: skip
    table = pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=[*TYPES])
    return table.assign(actor_id=actor_id)[[*TYPES]].astype(TYPES)


def _pair(used: pd.DataFrame, a: str, b: str) -> pd.DataFrame:
    """The words of two briefs with counts and contribution."""
    used = used[used.brief_id.isin([a, b])]
    by_brief = used.groupby(["word", "brief_id"]).weighted.agg(["size", "sum"]).unstack(fill_value=0)
    table = pd.DataFrame({"score": used.groupby("word").score.mean()})
    table["n_a"], table["n_b"] = by_brief["size"][a], by_brief["size"][b]
    table["contribution"] = by_brief["sum"][a] - by_brief["sum"][b]
    table = table.assign(brief_a=a, brief_b=b).reset_index()
    return table.sort_values("contribution", key=lambda size: -size.abs(), kind="stable")

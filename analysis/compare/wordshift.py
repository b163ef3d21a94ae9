"""Word shift: which scored words make the difference of two briefs' mean polarity."""

from __future__ import annotations

import pandas as pd

from analysis.compare.contrasts import beside, contrasts

ALL = "all"
TYPES = {
    "actor_id": "str", "word": "str", "brief_a": "str", "brief_b": "str",
    "score": float, "n_a": int, "n_b": int, "contribution": float,
}  # fmt: skip


def word_shift(words: pd.DataFrame, *, sentences: pd.DataFrame, mentions: pd.DataFrame | None = None) -> pd.DataFrame:
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
        Also for the sentences that mention each `actor_id`, beside all (`actor_id` "all").

    Returns
    -------
    DataFrame
        One row per contrast (`analysis.compare.contrasts`), actor and word, "all" and the
        largest contribution first: `actor_id`, `word`, `brief_a`, `brief_b`, `score` (mean polarity), `n_a`, `n_b`,
        `contribution`. No rows where either brief of a pair has no scored sentence.

    References
    ----------
    Gallagher, R. et al. (2021). Generalized word shift graphs. EPJ Data Science 10.
    https://doi.org/10.1140/epjds/s13688-021-00260-3 (here with the reference score 0).
    """
    body = sentences.sentence_id[sentences.part == "paragraph"]
    used = words[(words.lexicon == "textblob") & words.sentence_id.isin(body)]
    share = 1 / used.groupby("sentence_id").score.transform("size")
    whole = pd.DataFrame({"sentence_id": used.sentence_id.unique(), "actor_id": ALL})
    held = whole if mentions is None else pd.concat([whole, mentions[["sentence_id", "actor_id"]].drop_duplicates()])
    used = used.assign(weighted=used.score * share).merge(held, on="sentence_id")
    tables = [_pair(beside(used, a, b), a, b) for a, b in contrasts(sentences.brief_id.unique())]
    table = pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=[*TYPES])
    return table[[*TYPES]].astype(TYPES)


def _pair(used: pd.DataFrame, a: str, b: str) -> pd.DataFrame:
    """The words of two briefs, actor by actor, with counts and contribution."""
    used = used[used.groupby("actor_id").brief_id.transform("nunique") == 2]
    n_sentences = used.groupby(["actor_id", "brief_id"]).sentence_id.transform("nunique").astype(float)
    used = used.assign(weighted=used.weighted / n_sentences)
    by_word = used.groupby(["actor_id", "word"])
    table = pd.DataFrame({"score": by_word.score.mean()})
    for end, brief_id in (("a", a), ("b", b)):
        own = used[used.brief_id == brief_id].groupby(["actor_id", "word"]).weighted.agg(["size", "sum"])
        table[[f"n_{end}", f"sum_{end}"]] = own.reindex(table.index, fill_value=0)
    table = table.assign(contribution=table.sum_a - table.sum_b, brief_a=a, brief_b=b).reset_index()
    order = pd.DataFrame({"other": table.actor_id != ALL, "actor": table.actor_id, "size": -table.contribution.abs()})
    return table.loc[order.sort_values(["other", "actor", "size"], kind="stable").index]

"""Pairs of articles on one story: which of the two is kinder to an actor, by the coders and by a system."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations

import numpy as np
import pandas as pd

from analysis.evaluate.articles import article_sentences, read_article
from analysis.evaluate.lexicons import lexicon_moods
from analysis.evaluate.links import UNNAMED
from analysis.evaluate.measures import PORTRAYAL, RANKED, RANKED_FOUND, score
from analysis.ledger import Scorer

WITH_EVIDENCE = f"{RANKED_FOUND}, with evidence"


def given_pairs(rows: pd.DataFrame, systems: Mapping[str, np.ndarray]) -> list[tuple]:
    """Rows of results where only the signs of the coders' own pairs are read, one value a row."""
    keys = [rows[name] for name in ("doc_id", "target_name")]
    found = {system: pd.Series(v, index=rows.index).groupby(keys).mean() for system, v in systems.items()}
    return [_ranking(article_pairs(rows, balance), system, RANKED) for system, balance in found.items()]


def found_pairs(rows: pd.DataFrame, ledgers: Mapping[str, Scorer | None]) -> list[tuple]:
    """Rows of results where each article is read by ledgers, by every mention, or by a lexicon as a whole."""
    texts = {doc_id: article_sentences(own) for doc_id, own in rows.groupby("doc_id", sort=False)}
    names = {
        doc_id: {name for name in (*own["holder"], *own["target_name"]) if name not in (UNNAMED, "author")}
        for doc_id, own in rows.groupby("doc_id", sort=False)
    }
    articles = {doc_id: read_article(text, names[doc_id]) for doc_id, text in texts.items()}
    balances = {}
    for system, scorer in ledgers.items():
        read = {doc_id: article.ledger(scorer) for doc_id, article in articles.items()}
        rows_found = pd.concat(read, names=["doc_id", None])
        words = rows_found[rows_found["basis"] != "act"]  # a deed that is told is its doer's, not the article's
        balances[system] = words.groupby(["doc_id", "target"])["stance"].mean()
    balances[PORTRAYAL] = pd.concat({doc_id: article.portrayal() for doc_id, article in articles.items()})
    found = []
    for system, balance in balances.items():
        pairs = article_pairs(rows, balance)
        found += [_ranking(pairs, system, RANKED_FOUND), _ranking(pairs[pairs["known"]], system, WITH_EVIDENCE)]
    for system, moods in lexicon_moods([" ".join(text) for text in texts.values()]).items():
        whole = dict(zip(texts, moods, strict=True))
        balance = pd.Series({(d, name): whole[d] for d in texts for name in names[d]})
        found.append(_ranking(article_pairs(rows, balance), system, RANKED_FOUND))
    return found


def article_pairs(rows: pd.DataFrame, balance: pd.Series) -> pd.DataFrame:
    """Pairs of articles on one story whose coders' sign balance toward an actor differs.

    Parameters
    ----------
    rows : DataFrame
        Coded statements: `story`, `doc_id`, `target_name`, `sign`.
    balance : Series
        By `doc_id` and actor, what a system makes of the article; an article that it lacks has no
        evidence.

    Returns
    -------
    DataFrame
        `story`, `actor`, `right`: 1 where the balance ranks the two articles as the coders do, 0
        where it ranks them the other way, 0.5 where it ties or has no evidence; `known`: whether
        it has evidence in both.
    """
    named = rows[rows["target_name"] != UNNAMED]
    coded = named.groupby(["story", "target_name", "doc_id"])["sign"].mean()
    found = []
    for (story, actor), articles in coded.groupby(level=["story", "target_name"]):
        for (*_, one), (*_, two) in combinations(articles.index, 2):
            differs = articles[story, actor, one] - articles[story, actor, two]
            read = balance.get((one, actor), np.nan) - balance.get((two, actor), np.nan)
            if differs:
                right = 0.5 if np.isnan(read) else (np.sign(read) * np.sign(differs) + 1) / 2
                found.append((story, actor, right, not np.isnan(read)))
    return pd.DataFrame(found, columns=["story", "actor", "right", "known"]).astype({"known": bool})


def _ranking(pairs: pd.DataFrame, system: str, name: str) -> tuple:
    """One row of results: share of article pairs ranked right."""
    right = pairs["right"].to_numpy(dtype=float)
    return score(system, name, lambda i: right[i].mean() if len(i) else np.nan, pairs["story"].tolist())

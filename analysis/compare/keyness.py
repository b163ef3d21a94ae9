"""Keyness: which words and word pairs are typical of one brief against another."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.compare.chance import dealt
from analysis.compare.contrasts import beside, contrasts
from analysis.compare.resampling import DEFAULT, LEVEL, Resampling
from analysis.sentiment import covered

CONTENT = ("NOUN", "PROPN", "VERB", "ADJ", "ADV", "INTJ")
MODAL = "MD"  # "should", "could": what a brief recommends is told by them
MIN_COUNT = 2  # in both briefs together; a word that stands once can be typical of nothing
BATCH = 500
TYPES = {
    "term": "str", "brief_a": "str", "brief_b": "str", "n_a": int, "n_b": int,
    "per_1000_a": float, "per_1000_b": float, "log_odds": float, "z": float,
    "null_low": float, "null_high": float, "clear": bool,
}  # fmt: skip


def terms(tokens: pd.DataFrame, *, masks: pd.DataFrame | None = None) -> pd.DataFrame:
    """The terms of each sentence: content words as lemmas, and pairs of neighbouring content words.

    Content words are nouns, names, verbs, adjectives, adverbs (by part of speech) and modals;
    there is no list of stop words, since such lists hold "keep", "serious" and "system". A pair
    stands side by side in one sentence, without a word or mark between.

    Parameters
    ----------
    tokens : DataFrame
        One row per token: `brief_id`, `sentence_id`, `token_id`, `start`, `end`, `lemma`, `pos`,
        `tag`, `is_word`.
    masks : DataFrame, optional
        Spans that make no terms (`brief_id`, `start`, `end`), such as the names of actors.

    Returns
    -------
    DataFrame
        One row per term and place: `brief_id`, `sentence_id`, `term`, `n_words` (1 or 2). One
        spelling per term whatever its capitals: the commonest.
    """
    words = tokens[tokens.is_word.astype(bool) & (tokens.pos.isin(CONTENT) | (tokens.tag == MODAL))]
    if masks is not None:
        words = words[~covered(words, spans=masks)]
    words = words.sort_values(["brief_id", "token_id"])
    words = words.assign(term=_one_spelling(words), n_words=1)
    after = words.groupby(["brief_id", "sentence_id"], sort=False)[["token_id", "term"]].shift(-1)
    pairs = words[after.token_id == words.token_id + 1]
    pairs = pairs.assign(term=pairs.term + " " + after.term[pairs.index], n_words=2)
    kept = ["brief_id", "sentence_id", "term", "n_words"]
    return pd.concat([words[kept], pairs[kept]], ignore_index=True)


def _one_spelling(words: pd.DataFrame) -> pd.Series:
    """Each lemma in the capitals that it has most often; "may" and the month stay two."""
    keys = pd.DataFrame({"small": words.lemma.str.lower(), "modal": words.tag == MODAL, "term": words.lemma})
    spellings = keys.value_counts().reset_index().sort_values(["count", "term"], ascending=False)
    commonest = spellings.drop_duplicates(["small", "modal"]).drop(columns="count")
    return keys[["small", "modal"]].merge(commonest, how="left").term.set_axis(words.index)


def placed(documents: Sequence[Sequence[str]]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The document and the number of each term as it stands, and the terms in order; a document is a list of terms."""
    names = sorted({term for terms in documents for term in terms})
    number = {name: n for n, name in enumerate(names)}
    columns = np.array([number[term] for terms in documents for term in terms], dtype=int)
    rows = np.repeat(np.arange(len(documents)), [len(terms) for terms in documents])
    return rows, columns, np.array(names, dtype=object)


def counted(rows: np.ndarray, columns: np.ndarray, *, shape: tuple[int, int]) -> np.ndarray:
    """How often each pair of row and column stands there."""
    return np.bincount(rows * shape[1] + columns, minlength=shape[0] * shape[1]).reshape(shape)


def tf_idf(documents: Sequence[Sequence[str]], *, binary: bool = False) -> tuple[np.ndarray, np.ndarray]:
    """Documents by terms, each count times how rare the term is, and the terms.

    Rare is 1 + log((1 + documents) / (1 + those with the term)); `binary` counts a term once a document.
    """
    rows, columns, terms = placed(documents)
    n = counted(rows, columns, shape=(len(documents), len(terms)))
    held = n > 0
    return (held if binary else n) * (np.log((1 + len(n)) / (1 + held.sum(axis=0))) + 1), terms


def log_odds(a: np.ndarray, b: np.ndarray, *, prior: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Weighted log-odds ratios of terms, and their z-scores.

    With y the count of a term, n the count of all terms, alpha its prior and alpha0 the sum of
    the prior: log((y_a + alpha) / (n_a + alpha0 - y_a - alpha)) minus the same of b; z divides it
    by the root of 1 / (y_a + alpha) + 1 / (y_b + alpha).

    Parameters
    ----------
    a, b : array (..., terms)
        Counts of all terms, since their sums are n.
    prior : array (terms,)
        Pseudo-counts, each above 0.

    References
    ----------
    Monroe, B., Colaresi, M. and Quinn, K. (2008). Fightin' words. Political Analysis 16.
    https://doi.org/10.1093/pan/mpn018

    Examples
    --------
    >>> ratio, z = log_odds(np.array([3, 1]), np.array([1, 3]), prior=np.array([1, 1]))
    >>> ratio.round(2).tolist(), z.round(2).tolist()
    ([1.39, -1.39], [1.6, -1.6])
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = _logit(a + prior) - _logit(b + prior)
        return ratio, ratio / np.sqrt(1 / (a + prior) + 1 / (b + prior))


def _logit(weight: np.ndarray) -> np.ndarray:
    return np.log(weight / (weight.sum(axis=-1, keepdims=True) - weight))


def informative_prior(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Pseudo-counts in the pooled proportions that weigh together as much as the shorter brief.

    So the prior never outweighs either text, and is the same when the briefs change places.
    """
    pooled = a + b
    return pooled / max(pooled.sum(), 1) * max(1, min(a.sum(), b.sum()))


def keyness(
    tokens: pd.DataFrame, *, masks: pd.DataFrame | None = None, resampling: Resampling = DEFAULT
) -> pd.DataFrame:
    """Which terms are typical of one brief against another, with counts, rates and a null band.

    *How to read it*: z above 0 means that the term is typical of a, below 0 of b. `clear` says
    that z lies beyond what the most extreme term reaches when the sentences of both briefs are
    dealt to them at random, as many to each as it has. Two briefs differ in topic, so a clear
    term tells what is talked of more, not yet how. Words and pairs are weighted each among their
    own kind, and don't add up.

    Parameters
    ----------
    tokens : DataFrame
        As for `terms`.
    masks : DataFrame, optional
        Names to leave out; without it they are counted as the words that they are.

    Returns
    -------
    DataFrame
        One row per contrast (`analysis.compare.contrasts`) and term that stands at least twice, by
        falling z: `term`,
        `brief_a`, `brief_b`, `n_a`, `n_b`, `per_1000_a`, `per_1000_b`, `log_odds`, `z`,
        `null_low`, `null_high`, `clear`.

    References
    ----------
    Monroe, Colaresi and Quinn (2008), as for `log_odds`.
    """
    found = terms(tokens, masks=masks)
    words = tokens.loc[tokens.is_word.astype(bool), ["brief_id"]]
    tables = []
    for a, b in contrasts(tokens.brief_id.unique()):
        n_words = beside(words, a, b).groupby("brief_id").size()
        table = _pair(beside(found, a, b), names=(a, b), resampling=resampling)
        table = table.assign(brief_a=a, brief_b=b, per_1000_a=1000 * table.n_a / n_words.get(a, np.nan),
                             per_1000_b=1000 * table.n_b / n_words.get(b, np.nan))  # fmt: skip
        tables.append(table[[*TYPES]].astype(TYPES).sort_values(["z", "term"], ascending=[False, True]))
    return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=[*TYPES]).astype(TYPES)


def _pair(found: pd.DataFrame, *, names: tuple[str, str], resampling: Resampling) -> pd.DataFrame:
    """Words and pairs of words of two briefs, each among their own kind, in one null band."""
    order = found.sort_values("brief_id", kind="stable")
    documents = order.groupby(["brief_id", "sentence_id"], sort=False).term.agg(list)
    if documents.empty:
        return pd.DataFrame(columns=[*TYPES]).astype(TYPES).drop(columns=["brief_a", "brief_b"])
    rows, columns, words = placed(documents)
    briefs = documents.index.get_level_values("brief_id").to_numpy()
    in_a = (briefs == names[0]).astype(float)
    to_a = np.vstack([*dealt(briefs, names=names, resampling=resampling)])
    kinds = found.drop_duplicates("term").set_index("term").n_words[words].to_numpy()
    of_kind = ((rows[own], columns[own]) for own in (kinds[columns] == 1, kinds[columns] == 2))
    found_of = [_kind(*own, words, in_a, to_a) for own in of_kind]
    lowest = np.minimum.reduce([lows for _, lows, _ in found_of])
    highest = np.maximum.reduce([highs for *_, highs in found_of])
    low, high = np.quantile(lowest, (1 - LEVEL) / 2), np.quantile(highest, (1 + LEVEL) / 2)
    table = pd.concat([table for table, *_ in found_of], ignore_index=True)
    return table.assign(null_low=low, null_high=high, clear=(table.z < low) | (table.z > high))


def _kind(rows: np.ndarray, columns: np.ndarray, words: np.ndarray, in_a: np.ndarray, to_a: np.ndarray) -> tuple:
    """Terms of one kind with z, and the smallest and the largest z of each random deal."""
    frequent = np.bincount(columns, minlength=len(words)) >= MIN_COUNT
    n = frequent.sum()
    place = np.where(frequent, frequent.cumsum() - 1, n)  # the rest is one column, so that sums stay those of all
    dense = counted(rows, place[columns], shape=(len(in_a), n + 1))
    a, total = in_a @ dense, dense.sum(axis=0)
    prior = informative_prior(a, total - a)
    ratio, z = (values[:-1] for values in log_odds(a, total - a, prior=prior))
    n_a, n_b = a[:-1].astype(int), (total - a)[:-1].astype(int)
    table = pd.DataFrame({"term": words[frequent], "n_a": n_a, "n_b": n_b, "log_odds": ratio, "z": z})
    lowest, highest = np.zeros(len(to_a)), np.zeros(len(to_a))
    for start in range(0, len(to_a), BATCH):
        batch = slice(start, start + BATCH)
        dealt = to_a[batch] @ dense
        null = np.nan_to_num(log_odds(dealt, total - dealt, prior=prior)[1][:, :-1])
        lowest[batch], highest[batch] = null.min(axis=1, initial=0), null.max(axis=1, initial=0)
    return table, lowest, highest

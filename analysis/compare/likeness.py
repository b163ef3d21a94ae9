"""Likeness: which paragraphs of two briefs are about the same."""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd

from analysis.compare.keyness import terms, tf_idf

COLUMNS = [
    "brief_a", "brief_b", "sentence_a", "sentence_b", "paragraph_a", "paragraph_b", "cosine", "shared",
]  # fmt: skip


def likeness(tokens: pd.DataFrame, *, sentences: pd.DataFrame, n_shared: int = 5) -> pd.DataFrame:
    """Which paragraphs of two briefs are about the same: TF-IDF cosine, with the terms they share.

    *How to read it*: 0 means no content word in common, 1 the same words in the same shares.
    Paragraphs of one event share its names, so look at `shared` before making much of a cosine,
    and compare cosines only within one study: the weights come from its paragraphs.

    Returns
    -------
    DataFrame
        One row per pair of paragraphs, the most alike first: `brief_a`, `brief_b`, `sentence_a`,
        `sentence_b` (the first of each paragraph), `paragraph_a`, `paragraph_b`, `cosine`,
        `shared` (the `n_shared` terms that drive it, most first; missing where there is none).

    References
    ----------
    Salton, G. and Buckley, C. (1988). Term-weighting approaches in automatic text retrieval.
    Information Processing and Management 24. https://doi.org/10.1016/0306-4573(88)90021-0
    """
    places, weights, names = _paragraphs(tokens, sentences)
    at, tables = list(places.itertuples(index=False)), []
    for a, b in itertools.combinations(sentences.brief_id.unique(), 2):
        of_a, of_b = (places.index[places.brief_id == brief_id] for brief_id in (a, b))
        rows = []
        for i, j in itertools.product(of_a, of_b):
            product = weights[i] * weights[j]
            driving = np.argsort(-product, kind="stable")[:n_shared]
            shared = "; ".join(names[driving][product[driving] > 0]) or None
            one, other = at[i], at[j]
            ids = (a, b, one.sentence_id, other.sentence_id, one.paragraph, other.paragraph)
            rows.append((*ids, min(float(product.sum()), 1.0), shared))
        table = pd.DataFrame(rows, columns=COLUMNS).astype({"cosine": float, "shared": "str"})
        tables.append(table.sort_values("cosine", ascending=False, kind="stable"))
    return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=COLUMNS)


def _paragraphs(tokens: pd.DataFrame, sentences: pd.DataFrame) -> tuple[pd.DataFrame, np.ndarray, np.ndarray]:
    """The paragraphs that hold a term, each with its first sentence; their weights; the terms."""
    body = sentences[sentences.part == "paragraph"][["brief_id", "paragraph", "sentence_id"]]
    words = terms(tokens).query("n_words == 1").merge(body[["sentence_id", "paragraph"]], on="sentence_id")
    documents = words.groupby(["brief_id", "paragraph"]).term.agg(list)
    places = body.drop_duplicates(["brief_id", "paragraph"])
    held = pd.MultiIndex.from_frame(places[["brief_id", "paragraph"]])
    places = places[held.isin(documents.index)].reset_index(drop=True)
    weights, names = tf_idf([documents[tuple(key)] for key in places[["brief_id", "paragraph"]].to_numpy()])
    return places, weights / np.sqrt(np.cumsum(weights**2, axis=1)[:, -1:]), names

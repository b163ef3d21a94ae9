"""Passages of two briefs on the same matter, side by side, and what each leaves out."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.compare.keyness import tf_idf
from analysis.sentiment import covered

WORDS = ("NOUN", "VERB", "ADJ", "PROPN", "NUM")
KINDS = ("actor", "word", "number", "relation")
WEIGHTS = {"actor": 2, "relation": 0}  # an actor in common tells as much as two words as rare as it
NOBODY = ("nobody", "none", "neither", "no")  # begin a holder in the text's own words who is nobody: "no one in Lima"
ARROWS = {1: "for", 0: "neutral on", -1: "against"}
LEVEL = 0.98  # of the likeness of sentences of one brief in different paragraphs: below it none is aligned
MOST = 3  # sentences of one brief in a passage
COLUMNS = [
    "brief_a", "brief_b", "passage", "evidence_a", "evidence_b", "similarity", "chance_share", "shared",
    *(f"{kind}s_{end}" for kind in KINDS for end in ("a", "b")),
]  # fmt: skip


def signs(
    tokens: pd.DataFrame, *, mentions: pd.DataFrame, relations: pd.DataFrame, masks: pd.DataFrame
) -> pd.DataFrame:
    """What tells what a sentence is about: actors, words that aren't stop words, numbers, and relations.

    A relation within one side ("iran supports iran"), or one that nobody holds, tells of no two, and is left out.

    Parameters
    ----------
    tokens, mentions : DataFrame
        As the codebook has them.
    relations : DataFrame
        Statements with `sentence_id`, `holder`, `item` (the target) and `stance`.
    masks : DataFrame
        The names of actors, which are no words.

    Returns
    -------
    DataFrame
        One row per sentence and sign: `sentence_id`, `kind` (actor, word, number, relation), `sign`
        (an actor_id, a lemma, or "holder against target").
    """
    words = tokens[tokens.is_word.astype(bool) & tokens.pos.isin(WORDS)]
    words = words.assign(sign=words.lemma.str.lower(), kind=np.where(words.tag == "CD", "number", "word"))
    words = words[~covered(words, spans=masks) & ~words.sign.map(_empty).astype(bool)]
    named = mentions.assign(sign=mentions.actor_id, kind="actor")
    of_two = (relations.holder != relations["item"]) & ~relations.holder.str.lower().str.split().str[0].isin(NOBODY)
    relations = relations[of_two]
    toward = relations.stance.map(ARROWS).astype("str")
    related = relations.assign(sign=relations.holder + " " + toward + " " + relations["item"], kind="relation")
    columns = ["sentence_id", "kind", "sign"]
    return pd.concat([t[columns] for t in (named, words, related)], ignore_index=True).drop_duplicates()


def _empty(lemma: str) -> bool:
    """Whether a word says nothing of the matter: a stop word that is no number ("other", "make")."""
    from spacy.lang.en.lex_attrs import like_num
    from spacy.lang.en.stop_words import STOP_WORDS

    return lemma in STOP_WORDS and not like_num(lemma)


def aligned(found: pd.DataFrame, *, sentences: pd.DataFrame) -> pd.DataFrame:
    """The passages of two briefs on the same matter: best first, each sentence in one passage only.

    The likeness of two sentences is the cosine of their signs, weighted by rarity (TF-IDF), where an
    actor counts as two words. Sentences of one brief in different paragraphs say how alike sentences
    are that share no more than the event: only pairs more alike than 98 % of these are aligned. The
    most alike pair makes a passage; a pair that shares a sentence with one joins it, up to three
    sentences of each brief.

    *How to read it*: `similarity` compares within one study only. A passage is about the same matter
    where `shared` names it; about one pair in fifty is this alike by chance, so read the sentences.

    Parameters
    ----------
    found : DataFrame
        From `signs`.
    sentences : DataFrame
        `brief_id`, `sentence_id`, `part`, `paragraph`; title and headings are left out.

    Returns
    -------
    DataFrame
        One row per pair of briefs and passage, the most alike first: `brief_a`, `brief_b`, `passage`
        (1, 2, ...), `evidence_a`, `evidence_b` (sentence ids), `similarity` (0 to 1, of its best pair),
        `chance_share` (0 to 1, the share of pairs of one brief as alike), `shared` (signs of both, the
        rarest first, numbers last), and what is in one and not in the other: `actors_a`, `actors_b`, `words_a`,
        `words_b`, `numbers_a`, `numbers_b`, `relations_a`, `relations_b`.

    References
    ----------
    Salton, G. and Buckley, C. (1988). Term-weighting approaches in automatic text retrieval.
    Information Processing and Management 24. https://doi.org/10.1016/0306-4573(88)90021-0
    """
    body = sentences[sentences.part == "paragraph"].reset_index(drop=True)
    held = found[found.sentence_id.isin(body.sentence_id)]
    alike, rarity = _alike(held, body), held.groupby(["kind", "sign"]).sentence_id.nunique()
    by_sentence = {key: set(zip(own.kind, own.sign, strict=True)) for key, own in held.groupby("sentence_id")}
    rows: list[dict] = []
    for a, b in itertools.combinations(sentences.brief_id.unique(), 2):
        passages = enumerate(_groups(alike, body, (a, b)), start=1)
        pair = {"brief_a": a, "brief_b": b}
        rows += [pair | {"passage": n} | _row(group, body, by_sentence, rarity) for n, group in passages]
    return pd.DataFrame(rows, columns=COLUMNS).astype({"similarity": float, "chance_share": float, "passage": int})


def _alike(held: pd.DataFrame, body: pd.DataFrame) -> np.ndarray:
    """The likeness of every sentence with every other."""
    telling = held[held.kind.map(WEIGHTS).fillna(1) > 0]
    documents = telling.assign(key=telling.kind + ":" + telling.sign).groupby("sentence_id").key.agg(list)
    documents = [keys if isinstance(keys, list) else [] for keys in documents.reindex(body.sentence_id)]
    weights, keys = tf_idf(documents, binary=True)
    weights *= [WEIGHTS.get(key.split(":")[0], 1) ** 0.5 for key in keys]
    weights /= np.linalg.norm(weights, axis=1, keepdims=True).clip(1e-12)
    return weights @ weights.T


@dataclass
class _Group:
    """A passage while it grows: the places of its sentences in each brief."""

    sides: tuple[set[int], set[int]]
    similarity: float
    chance: float


def _groups(alike: np.ndarray, body: pd.DataFrame, names: tuple[str, str]) -> list[_Group]:
    """Pairs of sentences more alike than the floor, best first, put together where they share one."""
    of_a, of_b = (np.flatnonzero(body.brief_id == name) for name in names)
    chance = np.concatenate([_elsewhere(alike, body, own) for own in (of_a, of_b)])
    floor = np.quantile(chance, LEVEL) if chance.size else np.inf
    pairs = sorted((-alike[i, j], i, j) for i, j in itertools.product(of_a, of_b) if alike[i, j] > floor)
    groups, place = [], {}
    for negative, i, j in pairs:
        of_i, of_j = place.get(i), place.get(j)
        if of_i is None and of_j is None:
            place[i] = place[j] = _Group(({i}, {j}), -negative, float((chance >= -negative - 1e-12).mean()))
            groups.append(place[i])
        elif of_i is None and len(of_j.sides[0]) < MOST:
            of_j.sides[0].add(i)
            place[i] = of_j
        elif of_j is None and len(of_i.sides[1]) < MOST:
            of_i.sides[1].add(j)
            place[j] = of_i
    return groups


def _elsewhere(alike: np.ndarray, body: pd.DataFrame, own: np.ndarray) -> np.ndarray:
    """The likeness of all pairs of sentences of one brief that stand in different paragraphs."""
    paragraphs = body.paragraph.to_numpy()[own]
    return alike[np.ix_(own, own)][np.triu(paragraphs[:, None] != paragraphs[None, :])]


def _row(group: _Group, body: pd.DataFrame, by_sentence: dict[str, set], rarity: pd.Series) -> dict:
    """A passage with what both of its sides have, and what only one has."""
    ids = [body.sentence_id[sorted(side)].tolist() for side in group.sides]
    one, other = (set().union(*(by_sentence.get(key, set()) for key in side)) for side in ids)
    row = {"evidence_a": "; ".join(ids[0]), "evidence_b": "; ".join(ids[1])}
    row |= {"similarity": min(float(group.similarity), 1.0), "chance_share": group.chance}
    row["shared"] = _named({sign for sign in one & other if sign[0] != "relation"}, rarity)
    for end, only in (("a", one - other), ("b", other - one)):
        row |= {f"{kind}s_{end}": _named({s for s in only if s[0] == kind}, rarity) for kind in KINDS}
    return row


def _named(signs: set[tuple[str, str]], rarity: pd.Series) -> str | None:
    """Signs in one string, the rarest first, numbers last."""
    ranked = sorted(signs, key=lambda sign: (sign[0] == "number", rarity[sign], sign[1]))
    return "; ".join(sign for _, sign in ranked) or None

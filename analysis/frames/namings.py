"""The words that a brief uses for each actor and event: names, nouns, and what stands before them."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from analysis.stance.grammar import PREFIXES
from analysis.typed import typed

COLUMNS = {
    "brief_id": "str", "actor_id": "str", "role": "str", "word": "str", "n": "int64", "n_author": "int64",
    "n_quoted": "int64", "sentence_ids": "str",
}  # fmt: skip
SEEN = ["token_id", "head", "text", "lemma", "pos", "dep", "is_word", "voice"]
ROLES = ("name", "noun", "modifier")
DESCRIBING = frozenset("amod compound nmod appos".split())
TELLING = frozenset("ADJ NOUN VERB".split())
POINTING = frozenset("such same other both only last next".split())


def namings(mentions: pd.DataFrame, *, voiced: pd.DataFrame) -> pd.DataFrame:
    """Every word that a brief uses for each actor and event, with how often, in whose voice and where.

    *How to read it*: `n` counts mentions, so a word that fits one actor on every page has a high
    one. Pronouns, numbers and pointing words ("such") say nothing of their own and are left out;
    a mention of two actors ("both governments") counts for each. What a brief calls somebody is no
    stance by itself.

    Parameters
    ----------
    mentions : DataFrame
        Who is referred to where.
    voiced : DataFrame
        The tokens, each with its voice.

    Returns
    -------
    DataFrame
        One row per brief, actor, role and word, most used first: `brief_id`, `actor_id`, `role`
        (name; noun: the head of a description, in its base form; modifier: what stands before a
        name or noun), `word`, `n`, `n_author`, `n_quoted` and `sentence_ids` (`; ` between).
    """
    counted: dict[tuple, list] = {}
    for place, (brief_id, own) in enumerate(voiced.groupby("brief_id", sort=False)):
        for *key, voice, sentence_id in _used(mentions[mentions.brief_id == brief_id], own):
            found = counted.setdefault((place, *key), [{"author": 0, "quoted": 0}, {}])
            found[0][voice] += 1
            found[1][sentence_id] = None
    rows = [(*key, sum(n.values()), *n.values(), "; ".join(ids)) for key, (n, ids) in counted.items()]
    rows.sort(key=lambda row: (row[0], row[2], -row[5], ROLES.index(row[3]), row[4]))
    return typed((row[1:] for row in rows), COLUMNS)


def _used(mentions: pd.DataFrame, tokens: pd.DataFrame) -> Iterator[tuple]:
    """The words of each mention of a brief: brief, actor, role, word, voice, sentence."""
    naming = mentions[mentions.form != "pronoun"]
    named = _covered(mentions, tokens)
    by_head = tokens.groupby("head").indices
    place = dict(zip(tokens.token_id, range(len(tokens)), strict=True))
    rows = list(tokens[SEEN].itertuples(index=False))
    starts = tokens.start.to_numpy()
    for mention in naming.itertuples():
        first, last = starts.searchsorted(mention.start), starts.searchsorted(mention.end)
        inside = rows[first:last]
        if not inside:
            continue
        head = _head(inside)
        for role, word in _words(mention, head, inside, _before(head, by_head, rows, place, named)):
            yield mention.brief_id, mention.actor_id, role, word, head.voice, mention.sentence_id


def _covered(mentions: pd.DataFrame, tokens: pd.DataFrame) -> set[int]:
    """The tokens that stand in any mention."""
    starts, ids = tokens.start.to_numpy(), tokens.token_id.tolist()
    spans = zip(starts.searchsorted(mentions.start), starts.searchsorted(mentions.end), strict=True)
    return {token_id for first, last in spans for token_id in ids[first:last]}


def _head(inside: list) -> tuple:
    """The word of a mention that the others hang on, a noun before anything else."""
    own = {token.token_id for token in inside}
    tops = [token for token in inside if token.head not in own or token.head == token.token_id]
    return next((t for t in reversed(tops) if t.pos in ("NOUN", "PROPN")), inside[-1])


def _before(head: tuple, by_head: dict, rows: list, place: dict, named: set[int]) -> list:
    """What describes a head outside any mention."""
    hanging = [rows[n] for n in by_head.get(head.token_id, ())]
    return [t for t in hanging if t.dep in DESCRIBING and t.token_id not in named and t.token_id != head.token_id]


def _words(mention: tuple, head: tuple, inside: list, around: list) -> Iterator[tuple[str, str]]:
    is_noun = head.pos == "NOUN" and head.text[:1].islower()
    if is_noun or mention.form == "description" or mention.text[:1].islower():
        yield "noun", head.lemma.lower() if head.pos == "NOUN" else head.text
        around = [*around, *(t for t in inside if t.token_id != head.token_id)]
    else:
        yield "name", " ".join(mention.text.split())
    for token in around:
        word = token.text if token.text[:1].isupper() else token.lemma.lower() if token.pos == "NOUN" else token.text
        if token.pos in TELLING and token.is_word and word.lower() not in POINTING | PREFIXES:
            yield "modifier", word

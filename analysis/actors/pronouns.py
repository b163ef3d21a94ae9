"""Whom a pronoun points to: he and they, both and each, whose, and the first person in and out of quotations."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from analysis.actors.coreference import GENDERED, PRONOUNS, Phrase, antecedent
from analysis.actors.descriptions import Link
from analysis.actors.thread import Thread

if TYPE_CHECKING:
    from analysis.parsed import Token

SELF, OURS = frozenset(("i", "me", "my", "mine")), frozenset(("we", "us", "our", "ours"))
PAIRED = frozenset(("both", "each", "neither", "other"))
TAGS = ("PRP", "PRP$", "WP$")
SIDE_BY_SIDE = "the two that the text sets side by side"


def is_pronoun(token: Token) -> bool:
    """True for a word that can only be understood through another."""
    return token.tag_ in TAGS or token.lower_ in PAIRED


def pronoun_phrase(token: Token, *, sentence: int, thread: Thread) -> Phrase | None:
    """The phrase that "he", "it" or "they" points to, whether or not it names an actor."""
    asks, gender = PRONOUNS.get(token.lower_), GENDERED.get(token.lower_)
    if asks is None:
        return None
    other = partial(thread.is_other, gender=gender) if gender else lambda actor: False
    return antecedent(token, asks=asks, phrases=thread.phrases, sentence=sentence, other=other)


def salient(token: Token, phrase: Phrase, *, sentence: int, thread: Thread) -> Link:
    """The link of a pronoun to the phrase that `pronoun_phrase` found."""
    asks = PRONOUNS[token.lower_]
    if phrase.sentence == sentence:
        method, sure = "most salient phrase of its sentence", asks.sure
    else:
        method, sure = "most salient phrase before its sentence", asks.less_sure
    return Link(phrase.actors, method, sure, thread.latest(phrase.actors))


def paired(token: Token, *, sentence: int, thread: Thread) -> Link | None:
    """ "Both", "each", "neither" or "the other" where it stands alone: the two parties of the text."""
    alone = token.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj")
    definite = token.lower_ != "other" or any(t.lower_ == "the" for t in token.children)
    actors = thread.pair(sentence) if alone and definite else ()
    return Link(actors, SIDE_BY_SIDE, 0.8, thread.latest(actors)) if actors else None


def owner(token: Token, *, thread: Thread) -> Link | None:
    """ "Whose": the noun before the relative clause; the people rather than the country they are in."""
    clause = next((t for t in token.ancestors if t.dep_ == "relcl"), None)
    if clause is None:
        return None
    head = clause.head
    if head.dep_ == "pobj" and head.head.lower_ == "in" and head.head.head.pos_ == "NOUN":
        head = head.head.head
    phrase = next((p for p in reversed(thread.phrases) if p.token == head and p.actors), None)
    if phrase is None:
        return None
    return Link(phrase.actors, "noun before the relative clause", 0.8, thread.latest(phrase.actors))


def author(token: Token, *, author_id: str, advised: tuple[str, ...], thread: Thread) -> Link | None:
    """ "I" of the author, or "we": the state that the brief most often tells what it should do."""
    actors, method, sure = (author_id,), "the author", 0.9
    if token.lower_ in OURS:
        actors, method, sure = advised, "state that the brief advises", 0.5
    actors = tuple(a for a in actors if a in thread.lexicon.actors)
    return Link(actors, method, sure, thread.latest(actors)) if actors else None


def speaker(token: Token, *, sentence: int, thread: Thread) -> Link | None:
    """ "I" inside a quotation is who spoke last; "we" is the side of that person."""
    for phrase in reversed(thread.phrases):
        if phrase.sentence < sentence - 1:
            return None
        if phrase.token.dep_ == "nsubj" and len(phrase.actors) == 1 and thread.kind(phrase.actors[0]) == "person":
            side = thread.lexicon.actors[phrase.actors[0]].side
            actors = phrase.actors if token.lower_ in SELF else (side,) if side else ()
            return Link(actors, "speaker of the quotation", 0.8, thread.latest(phrase.actors)) if actors else None
    return None

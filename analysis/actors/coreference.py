"""What a pronoun points to: the most salient phrase before it that agrees with it.

Salience follows Lappin and Leass (1994, https://aclanthology.org/J94-4002/): subjects before
objects before the rest, and fading with each sentence between. The weights were chosen on the
news, interviews and speeches of GUM (Zeldes 2017, https://doi.org/10.1007/s10579-016-9343-x).
Phrases that name no actor take part too, so that "it" isn't forced onto an actor.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.codebook import words_of
from analysis.tokens import lemma

if TYPE_CHECKING:
    from analysis.parsed import Token

DECAY = 0.4
SUBJECTS = ("nsubj", "nsubjpass", "csubj")
WEIGHTS = dict.fromkeys(SUBJECTS, 1.0) | {
    "dobj": 0.75, "attr": 0.75, "agent": 0.75, "dative": 0.65, "appos": 0.5, "ROOT": 0.5, "poss": 0.4,
    "amod": 0.15, "compound": 0.15, "nmod": 0.15, "npadvmod": 0.15,
}  # fmt: skip
OTHER_WEIGHT = 0.65
PARALLEL = 0.3
BINDING = 0.6
PEOPLE = 0.4
RAISING = frozenset(("seem", "appear", "turn", "happen", "follow", "matter", "emerge"))
WEATHER = frozenset(("rain", "snow"))


@dataclass(frozen=True)
class Pronoun:
    """What a pronoun asks of its antecedent."""

    sorts: frozenset[str]
    number: str
    reach: int
    sure: float
    less_sure: float


GENDERED = dict.fromkeys(("he", "him", "his"), "he") | dict.fromkeys(("she", "her", "hers"), "she")
PERSON, THING = frozenset(("person", "any")), frozenset(("thing", "party", "any"))
ANYTHING = PERSON | THING
# How many sentences back, and how often the link is right in GUM: within the sentence, and before it.
PRONOUNS = (
    dict.fromkeys(("he", "him", "his", "she", "her", "hers"), Pronoun(PERSON, "singular", 3, 0.85, 0.65))
    | {"it": Pronoun(THING, "singular", 1, 0.5, 0.4), "its": Pronoun(THING, "singular", 1, 0.75, 0.4)}
    | dict.fromkeys(("they", "them"), Pronoun(ANYTHING, "plural", 1, 0.7, 0.65))
    | dict.fromkeys(("their", "theirs"), Pronoun(ANYTHING, "plural", 1, 0.7, 0.4))
)


@dataclass(eq=False)
class Phrase:
    """A noun phrase that later words can point back to; without actors it only competes."""

    token: Token
    sentence: int
    number: str
    sort: str
    actors: tuple[str, ...]
    entity: object
    weight: float


def weight(token: Token) -> float:
    """How much a phrase stands out by its place in the sentence, from 0.15 to 1."""
    while token.dep_ == "conj" and token.head.i < token.i:
        token = token.head
    dep = "agent" if token.dep_ == "pobj" and token.head.dep_ == "agent" else token.dep_
    return WEIGHTS.get(dep, OTHER_WEIGHT)


def antecedent(
    pronoun: Token, *, asks: Pronoun, phrases: Sequence[Phrase], sentence: int,
    other: Callable[[str], bool] = lambda actor: False,
) -> Phrase | None:  # fmt: skip
    """The phrase that a pronoun points to; None where nothing before it agrees, or it refers to nothing.

    `other` tells actors that the text knows to be of another gender.
    """
    if is_pleonastic(pronoun):
        return None
    near = list(_near(phrases, sentence - asks.reach))
    barred = [p for p in near if _clashes(p.token, pronoun)]
    actors = {actor for p in barred for actor in p.actors}
    actors |= {actor for p in near for actor in p.actors if other(actor)}
    able = [p for p in near if _agrees(p, asks) and p not in barred and actors.isdisjoint(p.actors)]
    if not able:
        return None
    salience = _salience(near, sentence)
    return max(able, key=lambda p: (salience[p.entity] + _fit(p, pronoun, sentence), p.sentence, p.token.i))


def _near(phrases: Sequence[Phrase], first: int) -> Iterable[Phrase]:
    for phrase in reversed(phrases):
        if phrase.sentence < first:
            return
        yield phrase


def _agrees(phrase: Phrase, asks: Pronoun) -> bool:
    return phrase.sort in asks.sorts and phrase.number in (asks.number, "any")


def _salience(near: Iterable[Phrase], sentence: int) -> dict[object, float]:
    """How present each entity is: the weight of its best phrase, less with each sentence between."""
    total: dict[object, float] = {}
    for phrase in near:
        value = phrase.weight * DECAY ** (sentence - phrase.sentence)
        total[phrase.entity] = max(total.get(phrase.entity, 0), value)
    return total


def _fit(phrase: Phrase, pronoun: Token, sentence: int) -> float:
    """Extra for a subject that goes on as subject or owns what follows, and for people who own ("their")."""
    people = PEOPLE if pronoun.lower_ == "their" and phrase.sort in ("person", "party") else 0.0
    if phrase.token.dep_ not in SUBJECTS:
        near = phrase.sentence == sentence or (pronoun.lower_ != "them" and phrase.sentence == sentence - 1)
        alike = near and pronoun.dep_ == phrase.token.dep_ == "dobj"
        return people + (PARALLEL if alike else 0.0)
    if pronoun.tag_ == "PRP$" and phrase.sentence == sentence and _clause(pronoun) == _clause(phrase.token):
        return people + BINDING
    return people + (PARALLEL if pronoun.dep_ in SUBJECTS and phrase.sentence >= sentence - 1 else 0.0)


def _clause(token: Token) -> Token:
    """The verb that a word depends on, through its phrases and joined verbs."""
    while token.head != token and (token.pos_ not in ("VERB", "AUX") or _shares_clause(token)):
        token = token.head
    return token


def _shares_clause(verb: Token) -> bool:
    """True for an infinitive, an auxiliary, or a second verb of the same subject."""
    own = any(t.dep_ in SUBJECTS for t in verb.children)
    return verb.dep_ in ("xcomp", "aux") or (verb.dep_ == "conj" and not own)


def _clashes(token: Token, pronoun: Token) -> bool:
    """True where grammar forbids the link: two arguments of one verb, or a phrase inside itself."""
    if token.doc is not pronoun.doc:
        return False
    if token.is_ancestor(pronoun) and token.pos_ in ("NOUN", "PROPN"):
        return not any(t.dep_ in ("relcl", "acl") for t in (pronoun, *pronoun.ancestors) if token.is_ancestor(t))
    if pronoun.tag_ == "PRP$" and pronoun.head.dep_ == "dobj" and lemma(pronoun.head.head) in words_of("harms"):
        return token == _subject(pronoun.head.head)
    if pronoun.tag_ != "PRP" or pronoun.dep_ in SUBJECTS:
        return False
    verb, own = _clause(pronoun), pronoun.head
    own = own.head if pronoun.dep_ == "pobj" else own
    return token.head in (verb, pronoun.head, own) or token == _subject(verb)


def _subject(verb: Token) -> Token | None:
    """Who does it, also where the verb above says so ("Iran wants to talk about it")."""
    while True:
        own = next((t for t in verb.children if t.dep_ in SUBJECTS), None)
        beside = [t for t in verb.head.children if t.dep_ == verb.dep_ == "ccomp" and t.i < verb.i]
        if own is not None or (verb.dep_ not in ("xcomp", "advcl", "conj", "acl", "pcomp") and not beside):
            return own
        verb = beside[-1] if beside else verb.head


def is_pleonastic(pronoun: Token) -> bool:
    """True for the "it" of "it is difficult to see", "it seems that", "it rained"."""
    if pronoun.lower_ != "it":
        return False
    verb, below = pronoun.head, list(pronoun.head.children)
    said_by = lemma(verb)
    idiom = pronoun.dep_ == "dobj" and said_by == "have" and pronoun.i > verb.i
    if pronoun.dep_ == "expl" or said_by in RAISING | WEATHER or idiom:
        return True
    if pronoun.dep_ not in SUBJECTS or said_by not in ("be", "become", "remain", "take", "make"):
        return False
    clauses = ("ccomp", "xcomp", "advcl", "csubj", "acl")
    ahead = [t for child in below if child.dep_ in ("acomp", "attr", "oprd") for t in child.children]
    said = [t for t in (*below, *ahead) if t.i > verb.i and t.dep_ in clauses]
    return any(_opens(t, ("to", "that", "whether", "how")) for t in said) or _states_a_fact(verb)


def _opens(verb: Token, words: tuple[str, ...]) -> bool:
    return any(t.lower_ in words for t in verb.children if t.i < verb.i)


def _states_a_fact(verb: Token) -> bool:
    """True for "It is a fact, as she said, that ...", where the parser hangs the main clause on the second verb."""
    return verb.dep_ in ("ccomp", "parataxis") and any(
        t.dep_ == "mark" and t.lower_ == "that" and t.i > verb.i for t in verb.head.children
    )

"""What a pronoun points to: the most salient phrase before it that agrees with it.

Salience follows Lappin and Leass (1994, https://aclanthology.org/J94-4002/): subjects before
objects before the rest, halved with each sentence, summed over all that was linked before.
Phrases that name no actor take part too, so that "it" isn't forced onto an actor.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

WINDOW = 3
DECAY = 0.5
SUBJECTS = ("nsubj", "nsubjpass", "csubj")
WEIGHTS = dict.fromkeys(SUBJECTS, 1.0) | {
    "dobj": 0.6, "attr": 0.6, "agent": 0.6, "dative": 0.5, "appos": 0.5, "ROOT": 0.5, "poss": 0.4,
    "amod": 0.15, "compound": 0.15, "nmod": 0.15, "npadvmod": 0.15,
}  # fmt: skip
OTHER_WEIGHT = 0.45
PARALLEL = 0.3
BINDING = 0.6
RAISING = frozenset(("seem", "appear", "turn", "happen", "follow", "matter", "emerge"))
WEATHER = frozenset(("rain", "snow"))


@dataclass(frozen=True)
class Pronoun:
    """What a pronoun asks of its antecedent."""

    sorts: frozenset[str]
    number: str
    confidence: float


PERSON, THING = frozenset(("person", "any")), frozenset(("thing", "any"))
ANYTHING = PERSON | THING
PRONOUNS = (
    dict.fromkeys(("he", "him", "his", "she", "her", "hers"), Pronoun(PERSON, "singular", 0.8))
    | dict.fromkeys(("it", "its"), Pronoun(THING, "singular", 0.6))
    | dict.fromkeys(("they", "them", "their", "theirs"), Pronoun(ANYTHING, "plural", 0.6))
)


@dataclass
class Phrase:
    """A noun phrase that later words can point back to; without actors it only competes."""

    token: Token
    sentence: int
    number: str
    sort: str
    actors: tuple[str, ...]
    entity: int
    weight: float
    source: object = None


def weight(token: Token) -> float:
    """How much a phrase stands out by its place in the sentence, from 0.15 to 1."""
    while token.dep_ == "conj" and token.head.i < token.i:
        token = token.head
    dep = "agent" if token.dep_ == "pobj" and token.head.dep_ == "agent" else token.dep_
    return WEIGHTS.get(dep, OTHER_WEIGHT)


def antecedent(pronoun: Token, *, asks: Pronoun, phrases: Sequence[Phrase], sentence: int) -> Phrase | None:
    """The phrase that a pronoun points to; None where nothing before it agrees, or it refers to nothing."""
    if is_pleonastic(pronoun):
        return None
    near = list(_near(phrases, sentence))
    able = [p for p in near if _agrees(p, asks) and not _clashes(p.token, pronoun)]
    if not able:
        return None
    salience = _salience(near, sentence)
    return max(able, key=lambda p: (salience[p.entity] + _fit(p, pronoun, sentence), p.sentence, p.token.i))


def _near(phrases: Sequence[Phrase], sentence: int) -> Iterable[Phrase]:
    for phrase in reversed(phrases):
        if phrase.sentence < sentence - WINDOW:
            return
        yield phrase


def _agrees(phrase: Phrase, asks: Pronoun) -> bool:
    return phrase.sort in asks.sorts and phrase.number in (asks.number, "any")


def _salience(near: Iterable[Phrase], sentence: int) -> dict[int, float]:
    """How present each entity is before the sentence ends: its weights, halved a sentence."""
    total: dict[int, float] = {}
    for phrase in near:
        value = phrase.weight * DECAY ** (sentence - phrase.sentence)
        total[phrase.entity] = total.get(phrase.entity, 0) + value
    return total


def _fit(phrase: Phrase, pronoun: Token, sentence: int) -> float:
    """Extra for a subject that goes on as subject, or that owns what follows in its clause."""
    if phrase.token.dep_ not in SUBJECTS:
        return 0.0
    if pronoun.tag_ == "PRP$" and phrase.sentence == sentence and _clause(pronoun) == _clause(phrase.token):
        return BINDING
    return PARALLEL if pronoun.dep_ in SUBJECTS and phrase.sentence >= sentence - 1 else 0.0


def _clause(token: Token) -> Token:
    """The verb that a word depends on, through its phrases and joined verbs."""
    while token.head is not token and (token.pos_ not in ("VERB", "AUX") or token.dep_ in ("xcomp", "conj", "aux")):
        token = token.head
    return token


def _clashes(token: Token, pronoun: Token) -> bool:
    """True where grammar forbids the link: two arguments of one verb, or a phrase inside itself."""
    if token.doc is not pronoun.doc:
        return False
    if token.is_ancestor(pronoun) and token.pos_ in ("NOUN", "PROPN"):
        return not any(t.dep_ in ("relcl", "acl") for t in (pronoun, *pronoun.ancestors) if token.is_ancestor(t))
    if pronoun.tag_ != "PRP" or pronoun.dep_ in SUBJECTS:
        return False
    verb = _clause(pronoun)
    return token.head in (verb, pronoun.head, pronoun.head.head) or token == _subject(verb)


def _subject(verb: Token) -> Token | None:
    """Who does it, also where the verb above says so ("Iran wants to talk about it")."""
    while True:
        own = next((t for t in verb.children if t.dep_ in SUBJECTS), None)
        if own is not None or verb.dep_ not in ("xcomp", "advcl", "conj", "acl", "pcomp"):
            return own
        verb = verb.head


def is_pleonastic(pronoun: Token) -> bool:
    """True for the "it" of "it is difficult to see", "it seems that", "it rained"."""
    if pronoun.lower_ != "it":
        return False
    verb, below = pronoun.head, list(pronoun.head.children)
    idiom = pronoun.dep_ == "dobj" and verb.lemma_ == "have" and pronoun.i > verb.i
    if pronoun.dep_ == "expl" or verb.lemma_ in RAISING | WEATHER or idiom:
        return True
    if pronoun.dep_ not in SUBJECTS or verb.lemma_ not in ("be", "become", "remain", "take", "make"):
        return False
    clauses = ("ccomp", "xcomp", "advcl", "csubj", "acl")
    ahead = [t for child in below if child.dep_ in ("acomp", "attr", "oprd") for t in child.children]
    said = [t for t in (*below, *ahead) if t.i > verb.i and t.dep_ in clauses]
    that = verb.dep_ in ("ccomp", "parataxis") and any(t.dep_ == "mark" and t.lower_ == "that" for t in verb.head.children)
    return any(_opens(t, ("to", "that", "whether", "how")) for t in said) or that


def _opens(verb: Token, words: tuple[str, ...]) -> bool:
    return any(t.lower_ in words for t in verb.children if t.i < verb.i)

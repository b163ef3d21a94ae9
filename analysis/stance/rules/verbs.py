"""Verbs whose subject, or whose object, holds the stance: "Lima condemned Quito", "it angered Lima"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from analysis.attribution.clauses import agent, children, is_imperative, is_infinitive, is_passive
from analysis.codebook import words_of
from analysis.stance.grammar import OBJECTS, after, doers, fittings, is_called_for, seen, subjects, undergoers
from analysis.stance.link import Link, linked
from analysis.stance.rules.feelings import of_whom
from analysis.stance.rules.nouns import receiver
from analysis.stance.words import PLACES, StanceBook, StanceWord
from analysis.tokens import lemma

if TYPE_CHECKING:
    from analysis.parsed import Token

FEELING = frozenset("by with at about in over".split())
OUT = frozenset("out away off aside apart".split())
DONE_TO = frozenset("object matter people predicate as".split())


def verbs(verb: Token, row: StanceWord, book: StanceBook) -> Iterator[Link]:
    """A verb whose subject holds the stance, or whose object does ("it angered Lima")."""
    if _tells_nothing(verb, row, book):
        return
    if row.holder == "object":
        felt = [agent(verb), *after(verb, FEELING)] if is_passive(verb) else subjects(verb)
        yield from linked(verb, [t for t in felt if t is not None], undergoers(verb), row, "feeling", book)
        return
    holders: list[Token | None] = [*doers(verb)]
    deed = 0 if holders else _judged(verb, book)
    if deed and row.sign:  # "it was wrong to trust Lima"
        holders, row = [None], replace(row, sign=deed * row.sign, basis="words")
    if not holders and is_called_for(verb):
        holders = [None]
    targets = _objects(verb, row)
    if row.sign == 1 and any(c.lower_ in OUT for t in (verb, *targets) for c in t.children):
        return  # "want him out"
    rule = "verb" if targets else "verb with a preposition"
    if not targets and lemma(verb) in words_of("foresees"):
        targets = [t for t in of_whom(verb) if not (book.lists(verb, "DOUBT") and _is_trusted(t.head, book))]
    if not targets and _is_to(verb):  # "is to blame"
        targets, holders = subjects(verb.head), [None]
    for link in linked(verb, targets or _beside(verb, row), holders, row, rule, book):
        yield replace(link, turning=(*link.turning, *fittings(verb))) if deed else link


def _tells_nothing(verb: Token, row: StanceWord, book: StanceBook) -> bool:
    """Whether a verb is none of its subject's stance: "let us", "enjoys the support of", "urged Lima to stop"."""
    if (lemma(verb) == "let" and is_imperative(verb)) or (row.sign == -1 and _unites(verb, book)):
        return True
    got = any(book.one(lemma(o), "NOUN") and receiver(o, book) is not None for o in children(verb, "dobj"))
    if got and " " not in row.lemma:  # whose support it is stands for it, not who has it
        return True
    return (row.sign == 1 and _tells_to(verb)) or ("matter" in row.target and is_called_for(verb))


def _unites(verb: Token, book: StanceBook) -> bool:
    """Whether a verb that can hurt only joins: "kept them together", "tied Lima to Quito", but not "to the deed"."""
    tied = after(verb, frozenset(("to", "with"))) if lemma(verb) in words_of("ties") else []
    harmless = bool(tied) and not any(map(book.of, tied))
    return harmless or any(c.lower_ == "together" for c in children(verb, "advmod"))


def _is_trusted(deed: Token, book: StanceBook) -> bool:
    """Whether to doubt a deed is no distrust of its doer: it is told as done, or it is a harm."""
    done = deed.tag_ == "VBD" or any(lemma(c) == "have" for c in children(deed, "aux"))
    return done or (bool(undergoers(deed)) and any(row.sign == -1 for row in book.of(deed)))


def _objects(verb: Token, row: StanceWord) -> list[Token]:
    """Whom a verb is done to, judges by what follows, or wants to see."""
    idiom = _idiom(verb, row)  # "hopes" in "get their hopes up"
    done = undergoers(verb) if row.target & DONE_TO else []
    targets = [t for t in done if t not in idiom] or [c for t in idiom for c in children(t, "compound", "nmod")]
    if "predicate" in row.target:
        targets = [t for c in children(verb, "ccomp") for t in children(c, "nsubj")] or targets
    if "seen" in row.target:
        targets = targets or seen(verb)
    return targets


def _idiom(verb: Token, row: StanceWord) -> list[Token]:
    """The objects of a verb that are the second word of its idiom."""
    second = row.lemma.split()[1:]
    return [t for t in undergoers(verb) if t.lower_ in second] if second and row.target & DONE_TO else []


def _beside(verb: Token, row: StanceWord) -> list[Token]:
    """What follows the prepositions of a verb, of its idiom or of its object: "took aim at", "blamed it on"."""
    second, prepositions = frozenset(row.lemma.split()[1:]), row.target - PLACES
    if "object" in row.target:  # "went after Lima"
        prepositions |= second
    found = [t for word in (verb, *_idiom(verb, row)) for t in after(word, prepositions)]
    if row.target & second:  # "blamed the attack on Lima"
        found = found or [t for o in children(verb, "dobj") for t in after(o, prepositions)]
    return found


def _is_to(verb: Token) -> bool:
    """Whether a verb of charge is what its subject is for: "is to blame"."""
    return lemma(verb.head) == "be" and lemma(verb) in words_of("charges") and is_infinitive(verb)


def _judged(deed: Token, book: StanceBook) -> int:
    """The sign of what is said of a deed without a doer, 0 where nothing is: "it was wrong to trust Lima"."""
    told = (row.sign for word in fittings(deed) for row in book.of(word) if row.holder == "author" and row.sign)
    return next(told, 0)


def _tells_to(verb: Token) -> bool:
    """Whether a verb asks its object to do something: "urged Lima to stop"."""
    told = lemma(verb) in words_of("controls") - words_of("enables") and bool(children(verb, *OBJECTS))
    return told and any(is_infinitive(c) for c in children(verb, "xcomp", "ccomp"))

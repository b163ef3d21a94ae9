"""Nouns whose owner holds the stance, or whoever lends himself to them: "Lima's support", "imposed sanctions"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from analysis.attribution.clauses import RELATIVE, VERBAL, children, is_passive
from analysis.codebook import words_of
from analysis.stance.denial import governors
from analysis.stance.grammar import COPULAS, OBJECTS, after, asked, doers, is_urged, joined, named, owners, subjects
from analysis.stance.link import Link, linked
from analysis.stance.rules.predicates import predicated
from analysis.stance.words import PLACES, StanceBook, StanceWord
from analysis.tokens import lemma

if TYPE_CHECKING:
    from analysis.parsed import Token

AIMED = frozenset("at against on".split())
GIVERS = frozenset("from by among of".split())


def nouns(noun: Token, row: StanceWord, book: StanceBook) -> Iterator[Link]:
    """A noun whose owner holds the stance, or the subject of a verb that lends it its own."""
    if row.holder == "self":
        bound = [*_bonds(noun), *after(noun, row.target - PLACES)]
        yield from linked(noun, bound, predicated(noun) or [noun], row, "relation", book)
        return
    top = _over(noun)
    got = receiver(noun, book)
    if got is not None:
        holders = [*named(owners(noun)), *after(noun, GIVERS), *after(got, GIVERS)]
        yield from linked(noun, subjects(got), holders, row, "noun", book)
        return
    verb = _lender(top, book)
    targets = after(noun, row.target)
    lent = doers(verb) if verb is not None else []
    if verb is not None:
        above = (t for v in (verb, *governors(verb)) for t in after(v, row.target) if t not in asked(verb))
        targets = targets or list(above)
        if lemma(verb) in words_of("swaps"):
            targets = targets or lent
    owning = (*owners(noun), *(owners(top) if top != noun else ()))
    said = _put(noun, book)
    if said is not None:  # "the criticism that Lima leveled at Quito"
        lent, targets = children(said, "nsubj"), targets or after(said, row.target | AIMED)
    lent = lent or ([] if any(r.holder == "author" for r in book.of(noun)) else _being(noun))
    targets = targets or _told_of(noun, row)
    called = verb is not None and book.lists(verb, "STOP") and is_urged(verb)
    own = [] if called else [o for o in named(owning) if o not in targets]  # "should end its support"
    holders = own if any(o.dep_ == "poss" or o.i > noun.i for o in own) else [*own, *lent, *_charged(noun)]
    yield from linked(noun, targets, holders, row, "noun", book)


def _put(noun: Token, book: StanceBook) -> Token | None:
    """The verb of a clause that says who put a noun to whom: "the criticism that Lima leveled at Quito"."""
    clauses = [c for c in children(noun, "relcl") if book.lists(c, "LIGHT") and not is_passive(c)]
    return next((c for c in clauses if all(o.lower_ in RELATIVE for o in children(c, "dobj"))), None)


def _being(noun: Token) -> list[Token]:
    """Whose deed is called so: "Lima's speech was an attack on Quito"."""
    verb = noun.head
    return subjects(verb) if noun.dep_ == "attr" and lemma(verb) in COPULAS and not children(verb, "expl") else []


def _told_of(noun: Token, row: StanceWord) -> list[Token]:
    """Of whom a charge tells a deed: "Lima's accusation that Quito armed them"."""
    clauses = children(noun, "acl", "ccomp") if row.sign == -1 and row.basis == "words" else []
    told = [c for c in clauses if any(m.lower_ == "that" for m in children(c, "mark")) and not is_passive(c)]
    return joined([s for c in told for s in children(c, "nsubj")])


def _charged(noun: Token) -> list[Token]:
    """Of whom a charge says what a noun names: "accuses Quito of support for the rebels"."""
    verb = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ in ("of", "for", "with", "to", "over") else noun
    if verb == noun or lemma(verb) not in words_of("charges") | words_of("ties"):
        return []
    return joined(children(verb, "nsubjpass") if is_passive(verb) else children(verb, *OBJECTS))


def receiver(noun: Token, book: StanceBook) -> Token | None:
    """The verb whose subject gets what a noun says: "drew praise from Quito", "came under fire"."""
    under = noun.dep_ == "pobj" and noun.head.lower_ in ("under", "with")
    verb = noun.head.head if under else noun.head
    gets = (under or noun.dep_ == "dobj") and verb.pos_ in VERBAL and book.lists(verb, "RECEIVE")
    return verb if gets and not is_passive(verb) else None


def _over(noun: Token) -> Token:
    """The noun that says how much of another there is, or how it shows: "lack of confidence"."""
    above = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else noun
    return above if lemma(above).lower() in words_of("lacks") | words_of("measures") else noun


def _bonds(noun: Token) -> list[Token]:
    """Whose friend or enemy somebody is: "Lima's critics", "a Salas ally"."""
    return [o for o in owners(noun) if o.dep_ == "poss" or o.pos_ in ("PROPN", "PRON")]


def _lender(noun: Token, book: StanceBook) -> Token | None:
    """The verb that lends its subject to a noun: "voiced support", "imposed sanctions"."""
    first = noun
    while first.dep_ == "conj" and first.head.pos_ in ("NOUN", "PROPN"):
        first = first.head
    verb = first.head
    if first.dep_ == "pobj" and verb.dep_ == "prep":
        verb = verb.head
    lists = book.lists(verb, "LIGHT") or book.lists(verb, "STOP") or lemma(verb) in words_of("swaps")
    lends = verb.pos_ in VERBAL and lists
    return verb if lends and first.dep_ in ("dobj", "pobj", "nsubjpass") else None

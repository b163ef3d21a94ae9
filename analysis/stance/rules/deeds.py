"""Blame or praise in the telling of a deed: "sows discord", "the talks yielded nothing", "shows cowardice"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from analysis.attribution import codebook
from analysis.attribution.clauses import NEGATIVE, children, is_passive
from analysis.codebook import words_of
from analysis.stance.grammar import (
    COPULAS,
    OBJECTS,
    after,
    doers,
    joined,
    owners,
    owners_of,
    spread,
    subjects,
    undergoers,
)
from analysis.stance.link import Link, after_denial, linked, turns
from analysis.stance.rules.predicates import WHOSE
from analysis.stance.words import StanceBook, StanceWord
from analysis.tokens import lemma

if TYPE_CHECKING:
    from analysis.parsed import Token

PARTS = frozenset("most much some all".split())
SCENE = frozenset("at in during from of through".split())
BRINGING = frozenset("in to of without with".split())


def outcomes(verb: Token, book: StanceBook) -> Iterator[Link]:
    """What an event brought or failed to bring: "the talks yielded no progress", "there was none at the talks"."""
    there = lemma(verb) == "be" and bool(children(verb, "expl"))
    if not (there or book.lists(verb, "OUTCOME")):
        return
    gained = children(verb, "attr", "nsubj") if there else children(verb, *OBJECTS, "nsubjpass", "attr", "oprd")
    scene = [] if there or is_passive(verb) else spread(subjects(verb))
    for noun in joined(gained if there else [*gained, *after(verb, BRINGING, deep=False)]):
        row = None if _is_said(noun) else book.one(lemma(noun), "GAIN") or book.one(noun.lower_, "GAIN")
        for target in [*scene, *after(verb, SCENE, deep=False), *after(noun, SCENE, deep=False)] if row else ():
            yield _outcome(noun, target, row.sign, verb, book)


def _is_said(noun: Token) -> bool:
    """Whether a noun names one thing that was said and no gain: "gave Lima a promise", but "holds promise"."""
    known = codebook().knows(lemma(noun), "NOUN") and codebook().cue(lemma(noun), "NOUN").type == "speech"
    return known and bool(noun.tag_ == "NNS" or children(noun, "det", "poss", "nummod", "acl"))


def _outcome(noun: Token, target: Token, sign: int, verb: Token, book: StanceBook) -> Link:
    """The link of one thing that an event brought, once its denials are counted."""
    found = [*turns(noun, book), *([c] for c in children(verb, "neg") if noun.dep_ != "dobj")]
    is_denied = len(found) % 2 == 1
    after_all = after_denial(sign, is_denied) if noun.lower_ not in ("little", "few") else sign
    told = tuple(token for turn in found for token in turn)
    return Link(noun, target, None, after_all, "words", "outcome", sign, is_denied, True, turning=told)


def deeds(verb: Token, book: StanceBook) -> Iterator[Link]:
    """Blame or praise in the telling: "sows discord", "violates the truce", "inspires"."""
    told = list(_told(verb, book))
    if told and len(list(turns(verb, book))) % 2 == 0:
        yield from told


def _told(verb: Token, book: StanceBook) -> Iterator[Link]:
    """What a verb tells, were it not denied."""
    told = book.one(lemma(verb), "HARM") or book.one(lemma(verb), "MERIT")
    if told is None:
        yield from _harms(verb, book)
    else:
        rule = "harm" if told.sign == -1 else "merit"
        yield from (Link(verb, target, None, told.sign, "words", rule, told.sign) for target in doers(verb))
    yield from _effects(verb, book)
    for target in doers(verb) if book.lists(verb, "REPROACH") and told is None else ():
        rule = "omission" if any(_is_help(c, book) for c in children(verb, "xcomp")) else "reproach"
        yield Link(verb, target, None, -1, "words", rule, -1)


def _is_help(verb: Token, book: StanceBook) -> bool:
    """Whether a verb does somebody good: whoever leaves it undone is blamed for it."""
    helps = any(row.sign == 1 and row.basis == "act" and "object" in row.target for row in book.of(verb))
    return helps and bool(undergoers(verb))


def _harms(verb: Token, book: StanceBook) -> Iterator[Link]:
    """Whom a verb makes out as doing harm, with the harm: "sows discord", "is responsible for the crisis"."""
    causes = [c for c in children(verb, "acomp") if book.lists(c, "CAUSE")] if lemma(verb) in COPULAS else []
    done = after(causes[0], WHOSE) if causes else joined(children(verb, *OBJECTS))
    ills = tuple(t for t in done if book.lists(t, "ILL"))
    if ills and (causes or (book.lists(verb, "CAUSE") and not is_passive(verb))):
        yield from (Link(verb, target, None, -1, "words", "harm", -1, turning=ills) for target in subjects(verb))


def _effects(verb: Token, book: StanceBook) -> Iterator[Link]:
    """What an event or issue does for good or ill: "the truce protects farmers", "solves nothing", "makes it worse"."""
    made = children(verb, "ccomp", "oprd", "acomp", "xcomp") if lemma(verb) in words_of("makes") else []
    told = [row for word in (verb, *made) if (row := book.one(word.lower_ if word in made else lemma(word), "EFFECT"))]
    nothing = any(o.lower_ in NEGATIVE for o in children(verb, *OBJECTS))
    for target in doers(verb) if told and (made or undergoers(verb)) else ():
        sign = after_denial(told[0].sign, nothing)
        yield Link(verb, target, None, sign, "words", "effect", told[0].sign, nothing, events=True)


def traits(verb: Token, book: StanceBook) -> Iterator[Link]:
    """Whose fault or virtue an object names: "shows cowardice", "bears part of the blame", "acted with courage"."""
    behaves = lemma(verb) in words_of("behaves")
    if not (behaves or book.lists(verb, "TRAIT")) or is_passive(verb):
        return
    for noun in (o for t in _traits(verb, behaves) for o in (t, *_in_part(t))):
        told = [row for row in book.of(noun) if row.sign is not None and _is_trait(row, verb)]
        if lemma(noun).lower() in words_of("conduct"):
            told += [row for a in children(noun, "amod") for row in book.of(a) if "head" in row.target]
        if told and all(o.pos_ == "ADJ" for o in owners(noun)):
            yield from linked(noun, subjects(verb), [None], told[0], "judgement", book)


def _traits(verb: Token, behaves: bool) -> list[Token]:
    """The nouns that may name a fault or virtue: the objects of a verb, or what stands after "with"."""
    return after(verb, frozenset(("with",)), deep=False) if behaves else joined(children(verb, "dobj"))


def _in_part(part: Token) -> list[Token]:
    """What a noun is a part of: "most of the blame"."""
    return owners_of(part, frozenset({"of"})) if lemma(part).lower() in words_of("parts") | PARTS else []


def _is_trait(row: StanceWord, verb: Token) -> bool:
    """Whether a noun names a fault or virtue, or after "deserve" what others should show."""
    own = row.holder == "author" and "owner" in row.target
    return own or (lemma(verb) in words_of("deserves") and row.holder == "owner")

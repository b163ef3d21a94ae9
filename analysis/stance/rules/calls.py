"""What somebody is called upon to do or to stop, and who should stop: "Lima must end its attacks"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from analysis.attribution import codebook
from analysis.attribution.clauses import children, is_passive
from analysis.codebook import words_of
from analysis.stance.denial import denied
from analysis.stance.grammar import (
    COPULAS,
    OBJECTS,
    after,
    asked,
    asked_by,
    doers,
    is_called_for,
    joined,
    owners,
    undergoers,
)
from analysis.stance.link import Link
from analysis.stance.rules.verbs import OUT
from analysis.stance.words import StanceBook
from analysis.tokens import lemma

if TYPE_CHECKING:
    from analysis.parsed import Token

JUDGING = frozenset(("as",))
DEALING = frozenset("with to for on into".split())
FROM = frozenset(("from",))


def calls(verb: Token, book: StanceBook) -> Iterator[Link]:
    """What somebody is called upon to do, or to stop, and who should stop."""
    if not is_called_for(verb) or lemma(verb) in COPULAS | words_of("reopens"):
        return
    if any(c.lower_ in OUT | JUDGING for c in verb.children):  # "should treat the truce as a slogan"
        return
    own = [row for row in book.of(verb) if "matter" not in row.target]
    stops = book.lists(verb, "STOP") or any(row.sign == -1 for row in book.of(verb) if "matter" in row.target)
    says = any(row.sign is not None or "object" in row.target for row in own)
    reports = is_passive(verb) and codebook().knows(lemma(verb), "VERB")  # "must be seen as"
    if (says or reports) and not stops:
        return
    sign = -1 if stops != denied(verb) else 1
    doing = [c for c in children(verb, "xcomp") if not book.of(c)]
    below = [*doing, *(c for p in children(verb, "prep") for c in children(p, "pcomp"))]
    for target in [t for v in (verb, *below) for t in (*undergoers(v), *after(v, DEALING, deep=False))]:
        yield Link(verb, target, None, sign, "words", "advice", sign, events=True)
    for target in doers(verb) if stops and not denied(verb) and _is_fault(verb, book) else ():
        yield Link(verb, target, None, -1, "words", "call to stop", -1)


def calls_to_stop(verb: Token, book: StanceBook) -> Iterator[Link]:
    """Who asks whom to stop a wrong, or to go: "called on Lima to end its attacks", "wants her to resign"."""
    leaves = lemma(verb) in words_of("leaves") and not (children(verb, *OBJECTS) or after(verb, FROM))
    if not leaves and not (book.lists(verb, "STOP") and _is_fault(verb, book)):
        return
    asking = asked_by(verb) or verb.head
    if not denied(verb) and not denied(asking):
        for target in asked(verb):
            yield from (Link(verb, target, holder, -1, "words", "call to stop", -1) for holder in doers(asking))


def _is_fault(stop: Token, book: StanceBook) -> bool:
    """Whether what somebody should stop is his own wrong: his attacks, but not aid, nor a treaty that he should leave.

    What he should refuse, avoid or "stop short of" he doesn't do. Who is only asked to stop a favour isn't blamed
    for it. What nobody calls good or bad is a wrong where it is the doer's own ("stop lecturing", "halt its tests").
    """
    if lemma(stop) in words_of("declines") or any(c.lower_ == "short" for c in stop.children):
        return False
    deeds = children(stop, "xcomp")
    things = joined([*undergoers(stop), *after(stop, FROM)])
    told = {row.sign for word in (*deeds, *things) for row in book.of(word) if row.pos in ("VERB", "NOUN")}
    bad = any(lemma(word) in words_of("wrongs") or book.lists(word, "ILL") for word in (*deeds, *things))
    if bad or told & {1, -1}:
        return bad or -1 in told
    return bool(deeds) or not things or any(owners(thing) for thing in things)

"""Of whom or what a predicate is said, and who says so: "X is weak", "Y calls X weak", "Y sees X as weak"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.attribution.clauses import VERBAL, children
from analysis.codebook import words_of
from analysis.stance.denial import missing
from analysis.stance.grammar import (
    COPULAS,
    OBJECTS,
    SUBJECTS,
    doers,
    examples,
    fitting,
    owners_of,
    spread,
    subjects,
    undergoers,
)
from analysis.stance.words import StanceBook
from analysis.tokens import lemma

if TYPE_CHECKING:
    from analysis.parsed import Token

WHOSE = frozenset(("of", "for"))
SOME = frozenset("one some many most several part all both none".split())


def predicated(word: Token, book: StanceBook | None = None) -> list[Token]:
    """Who or what a noun or adjective is said of, as a predicate: "X is weak", "calls X weak"."""
    if word.dep_ == "conj" and word.head.pos_ not in VERBAL:
        return predicated(word.head, book)
    if word.dep_ == "dobj" and book is not None and _is_judging(word.head, book):
        return [*_before_subject(word.head), *spread(examples(word))]
    head = word.head
    if head.lower_ == "of" and word.dep_ == "pobj" and head.head.lower_ in SOME:
        return predicated(head.head, book)
    own = children(word, *SUBJECTS)
    if own:  # "deems X weak", and verbless clauses
        return spread([head.head if _is_gap(own[-1], word) else own[-1]])
    deeds = [c for w in (word, head) for c in children(w, "advcl", "xcomp", "ccomp") if fitting(c) == word]
    if deeds:  # "it was wrong of Lima to", "wrong for Lima to"
        return spread([*(s for c in deeds for s in children(c, "nsubj")), *owners_of(word, WHOSE)])
    if word.dep_ in ("acomp", "attr") and lemma(head) in COPULAS:
        return [] if children(head, "expl") else spread(subjects(head))
    if word.dep_ in ("oprd", "acomp", "attr") or (word.dep_ == "xcomp" and word.pos_ == "ADJ"):
        return undergoers(head) if head.pos_ in VERBAL else []
    if head.lower_ == "as" and head.dep_ == "prep" and head.head.pos_ in VERBAL:
        serves = lemma(head.head) in words_of("serves") and not children(head.head, *OBJECTS)
        return spread(subjects(head.head)) if serves else undergoers(_judging_verb(head.head, book))
    missed = missing(word)
    if missed is not None:
        return spread(subjects(missed.head))
    if word.dep_ == "dobj" and lemma(head) in words_of("equates"):  # "poses a threat", "marks a failure"
        return spread(subjects(head))
    if word.dep_ == "appos":
        return [head]
    return []


def _is_judging(verb: Token, book: StanceBook) -> bool:
    return verb.pos_ in VERBAL and any({"predicate", "as"} & row.target for row in book.of(verb))


def _judging_verb(verb: Token, book: StanceBook | None) -> Token:
    """The verb that "as" belongs to: one that judges, where the parse hangs "as" on a verb below it."""
    above = [verb, *verb.ancestors]
    said = [v for v in above if book is not None and any(row.basis == "words" for row in book.of(v))]
    return next((v for v in said if v.pos_ in VERBAL), verb)


def _before_subject(verb: Token) -> list[Token]:
    """The noun that a clause without "that" describes: "groups Lima deems terrorists"."""
    own = children(verb, "nsubj")
    if not own or own[0].left_edge.i == 0:
        return []
    before = own[0].left_edge.nbor(-1)
    return [before] if before.pos_ in ("NOUN", "PROPN") else []


def _is_gap(subject: Token, word: Token) -> bool:
    return subject.lower_ in ("who", "which", "that") and word.head.dep_ == "relcl"


def judges(word: Token, book: StanceBook) -> list[Token | None]:
    """Who says so: the subject of the judging verb over a predicate, else whoever speaks."""
    if word.pos_ in VERBAL:
        return [None]
    top = sort(word) or word
    while top.dep_ in ("conj", "amod", "compound") and top.head.pos_ not in VERBAL and top.head.lower_ != "as":
        top = top.head
    verb = top.head.head if top.head.lower_ == "as" else top.head
    if top.head.lower_ == "as" and verb.pos_ in VERBAL:
        verb = _judging_verb(verb, book)
        return list(doers(verb)) if book.of(verb) else [None]
    return list(doers(verb)) if verb != top and _is_judging(verb, book) else [None]


def sort(word: Token) -> Token | None:
    """The noun that says of what kind or sign a fault or virtue is: "a sign of weakness"."""
    of = word.head
    sort = of.head if word.dep_ == "pobj" and of.lower_ == "of" else None
    return sort if sort is not None and lemma(sort).lower() in words_of("sorts") else None

"""What a word governs and in which form a verb stands, read off the parse.

Everything here is grammar: which words report, and which of their dependents they report, stands
in the codebook. Token ranges are first and last token, both included.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analysis.parsed import Doc, Token

Span = tuple[int, int]
Range = tuple[int, int]

RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
VERBAL = frozenset({"VERB", "AUX"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
MODALS = frozenset("could might may would should can must will shall ca wo 'll ’ll 'd ’d".split())
NEGATIVE = frozenset("nobody none neither no nothing".split())
EDGES = frozenset({",", ";", ":", "–", "—", "-", "--", ".", "?", "!"})


def children(token: Token, *deps: str) -> list[Token]:
    """Dependents with one of these relations, in order."""
    return [child for child in token.children if child.dep_ in deps]


def characters(doc: Doc, first: int, last: int) -> Span:
    """Characters of a token range, without the punctuation around it."""
    while first < last and (doc[first].is_space or doc[first].text in EDGES):
        first += 1
    while last > first and (doc[last].is_space or doc[last].text in EDGES):
        last -= 1
    return doc[first].idx, doc[last].idx + len(doc[last])


def spans(doc: Doc, ranges: Iterable[Range]) -> list[Span]:
    """Characters of the token ranges that hold a word."""
    return [
        characters(doc, first, last)
        for first, last in ranges
        if any(token.text[0].isalnum() for token in doc[first : last + 1])
    ]


def subtree(token: Token) -> Range:
    """First and last token under a token."""
    return token.left_edge.i, token.right_edge.i


def noun_phrase(head: Token, *, before: Token | None = None) -> Span:
    """A noun with its dependents, cut where a dependent clause that reports begins."""
    first, last = subtree(head)
    if before is not None and head.i < before.i <= last:
        last = before.i - 1
    return characters(head.doc, first, last)


def is_infinitive(verb: Token) -> bool:
    """Whether "to" stands before a verb."""
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children)


def is_finite(verb: Token) -> bool:
    """Whether a clause is a full one: tensed, or opened by a conjunction."""
    if any(c.dep_ == "mark" and c.lower_ in {"that", "if", "whether"} for c in verb.children):
        return True
    return any(t.tag_ in FINITE for t in (verb, *children(verb, "aux", "auxpass")))


def is_imperative(verb: Token) -> bool:
    """Whether a verb is a command to the reader: "Consider a swap"."""
    top = verb
    while top.dep_ == "conj" and top.head.pos_ in VERBAL:
        top = top.head
    subjects = ("nsubj", "nsubjpass", "csubj", "expl", "aux")
    bare = verb.tag_ == "VB" and top.tag_ == "VB" and top.dep_ == "ROOT"
    return bare and not children(verb, *subjects) and not children(top, *subjects)


def is_passive(verb: Token) -> bool:
    """Whether a verb is passive ("was told") or a passive participle ("criticized by")."""
    return bool(children(verb, "auxpass", "nsubjpass")) or (verb.tag_ == "VBN" and verb.dep_ == "acl")


def agent(verb: Token) -> Token | None:
    """The noun after "by"."""
    for by in verb.children:
        if by.dep_ == "agent" or (by.dep_ == "prep" and by.lower_ == "by"):
            return next(iter(children(by, "pobj")), None)
    return None

"""Who a verb or noun is said of: its subject, its own or one that it inherits, and whose a noun is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.attribution.clauses import (
    NOMINAL,
    RELATIVE,
    VERBAL,
    Span,
    characters,
    children,
    is_passive,
    noun_phrase,
    subtree,
)
from analysis.codebook import words_of

if TYPE_CHECKING:
    from analysis.parsed import Token

DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())


def subject(word: Token, carriers: frozenset[str] = frozenset(), depth: int = 6) -> Span | None:
    """The subject of a verb or predicate adjective, its own or the one that it inherits.

    Parameters
    ----------
    word : the verb or adjective.
    carriers : nouns for texts; what one says is its author's ("issued a statement saying").
    depth : how many clauses up to look.
    """
    own = own_subject(word)
    if own is not None:
        is_relative = own.lower_ in RELATIVE and word.dep_ == "relcl"
        return _antecedent(word) if is_relative else noun_phrase(own)
    if depth == 0 or word.head == word:
        return None
    return _inherited(word, carriers, depth - 1)


def _inherited(word: Token, carriers: frozenset[str], depth: int) -> Span | None:
    """The subject that a clause without its own takes from the clause above."""
    head, relation = word.head, word.dep_
    if relation == "csubj":
        return None
    if relation == "relcl":
        return _antecedent(word)
    if relation == "acl":
        return _described(word, carriers, depth)
    if relation == "xcomp" and head.lemma_ in words_of("controls"):
        found = [c for c in children(head, "dobj", "dative") if c.i < word.i]
        if found:
            return noun_phrase(found[0], before=word.left_edge)
    if relation == "conj" and head.pos_ not in VERBAL and word.pos_ in VERBAL:
        return None
    if head.pos_ in VERBAL and is_passive(head) and not (relation == "conj" and is_passive(word)):
        found = passive_subject(head)
        if found:
            return found
    if head.pos_ in NOMINAL and head.dep_ != "attr":
        return possessor(head)
    return subject(head, carriers, depth)


def _described(verb: Token, carriers: frozenset[str], depth: int) -> Span | None:
    """The subject of a participle or infinitive that describes a noun."""
    noun = verb.head
    above = noun.head.head if noun.dep_ == "pobj" else noun.head
    if verb.tag_ == "VB" and possessor(noun):
        return possessor(noun)
    is_carried = noun.lemma_.lower() in carriers and noun.dep_ in ("dobj", "pobj", "attr")
    if (is_carried or verb.tag_ == "VB") and above.pos_ in VERBAL:
        return subject(above, carriers, depth)
    return noun_phrase(noun, before=verb.left_edge)


def own_subject(verb: Token) -> Token | None:
    """The subject attached to a verb itself; of several, the nearest."""
    found = [c for c in children(verb, "nsubj", "csubj") if c.lower_ not in DAYS]
    return min(found, key=lambda child: abs(child.i - verb.i), default=None)


def passive_subject(verb: Token) -> Span | None:
    """The noun phrase before a passive verb."""
    found = children(verb, "nsubjpass")
    return noun_phrase(found[0]) if found else None


def _antecedent(verb: Token) -> Span:
    """The noun phrase that a relative or participial clause describes."""
    return noun_phrase(verb.head, before=verb.left_edge)


def possessor(noun: Token) -> Span | None:
    """Who holds a noun: "Iran's claim", "a claim by Iran"."""
    for child in children(noun, "poss"):
        return characters(noun.doc, *subtree(child))
    for by in children(noun, "prep", "agent"):
        if by.lower_ in {"by", "from", "among"}:
            for holder in children(by, "pobj"):
                return noun_phrase(holder)
    return None


def beside(verb: Token) -> Span | None:
    """The noun phrase that touches a verb, after it or before it, whatever the parse says."""
    doc = verb.doc
    for place in (verb.i + 1, verb.i - 1):
        if not 0 <= place < len(doc):
            continue
        head = doc[place]
        while head.head.pos_ in NOMINAL and head.dep_ in ("det", "compound", "amod", "nummod"):
            head = head.head
        if head.pos_ in NOMINAL:
            first, last = subtree(head)
            first = max(first, verb.i + 1) if place > verb.i else first
            last = min(last, verb.i - 1) if place < verb.i else last
            return characters(doc, first, last) if first <= last else None
    return None

"""The words that show a stance, as a reader wants to see them: a phrase, not one word."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from analysis.attribution.clauses import VERBAL, children
from analysis.ledger.reading import Reading, Span
from analysis.tokens import Parse

if TYPE_CHECKING:
    from analysis.parsed import Token

NEAR = 8  # tokens from the word that evidence may reach
COMPLEMENTS = ("dobj", "dative", "attr", "acomp", "oprd")
MARKS = ("neg", "prt", "aux", "auxpass")
SCANT = frozenset("no little few".split())


def phrase(
    reading: Reading, parse: Parse, word: Token, *, target: Token, named: Span, turning: Iterable[Span] = ()
) -> Span:
    """The phrase around a judging word, with the target where that stands near.

    A verb comes with its auxiliaries, denial and complements, a noun with what stands before it
    and the verb whose object or predicate it is, an adjective with its noun or copula; and each with
    the words that turn it round, however far.
    """
    near = [t for t in _around(word) if abs(t.i - word.i) <= NEAR]
    spans = [*(reading.raw(parse, token) for token in near), *turning]
    if abs(target.i - word.i) <= NEAR:
        spans += [named, reading.raw(parse, target)]
    return min(start for start, _ in spans), max(end for _, end in spans)


def _around(word: Token) -> list[Token]:
    """A word and those that a reader needs to understand it."""
    found = [word, *children(word, *MARKS), *(c for c in word.children if c.lower_ in SCANT)]
    over = word.head
    if word.pos_ in VERBAL:
        found += [t for c in children(word, *COMPLEMENTS) for t in _noun_phrase(c)]
    elif word.dep_ == "amod" and over.i > word.i:
        found += _noun_phrase(over)
    else:
        found += _noun_phrase(word)
    if word.pos_ not in VERBAL and over.pos_ in VERBAL and word.dep_ in COMPLEMENTS:
        found += [over, *children(over, *MARKS)]
    return found


def _noun_phrase(noun: Token) -> list[Token]:
    """A noun with what stands before it."""
    return list(noun.doc[noun.left_edge.i : noun.i + 1])

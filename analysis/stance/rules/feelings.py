"""Predicates whose subject holds the stance: "nervous about the talks", "grateful for support"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from analysis.attribution.clauses import agent, children, is_infinitive, is_passive
from analysis.codebook import words_of
from analysis.stance.grammar import OBJECTS, after, joined, spread, subjects, undergoers
from analysis.stance.link import Link, linked
from analysis.stance.words import StanceBook, StanceWord
from analysis.tokens import lemma

if TYPE_CHECKING:
    from analysis.parsed import Token

BESIDE = frozenset("with alongside beside".split())


def feelings(adjective: Token, row: StanceWord, book: StanceBook) -> Iterator[Link]:
    """A predicate whose subject holds the stance: "nervous about", "grateful for"."""
    behind = adjective.dep_ == "amod" and adjective.i > adjective.head.i
    holders = joined([adjective.head]) if behind else subjects(adjective)
    targets = after(adjective, row.target) or _by_copula(adjective, row) or of_whom(adjective)
    targets = targets or (_greeted(adjective) if row.sign == 1 else [])
    yield from linked(adjective, targets, holders, row, "predicate with a holder", book)


def _greeted(word: Token) -> list[Token]:
    """Whom somebody is glad to be with: "proud to stand with Lima", "happy to be welcomed by Salas"."""
    below = (v for over in (word, word.head) for v in children(over, "xcomp", "ccomp", "advcl") if is_infinitive(v))
    met = [v for v in below if lemma(v) in words_of("greets")]
    by = [t for v in met if is_passive(v) for t in (agent(v),) if t is not None]
    return [*spread(by), *(t for v in met if not is_passive(v) for t in undergoers(v) or after(v, BESIDE))]


def of_whom(word: Token) -> list[Token]:
    """Whose deed a feeling is about: "afraid that Lima will attack", "hopes Lima will help"."""
    above = word.head if word.dep_ == "acomp" else word
    clauses = [*children(word, "ccomp"), *(children(above, "ccomp") if above != word else [])]
    return joined(
        [
            s
            for c in clauses
            if not is_passive(c)
            for s in children(c, "nsubj")
            if children(c, *OBJECTS, "xcomp") or lemma(c) in words_of("lasts")
        ]
    )


def _by_copula(adjective: Token, row: StanceWord) -> list[Token]:
    """What follows a predicate where the parse hangs the preposition on the verb."""
    return after(adjective.head, row.target) if adjective.dep_ in ("acomp", "oprd", "attr") else []

"""Whom a verb is done to, and what it brings about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.attribution.clauses import RELATIVE, children, is_passive
from analysis.codebook import words_of
from analysis.stance.grammar.doers import meant, subjects
from analysis.stance.grammar.nouns import OBJECTS, SUBJECTS, spread
from analysis.tokens import lemma

if TYPE_CHECKING:
    from analysis.parsed import Token


def undergoers(word: Token) -> list[Token]:
    """Whom a verb is done to: its objects, or in the passive its subject."""
    if is_passive(word):
        return spread([word.head] if word.dep_ == "acl" and not children(word, "nsubjpass") else subjects(word))
    own = children(word, *OBJECTS) or [c for c in children(word, "npadvmod") if c.i > word.i]
    own = own or _enabled(word)
    gap = word.dep_ == "relcl" and not own and not any(s.lower_ in RELATIVE for s in children(word, *SUBJECTS))
    if gap:
        return spread([word.head])
    if not own and (word.dep_ == "conj" or children(word, "xcomp", "ccomp")):  # "praised and thanked the envoy"
        return []
    shared = [d for c in children(word, "conj") if not own for d in children(c, *OBJECTS)]
    return spread([meant(t) for t in (own or shared)])


def _enabled(verb: Token) -> list[Token]:
    """Who is helped or allowed to do something, or held to be so: "helped him leave", "held him accountable"."""
    clauses = children(verb, "ccomp")
    bare = [c for c in clauses if c.tag_ == "VB" and lemma(verb) in words_of("enables")]
    return [s for c in (*bare, *(c for c in clauses if c.pos_ == "ADJ")) for s in children(c, "nsubj")]


def seen(word: Token) -> list[Token]:
    """What somebody wants "to see", "to have" or "to achieve"."""
    return [
        t
        for c in children(word, "xcomp", "ccomp")
        if lemma(c) in words_of("attains")
        for t in spread(children(c, *OBJECTS))
    ]

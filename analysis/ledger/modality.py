"""Whether what a word says is asserted, supposed or called for; and how clauses weigh against each other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from analysis.attribution.clauses import VERBAL, children
from analysis.codebook import words_of
from analysis.stance.denial import governors, is_counterfactual
from analysis.stance.grammar import is_called_for

if TYPE_CHECKING:
    from analysis.parsed import Token

CHANCES = frozenset("could might may would 'd ’d".split())
SUPPOSING = frozenset("if unless whether lest".split())
CONCEDING = frozenset("although though while whereas because since".split())
REPORTED = ("ccomp", "xcomp", "acl", "pcomp")
TURNING = frozenset("but yet however nevertheless still nonetheless".split())


def clauses(word: Token) -> Iterator[Token]:
    """The verbs over a word, from its own to that of the sentence; complements of speech included."""
    seen = word
    while True:
        if seen.pos_ in VERBAL:
            yield seen
        if seen.head == seen:
            return
        seen = seen.head


def _own(word: Token) -> list[Token]:
    """The verb of a word's own clause, and those that it is the infinitive of."""
    verb = next((t for t in clauses(word)), None)
    if verb is None:
        return []
    return [verb, *(t for t in governors(verb) if t.pos_ in VERBAL)]


def mood(word: Token, *, turned: bool = False) -> str:
    """`recommended`, `hypothetical`, or empty for what is told as a fact.

    What stands inside a noun phrase ("U.S. sanctions", "useful talks") is taken for a fact, whatever
    the verb above it, unless that verb has `turned` it round ("should end its support").
    """
    verbs = _own(word) if turned or is_stated(word) else []
    auxiliaries = {t.lower_ for v in verbs for t in children(v, "aux", "auxpass")}
    if any(is_called_for(v) for v in verbs):
        return "recommended"
    hedged = any(t.lower_ in words_of("hedges") for t in (*word.children, *(c for v in verbs for c in v.children)))
    if auxiliaries & CHANCES or hedged or (verbs and is_supposed(word)):
        return "hypothetical"
    return ""


def is_stated(word: Token) -> bool:
    """Whether a clause states a word, as its verb, its predicate or the object of a bare verb."""
    if word.pos_ in VERBAL or word.dep_ in ("acomp", "attr", "oprd", "ROOT"):
        return True
    if word.dep_ == "conj" and word.head != word:
        return is_stated(word.head)
    named = (c for c in word.children if c.dep_ == "poss" or c.pos_ == "PROPN")
    owned = any(c.dep_ in ("poss", "compound", "amod", "nmod") for c in named)
    return word.dep_ in ("dobj", "nsubjpass") and not owned


def is_reported(word: Token) -> bool:
    """Whether a clause states a word that another governs: what "he doubts that" tells, and not when or why he does."""
    above = [verb.dep_ for verb in clauses(word)]
    own = next((relation for relation in above if relation in (*REPORTED, "advcl", "relcl")), "")
    return own in REPORTED and is_stated(word)


def is_supposed(word: Token) -> bool:
    """Whether a word stands in an if-clause, or in what hangs on one: "it will fail if Lima leaves"."""
    for verb in clauses(word):
        if any(_is_condition(clause) for clause in children(verb, "advcl")):
            return True
        if any(c.lower_ in SUPPOSING for c in children(verb, "mark")) or is_counterfactual(verb):
            return True
        if verb.dep_ not in ("advcl", "xcomp", "conj", "pcomp", "acl"):
            return False
    return False


def _is_condition(clause: Token) -> bool:
    """Whether a clause says on what another hangs; "even if" says that it doesn't, "if only because" why it is so."""
    marks = children(clause, "mark")
    if [mark.lower_ for mark in marks] not in (["if"], ["unless"]):
        return False
    before = marks[0].nbor(-1).lower_ if marks[0].i else ""
    return before != "even" and marks[0].nbor(1).lower_ != "only"


def weight(word: Token) -> int:
    """How much a clause counts where two of one sentence disagree: conclusions before concessions."""
    for verb in clauses(word):
        if verb.dep_ == "advcl" and any(c.lower_ in CONCEDING for c in children(verb, "mark", "advmod")):
            return 0
        if verb.dep_ == "conj" and any(c.lower_ in TURNING for c in (*verb.head.children, *verb.children)):
            return 2
    if any(t.lower_ in ("despite", "notwithstanding") for t in word.ancestors):
        return 0
    return 1

"""Deeds that are called for or judged, and who asks whom to do them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.attribution.clauses import VERBAL, children, is_imperative, is_infinitive, is_passive
from analysis.codebook import words_of
from analysis.stance.grammar.nouns import OBJECTS, SUBJECTS, after, joined
from analysis.tokens import lemma

if TYPE_CHECKING:
    from analysis.parsed import Token

COPULAS = frozenset("be remain become seem appear prove look sound stay feel".split())
DUTIES = frozenset("should must ought".split())


def fitting(infinitive: Token) -> Token | None:
    """What is said of a deed: the adjective in "it is vital to keep the truce"."""
    head = infinitive.head
    verb = head.head if head.dep_ == "acomp" else head
    it = any(c.lower_ == "it" for c in children(verb, "nsubj", "expl"))
    if not (it and is_infinitive(infinitive) and lemma(verb) in COPULAS):
        return None
    return next((c for c in children(verb, "acomp", "oprd") if c.pos_ == "ADJ"), None)


def fittings(deed: Token) -> list[Token]:
    """The words that may judge a deed without a doer: "it was a mistake to sign", "signing it was wise"."""
    above = deed.head
    if deed.dep_ == "csubj":
        return children(above, "acomp", "attr", "oprd")
    fits = fitting(deed)
    if fits is not None:
        return [fits]
    noun = [above] if deed.dep_ == "acl" and is_infinitive(deed) else []
    return [t for t in noun if t.dep_ == "attr" and any(c.lower_ == "it" for c in children(t.head, "nsubj", "expl"))]


def is_called_for(verb: Token) -> bool:
    """Whether a verb says what should be done: "should", "must", "ought", "needs to", or a command."""
    if any(c.lower_ in DUTIES for c in children(verb, "aux", "auxpass")) or is_imperative(verb):
        return not any(lemma(c) == "have" for c in children(verb, "aux"))
    head, fits = verb.head, fitting(verb)
    if fits is not None and fits.lower_ in words_of("needed"):
        return True
    if verb.dep_ == "xcomp" and lemma(head) in ("need", "have") and is_infinitive(verb):
        return not (children(head, "neg") or any(c.lower_ == "yet" for c in head.children))
    shared = verb.dep_ == "conj" and head.pos_ in VERBAL and not children(verb, *SUBJECTS, "aux") and verb.tag_ == "VB"
    return shared and head != verb and is_called_for(head)


def asked_by(word: Token) -> Token | None:
    """The verb by which somebody asks another to do, or to stop, what a verb says: "urged Lima to stop shelling"."""
    asking = _asking(word)
    if asking is None and word.dep_ == "xcomp" and word.head.pos_ in VERBAL and not children(word, *SUBJECTS):
        return asked_by(word.head)
    return asking


def _asking(word: Token) -> Token | None:
    """The verb that asks for what a verb says, right above it: "urged Lima to back", "demanded that Lima back"."""
    head = word.head
    if word.dep_ == "conj" and word.tag_ == "VB" and head != word and not children(word, *SUBJECTS, "aux"):
        return _asking(head)
    if lemma(head) not in words_of("asks"):
        return None
    if word.dep_ == "ccomp" and word.tag_ == "VB" and not children(word, "aux"):
        return head
    below = word.dep_ in ("xcomp", "ccomp", "advcl") or any(c.lower_ == "for" for c in children(word, "mark"))
    told = is_passive(head) or children(head, *OBJECTS, "prep", "prt") or children(word, *SUBJECTS)
    return head if below and is_infinitive(word) and told else None


def asked(word: Token) -> list[Token]:
    """Whom a verb asks to do what another says: "called on Lima to stop", "demanded that Lima stop"."""
    asking = _asking(word)
    if asking is None:
        return []
    found = children(word, "nsubj") or children(asking, *OBJECTS) or after(asking, frozenset(("on", "upon", "to")))
    return joined(found)


def is_urged(verb: Token) -> bool:
    """Whether somebody asks for what a verb says, or says that it should be done."""
    return asked_by(verb) is not None or is_called_for(verb)

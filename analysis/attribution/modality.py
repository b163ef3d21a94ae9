"""Whether what a verb reports came about: denied, or only possible, wished or planned, or a claim that is rejected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.attribution.clauses import MODALS, NEGATIVE, VERBAL, is_infinitive
from analysis.attribution.subjects import own_subject
from analysis.codebook import words_of

if TYPE_CHECKING:
    from analysis.parsed import Token


def is_negated(verb: Token) -> bool:
    """Whether the verb says that it did not happen: "did not say", "nobody said", "refused to"."""
    own = own_subject(verb)
    if any(c.dep_ == "neg" or c.lower_ in {"never", "nor", "hardly"} for c in verb.children):
        return True
    if own is not None and (
        own.lower_ in NEGATIVE or any(c.lower_ in NEGATIVE and c.i == own.left_edge.i for c in own.children)
    ):
        return True
    head = verb.head
    if verb.dep_ == "pcomp" and head.lower_ == "without":
        return True
    if verb.dep_ == "conj" and own is None and any(c.lower_ in ("or", "nor") for c in head.children):
        return head.pos_ in VERBAL and is_negated(head)
    if verb.dep_ == "xcomp" and head != verb and head.pos_ in VERBAL:
        return head.lemma_ in words_of("refuses") or is_negated(head)
    return False


def is_denied(word: Token) -> bool:
    """Whether a noun or adjective says that there is none: "no plan", "not eager", "lacks hope", "without hope"."""
    if any(c.lower_ in ("no", "neither") and c.dep_ in ("det", "preconj", "cc") for c in word.children):
        return True
    head = word.head
    if word.dep_ in ("dobj", "attr", "acomp") and head.pos_ in VERBAL:
        return head.lemma_ == "lack" or is_negated(head)
    of_none = head.lower_ == "of" and head.head.lemma_.lower() in words_of("lacks")
    return word.dep_ == "pobj" and (head.lower_ == "without" or of_none)


def is_hypothetical(verb: Token, projecting: frozenset[str]) -> bool:
    """Whether the verb only may, would or is meant to happen: "could tell", "wants to say".

    Parameters
    ----------
    verb : the cue.
    projecting : lemmas whose infinitive is no fact ("want", "expect", "likely").
    """
    if any(child.dep_ == "aux" and child.lower_ in MODALS for child in verb.children):
        return True
    if any(c.dep_ == "mark" and c.lower_ in {"if", "unless", "whether"} for c in verb.children):
        return True
    head = verb.head
    if head == verb or verb.dep_ not in ("xcomp", "ccomp", "conj", "acl"):
        return False
    if verb.tag_ == "VBG" and verb.dep_ == "xcomp" and is_infinitive(head):  # "wants him to stop criticizing"
        return is_hypothetical(head, projecting)
    if is_infinitive(verb) and verb.dep_ != "conj":
        return head.lemma_.lower() in projecting or is_hypothetical(head, projecting)
    bare_conjunct = verb.dep_ == "conj" and verb.tag_ == "VB" and own_subject(verb) is None
    return bare_conjunct and is_hypothetical(head, projecting)


def misread_rejection(claims: Token) -> Token | None:
    """The verb of "Lima rejects claims that", where the parse takes it for the subject, and "claims" for the verb."""
    own = own_subject(claims)
    return own if own is not None and own.tag_ in ("NNS", "VBZ") and own.lemma_ in words_of("rejects") else None

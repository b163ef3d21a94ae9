"""What each cue of a paragraph reports, and of whom: the codebook applied to the parse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.attribution import nominals, verbs
from analysis.attribution.clauses import VERBAL
from analysis.attribution.drafts import Draft, Reader
from analysis.attribution.subjects import own_subject

if TYPE_CHECKING:
    from analysis.parsed import Token


def drafts(reader: Reader) -> list[Draft]:
    """One draft per cue word, in order; where it reports nothing, its parts are empty."""
    found = [d for token in reader.doc if (d := _draft(reader, token)) is not None]
    by_token = {draft.token.i: draft for draft in found}
    for draft in found:
        _lift(draft, by_token)
    return found


def _draft(reader: Reader, token: Token) -> Draft | None:
    """The draft of one word."""
    if token.lower_ == "according":
        return nominals.according(reader, token)
    if token.pos_ in VERBAL:
        return verbs.verb(reader, token)
    if token.pos_ == "NOUN":
        return nominals.in_words(reader, token) or nominals.noun(reader, token)
    if token.pos_ == "ADJ":
        return nominals.adjective(reader, token)
    return nominals.adverb(reader, token) if token.pos_ == "ADV" else None


def _lift(draft: Draft, by_token: dict[int, Draft]) -> None:
    """Take a reporting verb out of the clause that the parse wrongly joins it to.

    In "said he welcomed it and has added that" the tense of the second cue goes with the
    first, not with the clause between.
    """
    verb = clause = draft.token
    while clause.dep_ == "conj" and clause.head.pos_ in VERBAL:
        clause = clause.head
    outer = by_token.get(clause.head.i)
    if verb == clause or clause.dep_ != "ccomp" or outer is None or not draft.parts:
        return
    # "has undermined it and criticized": a past tense can't share a participle's auxiliary.
    is_apart = verb.tag_ == "VBD" and clause.tag_ in ("VBN", "VB") and verb.head == clause
    agrees = verb.tag_ == outer.token.tag_ != clause.tag_ or is_apart
    fits = draft.rule.type == outer.rule.type == "speech" and clause.i > outer.token.i
    if not agrees or not fits or own_subject(verb) is not None:
        return
    cut = verb.left_edge.i
    joints = [t for t in verb.doc[clause.i : cut] if t.dep_ == "cc" and t.head.i < verb.i]
    edge = (joints[-1] if joints else verb.doc[cut]).idx
    kept = [(start, min(end, edge)) for start, end in outer.parts if start < edge]
    outer.parts = [(s, s + len(verb.doc.text[s:e].rstrip(" ,;"))) for s, e in kept]
    draft.source = outer.source

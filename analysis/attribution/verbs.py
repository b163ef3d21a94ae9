"""What verbs report, and of whom: said that S, criticised X, was told, wants to, "S, he said"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.attribution.clauses import (
    RELATIVE,
    Range,
    Span,
    agent,
    characters,
    children,
    is_imperative,
    is_infinitive,
    is_passive,
    noun_phrase,
    subtree,
)
from analysis.attribution.complements import complement
from analysis.attribution.drafts import Draft, Reader
from analysis.attribution.insertions import as_word, insertion, quoting_phrase
from analysis.attribution.modality import misread_rejection
from analysis.attribution.subjects import beside, own_subject, passive_subject, subject
from analysis.codebook import words_of

if TYPE_CHECKING:
    from analysis.attribution.cues import Cue
    from analysis.parsed import Token


def verb(reader: Reader, verb: Token) -> Draft | None:
    """Said that S, criticized X, was told, wants to, S, he said."""
    rule = reader.verb_rule(verb)
    if rule is None or not rule.content or is_imperative(verb) or _is_idiom(reader, verb) or misread_rejection(verb):
        return None
    if any(c.lower_ == "nothing" for c in children(verb, "dobj")) or _is_conclusion(reader, verb):
        return None
    ranges, frame = complement(verb, rule)
    if not ranges:
        ranges, frame = _host(verb, rule), "insertion"
    source = _source(reader, verb, rule, frame)
    if rule.lemma == "*" and (source is None or frame != "that"):
        return None
    if rule.source == "none" and ranges:
        ranges += [subtree(c) for c in children(verb, "nsubj")]
    if rule.source == "object":
        moved = [c.i for c in children(verb, "dobj", "nsubjpass")]
        ranges = [(lo, hi) for lo, hi in ranges if not any(lo <= i <= hi for i in moved)]
        by = agent(verb)
        ranges += [subtree(by)] if by is not None and rule.type != "speech" else []
    draft = reader.made(verb, rule, frame, source, ranges)
    draft.hypothetical &= as_word(verb) is None  # "as X would have it" was said
    return draft


def _is_idiom(reader: Reader, verb: Token) -> bool:
    """Not to mention X."""
    before = [t.lower_ for t in reader.doc[max(verb.i - 2, 0) : verb.i]]
    return before == ["not", "to"] and reader.book.knows(reader.lemma(verb), "NOT")


def _is_conclusion(reader: Reader, verb: Token) -> bool:
    """Whether the author concludes it: "their restraint shows", "Lopez showed courage"; data show what they show."""
    own = own_subject(verb) if reader.lemma(verb) in words_of("demonstrates") else None
    if own is None:
        return False
    named = own.pos_ in ("PROPN", "PRON") and own.lower_ not in RELATIVE
    return own.lemma_.lower() in words_of("signs") or (named and not children(verb, "ccomp", "xcomp"))


def _host(verb: Token, rule: Cue) -> list[Range]:
    """The clause that a reporting clause is set into."""
    if rule.lemma == "*" or not {"that", "quote", "insert"} & rule.content:
        return []
    if rule.source == "object":
        return quoting_phrase(verb)
    needs_as = not {"that", "quote"} & rule.content
    return [] if needs_as and as_word(verb) is None else insertion(verb)


def _source(reader: Reader, verb: Token, rule: Cue, frame: str) -> Span | None:
    """Who says it."""
    if rule.source == "none":
        return None
    if rule.source == "object":
        found = children(verb, "dobj")
        if not found and is_infinitive(verb) and verb.i < verb.right_edge.i:
            return characters(reader.doc, verb.i + 1, verb.right_edge.i)
        return noun_phrase(found[0]) if found else passive_subject(verb)
    if is_passive(verb) or (frame == "insertion" and agent(verb)):
        by = agent(verb) or _forum(reader, verb)
        return None if by is None else noun_phrase(by)
    source = subject(verb, reader.carriers)
    return beside(verb) if source is None and frame.startswith("that<") else source


def _forum(reader: Reader, verb: Token) -> Token | None:
    """Where something was said: "was seen in the press as"."""
    nouns = (n for at in children(verb, "prep") if at.lower_ in ("in", "by") for n in children(at, "pobj"))
    return next((n for n in nouns if reader.book.knows(n.lemma_.lower(), "FORUM")), None)

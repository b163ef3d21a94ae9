"""What a verb reports: the clause, infinitive, object or predicate that its row of the codebook lets it take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.attribution.clauses import (
    FINITE,
    RELATIVE,
    VERBAL,
    Range,
    agent,
    children,
    is_finite,
    is_infinitive,
    is_passive,
    subtree,
)
from analysis.attribution.insertions import reporting_clause
from analysis.codebook import words_of

if TYPE_CHECKING:
    from analysis.attribution.cues import Cue
    from analysis.parsed import Token

# Prepositions after an object that say when or where rather than what: "praised him on Monday".
OUTSIDE = frozenset("in on at during after before by since until while when".split())
# What opens a clause that any verb at all can report.
WH = frozenset({"that", "how", "why", "what"})


def complement(verb: Token, rule: Cue) -> tuple[list[Range], str]:
    """Token ranges that a cue verb governs as its content, and the frames that found them."""
    ranges, frame = _clause(verb, rule)
    frames = [frame] if frame else []
    for child in verb.children:
        found, name = _dependent(verb, child, rule, has_clause=bool(frame))
        if found is not None:
            ranges.append(found)
            frames.append(name)
    if "inf" in frames and is_passive(verb):
        ranges += [subtree(c) for c in children(verb, "nsubjpass")]
    is_participle = verb.dep_ == "acl" and is_passive(verb) and agent(verb) is not None
    if not ranges and "object" in rule.content and is_participle:
        return [(verb.head.left_edge.i, verb.left_edge.i - 1)], "participle"
    return ranges, "+".join(dict.fromkeys(frames))


def _clause(verb: Token, rule: Cue) -> tuple[list[Range], str]:
    """The clause that a verb reports, on either side of it."""
    # A clause after the verb wins over one before it, which the parse often only runs on from.
    for child in sorted(children(verb, "ccomp"), key=lambda c: c.i < verb.i):
        if not _takes(verb, child, rule):
            continue
        if child.i > verb.i:
            return [_whole(verb, max(child.left_edge.i, verb.i + 1), child)], "that"
        ranges = _preceding(verb, child)
        if ranges:
            return ranges, "that<"
    if {"that", "quote"} <= rule.content:
        return _distant_clause(verb)
    return [], ""


def _whole(verb: Token, first: int, clause: Token) -> Range:
    """A that-clause; to the end of the sentence where the parse lost its verb."""
    last = clause.right_edge.i
    tensed = any(t.tag_ in FINITE for t in verb.doc[first : last + 1])
    is_cut = verb.doc[first].lower_ == "that" and (clause.pos_ not in VERBAL or not tensed)
    return first, max(last, verb.sent.end - 1) if is_cut else last


def _preceding(verb: Token, clause: Token) -> list[Range]:
    """The clause before a reporting clause, and its continuation after it: "S, X said, S"."""
    first, last = reporting_clause(verb)
    if verb.doc[first - 1].text in {";", ":"}:
        return []
    start = min(verb.left_edge.i, clause.left_edge.i)
    ranges = [(start, first - 1 if start < first else verb.i - 1)]
    if clause.right_edge.i > last:
        ranges.append((last + 1, clause.right_edge.i))
    return ranges


def _takes(verb: Token, clause: Token, rule: Cue) -> bool:
    """Whether the codebook lets a verb report a clause of this form."""
    allowed, is_known = rule.content, rule.lemma != "*"
    before = clause.i < verb.i
    if is_infinitive(clause):
        return "inf" in allowed or (before and is_known and "that" in allowed)
    if is_finite(clause):
        return "that" in allowed and (is_known or clause.left_edge.lower_ in WH)
    if clause.tag_ == "VBG":
        return bool({"ing", "object"} & allowed)
    if before or clause.pos_ not in VERBAL:
        return is_known and "that" in allowed
    return "object" in allowed


def _distant_clause(verb: Token) -> tuple[list[Range], str]:
    """A that-clause that the parse hangs on a noun between: "said in a statement that"."""
    for child in children(verb, "prep", "npadvmod", "dative"):
        for noun in (*children(child, "pobj"), child):
            for clause in children(noun, "acl", "relcl", "ccomp"):
                if child.i > verb.i and clause.left_edge.lower_ == "that":
                    return [_whole(verb, clause.left_edge.i, clause)], "that"
    return [], ""


def _dependent(verb: Token, child: Token, rule: Cue, *, has_clause: bool) -> tuple[Range | None, str]:
    """The range of one dependent if the codebook makes it content, and its frame."""
    allowed, after, relation = rule.content, child.i > verb.i, child.dep_
    if relation == "xcomp":
        name = "inf" if is_infinitive(child) else "ing" if child.tag_ == "VBG" else "as"
        if name in allowed or (name != "inf" and "object" in allowed):
            return subtree(child), name
    elif "predicate" in allowed and after and _is_predicate(child):
        return subtree(child), "predicate"
    elif relation == "oprd" and "as" in allowed:
        return subtree(child), "as"
    elif relation in ("prep", "prt") and after and child.lower_ in allowed:
        found = children(child, "pobj", "pcomp", "prep")
        if found and not _is_time(found[0]):
            return (found[0].left_edge.i, child.right_edge.i), child.lower_
    elif relation == "advcl" and after and "inf" in allowed and is_infinitive(child):
        if not has_clause and not children(verb, "xcomp", "dobj", "prep"):
            return subtree(child), "inf"
    elif not has_clause and ("object" in allowed or ("thing" in allowed and not _is_person(child))):
        return _object(verb, child)
    return None, ""


def _is_time(noun: Token) -> bool:
    """Whether a noun says when or how long: "agreed in January", "attacked it for weeks"."""
    return noun.lower_.removesuffix("s") in words_of("times") or (noun.text.isdigit() and len(noun) == 4)


def _is_person(noun: Token) -> bool:
    """Whether an object is people, to whom another sense of the verb does something: "recalled its envoy"."""
    return noun.pos_ == "PROPN" or noun.lemma_.lower() in words_of("people")


def _object(verb: Token, child: Token) -> tuple[Range | None, str]:
    """The object of a verb, or the subject of a passive one."""
    after = child.i > verb.i
    if child.dep_ == "nsubjpass":
        return subtree(child), "passive"
    if child.dep_ in ("dobj", "dative") and after:
        return _with_adjuncts(verb, child), "object"
    if child.dep_ == "dobj" and child.lower_ in RELATIVE | {"what"}:
        return (child.i, child.i), "relative"
    return None, ""


def _with_adjuncts(verb: Token, noun: Token) -> Range:
    """An object with the phrases after it that the parse hangs on the verb instead."""
    first, last = subtree(noun)
    doc = verb.doc
    for child in children(verb, "prep", "acl", "advcl", "conj"):
        is_aside = child.lower_ in OUTSIDE or (child.dep_ == "advcl" and child.tag_ == "VBG")
        # "of lies and of theft"
        joined = child.dep_ == "conj" and child.pos_ == "ADP" and doc[child.i - 1].dep_ == "cc"
        if child.left_edge.i == last + 1 + joined and (joined or child.dep_ != "conj") and not is_aside:
            last = child.right_edge.i
    return first, last


def _is_predicate(child: Token) -> bool:
    """Whether a dependent of "seem" says what something seems."""
    if child.dep_ in ("oprd", "acomp", "attr") or child.lower_ == "like":
        return True
    return child.dep_ == "advcl" and child.left_edge.lower_ in ("as", "like")

"""Reporting clauses, and the sentences that they are set into: "S, X said, S", "S, as X would have it, S"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.attribution.clauses import FINITE, VERBAL, Range, agent, children, is_infinitive
from analysis.attribution.subjects import own_subject

if TYPE_CHECKING:
    from analysis.parsed import Doc, Token
    from analysis.parsed import Span as Sentence

# What may stand between a subject and its verb without words of its own.
PARTED = frozenset({"aux", "neg", "advmod", "auxpass", "mark", "prt", "cc"})
DASHES = frozenset({",", "–", "—", "--", "-", "―"})
CLOSERS = DASHES | {".", ";", "?", "!", ")", ":"}
OPENERS = frozenset({"(", "”", '"', "''", "’"})


def reporting_clause(verb: Token) -> Range:
    """Verb and subject with what stands between and right after them ("he said on Monday")."""
    first = last = verb.i
    own = own_subject(verb)
    for child in verb.children:
        after = child.i > verb.i and child.dep_ in (
            "advmod", "dative", "dobj", "npadvmod", "prep", "prt",
        )  # fmt: skip
        alone = child.dep_ in PARTED and child.left_edge.i == child.i
        if child == own or after or (alone and child.dep_ != "cc"):
            first, last = min(first, child.left_edge.i), max(last, child.right_edge.i)
    return first, last


def as_word(verb: Token) -> Token | None:
    """The "as" of "as X said"."""
    deps = ("mark", "advmod", "prep", "dobj")
    found = (c for c in verb.children if c.lower_ == "as" and c.dep_ in deps and c.i < verb.i)
    return next(found, None)


def insertion(verb: Token) -> list[Range]:
    """What a reporting clause is set into: "S, as X was at pains to explain, S", "S, X said, S"."""
    top = verb
    mark = as_word(top)
    while mark is None and top.dep_ in ("xcomp", "acl") and is_infinitive(top):
        top = _governing_verb(top)
        mark = as_word(top)
    if own_subject(top) is None and (mark is None or agent(verb) is None):
        return []
    full = children(verb, "ccomp", "xcomp", "dobj")
    if any(c != mark and c.i > verb.i and c.lower_ != "it" for c in full):
        return []
    first, last = reporting_clause(top)
    if mark is not None:
        first = min(first, mark.i)
        tail = ("acomp", "agent", "prep", "xcomp", "attr")
        last = max([last, *(c.right_edge.i for c in children(top, *tail) if c.i > top.i)])
    elif verb.dep_ == "relcl" or children(verb, "mark"):
        return []
    if not _is_set_in(verb.sent, first, last, has_as=mark is not None):
        return []
    return around(verb.sent, first, last)


def _governing_verb(infinitive: Token) -> Token:
    """The verb over an infinitive, also through a noun: "was at pains to explain"."""
    head = infinitive.head
    while head.pos_ not in VERBAL and head.head != head:
        head = head.head
    return head


def quoting_phrase(verb: Token) -> list[Range]:
    """What "to quote X" is set into."""
    first, last = verb.left_edge.i, verb.right_edge.i
    if not is_infinitive(verb) or not _is_set_in(verb.sent, first, last, has_as=True):
        return []
    return around(verb.sent, first, last)


def _is_set_in(sentence: Sentence, first: int, last: int, *, has_as: bool) -> bool:
    """Whether a reporting clause is cut off from the sentence around it by punctuation."""
    doc = sentence.doc
    before = doc[first - 1].text if first > sentence.start else ""
    after = doc[last + 1].text if last + 1 < sentence.end else "."
    if not has_as:
        return before in DASHES | OPENERS and after in CLOSERS | OPENERS
    if not before:
        return after in DASHES
    return before in DASHES | OPENERS or after in CLOSERS


def around(sentence: Sentence, first: int, last: int) -> list[Range]:
    """The sentence, from semicolon to semicolon, without a clause set into it.

    Empty where no verb is left that could be what the clause reports.
    """
    doc, start, end = sentence.doc, sentence.start, sentence.end
    lo = max((i + 1 for i in range(start, first) if doc[i].text in {";", ":"}), default=start)
    hi = min((i for i in range(last + 1, end) if doc[i].text == ";"), default=end)
    rest = [doc[i] for i in range(lo, hi) if not first <= i <= last]
    relative = ("relcl", "acl")
    is_bounded = lo > start
    has_verb = any(
        (t.tag_ in FINITE or (is_bounded and t.pos_ in VERBAL))
        and t.dep_ not in relative
        and not (t.dep_ in ("aux", "auxpass") and t.head.dep_ in relative)
        for t in rest
    )
    parts = [(lo, first - 1), (last + 1, hi - 1)]
    return [(i, j) for i, j in parts if i <= j and _says(doc, i, j)] if has_verb else []


def _says(doc: Doc, first: int, last: int) -> bool:
    """Whether a stretch holds more than conjunctions and punctuation."""
    return any(t.pos_ not in ("CCONJ", "PUNCT", "SPACE") for t in doc[first : last + 1])

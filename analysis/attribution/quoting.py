"""Who speaks each quotation: the reporting clause around it, beside it or before it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from analysis.attribution.adoption import SENTENCE_BREAK, adopted, following
from analysis.attribution.clauses import VERBAL
from analysis.attribution.drafts import Draft
from analysis.attribution.quotes import FULL_STOP, Quotation, needs_speaker
from analysis.attribution.subjects import beside
from analysis.attribution.surroundings import MARKS, Paragraph, reaches

TOUCHING = re.compile(r"\s+[\w.’']+(\s+[\w.’']+){0,3}[.,]")


@dataclass(frozen=True)
class Handover:
    """What one paragraph leaves to the next."""

    owner: Draft | None  # passes on the quotation that is still open
    told: Draft | None  # the last that speaks, where a colon or a quotation ends the paragraph


NOBODY = Handover(None, None)


def settled(paragraph: Paragraph, before: Handover = NOBODY) -> tuple[list[Draft], Handover]:
    """The drafts with every quotation given to its owner, and what the next paragraph needs."""
    _confine(paragraph)
    owner = before.owner
    for q in paragraph.quotes:
        if q.continues and owner is not None:
            owner.parts.append((q.start, q.end))
        elif needs_speaker(paragraph.text, q) or _is_short_speech(paragraph, q):
            owner = _owner(paragraph, q, owner)
        else:
            owner = _completed(paragraph, q) or owner
    paragraph.drafts += [_floating(paragraph, q, before) for q in paragraph.quotes if _is_floating(paragraph, q)]
    return [draft for draft in paragraph.drafts if draft.parts], _handover(paragraph, owner)


def _handover(paragraph: Paragraph, owner: Draft | None) -> Handover:
    """What the quotations of the next paragraph need to know of this one."""
    is_open = bool(paragraph.quotes) and not paragraph.quotes[-1].closed
    end = paragraph.start + len(paragraph.reader.doc.text)
    tail = paragraph.text[max(paragraph.start, end - 4) : end].rstrip()
    told = [d for d in paragraph.drafts if d.parts and d.source and d.rule.type == "speech"]
    told = [d for d in told if d.cue and not paragraph.quoted(d.cue[0])]
    leads = tail.endswith((":", *MARKS[1:-1]))
    return Handover(owner if is_open else None, told[-1] if told and leads else None)


def _is_floating(paragraph: Paragraph, q: Quotation) -> bool:
    """Whether a quotation of a sentence or more is nobody's yet."""
    inside = paragraph.text[q.start : q.end]
    is_sentence = inside.strip(MARKS)[:1].isupper() and FULL_STOP.search(inside)
    if not needs_speaker(paragraph.text, q) or paragraph.is_reached(q):
        return False
    return bool(is_sentence) or len(inside.split()) >= 5


def _floating(paragraph: Paragraph, q: Quotation, before: Handover) -> Draft:
    """The draft of a floating quotation; the speaker of the paragraph before goes on if any."""
    parts = [(q.start, q.end)]
    told = before.told
    is_whole = not paragraph.text[paragraph.start : q.start].strip()
    if is_whole and told is not None:
        return Draft(told.token, told.rule, "floating", told.cue, told.source, parts)
    rule = paragraph.reader.book.cue("quotation", "LABEL")
    return Draft(paragraph.reader.doc[0], rule, "floating", None, None, parts)


def _confine(paragraph: Paragraph) -> None:
    """Words inside a quotation report and name nothing beyond it."""
    for draft in paragraph.drafts:
        home = paragraph.quoted(draft.cue[0])
        if home is not None:
            cut = [(max(s, home.start), min(e, home.end)) for s, e in draft.parts]
            draft.parts = [(s, e) for s, e in cut if s < e]
        elif draft.source and draft.token.pos_ == "VERB" and paragraph.quoted(draft.source[0]):
            draft.source = paragraph.moved(beside(draft.token))


def _is_short_speech(paragraph: Paragraph, q: Quotation) -> bool:
    """Whether a reporting clause touches a quotation of a word or two: "No," she said."""
    if _follows_cue(paragraph, q):
        return True
    inside = paragraph.text[q.start : q.end].rstrip(MARKS)
    if inside[-1:] not in tuple(",?!.") or paragraph.is_reached(q):
        return False
    return bool(TOUCHING.match(paragraph.text, q.end)) or paragraph.before(q) in (",", ":")


def _follows_cue(paragraph: Paragraph, q: Quotation) -> bool:
    """Whether a verb of speech stands right before a quotation: chanted "no justice"."""
    for token in paragraph.near(q, 30):
        if token.idx + len(token) + 1 + paragraph.start == q.start and token.pos_ == "VERB":
            rule = paragraph.reader.verb_rule(token)
            return rule is not None and rule.lemma != "*" and "quote" in rule.content
    return False


def _owner(paragraph: Paragraph, q: Quotation, last: Draft | None) -> Draft | None:
    """The draft that passes a quotation on, made or completed if need be."""
    owners = _owners(paragraph, q)
    if owners:
        nearest = _nearest(owners, q)
        for draft in owners:
            if draft.content[0] <= q.start or draft is nearest:
                draft.parts.append((q.start, q.end))
        return nearest
    if last is not None and _goes_on(paragraph, q, last):
        last.parts.append((q.start, q.end))
        return last
    return adopted(paragraph, q) or following(paragraph, q)


def _owners(paragraph: Paragraph, q: Quotation) -> list[Draft]:
    """Drafts from outside a quotation whose content reaches into it."""
    return [
        d
        for d in paragraph.drafts
        if d.quotes and reaches(d, q) and not q.holds(d.cue[0]) and not (d.source and q.holds(d.source[0]))
    ]


def _nearest(drafts: Iterable[Draft], q: Quotation) -> Draft:
    """The draft whose cue is closest to a quotation."""
    return min(drafts, key=lambda d: min(abs(d.cue[0] - q.start), abs(d.cue[0] - q.end)))


def _completed(paragraph: Paragraph, q: Quotation) -> Draft | None:
    """The draft that a short quotation stands in; cut inside it, it takes in the rest."""
    owners = _owners(paragraph, q)
    for draft in owners:
        if draft.content[0] < q.start and draft.content[1] < q.end:
            draft.parts.append((q.start, q.end))
    if not owners and not paragraph.is_reached(q):
        return _enumerated(paragraph, q)
    return _nearest(owners, q) if owners else None


def _enumerated(paragraph: Paragraph, q: Quotation) -> Draft | None:
    """The draft whose clause goes on in a quoted verb: said that it had X, "Y" and Z."""
    for draft in paragraph.drafts:
        if not draft.parts or not draft.quotes or draft.frame != "that":
            continue
        gap = paragraph.text[draft.content[1] : q.start].strip()
        if draft.content[1] <= q.start and gap in (",", "and", ", and"):
            i = bisect_left(paragraph.places, q.start + 1)
            if i < len(paragraph.places) and paragraph.reader.doc[i].pos_ in VERBAL:
                edge = paragraph.reader.doc[i].right_edge
                end = paragraph.places[edge.i] + (len(edge) if edge.text[0].isalnum() else 0)
                draft.parts.append((q.start, max(q.end, end)))
                return draft
    return None


def _goes_on(paragraph: Paragraph, q: Quotation, owner: Draft) -> bool:
    """Whether a quotation continues the one before it: "S," X said. "S"."""
    end = max((e for _, e in owner.parts if e <= q.start), default=None)
    if end is None:
        return False
    gap = paragraph.text[end : q.start]
    breaks = len(SENTENCE_BREAK.findall(gap))
    is_across = end <= owner.cue[0] < q.start
    return breaks <= 1 if is_across else breaks == 0 and len(gap) < 80

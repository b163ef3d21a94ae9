"""Quotations that no clause governs: the reporting verb beside them, or the sentence before that reports."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysis.attribution.clauses import VERBAL, Span
from analysis.attribution.drafts import Draft
from analysis.attribution.quotes import Quotation
from analysis.attribution.subjects import beside, subject
from analysis.attribution.surroundings import MARKS, Paragraph

if TYPE_CHECKING:
    from analysis.parsed import Token

# A full stop, question or exclamation mark that ends a sentence, not "Mr.", "Sen." or "U.S.".
SENTENCE_BREAK = re.compile(r"(?<![A-Z])(?<![A-Z][a-z])(?<![A-Z][a-z]{2})(?<![A-Z][a-z]{3})[.!?][)'’”\"]*\s+")
REACH = 200  # characters between a quotation and the verb that passes it on


def adopted(paragraph: Paragraph, q: Quotation) -> Draft | None:
    """The draft of the reporting verb beside a quotation that no clause governs."""
    costs = (_cost(paragraph, token, q) for token in paragraph.near(q, REACH + 20))
    found = min((c for c in costs if c is not None), key=lambda c: c[:2], default=None)
    if found is None:
        return None
    _, place, source = found
    token = paragraph.reader.doc[place]
    for draft in paragraph.drafts:
        if draft.token.i == place:
            draft.parts.append((q.start, q.end))
            return draft
    rule = paragraph.reader.verb_rule(token)
    draft = paragraph.reader.made(token, rule, "quote", source, [])
    draft.shift(paragraph.start)
    draft.parts = [(q.start, q.end)]
    paragraph.drafts.append(draft)
    return draft


def _cost(paragraph: Paragraph, token: Token, q: Quotation) -> tuple[int, int, Span | None] | None:
    """How far a verb is from passing a quotation on, its place and its subject."""
    at = token.idx + paragraph.start
    if token.pos_ not in VERBAL or token.lower_ == "according" or paragraph.quoted(at):
        return None
    rule = paragraph.reader.verb_rule(token)
    if rule is None or not rule.content or rule.source == "none":
        return None
    gap = (at + len(token), q.start) if at < q.start else (q.end, at)
    if gap[1] - gap[0] > REACH or not _links(paragraph, paragraph.text[slice(*gap)], q, at < q.start):
        return None
    source = subject(token, paragraph.reader.carriers)
    if source is None or paragraph.quoted(source[0] + paragraph.start):
        source = beside(token)
    unlikely = 100 * ("quote" not in rule.content or rule.lemma == "*")
    return gap[1] - gap[0] + unlikely + 60 * (source is None), token.i, source


def _links(paragraph: Paragraph, gap: str, q: Quotation, leads_in: bool) -> bool:
    """Whether the words between a verb and a quotation can join them."""
    if SENTENCE_BREAK.search(gap) or "”" in gap or "“" in gap:
        return False
    inside = paragraph.text[q.start : q.end].strip(MARKS)
    if leads_in:
        close = len(gap) <= 10 or gap.rstrip()[-1:] in tuple(",:-–—―")
        return close or inside[:1].isupper()
    if inside[-1:] == "." and gap.strip()[:1].isupper():
        return False  # "S." He said T.
    return inside[-1:] in tuple(",.?!—–-…") or gap[:1] in tuple(",—–-")


def following(paragraph: Paragraph, q: Quotation) -> Draft | None:
    """The draft of a whole-sentence quotation after a sentence that reports: X agreed. "S"."""
    is_sentence = paragraph.text[q.start : q.end].strip(MARKS)[:1].isupper()
    if not is_sentence or paragraph.before(q) not in (".", "!", "?"):
        return None
    told = [d for d in paragraph.drafts if _closes_sentence_before(paragraph, d, q)]
    told = [d for d in told if not any(e is not d and e.holds(d.cue[0]) for e in told)]
    if not told:
        return None
    before = told[-1]
    if before.frame.startswith("that<"):
        before.parts.append((q.start, q.end))
        return before
    parts = [(q.start, q.end)]
    draft = Draft(before.token, before.rule, "following", before.cue, before.source, parts)
    paragraph.drafts.append(draft)
    return draft


def _closes_sentence_before(paragraph: Paragraph, draft: Draft, q: Quotation) -> bool:
    """Whether a draft is of speech, with a source, in the sentence before a quotation."""
    if not draft.parts or draft.source is None or draft.rule.type not in ("speech", "belief"):
        return False
    end = draft.cue[1]
    if end > q.start or q.start - end > 3 * REACH or paragraph.quoted(draft.cue[0]):
        return False
    return len(SENTENCE_BREAK.findall(paragraph.text[end : q.start])) == 1

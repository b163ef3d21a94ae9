"""Who speaks each quotation: the reporting clause around it, beside it or before it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.attribution.clauses import FINITE, VERBAL, Span, beside, characters, subject
from analysis.attribution.contents import Draft, Reader
from analysis.attribution.quotes import FULL_STOP, Quotation, needs_speaker

if TYPE_CHECKING:
    from analysis.attribution.cues import Codebook
    from analysis.parsed import Doc, Token

# A full stop, question or exclamation mark that ends a sentence, not "Mr.", "Sen." or "U.S.".
SENTENCE_BREAK = re.compile(r"(?<![A-Z])(?<![A-Z][a-z])(?<![A-Z][a-z]{2})(?<![A-Z][a-z]{3})[.!?][)'’”\"]*\s+")
TOUCHING = re.compile(r"\s+[\w.’']+(\s+[\w.’']+){0,3}[.,]")
LABEL = re.compile(r"([A-Z][\w.’'&-]*(?: (?:[A-Z][\w.’'&-]*|and|of|the|on)){0,5}):\s+(?=\S)")
MARKS = "'\"“”‘’«» "
REACH = 200  # characters between a quotation and the verb that passes it on


@dataclass(frozen=True)
class Handover:
    """What one paragraph leaves to the next."""

    owner: Draft | None  # passes on the quotation that is still open
    told: Draft | None  # the last that speaks, where a colon or a quotation ends the paragraph


NOBODY = Handover(None, None)


class Quoter:
    """Gives each quotation of one paragraph to the draft that passes it on."""

    def __init__(self, text: str, start: int, reader: Reader, quotes: Sequence[Quotation]):
        self.text = text
        self.start = start
        self.reader = reader
        self.quotes = quotes
        self.opens = [quotation.start for quotation in quotes]
        self.places = [token.idx + start for token in reader.doc]
        self.drafts = reader.drafts()
        for draft in self.drafts:
            draft.shift(start)

    def settled(self, before: Handover = NOBODY) -> tuple[list[Draft], Handover]:
        """The drafts with every quotation given to its owner, and what the next paragraph needs."""
        self.confine()
        owner = before.owner
        for q in self.quotes:
            if q.continues and owner is not None:
                owner.parts.append((q.start, q.end))
            elif needs_speaker(self.text, q) or self.is_short_speech(q):
                owner = self.owner(q, owner)
            else:
                owner = self.completed(q) or owner
        self.drafts += [self.floating(q, before) for q in self.quotes if self.is_floating(q)]
        return [draft for draft in self.drafts if draft.parts], self.handover(owner)

    def handover(self, owner: Draft | None) -> Handover:
        """What the quotations of the next paragraph need to know of this one."""
        is_open = bool(self.quotes) and not self.quotes[-1].closed
        end = self.start + len(self.reader.doc.text)
        tail = self.text[max(self.start, end - 4) : end].rstrip()
        told = [d for d in self.drafts if d.parts and d.source and d.rule.type == "speech"]
        told = [d for d in told if d.cue and not self.quoted(d.cue[0])]
        leads = tail.endswith((":", *MARKS[1:-1]))
        return Handover(owner if is_open else None, told[-1] if told and leads else None)

    def is_floating(self, q: Quotation) -> bool:
        """Whether a quotation of a sentence or more is nobody's yet."""
        inside = self.text[q.start : q.end]
        is_sentence = inside.strip(MARKS)[:1].isupper() and FULL_STOP.search(inside)
        if not needs_speaker(self.text, q) or any(self.reaches(d, q) for d in self.drafts):
            return False
        return bool(is_sentence) or len(inside.split()) >= 5

    def floating(self, q: Quotation, before: Handover) -> Draft:
        """The draft of a floating quotation; the speaker of the paragraph before goes on if any."""
        parts = [(q.start, q.end)]
        told = before.told
        is_whole = not self.text[self.start : q.start].strip()
        if is_whole and told is not None:
            return Draft(told.token, told.rule, "floating", told.cue, told.source, parts)
        rule = self.reader.book.cue("quotation", "LABEL")
        return Draft(self.reader.doc[0], rule, "floating", None, None, parts)

    def quoted(self, point: int) -> Quotation | None:
        """The quotation around a character."""
        number = bisect_right(self.opens, point) - 1
        return self.quotes[number] if number >= 0 and self.quotes[number].holds(point) else None

    def near(self, q: Quotation, reach: int) -> list[Token]:
        """The words within reach of a quotation, outside it."""
        doc, places = self.reader.doc, self.places
        first, last = bisect_left(places, q.start - reach), bisect_left(places, q.start)
        after, end = bisect_left(places, q.end), bisect_right(places, q.end + reach)
        return [doc[i] for i in (*range(first, last), *range(after, end))]

    def moved(self, span: Span | None) -> Span | None:
        """A span of the paragraph as a span of the text."""
        return span and (span[0] + self.start, span[1] + self.start)

    def confine(self) -> None:
        """Words inside a quotation report and name nothing beyond it."""
        for draft in self.drafts:
            home = self.quoted(draft.cue[0])
            if home is not None:
                cut = [(max(s, home.start), min(e, home.end)) for s, e in draft.parts]
                draft.parts = [(s, e) for s, e in cut if s < e]
            elif draft.source and draft.token.pos_ == "VERB" and self.quoted(draft.source[0]):
                draft.source = self.moved(beside(draft.token))

    # Which quotations need an owner -----------------------------------------------------------

    def is_short_speech(self, q: Quotation) -> bool:
        """Whether a reporting clause touches a quotation of a word or two: "No," she said."""
        if self.follows_cue(q):
            return True
        inside = self.text[q.start : q.end].rstrip(MARKS)
        if inside[-1:] not in tuple(",?!.") or any(self.reaches(d, q) for d in self.drafts):
            return False
        return bool(TOUCHING.match(self.text, q.end)) or self.before(q) in (",", ":")

    def follows_cue(self, q: Quotation) -> bool:
        """Whether a verb of speech stands right before a quotation: chanted "no justice"."""
        for token in self.near(q, 30):
            if token.idx + len(token) + 1 + self.start == q.start and token.pos_ == "VERB":
                rule = self.reader.verb_rule(token)
                return rule is not None and rule.lemma != "*" and "quote" in rule.content
        return False

    def before(self, q: Quotation) -> str:
        """The last character before a quotation that isn't a space."""
        return self.text[max(self.start, q.start - 4) : q.start].rstrip()[-1:]

    # The owner --------------------------------------------------------------------------------

    @staticmethod
    def reaches(draft: Draft, q: Quotation) -> bool:
        """Whether the parse led a content into a quotation."""
        return any(q.meets(part) for part in draft.parts)

    def owners(self, q: Quotation) -> list[Draft]:
        """Drafts from outside a quotation whose content reaches into it."""
        return [
            d
            for d in self.drafts
            if d.quotes and self.reaches(d, q) and not q.holds(d.cue[0]) and not (d.source and q.holds(d.source[0]))
        ]

    @staticmethod
    def nearest(drafts: Iterable[Draft], q: Quotation) -> Draft:
        """The draft whose cue is closest to a quotation."""
        return min(drafts, key=lambda d: min(abs(d.cue[0] - q.start), abs(d.cue[0] - q.end)))

    def completed(self, q: Quotation) -> Draft | None:
        """The draft that a short quotation stands in; cut inside it, it takes in the rest."""
        owners = self.owners(q)
        for draft in owners:
            if draft.content[0] < q.start and draft.content[1] < q.end:
                draft.parts.append((q.start, q.end))
        if not owners and not any(self.reaches(d, q) for d in self.drafts):
            return self.enumerated(q)
        return self.nearest(owners, q) if owners else None

    def enumerated(self, q: Quotation) -> Draft | None:
        """The draft whose clause goes on in a quoted verb: said that it had X, "Y" and Z."""
        for draft in self.drafts:
            if not draft.parts or not draft.quotes or draft.frame != "that":
                continue
            gap = self.text[draft.content[1] : q.start].strip()
            if draft.content[1] <= q.start and gap in (",", "and", ", and"):
                i = bisect_left(self.places, q.start + 1)
                if i < len(self.places) and self.reader.doc[i].pos_ in VERBAL:
                    edge = self.reader.doc[i].right_edge
                    end = self.places[edge.i] + (len(edge) if edge.text[0].isalnum() else 0)
                    draft.parts.append((q.start, max(q.end, end)))
                    return draft
        return None

    def owner(self, q: Quotation, last: Draft | None) -> Draft | None:
        """The draft that passes a quotation on, made or completed if need be."""
        owners = self.owners(q)
        if owners:
            nearest = self.nearest(owners, q)
            for draft in owners:
                if draft.content[0] <= q.start or draft is nearest:
                    draft.parts.append((q.start, q.end))
            return nearest
        if last is not None and self.goes_on(q, last):
            last.parts.append((q.start, q.end))
            return last
        return self.adopted(q) or self.following(q)

    def goes_on(self, q: Quotation, owner: Draft) -> bool:
        """Whether a quotation continues the one before it: "S," X said. "S"."""
        end = max((e for _, e in owner.parts if e <= q.start), default=None)
        if end is None:
            return False
        gap = self.text[end : q.start]
        breaks = len(SENTENCE_BREAK.findall(gap))
        is_across = end <= owner.cue[0] < q.start
        return breaks <= 1 if is_across else breaks == 0 and len(gap) < 80

    def adopted(self, q: Quotation) -> Draft | None:
        """The draft of the reporting verb beside a quotation that no clause governs."""
        costs = (self.cost(token, q) for token in self.near(q, REACH + 20))
        found = min((c for c in costs if c is not None), key=lambda c: c[:2], default=None)
        if found is None:
            return None
        _, place, source = found
        token = self.reader.doc[place]
        for draft in self.drafts:
            if draft.token.i == place:
                draft.parts.append((q.start, q.end))
                return draft
        rule = self.reader.verb_rule(token)
        draft = self.reader.made(token, rule, "quote", source, [])
        draft.shift(self.start)
        draft.parts = [(q.start, q.end)]
        self.drafts.append(draft)
        return draft

    def cost(self, token: Token, q: Quotation) -> tuple[int, int, Span | None] | None:
        """How far a verb is from passing a quotation on, its place and its subject."""
        at = token.idx + self.start
        if token.pos_ not in VERBAL or token.lower_ == "according" or self.quoted(at):
            return None
        rule = self.reader.verb_rule(token)
        if rule is None or not rule.content or rule.source == "none":
            return None
        gap = (at + len(token), q.start) if at < q.start else (q.end, at)
        if gap[1] - gap[0] > REACH or not self.links(self.text[slice(*gap)], q, at < q.start):
            return None
        source = subject(token, self.reader.carriers)
        if source is None or self.quoted(source[0] + self.start):
            source = beside(token)
        unlikely = 100 * ("quote" not in rule.content or rule.lemma == "*")
        return gap[1] - gap[0] + unlikely + 60 * (source is None), token.i, source

    def links(self, gap: str, q: Quotation, leads_in: bool) -> bool:
        """Whether the words between a verb and a quotation can join them."""
        if SENTENCE_BREAK.search(gap) or "”" in gap or "“" in gap:
            return False
        inside = self.text[q.start : q.end].strip(MARKS)
        if leads_in:
            close = len(gap) <= 10 or gap.rstrip()[-1:] in tuple(",:-–—―")
            return close or inside[:1].isupper()
        if inside[-1:] == "." and gap.strip()[:1].isupper():
            return False  # "S." He said T.
        return inside[-1:] in tuple(",.?!—–-…") or gap[:1] in tuple(",—–-")

    def following(self, q: Quotation) -> Draft | None:
        """The draft of a whole-sentence quotation after a sentence that reports: X agreed. "S"."""
        is_sentence = self.text[q.start : q.end].strip(MARKS)[:1].isupper()
        if not is_sentence or self.before(q) not in (".", "!", "?"):
            return None
        told = [d for d in self.drafts if self.closes_sentence_before(d, q)]
        told = [d for d in told if not any(e is not d and e.holds(d.cue[0]) for e in told)]
        if not told:
            return None
        before = told[-1]
        if before.frame.startswith("that<"):
            before.parts.append((q.start, q.end))
            return before
        parts = [(q.start, q.end)]
        draft = Draft(before.token, before.rule, "following", before.cue, before.source, parts)
        self.drafts.append(draft)
        return draft

    def closes_sentence_before(self, draft: Draft, q: Quotation) -> bool:
        """Whether a draft is of speech, with a source, in the sentence before a quotation."""
        if not draft.parts or draft.source is None or draft.rule.type not in ("speech", "belief"):
            return False
        end = draft.cue[1]
        if end > q.start or q.start - end > 3 * REACH or self.quoted(draft.cue[0]):
            return False
        return len(SENTENCE_BREAK.findall(self.text[end : q.start])) == 1


def labelled(text: str, paragraphs: Sequence[Span], docs: Sequence[Doc], book: Codebook) -> dict[int, Draft]:
    """Drafts of speakers named before a colon, by paragraph.

    A label counts where it comes again (a transcript), heads the text (a headline) or stands over
    a quotation; a run-in heading does none of these.
    """
    rule = book.cue("label", "LABEL")
    labels = {n: m for n, span in enumerate(paragraphs) if (m := LABEL.match(text, *span))}
    counts = Counter(match[1] for match in labels.values())
    drafts = {}
    for n, match in labels.items():
        start, doc = paragraphs[n][0], docs[n]
        at = match.end(1) - start
        colon = doc.char_span(at, at + 1)
        is_quoted = text[match.end()] in "“\"'‘"
        if rule is None or colon is None or book.knows(match[1].lower(), "LABEL"):
            continue
        if not (counts[match[1]] > 1 or n == 0 or is_quoted):
            continue
        is_name = doc[colon.start - 1].pos_ == "PROPN" or len(match[1]) == 1
        if is_name and (is_quoted or any(t.tag_ in FINITE for t in doc[colon.end :])):
            parts = [characters(doc, colon.end, len(doc) - 1)]
            draft = Draft(colon[0], rule, "label", (at, at + 1), (0, at), parts)
            draft.shift(start)
            drafts[n] = draft
    return drafts

"""Speakers named before a colon: in a transcript, in a headline, over a quotation."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from analysis.attribution.clauses import FINITE, Span, characters
from analysis.attribution.drafts import Draft

if TYPE_CHECKING:
    from analysis.attribution.cues import Codebook
    from analysis.parsed import Doc

LABEL = re.compile(r"([A-Z][\w.’'&-]*(?: (?:[A-Z][\w.’'&-]*|and|of|the|on)){0,5}):\s+(?=\S)")


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

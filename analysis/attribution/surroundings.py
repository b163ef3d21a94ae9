"""A paragraph with its quotations, and the drafts that may pass them on."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

from analysis.attribution.clauses import Span
from analysis.attribution.contents import drafts
from analysis.attribution.drafts import Draft, Reader
from analysis.attribution.quotes import Quotation

if TYPE_CHECKING:
    from analysis.parsed import Token

MARKS = "'\"“”‘’«» "


class Paragraph:
    """One paragraph of a text with its quotations and drafts, whose spans are characters of the text."""

    def __init__(self, text: str, start: int, reader: Reader, quotes: Sequence[Quotation]):
        self.text = text
        self.start = start
        self.reader = reader
        self.quotes = quotes
        self.opens = [quotation.start for quotation in quotes]
        self.places = [token.idx + start for token in reader.doc]
        self.drafts = drafts(reader)
        for draft in self.drafts:
            draft.shift(start)

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

    def before(self, q: Quotation) -> str:
        """The last character before a quotation that isn't a space."""
        return self.text[max(self.start, q.start - 4) : q.start].rstrip()[-1:]

    def is_reached(self, q: Quotation) -> bool:
        """Whether the parse led any content into a quotation."""
        return any(reaches(draft, q) for draft in self.drafts)


def reaches(draft: Draft, q: Quotation) -> bool:
    """Whether the parse led a content into a quotation."""
    return any(q.meets(part) for part in draft.parts)

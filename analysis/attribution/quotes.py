"""Quotation marks: what they enclose, and whether someone must have spoken it.

A quotation may run over paragraphs (each reopened, only the last closed), may never be closed, and
may be written with curly, straight, doubled (`''`) or single marks. Marks are paired within a
paragraph; where the closing one is missing, the quotation runs to the end of the paragraph.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Span = tuple[int, int]

MARK = re.compile(r"''|`|[\"“”„«»]")
SINGLE = re.compile(r"(?<![\w'’”\"])['‘](?=[\w$“\"])(?:[^'‘’\n]|(?<=\w)['’](?=\w)){2,400}['’](?![\w'])")
WORD = re.compile(r"\w+")
OPENING, CLOSING = ("“", "„", "«", "`"), ("”", "»")
SENTENCE_LIKE = re.compile(r"[.!?…,;]['’”\"»)\s]*$")
SMALL = frozenset("a an and as at by for from in of on or the to vs with".split())
FULL_STOP = re.compile(r"[.!?…]['’”\"»)\s]*$")


@dataclass(frozen=True)
class Quotation:
    """One stretch between quotation marks, marks included, in characters of the raw text."""

    start: int
    end: int
    paragraph: int
    closed: bool = True
    continues: bool = False  # goes on from the paragraph before

    def holds(self, point: int) -> bool:
        """Whether a character lies inside."""
        return self.start <= point < self.end

    def meets(self, span: Span) -> bool:
        """Whether a span shares a character with the quotation."""
        return span[0] < self.end and span[1] > self.start


def _opens(text: str, mark: re.Match, is_open: bool) -> bool:
    """Whether a mark opens: its shape decides, else the space beside it."""
    if mark[0] in OPENING:
        return True
    before = text[mark.start() - 1 : mark.start()]
    after = text[mark.end() : mark.end() + 1]
    if mark[0] in CLOSING or not after or after.isspace():
        return False
    # Inside a quotation only a mark that hugs the next word, not the last, can open anew.
    return not is_open or (before in (" ", "(", "[", "—", "–", "-") and after.isalnum())


def _paired(text: str, start: int, end: int) -> tuple[list[Span], int | None, int | None]:
    """Pairs of marks in one paragraph, the mark left open, and a closing mark without opening."""
    pairs, opened, stray = [], None, None
    for mark in MARK.finditer(text, start, end):
        if _opens(text, mark, opened is not None):
            opened = mark.start() if opened is None else opened
        elif opened is not None:
            pairs.append((opened, mark.end()))
            opened = None
        elif not pairs and stray is None:
            stray = mark.end()
    return pairs, opened, stray


def _single(text: str, start: int, end: int, outer: Sequence[Span]) -> list[Span]:
    """Quotations in single marks outside all others."""
    edges = [start, *(point for span in outer for point in span), end]
    free = zip(edges[::2], edges[1::2], strict=True)
    return [match.span() for lo, hi in free for match in SINGLE.finditer(text, lo, hi)]


def quotations(text: str, paragraphs: Sequence[Span]) -> list[Quotation]:
    """Outermost quotations of a text, in order.

    Parameters
    ----------
    text : the raw text.
    paragraphs : start and end of each paragraph, in order.

    Returns
    -------
    One record per quotation and paragraph; `closed` is false where the closing mark is missing,
    `continues` is true where the quotation goes on from the paragraph before.
    """
    found: list[Quotation] = []
    pending = False
    for number, (start, end) in enumerate(paragraphs):
        pairs, opened, stray = _paired(text, start, end)
        if pending and stray is not None and not any(s < stray for s, _ in pairs):
            pairs.insert(0, (start, stray))
        outer = pairs if opened is None else [*pairs, (opened, end)]
        for span in sorted(outer + _single(text, start, end, outer)):
            goes_on = pending and not WORD.search(text, start, span[0])
            found.append(Quotation(*span, number, opened != span[0], goes_on))
        pending = opened is not None
    return found


def is_title(words: Sequence[str]) -> bool:
    """Whether words are capitalised like the title of a work."""
    long = [word for word in words if word not in SMALL and not word.isdigit()]
    return bool(long) and all(word[0].isupper() for word in long)


def needs_speaker(text: str, quotation: Quotation) -> bool:
    """Whether a quotation is long or sentence-like enough that someone must have spoken it."""
    inside = text[quotation.start : quotation.end]
    words = WORD.findall(inside)
    if len(words) <= 10 and is_title(words) and not FULL_STOP.search(inside):
        return False
    return len(words) >= 5 or (len(words) >= 2 and bool(SENTENCE_LIKE.search(inside)))


def scare_quotes(text: str, found: Iterable[Quotation], contents: Iterable[Span]) -> list[Span]:
    """Short quotations that pass nobody's words on: "destroyed", "revolving door".

    Parameters
    ----------
    text : the raw text.
    found : its quotations.
    contents : contents of its attributions of speech; what stands inside one is a quotation.

    Returns
    -------
    Spans, marks included; titles of works are left out.
    """
    spans = []
    reached = sorted(contents)
    for q in found:
        words = WORD.findall(text[q.start : q.end])
        inside = any(q.meets(span) for span in reached)
        title = len(words) > 1 and is_title(words)
        if words and not inside and not title and not needs_speaker(text, q):
            spans.append((q.start, q.end))
    return spans

"""Any string as paragraphs that the parser can read, one character for one character."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from analysis import tokens
from analysis.attribution.clauses import Span
from analysis.parsed import Doc

# A blank line, or a line break after the end of a sentence: hard-wrapped lines stay together.
PARAGRAPH_BREAK = re.compile(r"\n\s*\n\s*|(?<=[.!?:…”\"’')\]])[ \t]*\n\s*")
UNPARSED = re.compile(r"[\s\x00-\x1f\x7f-\x9f\ud800-\udfff]")
SENTENCE_BREAK = re.compile(r"(?<=[.!?])\s")
CHUNK = 5_000  # characters parsed at once: the parser's memory grows with the length
LONGEST_WORD = 500


def paragraphs(text: str) -> list[Span]:
    """Spans of the paragraphs of a text; one too long to parse is cut at the end of a sentence.

    Paragraphs end at a blank line, or at a line break after the end of a sentence.
    """
    breaks = [m.span() for m in PARAGRAPH_BREAK.finditer(text)]
    edges = [0, *(point for span in breaks for point in span), len(text)]
    found = zip(edges[::2], edges[1::2], strict=True)
    return [chunk for start, end in found for chunk in _chunks(text, start, end) if chunk]


def _chunks(text: str, start: int, end: int) -> Iterator[Span]:
    while end - start > CHUNK:
        window = text[start : start + CHUNK]
        cuts = [m.end() for m in SENTENCE_BREAK.finditer(window)] or [window.rfind(" ") + 1]
        cut = start + (cuts[-1] if cuts[-1] > CHUNK // 10 else CHUNK)
        yield from _stripped(text, start, cut)
        start = cut
    yield from _stripped(text, start, end)


def _stripped(text: str, start: int, end: int) -> Iterator[Span]:
    inside = text[start:end]
    if inside.strip():
        lead = len(inside) - len(inside.lstrip())
        yield start + lead, end - (len(inside) - len(inside.rstrip()))


def parsed(text: str, spans: Sequence[Span]) -> list[Doc]:
    """Parses of paragraphs; what can't be parsed is replaced character by character."""
    return tokens.parsed((_parsable(text[start:end]) for start, end in spans), at_once=32)


def _parsable(text: str) -> str:
    """The text with spaces for control characters, and no word too long for the tokenizer."""
    spaced = UNPARSED.sub(" ", text)
    if len(spaced) <= LONGEST_WORD:
        return spaced
    long = re.compile(rf"(\S{{{LONGEST_WORD}}})\S")
    return long.sub(r"\1 ", spaced)

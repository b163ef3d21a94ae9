"""Overlapping spans of a text as a tree: split where they cross, nested where one holds another."""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, order=True)
class Span:
    """A stretch of a raw text, and the reading in which it plays a role."""

    start: int
    end: int
    reading_id: str = ""
    layer: str = ""
    role: str = ""
    label: str = field(default="", compare=False)


@dataclass(frozen=True)
class Piece:
    """A span, or the part of it that no other span cuts; `opens` and `closes` say which ends are its own."""

    span: Span
    opens: bool
    closes: bool
    nodes: tuple[str | Piece, ...]


def nested(text: str, start: int, end: int, spans: Sequence[Span]) -> tuple[str | Piece, ...]:
    """The text from `start` to `end` with its spans as pieces: no character is lost or doubled.

    Where two spans cross, the one that begins later is split at the end of the other, so that
    pieces always hold each other whole.

    Examples
    --------
    >>> crossing = [Span(0, 3, "a"), Span(2, 4, "b")]
    >>> flat(nested("wxyz", 0, 4, crossing))
    'wxyz'
    """
    inside = [_Cut(max(s.start, start), -min(s.end, end), s) for s in spans if s.start < end and s.end > start]
    queue = [cut for cut in inside if cut.start < -cut.end]
    heapq.heapify(queue)
    return _nodes(text, start, end, queue)


def flat(nodes: Sequence[str | Piece]) -> str:
    """The text of a tree of pieces."""
    return "".join(node if isinstance(node, str) else flat(node.nodes) for node in nodes)


@dataclass(frozen=True, order=True)
class _Cut:
    """What is left of a span; the end is negative, so that of two that begin together the longer comes first."""

    start: int
    end: int
    span: Span


def _nodes(text: str, at: int, end: int, queue: list[_Cut]) -> tuple[str | Piece, ...]:
    nodes: list[str | Piece] = []
    while queue and queue[0].start < end:
        cut = heapq.heappop(queue)
        last = min(-cut.end, end)
        if last < -cut.end:
            heapq.heappush(queue, _Cut(last, cut.end, cut.span))
        nodes.append(text[at : cut.start])
        inner = _nodes(text, cut.start, last, queue)
        nodes.append(Piece(cut.span, cut.start == cut.span.start, last == cut.span.end, inner))
        at = last
    return tuple(node for node in (*nodes, text[at:end]) if node != "")

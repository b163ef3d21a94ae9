"""Sentences as the encoder reads them: word pieces, with marks around target and holder."""

from __future__ import annotations

import operator
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analysis.arguments import listing, text
from analysis.errors import ArgumentError

if TYPE_CHECKING:
    from tokenizers import Encoding

Span = tuple[int, int]

TARGET_MARKS = (1, 2)  # ids of the vocabulary's unused tokens that enclose the target
HOLDER_MARKS = (3, 4)  # and the holder
START, END, PADDING = 101, 102, 0
HALF = re.compile("[\ud800-\udfff]")  # surrogates, which UTF-8 can't write
MAX_PIECES = 160  # word pieces of a sentence that are read; the rest is cut, farthest first


class MarkedSentence(NamedTuple):
    """Word pieces of one sentence with its marks, and where the target and holder stand."""

    ids: tuple[int, ...]
    target: tuple[int, ...]
    holder: tuple[int, ...]


def checked_sentences(sentences: Sequence[str]) -> list[str]:
    """The sentences as a list.

    Raises
    ------
    ArgumentError
        They are one string or no list, or a row isn't text.
    """
    checked = [text(one, f"sentence {row}") for row, one in enumerate(listing(sentences, "sentences"))]
    for row, sentence in enumerate(checked):
        if HALF.search(sentence):
            raise ArgumentError(f"sentence {row} holds half a character", remedy="Read the text in its own encoding")
    return checked


def checked_spans(
    sentences: Sequence[str], spans: Sequence[Span | None], *, role: str, optional: bool = False
) -> list[Span | None]:
    """The spans, each a pair of whole numbers, or None where that is allowed.

    Raises
    ------
    ArgumentError
        There are not as many as sentences, or one isn't a stretch of its sentence or is blank.
    """
    spans = listing(spans, f"{role}s")
    if len(sentences) != len(spans):
        problem = f"{len(sentences)} sentences but {len(spans)} {role}s"
        raise ArgumentError(problem, remedy="Give one for each sentence")
    rows = enumerate(zip(sentences, spans, strict=True))
    return [
        None if optional and span is None else _checked(span, sentence, f"of sentence {row}", role)
        for row, (sentence, span) in rows
    ]


def _checked(span: Span, sentence: str, place: str, role: str) -> Span:
    """One span as two whole numbers."""
    try:
        start, end = (operator.index(number) for number in span)
    except (TypeError, ValueError):
        raise ArgumentError(f"{role} {span!r} {place} isn't a span", remedy="Give a pair (start, end)") from None
    if not 0 <= start < end <= len(sentence):
        raise ArgumentError(
            f"{role} {start}:{end} {place} isn't inside its {len(sentence)} characters",
            remedy="Give start and end with 0 <= start < end <= length",
        )
    if not sentence[start:end].strip():
        problem = f"{role} {start}:{end} {place} is blank"
        raise ArgumentError(problem, remedy="Give a span with at least one word")
    return start, end


def marked_sentence(encoding: Encoding, target: Span | None, holder: Span | None = None) -> MarkedSentence:
    """Word pieces of one encoded sentence, with marks around its target and its holder."""
    spans = {
        marks: _pieces(encoding, span)
        for span, marks in ((target, TARGET_MARKS), (holder, HOLDER_MARKS))
        if span is not None
    }
    spans = {marks: pieces for marks, pieces in spans.items() if pieces[0] < pieces[1]}
    ids, inside = [START], {TARGET_MARKS: [0], HOLDER_MARKS: [0]}
    for piece in _nearest(len(encoding.ids), spans.values()):
        before = [marks[0] for marks, (first, _) in spans.items() if piece == first]
        after = [marks[1] for marks, (_, last) in spans.items() if piece == last - 1]
        ids += [*before, encoding.ids[piece], *after]
        for marks, flags in inside.items():
            first, last = spans.get(marks, (0, 0))
            flags += [0] * len(before) + [int(first <= piece < last)] + [0] * len(after)
    return MarkedSentence((*ids, END), (*inside[TARGET_MARKS], 0), (*inside[HOLDER_MARKS], 0))


def _pieces(encoding: Encoding, span: Span) -> tuple[int, int]:
    """First and last + 1 word piece of the words that a span of characters touches."""
    start, end = span
    touched = [
        word
        for word, (first, last) in zip(encoding.word_ids, encoding.offsets, strict=True)
        if first < end and last > start
    ]
    if not touched:  # only characters that the vocabulary drops
        return 0, 0
    words = encoding.word_ids
    return words.index(touched[0]), len(words) - words[::-1].index(touched[-1])


def _nearest(n_pieces: int, spans: Iterable[tuple[int, int]]) -> Sequence[int]:
    """Indices of the word pieces to read: all, or those nearest the spans, in text order."""
    if n_pieces <= MAX_PIECES:
        return range(n_pieces)
    place = np.arange(n_pieces)
    distances = [np.maximum(first - place, place - last + 1).clip(0) for first, last in spans]
    distance = np.min(distances, axis=0) if distances else place
    return sorted(np.argsort(distance, kind="stable")[:MAX_PIECES].tolist())


def session_inputs(batch: Sequence[MarkedSentence], *, multiple: int = 1) -> dict[str, np.ndarray]:
    """What the session reads: ids padded to one length, and where words, target, holder stand."""
    width = -(-max(len(each.ids) for each in batch) // multiple) * multiple

    def padded(rows: Iterable[Sequence[int]]) -> np.ndarray:
        return np.array([(*row, *[PADDING] * (width - len(row))) for row in rows], dtype=np.int64)

    return {
        "input_ids": padded(each.ids for each in batch),
        "attention_mask": padded([1] * len(each.ids) for each in batch),
        "target_mask": padded(each.target for each in batch).astype(np.float32),
        "holder_mask": padded(each.holder for each in batch).astype(np.float32),
    }

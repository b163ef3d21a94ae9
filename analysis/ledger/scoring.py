"""What a model of directed stance makes of the rows of the rules: they are surer, or less so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

import pandas as pd

from analysis.ledger.reading import Reading, Span
from analysis.ledger.statements import Statement

Scorer = Callable[[Sequence[str], Sequence[Span | None], Sequence[Span]], pd.DataFrame]
SIGNS = {"negative": -1, "neutral": 0, "positive": 1}


def scored(rows: Iterable[Statement], reading: Reading, scorer: Scorer | None) -> list[Statement]:
    """The rows with a sign, which stays the rules'; with a model, their confidence weighed by it.

    Parameters
    ----------
    rows : iterable of Statement
        As the rules found them; `sign` is None where it is open, and such a row is left out.
    reading : Reading
    scorer : callable or None
        Like `analysis.directed_stance`: sentences, holder spans (None: the speaker) and target
        spans in; a table of `negative`, `neutral`, `positive` out.
    """
    rows = [row for row in rows if row.sign is not None]
    if scorer is None or not rows:
        return rows
    odds = _odds(rows, reading, scorer)
    return [_weighed(row, each) for row, each in zip(rows, odds, strict=True)]


def _odds(rows: Sequence[Statement], reading: Reading, scorer: Scorer) -> list[tuple[float, ...]]:
    known = reading.sentences.set_index("sentence_id")
    starts = [int(known.start[row.sentence_id]) for row in rows]
    texts = [str(known.text[row.sentence_id]) for row in rows]
    holders = [_within(row.holder_span, start, text) for row, start, text in zip(rows, starts, texts, strict=True)]
    targets = [_within(row.target_span, start, text) for row, start, text in zip(rows, starts, texts, strict=True)]
    table = scorer(texts, holders, targets)
    return list(table[list(SIGNS)].itertuples(index=False, name=None))


def _within(span: Span | None, start: int, text: str) -> Span | None:
    """A span of the raw text as one of its sentence; None where it doesn't stand in it."""
    if span is None or not start <= span[0] < span[1] <= start + len(text):
        return None
    return span[0] - start, span[1] - start


def _weighed(row: Statement, odds: tuple[float, ...]) -> Statement:
    """A row with the model's odds: surer where it agrees, less sure where it says the other sign."""
    by_sign = dict(zip(SIGNS.values(), odds, strict=True))
    against = by_sign[-row.sign] if row.sign else by_sign[-1] + by_sign[1]
    sure = row.confidence + (1 - row.confidence) * by_sign[row.sign] / 2 - row.confidence * against / 2
    return replace(row, confidence=min(max(sure, 0.0), 1.0), odds=odds)

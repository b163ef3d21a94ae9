"""What a model of directed stance adds to the rules: it raises or lowers their confidence, or settles an open sign."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

import pandas as pd

from analysis.ledger.reading import Reading, Span
from analysis.ledger.statements import Statement

Scorer = Callable[[Sequence[str], Sequence[Span | None], Sequence[Span]], pd.DataFrame]
SIGNS = {"negative": -1, "neutral": 0, "positive": 1}
SETTLES = 0.7  # the least probability at which a model gives an open sign, and then only + or -


def scored(rows: Iterable[Statement], reading: Reading, scorer: Scorer | None) -> list[Statement]:
    """The rows with a sign: without a model those of the rules, with one also those that it settles.

    Parameters
    ----------
    rows : iterable of Statement
        As the rules found them; `sign` is None where it is open.
    reading : Reading
    scorer : callable or None
        Like `analysis.directed_stance`: sentences, holder spans (None: the speaker) and target
        spans in; a table of `negative`, `neutral`, `positive` out.
    """
    rows = list(rows)
    if scorer is None or not rows:
        return [row for row in rows if row.sign is not None]
    odds = _odds(rows, reading, scorer)
    weighed = [_weighed(row, each) for row, each in zip(rows, odds, strict=True)]
    return [row for row in weighed if row.sign is not None]


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
    """A row with the model's odds: an open sign only where the model is sure and not neutral."""
    by_sign = dict(zip(SIGNS.values(), odds, strict=True))
    if row.sign is None:
        best = max((-1, 1), key=by_sign.get)
        return replace(row, sign=best if by_sign[best] >= SETTLES else None, confidence=row.confidence * by_sign[best],
                       odds=odds, rule=f"model, {row.rule}")  # fmt: skip
    against = by_sign[-row.sign] if row.sign else by_sign[-1] + by_sign[1]
    sure = row.confidence + (1 - row.confidence) * by_sign[row.sign] / 2 - row.confidence * against / 2
    return replace(row, confidence=min(max(sure, 0.0), 1.0), odds=odds)

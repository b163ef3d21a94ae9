"""The ledger as a table: what rules, advice and model see, one row for each voice, holder and target."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from analysis.ledger.proposals import proposed
from analysis.ledger.reading import Reading
from analysis.ledger.scoring import Scorer, scored
from analysis.ledger.statements import Statement, found, settled
from analysis.stance.words import StanceBook
from analysis.typed import typed

COLUMNS = {
    "statement_id": "str", "brief_id": "str", "sentence_id": "str", "start": "int64", "end": "int64", "voice": "str",
    "speaker": "str", "holder": "str", "target": "str", "stance": "int64", "confidence": "float64", "modality": "str",
    "basis": "str", "evidence": "str", "rule": "str",
    "negative": "float64", "neutral": "float64", "positive": "float64",
}  # fmt: skip


def ledger(
    reading: Reading, *, book: StanceBook, advised: pd.DataFrame, scorer: Scorer | None = None, shown: bool = True
) -> pd.DataFrame:
    """The directed statements of a brief: by these words, who stands for or against whom or what.

    *How to read it*: +1 is supportive, -1 critical, 0 neutral by words of neutrality. No row means no
    evidence, which isn't neutral. `confidence` tells which rows to trust more and is no probability.

    Parameters
    ----------
    reading : Reading
        The brief.
    book : StanceBook
        The stance words.
    advised : DataFrame
        The brief's recommendations: what they suggest ("could") counts as recommended.
    scorer : callable, optional
        A model of directed stance with the signature of `analysis.directed_stance`. It raises or
        lowers the confidence of the rules' rows, and adds rows where the rules are silent; the rule
        of these begins with "model". Without it, the rules stand alone.
    shown : bool
        Whether somebody will read the words of the model's rows, which cost most of its time.

    Returns
    -------
    DataFrame
        One row per sentence, voice, speaker, holder and target: `statement_id`, `brief_id`,
        `sentence_id`, `start`, `end` (of the evidence, characters of the raw text), `voice` (author, or
        quoted: a speaker's, word for word or reported), `speaker`, `holder` (actor_id, or own words),
        `target` (actor_id), `stance`,
        `confidence`, `modality` (asserted, reported, hypothetical, recommended), `basis` (words, act, model),
        `evidence`, `rule` (the rule and its word), and the model's `negative`, `neutral`, `positive`
        (missing without a model).
    """
    rows = settled(scored(found(reading, book=book, advised=advised), reading, scorer))
    if scorer is not None:
        known = {row.cell for row in rows}
        rows += settled(proposed(reading, book=book, scorer=scorer, known=known, shown=shown))
    return _table(rows, reading)


def _table(rows: Iterable[Statement], reading: Reading) -> pd.DataFrame:
    """Statements as the ledger's rows, numbered in the order of the text."""
    order = sorted(rows, key=lambda row: (row.span, row.speaker, row.holder, row.target))
    cells = [
        (f"{reading.brief_id}-l{n:02d}", reading.brief_id, row.sentence_id, *row.span, row.voice, row.speaker,
         row.holder, row.target, row.sign, round(row.confidence, 2), row.modality, row.basis,
         reading.text[slice(*row.span)], row.rule, *(row.odds or (None, None, None)))
        for n, row in enumerate(order, start=1)
    ]  # fmt: skip
    return typed(cells, COLUMNS)

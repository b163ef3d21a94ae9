"""The claim of a table of differences: the largest clear one, or that there is none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from analysis.compare.contrasts import REST
from analysis.compare.resampling import MIN_SENTENCES
from analysis.findings.claim import Claim, Labels
from analysis.wording import count, the, within

THE_REST = "the rest"


@dataclass(frozen=True)
class Telling:
    """How a difference is told: what is said where there is none, and where there is one.

    `headline` and `text` have fields for `more`, `less`, `name`, `high_value`, `low_value`,
    `difference` and `interval`; `unit` words a value, `signed` a difference.
    """

    none: str
    headline: str
    text: str
    unit: Callable[[float], str]
    signed: Callable[[float], str]


def largest(rows: pd.DataFrame, *, labels: Labels, names: Labels, telling: Telling) -> Claim:
    """The claim of the largest clear difference of a table, or that there is none.

    Parameters
    ----------
    rows : DataFrame
        As `presence_difference` or one measure of `sentiment_difference`.
    labels, names : mapping
        What briefs and actors are called.
    telling : Telling
        Its words.
    """
    none, rows, labels = telling.none, against_rest(rows), with_rest(labels)
    tested = rows[rows.low.notna()]
    clear = tested[tested.clear]
    if tested.empty:
        few = none.replace("No clear difference in", "Too few sentences to compare", 1)
        why = f"nothing stands in {MIN_SENTENCES} sentences of each brief, so there is no interval and no claim"
        return Claim(few, f"{few}: {why}.", int((rows.n_a + rows.n_b).sum()), clear=False)
    shown = clear if len(clear) else tested
    row = shown.loc[shown.difference.abs().idxmax()]
    words, n = _words(row, labels=labels, names=names, telling=telling), int(row.n_a + row.n_b)
    sentence = _opened(telling.text.format(**words)) + "; n = {n_more} and {n_less} sentences".format(**words)
    if len(clear):
        others = f"{count(len(clear), 'difference')} of {len(tested)} tested {'is' if len(clear) == 1 else 'are'} clear"
        return Claim(_opened(telling.headline.format(**words)), f"{sentence}. {others}.", n, **_numbers(row))
    first = f"{none}." if len(tested) == 1 else f"{none}. Of {len(tested)} tested, the largest is this:"
    holds_zero = row.low <= 0 <= row.high
    chance = "" if holds_zero else f". Where so many are tested, one this large can be chance (q = {row.q:.2f})"
    return Claim(none, f"{first} {sentence}{chance}.", n, clear=False, **_numbers(row))


def _numbers(row: pd.Series) -> dict[str, float]:
    return {"value": float(row.difference), "low": float(row.low), "high": float(row.high)}


def _words(row: pd.Series, *, labels: Labels, names: Labels, telling: Telling) -> dict[str, str]:
    """The fields of a telling, the brief with more before the one with less."""
    more, less = ("a", "b") if row.difference >= 0 else ("b", "a")
    ends = (row.low, row.high) if more == "a" else (-row.high, -row.low)
    return {
        "more": labels[row[f"brief_{more}"]], "less": labels[row[f"brief_{less}"]], "name": the(names[row.actor_id]),
        "high_value": telling.unit(row[f"value_{more}"]), "low_value": telling.unit(row[f"value_{less}"]),
        "n_more": str(int(row[f"n_{more}"])), "n_less": str(int(row[f"n_{less}"])),
        "difference": telling.signed(abs(row.difference)), "interval": within(*ends, telling.signed),
    }  # fmt: skip


def against_rest(table: pd.DataFrame) -> pd.DataFrame:
    """The rows of a table of contrasts that a claim is about: each brief against the rest, or the only pair."""
    against = table[table.brief_b == REST]
    return against if len(against) else table


def with_rest(labels: Labels) -> dict[str, str]:
    """The labels of the briefs, and the words for all others together."""
    return {**labels, REST: THE_REST}


def _opened(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]

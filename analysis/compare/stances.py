"""Who stands where toward whom: the ledger's statements, summed up with their intervals."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from analysis.compare.resampling import (
    ALPHA,
    DEFAULT,
    UNITS,
    Resampling,
    Sample,
    dealt_differences,
    enough,
    interval,
    p_values,
    q_values,
    weights,
)

PAIR = ["holder", "target"]
BALANCE = [
    "brief_id", "holder", "target", "n_statements", "n_supportive", "n_critical", "n_neutral", "balance", "low", "high",
    "paragraph_low", "paragraph_high",
]  # fmt: skip
DIFFERENCE = [
    "holder", "target", "brief_a", "brief_b", "value_a", "value_b", "n_a", "n_b", "difference", "low", "high",
    "paragraph_low", "paragraph_high", "q", "clear",
]  # fmt: skip


def ledger_by_side(ledger: pd.DataFrame, *, actors: pd.DataFrame) -> pd.DataFrame:
    """The statements with holder and target rolled up to their sides; who has none stands for himself.

    A side's statements about itself stay: a minister can criticise his own government.
    """
    side = actors.set_index("actor_id").side.dropna()
    return ledger.assign(**{end: ledger[end].map(side).astype("str").fillna(ledger[end]) for end in PAIR})


def stance_balance(ledger: pd.DataFrame, *, sentences: pd.DataFrame, resampling: Resampling = DEFAULT) -> pd.DataFrame:
    """The balance of the statements of each holder toward each target, in each brief.

    *How to read it*: +1 all supportive, -1 all critical, 0 as many of one as of the other. There is
    no row where there is no statement: no evidence isn't balance. Below eight statements there is a
    count and no interval.

    Parameters
    ----------
    ledger : DataFrame
        One row per statement, as the codebook has it.
    sentences : DataFrame
        The sentences of the briefs, which are what is resampled.

    Returns
    -------
    DataFrame
        One row per brief, holder and target, most statements first: `brief_id`, `holder`, `target`,
        `n_statements`, `n_supportive`, `n_critical`, `n_neutral`, `balance` (-1 to +1), `low`, `high`,
        `paragraph_low`, `paragraph_high` (the interval when whole paragraphs are drawn; missing below ten).
    """
    tables = [_balances(ledger, sentences, b, resampling).table for b in sentences.brief_id.unique()]
    return pd.concat(tables, ignore_index=True)[BALANCE]


def stance_difference(
    ledger: pd.DataFrame, *, sentences: pd.DataFrame, resampling: Resampling = DEFAULT
) -> pd.DataFrame:
    """The difference between briefs in the balance of each holder toward each target that both have.

    Returns
    -------
    DataFrame
        One row per pair of briefs, holder and target: `holder`, `target`, `brief_a`, `brief_b`,
        `value_a`, `value_b` (balances), `n_a`, `n_b` (statements), `difference` (a minus b, -2 to +2),
        `low`, `high` (95 %, resampling sentences), `paragraph_low`, `paragraph_high` (the same, drawing
        whole paragraphs from each brief that has ten or more; missing where both have fewer), `q` (of the
        p of random deals of the sentences, after Benjamini and Hochberg over the pair) and `clear`.
    """
    found = {b: _balances(ledger, sentences, b, resampling) for b in sentences.brief_id.unique()}
    tables = []
    for a, b in itertools.combinations(found, 2):
        table = _differences(a, b, found)
        tested = enough(table.n_a.to_numpy(), table.n_b.to_numpy())
        p = np.full(len(table), np.nan)
        for n in np.flatnonzero(tested):
            p[n] = _chance(ledger, sentences, table.iloc[n], resampling)
        table["q"] = q_values(p)
        table["clear"] = ((table.low > 0) | (table.high < 0)) & (table.q <= ALPHA)
        tables.append(table)
    return pd.concat(tables, ignore_index=True)[DIFFERENCE] if tables else pd.DataFrame(columns=DIFFERENCE)


@dataclass(frozen=True)
class Balances:
    """The balances of one brief, and their draws (resamples by rows) by sentence and by paragraph."""

    table: pd.DataFrame
    draws: np.ndarray
    by_paragraph: np.ndarray

    @property
    def in_paragraphs(self) -> bool:
        """Whether the brief has paragraphs enough to be drawn."""
        return not np.isnan(self.by_paragraph).all()

    @property
    def of_either(self) -> np.ndarray:
        """The draws by paragraph where there are enough, else by sentence."""
        return self.by_paragraph if self.in_paragraphs else self.draws


def _balances(ledger: pd.DataFrame, sentences: pd.DataFrame, brief_id: str, resampling: Resampling) -> Balances:
    own = ledger[ledger.brief_id == brief_id]
    signs = own.assign(n_supportive=own.stance > 0, n_critical=own.stance < 0, n_neutral=own.stance == 0)
    counted = signs.groupby(PAIR, sort=True)[["n_supportive", "n_critical", "n_neutral"]].sum().astype(int)
    table = counted.assign(n_statements=counted.sum(axis=1), brief_id=brief_id).reset_index()
    table["balance"] = (table.n_supportive - table.n_critical) / table.n_statements
    table = table.sort_values(["n_statements", *PAIR], ascending=[False, True, True], ignore_index=True)
    places = sentences[sentences.brief_id == brief_id].reset_index(drop=True)
    sample = Sample(brief_id, places.paragraph.to_numpy(), np.zeros((len(places), 0)), np.zeros(0))
    row = pd.Index(places.sentence_id).get_indexer(own.sentence_id)
    column = pd.MultiIndex.from_frame(table[PAIR]).get_indexer(pd.MultiIndex.from_frame(own[PAIR]))
    sums, counts = np.zeros((2, len(places), len(table)))
    np.add.at(sums, (row, column), own.stance.to_numpy(float))
    np.add.at(counts, (row, column), 1)
    draws, by_paragraph = (
        _drawn(weights(sample, resampling=replace(resampling, unit=unit)), sums, counts) for unit in UNITS
    )
    n = table.n_statements.to_numpy()
    table["low"], table["high"] = interval(draws, n=n)
    table["paragraph_low"], table["paragraph_high"] = interval(by_paragraph, n=n)
    return Balances(table, draws, by_paragraph)


def _drawn(drawn: np.ndarray, sums: np.ndarray, counts: np.ndarray) -> np.ndarray:
    with np.errstate(invalid="ignore", divide="ignore"):
        return (drawn @ sums) / (drawn @ counts)


def _differences(a: str, b: str, found: dict[str, Balances]) -> pd.DataFrame:
    one, other = found[a], found[b]
    both = one.table.reset_index().merge(other.table.reset_index(), on=PAIR, suffixes=("_a", "_b"))
    n = both[["n_statements_a", "n_statements_b"]].to_numpy()
    table = both[PAIR].assign(
        brief_a=a, brief_b=b, value_a=both.balance_a, value_b=both.balance_b, n_a=n[:, 0], n_b=n[:, 1]
    )
    table["difference"] = table.value_a - table.value_b
    least = n.min(axis=1) if len(n) else np.zeros(0)
    table["low"], table["high"] = interval(one.draws[:, both.index_a] - other.draws[:, both.index_b], n=least)
    table["paragraph_low"], table["paragraph_high"] = np.nan, np.nan
    if one.in_paragraphs or other.in_paragraphs:
        drawn = one.of_either[:, both.index_a] - other.of_either[:, both.index_b]
        table["paragraph_low"], table["paragraph_high"] = interval(drawn, n=least)
    return table


def _chance(ledger: pd.DataFrame, sentences: pd.DataFrame, row: pd.Series, resampling: Resampling) -> float:
    """The p of a difference of balances when the sentences with such statements are dealt at random."""
    own = ledger[(ledger.holder == row.holder) & (ledger.target == row.target)]
    samples = []
    for brief_id in (row.brief_a, row.brief_b):
        told = own[own.brief_id == brief_id].groupby("sentence_id").stance.agg(["mean", "size"])
        places = sentences[sentences.sentence_id.isin(told.index)]
        told = told.loc[places.sentence_id]
        n = np.array([int(told["size"].sum())])
        values = told["mean"].to_numpy(float)[:, None]
        samples.append(Sample(brief_id, places.paragraph.to_numpy(), values, n, told["size"].to_numpy()))
    null = dealt_differences(*samples, resampling=resampling)
    return float(p_values(np.array([row.difference]), null=null)[0])

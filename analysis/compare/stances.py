"""Who stands where toward whom: the ledger's statements, summed up with their intervals."""

from __future__ import annotations

import itertools

import pandas as pd

from analysis.compare.balances import ENDS, Balances, balances, differences
from analysis.compare.chance import q_values
from analysis.compare.resampling import ALPHA, DEFAULT, Resampling

PAIR = ["holder", "target"]
BALANCE = [
    "brief_id", "holder", "target", "n_statements", "n_supportive", "n_critical", "n_neutral", "balance", *ENDS,
]  # fmt: skip
DIFFERENCE = [
    "holder", "target", "brief_a", "brief_b", "value_a", "value_b", "n_a", "n_b", "difference", *ENDS,
    "q", "clear",
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
        table = differences(found[a], found[b], n="n_statements", resampling=resampling)
        table = table.assign(brief_a=a, brief_b=b, q=q_values(table.p))
        table["clear"] = ((table.low > 0) | (table.high < 0)) & (table.q <= ALPHA)
        tables.append(table)
    return pd.concat(tables, ignore_index=True)[DIFFERENCE] if tables else pd.DataFrame(columns=DIFFERENCE)


def _balances(ledger: pd.DataFrame, sentences: pd.DataFrame, brief_id: str, resampling: Resampling) -> Balances:
    own = ledger[ledger.brief_id == brief_id]
    signs = own.assign(n_supportive=own.stance > 0, n_critical=own.stance < 0, n_neutral=own.stance == 0)
    counted = signs.groupby(PAIR, sort=True)[["n_supportive", "n_critical", "n_neutral"]].sum().astype(int)
    table = counted.assign(n_statements=counted.sum(axis=1), brief_id=brief_id).reset_index()
    table = table.sort_values(["n_statements", *PAIR], ascending=[False, True, True], ignore_index=True)
    values = own.set_index(["sentence_id", *PAIR]).stance
    places = sentences[sentences.brief_id == brief_id]
    return balances(values, table=table, sentences=places, n="n_statements", resampling=resampling)

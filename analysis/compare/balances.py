"""Balances of signed readings (statements, mentions) in a brief, and their differences between briefs.

A balance is the mean of the values of all readings of one kind. Readings of a sentence are drawn together.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.compare.chance import dealt_differences, p_values
from analysis.compare.contrasts import REST, pooled
from analysis.compare.resampling import (
    Resampling,
    Sample,
    enough,
    interval,
    paragraph_weights,
    weights,
)

ENDS = ["low", "high", "paragraph_low", "paragraph_high"]


@dataclass(frozen=True)
class Balances:
    """The balances of one brief, what they are of, and their draws (resamples by rows) by sentence and by paragraph.

    Of several briefs they are those of all of them together.
    """

    table: pd.DataFrame
    values: pd.Series
    sentences: pd.DataFrame
    draws: np.ndarray
    by_paragraph: np.ndarray

    @property
    def keys(self) -> list[str]:
        """The columns that tell the rows apart."""
        return list(self.values.index.names[1:])

    def of(self, row: pd.Series) -> pd.Series:
        """The values of the readings of one row, by sentence."""
        found = self.values.xs(tuple(row[self.keys]), level=self.keys)
        return found.rename_axis("sentence_id")

    @property
    def in_paragraphs(self) -> bool:
        """Whether the brief has paragraphs enough to be drawn."""
        return not np.isnan(self.by_paragraph).all()

    @property
    def of_either(self) -> np.ndarray:
        """The draws by paragraph where there are enough, else by sentence."""
        return self.by_paragraph if self.in_paragraphs else self.draws


def balances(
    values: pd.Series, *, table: pd.DataFrame, sentences: pd.DataFrame, n: str, resampling: Resampling
) -> Balances:
    """The balance of each row of a table of counts, with its intervals.

    Parameters
    ----------
    values : Series
        A value a reading, -1 to +1; its index is `sentence_id` and then what tells the rows of the table apart.
    table : DataFrame
        One row per kind of reading, with counts; its columns hold the other levels of that index.
    sentences : DataFrame
        The sentences of the brief, which are what is drawn; of several briefs, each by itself.
    n : str
        The column of the table that counts the evidence: below eight there is no interval.
    resampling : Resampling

    Returns
    -------
    Balances
        The table with `balance`, `low`, `high`, `paragraph_low` and `paragraph_high`.
    """
    places = sentences.reset_index(drop=True)
    row = pd.Index(places.sentence_id).get_indexer(values.index.get_level_values(0))
    column = pd.MultiIndex.from_frame(table[values.index.names[1:]]).get_indexer(values.index.droplevel(0))
    sums, counts = np.zeros((2, len(places), len(table)))
    np.add.at(sums, (row, column), values.to_numpy(float))
    np.add.at(counts, (row, column), 1)
    samples = [
        Sample(str(brief_id), own.paragraph.to_numpy(), np.zeros((len(own), 0)), np.zeros(0))
        for brief_id, own in places.groupby("brief_id", sort=False)
    ]
    sample = samples[0] if len(samples) == 1 else pooled(samples)
    drawn = weights(sample, resampling=resampling), paragraph_weights(sample, resampling=resampling)
    draws, by_paragraph = (_drawn(own, sums, counts) for own in drawn)
    table = table.assign(balance=sums.sum(axis=0) / counts.sum(axis=0))
    table["low"], table["high"] = interval(draws, n=table[n].to_numpy())
    table["paragraph_low"], table["paragraph_high"] = interval(by_paragraph, n=table[n].to_numpy())
    return Balances(table, values, places, draws, by_paragraph)


def _drawn(drawn: np.ndarray, sums: np.ndarray, counts: np.ndarray) -> np.ndarray:
    with np.errstate(invalid="ignore", divide="ignore"):
        return (drawn @ sums) / (drawn @ counts)


def differences(one: Balances, other: Balances, *, n: str, resampling: Resampling) -> pd.DataFrame:
    """The differences of the balances that both briefs have, one minus the other.

    Returns
    -------
    DataFrame
        The keys, `value_a`, `value_b`, `n_a`, `n_b`, `difference`, its intervals, and the `p` of as large
        a difference when the sentences with such readings are dealt to the briefs at random.
    """
    both = one.table.reset_index().merge(other.table.reset_index(), on=one.keys, suffixes=("_a", "_b"))
    counted = both[[f"{n}_a", f"{n}_b"]].to_numpy()
    table = both[one.keys].assign(
        value_a=both.balance_a, value_b=both.balance_b, n_a=counted[:, 0], n_b=counted[:, 1]
    )  # fmt: skip
    table["difference"] = table.value_a - table.value_b
    least = counted.min(axis=1) if len(counted) else np.zeros(0)
    table["low"], table["high"] = interval(one.draws[:, both.index_a] - other.draws[:, both.index_b], n=least)
    table["paragraph_low"], table["paragraph_high"] = np.nan, np.nan
    if one.in_paragraphs or other.in_paragraphs:
        drawn = one.of_either[:, both.index_a] - other.of_either[:, both.index_b]
        table["paragraph_low"], table["paragraph_high"] = interval(drawn, n=least)
    table["p"] = np.nan
    for place in np.flatnonzero(enough(least)):
        samples = [_sample(b.of(table.iloc[place]), b.sentences) for b in (one, other)]
        null = dealt_differences(*samples, resampling=resampling)
        table.loc[place, "p"] = p_values(table.difference.to_numpy()[[place]], null=null)[0]
    return table


def _sample(values: pd.Series, sentences: pd.DataFrame) -> Sample:
    """The sentences with some readings, each with their mean, as heavy as they are many."""
    told = values.groupby("sentence_id").agg(["mean", "size"])
    places = sentences[sentences.sentence_id.isin(told.index)]
    told = told.loc[places.sentence_id]
    column = told["mean"].to_numpy(float)[:, None]
    n = np.array([len(values)])
    name = REST if sentences.brief_id.nunique() > 1 else str(sentences.brief_id.iloc[0])
    return Sample(name, places.paragraph.to_numpy(), column, n, told["size"].to_numpy())

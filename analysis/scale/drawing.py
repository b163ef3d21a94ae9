"""What the charts of groups share: which groups are drawn, what they are called, what a title may say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd

from analysis import charts
from analysis.charts.stances import AUTHOR as AUTHORS
from analysis.compare.actors import ALL
from analysis.compare.chance import q_values
from analysis.compare.contrasts import REST
from analysis.compare.resampling import ALPHA
from analysis.findings import against_rest, pairs, with_rest
from analysis.scale.archive import AUTHOR, Archive
from analysis.wording import percent

MOST = charts.MOST_BRIEFS  # groups that colours can tell apart
UNITS = ("actor_id", "holder", "target", "frame", "word", "addressee")
RESAMPLED = "Intervals resample documents. Hollow: fewer than eight documents, no interval."


@dataclass(frozen=True)
class Drawing:
    """The tables of a comparison, and the words for its groups."""

    tables: Mapping[str, pd.DataFrame]
    archive: Archive

    @property
    def groups(self) -> pd.Series:
        """The group of each document."""
        return self.archive.groups

    @property
    def crowded(self) -> bool:
        """True where there are more groups than colours: then they are told by name, beside the rows."""
        return self.groups.nunique() > MOST

    def words(self, most: int = MOST) -> charts.Words:
        """The words for the groups with most documents, and which of all they are."""
        names = self.archive.names | {AUTHOR: AUTHORS, ALL: "All"}
        return labels_of(self.groups, most=most) | {"names": names, "each": "group", "places": self.places}

    @property
    def places(self) -> dict[str, int]:
        """The place of each of the largest groups: it keeps colour and marker over all charts."""
        return {group: n for n, group in enumerate(labels_of(self.groups)["labels"])}

    def of_pair(self, rows: pd.DataFrame, which: str) -> charts.Words:
        """The words for the two groups that some rows compare, and which two of several they are."""
        if rows.empty or self.groups.nunique() == 2:
            return self.words()
        pair = rows[pairs.PAIR].iloc[0].tolist()
        every = with_rest({name: name for name in self.groups.unique()})
        shown = {"shown": f"of {self.groups.nunique():,} groups {which}"}
        places = self.places
        known = [places[name] for name in pair if name in places]
        if len(known) == 1:  # the other is grey, with another marker
            places |= {name: MOST + (known == [0]) for name in pair if name not in places}
        return self.words() | {"labels": {name: every[name] for name in pair}, "places": places} | shown

    def chart(self, made: charts.Chart, note: str = RESAMPLED) -> charts.Chart:
        """The chart with a footer that speaks of documents."""
        return replace(made, source=f"{note} Source: {len(self.groups):,} documents of the archive.".strip())

    def of(self, name: str, words: charts.Words) -> pd.DataFrame:
        """The rows of a table of the groups that are drawn."""
        table = self.tables[name]
        columns = [c for c in ("brief_id", "brief_a", "brief_b") if c in table]
        return table[table[columns].isin([*words["labels"]]).all(axis=1)].reset_index(drop=True)

    def tested(self, name: str) -> pd.DataFrame:
        """The differences that a title speaks of: of every pair, or of each group against the rest, as drawn."""
        table = self.tables[name]
        return against_rest(table) if self.crowded else table[table.brief_b != REST]

    def apart(self, rows: pd.DataFrame, name: str, measure: str, title: str, **other: object) -> charts.Chart:
        """Which groups are furthest from the rest."""
        words = self.words(self.groups.nunique()) | other.pop("words", {})
        look = {"unit": percent, "scale": 100} | other
        made = charts.contrast_chart(rows, name=name, measure=measure, title=title, **look, **words)
        return self.chart(made, f"At right: in the group, in the rest. {RESAMPLED}")


def labels_of(groups: pd.Series, *, most: int = MOST) -> charts.Words:
    """The labels of the largest groups, and which of all they are."""
    largest, n = sorted(groups.value_counts().index[:most]), groups.nunique()
    shown = {"shown": f"of {n:,} groups the {most} with most documents"} if n > most else {}
    return {"labels": {group: group for group in largest}} | shown


def claim(difference: pd.DataFrame, units: str, what: str) -> str:
    """For how many keys any two groups differ clearly, of those of which any two could be tested, if any could.

    What is clear within a pair must be so over all pairs too, since the claim is of any of them.
    """
    keys = [column for column in UNITS if column in difference]
    tested = difference[difference.q.notna() & ~(difference[keys] == ALL).any(axis=1)]
    together = tested.clear & (q_values(tested.p.to_numpy(float)) <= ALPHA)
    clear = tested.assign(clear=together).groupby(keys).clear.any()
    if not clear.any():
        return unclear(tested, what)
    return f"{what[:1].upper()}{what[1:]} differs for {clear.sum()} of {len(clear)} {units} tested"


def unclear(tested: pd.DataFrame, what: str) -> str:
    """That nothing differs clearly, or where there are no rows that could be tested, that documents are too few."""
    return f"No clear difference in {what}" if len(tested) else f"Too few documents to compare {what}"

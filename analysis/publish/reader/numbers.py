"""The summaries of a page: numbers from the tables of the study, each leading to its readings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.publish.reader.facets import address, chosen
from analysis.publish.reader.layers import STANCES, Reading, namer
from analysis.wording import count, percent

if TYPE_CHECKING:
    from analysis.study import Study

MOST_BRIEFS = 6  # on one page
Row = Any  # of DataFrame.itertuples


@dataclass(frozen=True)
class Link:
    """A number that leads to readings: what it says, what it means, which readings, the first sentence."""

    words: str
    label: str
    show: str
    first: str


@dataclass(frozen=True)
class Mark:
    """A dot or tick of a chart: the address it leads to, a tick's place and width (0 to 1), a dot's look."""

    leads_to: str
    place: float = 0.0
    width: float = 0.0
    look: str = ""


@dataclass(frozen=True)
class Cell:
    """What one brief has in a row: numbers with links, and a bar (0 to 1), ticks or dots."""

    links: tuple[Link, ...] = ()
    bar: float | None = None
    ticks: tuple[Mark, ...] = ()
    dots: tuple[Mark, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Line:
    """A row: its name, a cell a brief, and whether the rows below it belong to it."""

    name: str
    cells: tuple[Cell, ...]
    heads: bool = False


@dataclass(frozen=True)
class Summary:
    """A table with charts in its cells."""

    id: str
    title: str
    how_to_read: str
    lines: tuple[Line, ...]


def summaries(study: Study, readings: Sequence[Reading], *, brief_ids: Sequence[str]) -> list[Summary]:
    """The summaries of the briefs of a page, as far as their tables are there.

    Every number is the study's own; the readings that its link shows are as many.
    """
    desk = _Desk(study, readings, brief_ids)
    made = (_stances(desk), _mentions(desk), _speaking(desk), _frames(desk), _recommendations(desk))
    return [summary for summary in made if summary.lines]


class _Desk:
    """What all summaries need: names, the briefs of the page, and their readings."""

    def __init__(self, study: Study, readings: Sequence[Reading], brief_ids: Sequence[str]):
        self.study, self.readings, self.brief_ids, self.name = study, readings, brief_ids, namer(study)
        body = study.body
        self._place = {}
        for b in brief_ids:
            own = body[body.brief_id == b].sentence_id
            self._place |= {s: n / len(own) for n, s in enumerate(own)}
        self._width = {b: 1 / max(1, int((body.brief_id == b).sum())) for b in brief_ids}

    def table(self, name: str) -> pd.DataFrame:
        found = getattr(self.study, name)
        return found[found.brief_id.isin(self.brief_ids)]

    def link(self, n: int, noun: str, of: str, *, layer: str, brief: str, **values: str) -> tuple[Link, ...]:
        """A number that leads to the readings of a layer with those values; none for 0."""
        if not n:
            return ()
        found = chosen(self.readings, layers=[layer], brief=brief, **values)
        words = f"{n:,} {noun}" if noun in STANCES.values() else count(n, noun)
        label = f"{words} {of} in {self.study.labels[brief]}"
        return (Link(words, label, address(layers=[layer], brief=brief, **values), found[0].sentence_id),)

    def ticks(self, *, layer: str, brief: str, **values: str) -> tuple[Mark, ...]:
        """Where in the brief the sentences of those readings stand."""
        found = chosen(self.readings, layers=[layer], brief=brief, **values)
        ids = dict.fromkeys(r.sentence_id for r in found if r.sentence_id in self._place)
        return tuple(Mark(s, self._place[s], self._width[brief]) for s in ids)

    def dots(self, *, layer: str, brief: str, **values: str) -> tuple[Mark, ...]:
        """One dot a reading."""
        found = chosen(self.readings, layers=[layer], brief=brief, **values)
        return tuple(Mark(r.id, look=r.spans[0].layer.partition(" ")[2]) for r in found)

    def lines(
        self, table: pd.DataFrame, key: str, order: str, cell: Callable[..., Cell], *, layer: str, facet: str
    ) -> tuple[Line, ...]:
        """A line for each value of the key, the largest first, with a cell for each brief that has a row of it."""
        rows = {(getattr(row, key), row.brief_id): row for row in table.itertuples()}
        totals = table.groupby(key, sort=False)[order].sum().sort_values(ascending=False, kind="stable")

        def made(value: str, b: str) -> Cell:
            row = rows.get((value, b))
            return Cell() if row is None else cell(row, layer=layer, brief=b, **{facet: value})

        return tuple(Line(self.name(value), tuple(made(value, b) for b in self.brief_ids)) for value in totals.index)


def _stances(desk: _Desk) -> Summary:
    """Who stands where: under each target its holders."""
    table = desk.table("stance_balance")
    totals = table.groupby("target", sort=False).n_statements.sum().sort_values(ascending=False, kind="stable")
    how = "A dot is a statement: + supportive, − critical, ± neutral. No dot is no evidence, which isn’t neutral."
    lines = [line for target in totals.index for line in _target(desk, table[table.target == target], target)]
    return Summary("stances", "Who stands where toward whom", how, tuple(lines))


def _target(desk: _Desk, table: pd.DataFrame, target: str) -> Iterator[Line]:
    totals = table.groupby("brief_id").n_statements.sum()
    toward = f"toward {desk.name(target)}"
    links = (desk.link(totals.get(b, 0), "statement", toward, layer="ledger", brief=b, target=target)
             for b in desk.brief_ids)  # fmt: skip
    yield Line(desk.name(target), tuple(map(Cell, links)), heads=True)
    for holder, own in table.groupby("holder", sort=False):
        rows = {row.brief_id: row for row in own.itertuples()}
        yield Line(desk.name(holder), tuple(_balance(desk, rows.get(b), b) for b in desk.brief_ids))


def _balance(desk: _Desk, row: Row | None, brief: str) -> Cell:
    if row is None:
        return Cell()
    pair = {"layer": "ledger", "brief": brief, "holder": row.holder, "target": row.target}
    toward = f"of {desk.name(row.holder)} toward {desk.name(row.target)}"
    links = (desk.link(getattr(row, f"n_{word}"), word, toward, **pair, stance=str(sign))
             for sign, word in STANCES.items())  # fmt: skip
    return Cell(tuple(link for own in links for link in own), dots=desk.dots(**pair))


def _mentions(desk: _Desk) -> Summary:
    """Who is mentioned, and where in the brief."""
    table = desk.table("presence")
    table = table[table.n_mentions > 0]

    def cell(row: Row, **which: str) -> Cell:
        links = desk.link(row.n_mentions, "mention", f"of {desk.name(row.actor_id)}", **which)
        return Cell(links, ticks=desk.ticks(**which), note=f"in {count(row.n_sentences, 'sentence')}")

    how = "A tick is a sentence, from the first at the left to the last at the right. Titles have mentions and no tick."
    lines = desk.lines(table, "actor_id", "n_mentions", cell, layer="mentions", facet="actor")
    return Summary("mentions", "Who is mentioned", how, lines)


def _speaking(desk: _Desk) -> Summary:
    """Who speaks besides the author, and for how long."""
    table = desk.table("speaking")
    table = table[table.n_attributions > 0]
    longest = table.word_share.max()

    def cell(row: Row, **which: str) -> Cell:
        to = f"to {desk.name(row.speaker)}"
        links = desk.link(row.n_attributions, "attribution", to, **which, voice="quoted")
        return Cell(links, bar=row.word_share / longest, note=f"{percent(row.word_share)} of the words")

    how = "Bars are shares of a brief’s words, quoted or reported. The rest of each brief is its author’s own voice."
    lines = desk.lines(table, "speaker", "word_share", cell, layer="attributions", facet="speaker")
    return Summary("speaking", "Who speaks", how, lines)


def _frames(desk: _Desk) -> Summary:
    """Which frames each brief has, and where; nothing where the study has no such table."""
    if getattr(desk.study, "frames", None) is None:
        return Summary("frames", "", "", ())

    def cell(row: Row, **which: str) -> Cell:
        links = desk.link(row.n, "passage", f"with the frame {desk.name(row.frame)}", **which)
        return Cell(links, ticks=desk.ticks(**which))

    how = "A tick is a sentence with the frame, from the first at the left to the last at the right."
    lines = desk.lines(_counts(desk.table("frames"), "frame"), "frame", "n", cell, layer="frames", facet="frame")
    return Summary("frames", "Which frames", how, lines)


def _recommendations(desk: _Desk) -> Summary:
    """What is recommended, to whom."""

    def cell(row: Row, **which: str) -> Cell:
        links = desk.link(row.n, "recommendation", f"to {desk.name(row.addressee)}", **which)
        return Cell(links, dots=desk.dots(**which))

    how = "A dot is a recommendation of the brief’s author."
    table = _counts(desk.table("recommendations"), "addressee")
    lines = desk.lines(table, "addressee", "n", cell, layer="recommendations", facet="addressee")
    return Summary("recommendations", "What is recommended, to whom", how, lines)


def _counts(table: pd.DataFrame, key: str) -> pd.DataFrame:
    return table.groupby(["brief_id", key], sort=False).size().rename("n").reset_index()

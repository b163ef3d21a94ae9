"""The pages of the reader: one file for a few briefs, an index and a page a brief for many."""

from __future__ import annotations

import base64
import hashlib
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from analysis.files import Outputs
from analysis.publish.reader.facets import facets
from analysis.publish.reader.layers import Reading, layers, namer, readings
from analysis.publish.reader.numbers import MOST_BRIEFS, summaries
from analysis.publish.reader.texts import ELLIPSIS, Block, Windows, blocks, excerpt_blocks, windows
from analysis.publish.rendering import asset, template
from analysis.settings import BriefSettings

if TYPE_CHECKING:
    from analysis.study import Study

PAGE = "reader.html"
INDEX = "index.html"


@dataclass(frozen=True)
class Entry:
    """A sentence of the list: its words, and its readings, each with the words that it rests on."""

    sentence_id: str
    quote: str
    readings: tuple[tuple[Reading, str], ...]


@dataclass(frozen=True)
class Brief:
    """A brief as a page shows it; `number` gives its colour and mark."""

    settings: BriefSettings
    number: int
    blocks: list[Block]
    entries: list[Entry]


def write_reader(study: Study, folder: Path) -> Outputs:
    """Write the reader of a study.

    Up to six briefs stand on one page, `reader.html`; more have a page each in `reader/`, with
    `reader/index.html` to find them by. Every page opens from disk and loads nothing. With
    `quote = "excerpts"` no page holds a whole text.

    Parameters
    ----------
    study : Study
        The study.
    folder : Path
        Where to write, such as the folder of the report.

    Returns
    -------
    Outputs
        What was written. A file that a user has changed stays, and the new one lies beside it.
    """
    desk = _Desk(study)
    if len(study.settings.briefs) <= MOST_BRIEFS:
        outputs = Outputs(folder)
        outputs.write(PAGE, desk.page(study.settings.briefs, title=study.settings.title).encode())
        return outputs
    outputs = Outputs(folder / "reader")
    outputs.write(INDEX, desk.index().encode())
    for brief in study.settings.briefs:
        outputs.write(f"{brief.id}.html", desk.page([brief], title=brief.title, index=INDEX).encode())
    return outputs


class _Desk:
    """The tables of a study by brief, and the pages made from them."""

    def __init__(self, study: Study):
        self.study = study
        self.readings = {b: [*own] for b, own in itertools.groupby(
            sorted(readings(study), key=lambda r: r.brief_id), key=lambda r: r.brief_id)}  # fmt: skip
        self.passages = dict(iter(study.passages.groupby("brief_id", sort=False)))
        self.sentences = dict(iter(study.sentences.groupby("brief_id", sort=False)))

    def page(self, briefs: Sequence[BriefSettings], *, title: str, index: str = "") -> str:
        """The page of some briefs."""
        study, own = self.study, [r for brief in briefs for r in self.readings.get(brief.id, [])]
        return _filled(
            "reader", settings=study.settings, title=title, index=index, layers=layers(study),
            kinds={layer.table: layer.one for layer in layers(study)}, briefs=[*self._briefs(briefs)],
            facets=facets(own, name=namer(study), labels=study.labels),
            summaries=summaries(study, own, brief_ids=[brief.id for brief in briefs]),
        )  # fmt: skip

    def index(self) -> str:
        """The page that lists all briefs."""
        rows = [(brief, self._counts(brief)) for brief in self.study.settings.briefs]
        publishers = sorted({brief.publisher for brief, _ in rows})
        return _filled("reader-index", settings=self.study.settings, rows=rows, publishers=publishers,
                       layers=layers(self.study))  # fmt: skip

    def _counts(self, brief: BriefSettings) -> dict[str, int]:
        counts = {layer.table: 0 for layer in layers(self.study)}
        for reading in self.readings.get(brief.id, []):
            counts[reading.layer] += 1
        return counts

    def _briefs(self, briefs: Sequence[BriefSettings]) -> Iterator[Brief]:
        places = {brief.id: n for n, brief in enumerate(briefs)}
        for brief in briefs:
            text, own = self.study.texts[brief.id], self.readings.get(brief.id, [])
            tables = {"passages": self.passages[brief.id], "sentences": self.sentences[brief.id], "readings": own}
            cut = None
            if self.study.settings.quote == "excerpts":
                cut = windows(text, sentences=tables["sentences"], readings=own)
                found = excerpt_blocks(text, **tables, windows=cut)
            else:
                found = blocks(text, **tables)
            yield Brief(brief, places[brief.id], found, _entries(text, tables["sentences"], own, cut))


def _entries(text: str, sentences: pd.DataFrame, readings: Sequence[Reading], cut: Windows | None) -> list[Entry]:
    """The readings by sentence; where texts are cut, no words stand outside the excerpts."""
    by_sentence: dict[str, list[Reading]] = {}
    for reading in readings:
        by_sentence.setdefault(reading.sentence_id, []).append(reading)
    found = []
    for row in sentences.itertuples():
        if row.sentence_id not in by_sentence:
            continue
        held = None if cut is None else cut.get(row.sentence_id, (row.start, row.start))
        pairs = tuple((r, _words(text, r, held)) for r in by_sentence[row.sentence_id])
        quote = _marked_cut(text, held or (row.start, row.end), (row.start, row.end))
        found.append(Entry(row.sentence_id, quote, pairs))
    return found


def _words(text: str, reading: Reading, held: tuple[int, int] | None) -> str:
    """The words of a reading, or as many of them as stand in the excerpt; none where its headline has them."""
    start, end = span = reading.words
    inside = span if held is None else (max(start, held[0]), min(end, held[1]))
    words = _marked_cut(text, inside, span) if inside[0] < inside[1] else ""
    return "" if words == reading.headline else words


def _marked_cut(text: str, held: tuple[int, int], span: tuple[int, int]) -> str:
    before, after = (ELLIPSIS if cut else "" for cut in (held[0] > span[0], held[1] < span[1]))
    return before + " ".join(text[slice(*held)].split()) + after


def _filled(name: str, **values: object) -> str:
    """A template with its style and script inside, and the policy that allows these two and nothing else."""
    css, script = asset("reader.css"), asset(f"{name}.js")
    policy = (
        f"default-src 'none'; style-src {_digest(css)}; script-src {_digest(script)}; "
        "base-uri 'none'; form-action 'none'"
    )
    return template(f"{name}.html.j2").render(css=css, script=script, policy=policy, **values)


def _digest(content: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"

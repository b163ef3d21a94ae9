"""What stands on which slide, before any is made: every number in it is computed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from analysis.findings import settled
from analysis.publish.slides.evidence import evidence
from analysis.publish.tables import excerpts
from analysis.settings import ROOT
from analysis.wording import count, day, listed, signed

if TYPE_CHECKING:
    from analysis.study import Study
    from analysis.style import Chart

FINDINGS = (  # then all others
    "author-stance", "selection", "speaking", "presence-by-side", "who-frames-whom", "sentiment-by-side", "agreement",
)  # fmt: skip
METHODS = ROOT / "METHODS.md"
FEW = 3  # briefs that a title names one by one


@dataclass(frozen=True)
class Slide:
    """One slide: a cover, lines of text, or a chart, as a chart of its own, a picture or a table."""

    title: str
    subtitle: str = ""
    lines: tuple[str, ...] = ()
    chart: Chart | None = None
    table: pd.DataFrame | None = None
    source: str = ""
    notes: str = ""
    is_cover: bool = False


def plan(study: Study) -> Iterator[Slide]:
    """The slides of a study: the question, the findings, method and limits; then all other charts."""
    from analysis.figures import FIGURES, figure_names

    charts = dict(zip(figure_names(), FIGURES, strict=True))
    first = [name for name in FINDINGS if name in charts]
    yield from (_cover(study), _question(study), _answer(study))
    for name in first:
        yield from _finding(study, charts[name](study))
    yield from (_method(study), _limits())
    yield Slide("More charts", "Each with its numbers, to take from", is_cover=True)
    for name, figure in charts.items():
        if name not in first:
            yield from _finding(study, figure(study))


def _cover(study: Study) -> Slide:
    settings = study.settings
    who = [brief.label for brief in settings.briefs]
    whose = listed(who) if len(who) <= FEW else f"{len(who)} briefs"
    when = f"How {whose} frame {settings.event}, {day(settings.event_date)}"
    return Slide(settings.title, when, notes="Every number was computed from the texts.", is_cover=True)


def _question(study: Study) -> Slide:
    lines = ["Who is in them, who speaks, and for how long?", "Who stands where toward whom?"]
    texts = [f"{b.label}: {b.author}, “{b.title}”, {b.publisher}, {day(b.date)}" for b in study.settings.briefs]
    rights = [f"{b.label}: {b.rights}" for b in study.settings.briefs]
    return Slide(f"How do the briefs frame {study.settings.event}?", lines=(*lines, *texts), notes="\n".join(rights))


def _answer(study: Study) -> Slide:
    claims = settled(study).values()
    notes = "\n\n".join(claim.text for claim in claims)
    return Slide("What the texts show", lines=tuple(claim.headline for claim in claims), notes=notes)


def _finding(study: Study, chart: Chart) -> Iterator[Slide]:
    """A chart with its claim; a picture is followed by its table."""
    from analysis.style import Rows

    if chart.table.empty:
        return
    claim = {claim.headline: claim for claim in study.claims.values()}.get(chart.title)
    reading = claim.text if claim else chart.alt
    parts = [reading, f"How to read it: {chart.subtitle}. {chart.source}", _quoted(study, chart)]
    notes = "\n\n".join(filter(None, parts))
    yield Slide(chart.title, chart.subtitle, chart=chart, source=chart.source, notes=notes)
    if isinstance(chart.form, Rows):
        table = _table(study, chart)
        source = f"All {count(len(chart.table), 'row')}: {chart.name}.csv. {_source(chart)}"
        yield Slide(chart.title, f"{chart.subtitle}: the numbers", table=table, source=source, notes=notes)


def _source(chart: Chart) -> str:
    return chart.source[chart.source.rfind("Source: ") :] if "Source: " in chart.source else ""


def _quoted(study: Study, chart: Chart) -> str:
    """The sentences behind a chart with their ids, cut where a study is set to excerpts."""
    found = evidence(study, chart)
    if study.settings.quote == "excerpts":
        found = excerpts(found)
    lines = [f"{row.sentence_id}: “{' '.join(row.text.split())}”" for row in found.itertuples()]
    return "\n".join(["Evidence, the first sentences:", *lines]) if lines else ""


def _table(study: Study, chart: Chart) -> pd.DataFrame:
    """The rows of a picture's table, most first, in words."""
    form, names = chart.form, study.labels | study.names
    rows = chart.table.sort_values(form.by, ascending=False, kind="stable")[list(form.columns)]
    shapes = {column: signed if rows[column].min() < 0 else "{:.2f}".format for column in rows.select_dtypes("float")}
    told = {
        column: rows[column].map(shapes.get(column, lambda cell: names.get(cell, str(cell).replace("_", " "))))
        for column in rows
    }
    return pd.DataFrame(told).rename(columns=form.columns)


def _method(study: Study) -> Slide:
    from analysis import evaluate

    settings, briefs = study.settings, study.briefs
    lines = (
        f"{count(len(briefs), 'brief')}, {count(briefs.n_sentences.sum(), 'sentence')}, "
        f"{count(briefs.n_words.sum(), 'word')}; page furniture is left out",
        "Who speaks, who stands where and what is advised: found by rules over codebooks that anyone can read and mend",
        f"Mood of the words: TextBlob, names masked. {study.claims['coverage'].headline}",
        f"Intervals: 95 %, from resampling the sentences of each brief {settings.resamples:,} times; "
        "below eight sentences none, and no claim of direction",
        "Clear means: the interval holds no zero, and q is at most 0.05 where many are tested",
        evaluate.ledger_score(evaluate.last_runs().query("benchmark == 'reference'")),
    )
    seed = f"The seed is {settings.seed}. METHODS.md has definitions, formulas and references."
    return Slide("How it was made", lines=lines, notes=seed)


def _limits() -> Slide:
    """The limits that METHODS.md lists."""
    section = re.search(r"^## Limits\n(.*?)(?=^## |\Z)", METHODS.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    limits = re.findall(r"^\* (.+)$", section[1] if section else "", re.MULTILINE)
    return Slide("What this can't tell", lines=tuple(limit.replace("**", "") for limit in limits))

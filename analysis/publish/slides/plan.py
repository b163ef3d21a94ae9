"""What stands on which slide, before any is made: every number in it is computed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pandas as pd

from analysis.publish.slides.evidence import evidence, told
from analysis.publish.tables import excerpts
from analysis.settings import ROOT
from analysis.wording import count, dated, day, listed, signed

if TYPE_CHECKING:
    from analysis.findings import Claim
    from analysis.study import Study
    from analysis.style import Chart

CHARTS = {  # of the headline findings
    "contradiction": "contradiction", "prescriptions": "prescriptions", "selection": "selection",
    "voices": "speaking", "mood": "sentiment-strip",
}  # fmt: skip
TRUST = {"robustness"}
TRUST_AT_HOME = {"agreement"}  # the program on its own texts: in another study it says nothing of that study's briefs
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
    """The slides of a study: question, findings, how sure, method and limits; the appendix has all other charts."""
    from analysis.figures.saving import FIGURES, figure_names

    charts = dict(zip(figure_names(), FIGURES, strict=True))
    yield from (_cover(study), _question(study), _answer(study))
    for name, finding in study.findings.items():
        chart = replace(charts[CHARTS[name]](study), title=finding.headline) if CHARTS[name] in charts else None
        yield from _shown(study, chart) if chart and len(chart.table) else [_told(study, finding)]
    trust = TRUST | (TRUST_AT_HOME if study.settings.at_home else set())
    for name in (name for name in charts if name in trust):
        yield from _shown(study, charts[name](study))
    yield from (_method(study), _limits())
    yield Slide("Appendix", "All other charts, each with its numbers", is_cover=True)
    for name, figure in charts.items():
        if name not in {*CHARTS.values(), *trust}:
            yield from _shown(study, figure(study))


def _cover(study: Study) -> Slide:
    settings = study.settings
    who = [brief.label for brief in settings.briefs]
    whose = listed(who) if len(who) <= FEW else f"{len(who)} briefs"
    how = f"How {whose} frame {dated(settings.event, settings.event_date)}"
    return Slide(settings.title, how, notes="Every number was computed from the texts.", is_cover=True)


def _question(study: Study) -> Slide:
    lines = ["Who is in them, who speaks, and for how long?", "Who stands where toward whom?"]
    texts = [f"{b.label}: {b.author}, “{b.title}”, {b.publisher}, {day(b.date)}" for b in study.settings.briefs]
    rights = [f"{b.label}: {b.rights}" for b in study.settings.briefs]
    return Slide(f"How do the briefs frame {study.settings.event}?", lines=(*lines, *texts), notes="\n".join(rights))


def _answer(study: Study) -> Slide:
    claims = study.findings.values()
    notes = "\n\n".join(map(_reading, claims))
    lines = tuple(f"{claim.headline} (holds in {_runs(claim)})" for claim in claims)
    return Slide("What the texts show", lines=lines, notes=notes)


def _runs(claim: Claim) -> str:
    held, of = claim.runs
    return f"{held} of {count(of, 'other run')}"


def _reading(claim: Claim) -> str:
    coded = f" Reference coding: {claim.coded}." if claim.coded else ""
    return f"{claim.text}{coded} Holds in {_runs(claim)}." if claim.runs else claim.text


def _told(study: Study, claim: Claim) -> Slide:
    """A finding without a chart, in words."""
    behind = told(study, claim.evidence)
    notes = "\n\n".join(filter(None, [_reading(claim), _quoted(behind, excerpt=study.settings.quote == "excerpts")]))
    return Slide(claim.headline, lines=(claim.text,), notes=notes)


def _shown(study: Study, chart: Chart) -> Iterator[Slide]:
    """A chart with its claim; a picture is followed by its table."""
    from analysis.style import Rows

    if chart.table.empty:
        return
    claims = {claim.headline: claim for claim in [*study.claims.values(), *study.findings.values()]}
    claim = claims.get(chart.title)
    behind = told(study, claim.evidence) if claim and claim.evidence else evidence(study, chart)
    parts = [_reading(claim) if claim else chart.alt, f"How to read it: {chart.subtitle}. {chart.source}",
             _quoted(behind, excerpt=study.settings.quote == "excerpts")]  # fmt: skip
    notes = "\n\n".join(filter(None, parts))
    yield Slide(chart.title, chart.subtitle, chart=chart, source=chart.source, notes=notes)
    if isinstance(chart.form, Rows):
        table = _table(study, chart)
        source = f"All {count(len(chart.table), 'row')}: {chart.name}.csv. {source_of(chart)}"
        yield Slide(chart.title, f"The numbers. {chart.subtitle}", table=table, source=source, notes=notes)


def source_of(chart: Chart) -> str:
    """Where the data come from, without the words on the marks of a picture."""
    return chart.source[chart.source.rfind("Source: ") :] if "Source: " in chart.source else ""


def _quoted(found: pd.DataFrame, *, excerpt: bool) -> str:
    """Sentences with their ids, cut where a study is set to excerpts."""
    found = excerpts(found) if excerpt else found
    lines = [f"{row.sentence_id}: “{' '.join(row.text.split())}”" for row in found.itertuples()]
    return "\n".join(["Evidence, the first sentences:", *lines]) if lines else ""


def _table(study: Study, chart: Chart) -> pd.DataFrame:
    """The rows of a picture's table, most first, in words."""
    form, names = chart.form, study.names | study.labels | {s: s for s in study.sentences.sentence_id}
    rows = chart.table
    if form.by:
        rows = rows.sort_values(form.by, ascending=form.ascending, kind="stable")
    rows = rows[list(form.columns)]
    shapes = {column: _shape(rows[column]) for column in rows.select_dtypes(["float", "bool"])}
    told = {
        column: rows[column].map(shapes.get(column, lambda cell: names.get(cell, str(cell).replace("_", " "))))
        for column in rows
    }
    return pd.DataFrame(told).rename(columns=form.columns)


def _shape(cells: pd.Series) -> Callable[[object], str]:
    """How the cells of a column are written."""
    if cells.dtype == bool:
        return {True: "yes", False: "no"}.get
    number = signed if cells.min() < 0 else "{:.2f}".format
    return lambda cell: "–" if pd.isna(cell) else number(cell)


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

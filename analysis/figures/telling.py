"""What the charts of a study say alike: its words and look, which briefs are shown, what is set against the rest."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analysis import charts
from analysis.findings import against_rest, pairs, with_rest
from analysis.study import Study
from analysis.style import Chart, read_style
from analysis.wording import day, listed, percent


def words(study: Study) -> charts.Words:
    """The words and the look that all charts of a study share."""
    dates = {brief.id: day(brief.date) for brief in study.settings.briefs}
    publishers = [brief.publisher for brief in study.settings.briefs]
    source = f"{len(publishers)} briefs" if crowded(study) else listed(dict.fromkeys(publishers))
    own = {"style": read_style(study.settings.style)} if study.settings.style else {}
    places = {brief_id: n for n, brief_id in enumerate(study.labels) if n < charts.MOST_BRIEFS}
    return {"labels": study.labels, "names": study.names, "dates": dates, "places": places, "source": source, **own}


def crowded(study: Study) -> bool:
    """True where there are more briefs than colours: then they are told by name, beside the rows."""
    return len(study.labels) > charts.MOST_BRIEFS


def apart(
    study: Study, difference: pd.DataFrame, name: str, measure: str, *, claim: str = "", **other: Mapping[str, str]
) -> Chart:
    """Differences of shares between each brief and the rest."""
    return charts.contrast_chart(
        against_rest(difference), name=name.replace("_", "-"), title=study.claims[claim or name].headline,
        measure=measure, unit=percent, scale=100, **(words(study) | other),
    )  # fmt: skip


def beside_the_rest(study: Study, rows: pd.DataFrame) -> charts.Words:
    """The words of a chart of one brief in its colour beside the rest in grey, or beside the other."""
    said = words(study)
    if len(study.labels) == 2 or rows.empty:
        return said
    a, b = rows[pairs.PAIR].iloc[0]
    grey = charts.MOST_BRIEFS + (said["places"].get(a) == 0)  # beyond the colours, with another marker
    return said | {"labels": {a: study.labels[a], b: with_rest(study.labels)[b]}, "places": said["places"] | {b: grey}}


def of_two(study: Study, rows: pd.DataFrame, which: str) -> charts.Words:
    """The words of a chart of the two briefs that its rows compare, and which two of several they are."""
    said = words(study)
    if len(study.labels) == 2 or rows.empty:
        return said
    pair = rows[pairs.PAIR].iloc[0]
    shown = f"of {len(study.labels)} briefs {which}"
    return said | {"labels": {b: study.labels[b] for b in pair}, "shown": shown}

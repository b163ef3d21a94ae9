"""Charts of the texts: how long they are, their terms, and which of their paragraphs are alike."""

from __future__ import annotations

import pandas as pd

from analysis import charts, crowds
from analysis.figures.telling import crowded, of_two, words
from analysis.findings import against_rest
from analysis.study import Study
from analysis.style import Chart


def layout(study: Study) -> Chart:
    """What each page consists of."""
    said = crowds.ends(study.briefs.set_index("brief_id").n_words, words=words(study), what="words")
    return charts.layout_of_briefs(study.sentences, briefs=study.briefs, title=study.claims["lengths"].headline, **said)


def keyness(study: Study) -> Chart:
    """Which terms are typical of one brief: of two, or each against the rest."""
    title, rows, said = study.claims["keyness"].headline, against_rest(study.keyness), words(study)
    if len(study.labels) == 2:
        return charts.keyness_chart(rows, title=title, **said)
    rows = rows.assign(name=rows.term + " · " + rows.brief_a.map(study.labels), brief_id=rows.brief_a)
    if crowded(study):
        rows, said = rows.assign(brief_id=crowds.TOGETHER), crowds.together(said)
    return charts.typical_chart(rows, title=title, **said)


def likeness(study: Study) -> Chart:
    """Which paragraphs are most alike."""
    title, rows = study.claims["likeness"].headline, _closest(study.likeness)
    return charts.likeness_chart(rows, title=title, **of_two(study, rows, "the two with the most alike paragraphs"))


def _closest(likeness: pd.DataFrame) -> pd.DataFrame:
    """The rows of the two briefs that hold the most alike paragraphs."""
    if likeness.empty:
        return likeness
    top = likeness.loc[likeness.cosine.idxmax()]
    return likeness[(likeness.brief_a == top.brief_a) & (likeness.brief_b == top.brief_b)]

"""Charts of who is mentioned, where, with whom, and in how many words."""

from __future__ import annotations

import pandas as pd

from analysis import charts, crowds
from analysis.figures.telling import apart, crowded, of_two, words
from analysis.findings import pairs
from analysis.study import Study
from analysis.style import Chart


def presence_by_side(study: Study) -> Chart:
    """The share of sentences that mention each side."""
    if crowded(study):
        return _presence_apart(study, study.presence_difference_by_side, "presence_by_side")
    return charts.presence_chart(
        study.presence_by_side, difference=study.presence_difference_by_side, name="presence-by-side",
        title=study.claims["presence_by_side"].headline, **words(study),
    )  # fmt: skip


def presence_by_actor(study: Study) -> Chart:
    """The share of sentences that mention each actor."""
    if crowded(study):
        return _presence_apart(study, study.presence_difference, "presence_by_actor", claim="presence")
    return charts.presence_chart(
        study.presence, difference=study.presence_difference, name="presence-by-actor",
        title=study.claims["presence"].headline, **words(study),
    )  # fmt: skip


def mention_strip(study: Study) -> Chart:
    """Where in each brief each actor is mentioned."""
    said = words(study)
    if crowded(study):
        said = of_two(study, pairs.furthest(study.presence_difference), "the two furthest apart in whom they mention")
    return charts.mention_strip(
        study.mentions, sentences=study.sentences, title=study.claims["most_mentioned"].headline, **said
    )


def co_mention(study: Study) -> Chart:
    """Which actors stand in the same sentences."""
    title, said, table = study.claims["co_mention"].headline, words(study), study.co_mention
    if crowded(study):
        said, table = crowds.together(said), crowds.company(table, presence=study.presence)
    return charts.co_mention_chart(table, title=title, **said)


def weight(study: Study) -> Chart:
    """Where each brief first comes to whom, and how many words it spends there."""
    if crowded(study):
        return apart(
            study, study.weight_difference, "weight", "Words in sentences that mention each, in percentage points"
        )
    return charts.weight_chart(study.weight, title=study.claims["weight"].headline, **words(study))


def _presence_apart(study: Study, difference: pd.DataFrame, name: str, *, claim: str = "") -> Chart:
    return apart(study, difference, name, "Sentences that mention each, in percentage points", claim=claim)

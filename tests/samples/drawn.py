"""The same tables for four briefs, and every chart on both."""

from __future__ import annotations

import functools

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from analysis import charts
from analysis.charts import Chart
from samples import statements, texts
from samples.words import CALLED, LABELS, WORDS


def of_four(table: pd.DataFrame) -> pd.DataFrame:
    """The table with two more briefs, whose rows are those of the first two over again."""
    more = {"cfr": "third", "winep": "fourth"}
    again = table.assign(brief_id=table.brief_id.map(more))
    if "sentence_id" in table:
        again["sentence_id"] = "again-" + table.sentence_id
    return pd.concat([table, again], ignore_index=True)


def by_four(table: pd.DataFrame, column: str) -> pd.DataFrame:
    """The table with two more briefs, each of which has its own author in that column."""
    table = of_four(table)
    return table.assign(
        **{column: table[column].mask(table[column].str.startswith("author_"), "author_" + table.brief_id)}
    )


FOUR = WORDS | {"labels": LABELS | {"third": "The Ministry of Foreign Affairs Review", "fourth": "Daily"}}


@functools.cache
def all_charts() -> dict[str, Chart]:
    """Every chart on these tables: as it comes, with four briefs, and with a claim as long as may be."""
    long = (
        "Washington Institute commentators characterize counterproductive negotiations "
        "considerably more pessimistically than others"
    )
    drawn = [
        charts.layout_of_briefs(texts.sentences(), briefs=texts.briefs(), title="One brief is longer", **WORDS),
        charts.presence_chart(
            texts.presence(), difference=texts.presence_difference(), title="No clear difference", **WORDS
        ),
        charts.presence_chart(texts.presence().head(1), title="One actor, one sentence", name="presence-one", **WORDS),
        charts.presence_chart(of_four(texts.presence()), title=long, name="presence-four", **FOUR),
        charts.mention_strip(texts.mentions(), sentences=texts.sentences(), title="Both mention Iran most", **WORDS),
        charts.mention_strip(
            of_four(texts.mentions()),
            sentences=of_four(texts.sentences()),
            title=long,
            name="mention-strip-four",
            **FOUR,
        ),
        charts.co_mention_chart(texts.co_mention(), title=long, **WORDS),
        charts.likeness_chart(texts.likeness(), title="The closest reach 0.30", **WORDS),
        charts.sentiment_strip(texts.sentiment(), means=texts.means(), title="No clear difference", **WORDS),
        charts.sentiment_strip(of_four(texts.sentiment()), title=long, name="sentiment-strip-four", **FOUR),
        charts.actor_sentiment_chart(texts.actor_sentiment(), title="No clear difference", **WORDS),
        charts.lexicons_chart(texts.sentiment(), title="They contradict each other", **WORDS),
        charts.word_shift_chart(texts.word_shift(), title=long, **WORDS),
        charts.keyness_chart(texts.keyness(), title="Four terms are typical", **WORDS),
        charts.typical_chart(texts.typical(), title=long, name="keyness-four", **FOUR),
        charts.speaking_chart(statements.speaking(), title="The authors speak most", **WORDS),
        charts.speaking_chart(by_four(statements.speaking(), "speaker"), title=long, name="speaking-four", **FOUR),
        charts.speakers_chart(statements.speaking(), title=long, **WORDS),
        charts.speakers_chart(by_four(statements.speaking(), "speaker"), title=long, name="speakers-four", **FOUR),
        charts.stance_balance_chart(statements.balance(), title=long, **WORDS),
        charts.stance_balance_chart(
            by_four(statements.balance(), "holder"), title=long, name="stance-balance-four", **FOUR
        ),
        charts.portrayal_chart(statements.portrayal(), title=long, **WORDS),
        charts.portrayal_chart(of_four(statements.portrayal()), title=long, name="portrayal-four", **FOUR),
        charts.author_chart(
            statements.balance(), targets=["talks", "dialogue", "iran", "iraq"], title="No claim", **WORDS
        ),
        charts.directed_chart(statements.balance(), title=long, **WORDS),
        charts.directed_chart(statements.balance().tail(2), title="One cell", name="directed-one", **WORDS),
        charts.contradiction_chart(statements.balance(), title=long, **WORDS),
        charts.contradiction_chart(
            by_four(statements.balance(), "holder"), title=long, name="contradiction-four", **FOUR
        ),
        charts.prescriptions_chart(statements.recommendations(), title=long, **WORDS),
        charts.prescriptions_chart(
            of_four(statements.recommendations()), title=long, name="prescriptions-four", **FOUR
        ),
        charts.selection_chart(statements.overlap(), title=long, **WORDS),
        charts.aligned_chart(statements.aligned(), sentences=texts.sentences(), title=long, **WORDS),
        charts.weight_chart(statements.weight(), title="No clear difference", **WORDS),
        charts.weight_chart(of_four(statements.weight()), title=long, name="weight-four", **FOUR),
        charts.frames_chart(
            statements.frames_by_voice(), difference=statements.frame_difference(), called=CALLED, title=long, **WORDS
        ),
        charts.frames_chart(
            of_four(statements.frames_by_voice()),
            difference=statements.frame_difference(),
            called=CALLED,
            title=long,
            name="frames-four",
            **FOUR,
        ),
        charts.frame_voices_chart(statements.frames_by_voice(), called=CALLED, title=long, **WORDS),
        charts.frame_roles_chart(statements.frame_roles(), title=long, **WORDS),
        charts.namings_chart(statements.naming_difference(), title=long, **WORDS),
        charts.robustness_chart(statements.robustness(), title=long, **WORDS),
        charts.agreement_chart(statements.agreement(), title=long, source="data/gold"),
        charts.benchmark_chart(statements.benchmarks(), title="Ahead of the lexicons", source="data/evaluation"),
    ]
    return {chart.name: chart for chart in drawn}


@functools.cache
def drawing(name: str) -> Figure:
    """The chart of that name as a report has it, drawn once for all who only look at it."""
    return all_charts()[name].figure()


def lines(figure: Figure, label: str) -> list[Line2D]:
    """The lines of that label."""
    return [line for ax in figure.axes for line in ax.lines if line.get_label() == label]

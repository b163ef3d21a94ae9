"""The same tables for four briefs, and every chart on both."""

from __future__ import annotations

import pandas as pd

from analysis import charts
from analysis.charts import Chart
from samples.statements import (
    agreement,
    aligned,
    balance,
    benchmarks,
    frame_difference,
    frame_roles,
    frames_by_voice,
    naming_difference,
    overlap,
    recommendations,
    robustness,
    speaking,
    weight,
)
from samples.texts import (
    actor_sentiment,
    briefs,
    co_mention,
    keyness,
    likeness,
    means,
    mentions,
    presence,
    presence_difference,
    sentences,
    sentiment,
    word_shift,
)
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


def all_charts() -> dict[str, Chart]:
    """Every chart on these tables: as it comes, with four briefs, and with a claim as long as may be."""
    long = (
        "Washington Institute commentators characterize counterproductive negotiations "
        "considerably more pessimistically than others"
    )
    drawn = [
        charts.layout_of_briefs(sentences(), briefs=briefs(), title="One brief is longer", **WORDS),
        charts.presence_chart(presence(), difference=presence_difference(), title="No clear difference", **WORDS),
        charts.presence_chart(presence().head(1), title="One actor, one sentence", name="presence-one", **WORDS),
        charts.presence_chart(of_four(presence()), title=long, name="presence-four", **FOUR),
        charts.mention_strip(mentions(), sentences=sentences(), title="Both mention Iran most", **WORDS),
        charts.mention_strip(
            of_four(mentions()), sentences=of_four(sentences()), title=long, name="mention-strip-four", **FOUR
        ),
        charts.co_mention_chart(co_mention(), title=long, **WORDS),
        charts.likeness_chart(likeness(), title="The closest reach 0.30", **WORDS),
        charts.sentiment_strip(sentiment(), means=means(), title="No clear difference", **WORDS),
        charts.sentiment_strip(of_four(sentiment()), title=long, name="sentiment-strip-four", **FOUR),
        charts.actor_sentiment_chart(actor_sentiment(), title="No clear difference", **WORDS),
        charts.lexicons_chart(sentiment(), title="They contradict each other", **WORDS),
        charts.word_shift_chart(word_shift(), title=long, **WORDS),
        charts.keyness_chart(keyness(), title="Four terms are typical", **WORDS),
        charts.speaking_chart(speaking(), title="The authors speak most", **WORDS),
        charts.speaking_chart(by_four(speaking(), "speaker"), title=long, name="speaking-four", **FOUR),
        charts.speakers_chart(speaking(), title=long, **WORDS),
        charts.speakers_chart(by_four(speaking(), "speaker"), title=long, name="speakers-four", **FOUR),
        charts.stance_balance_chart(balance(), title=long, **WORDS),
        charts.stance_balance_chart(by_four(balance(), "holder"), title=long, name="stance-balance-four", **FOUR),
        charts.author_chart(balance(), targets=["talks", "dialogue", "iran", "iraq"], title="No claim", **WORDS),
        charts.directed_chart(balance(), title=long, **WORDS),
        charts.directed_chart(balance().tail(2), title="One cell", name="directed-one", **WORDS),
        charts.contradiction_chart(balance(), title=long, **WORDS),
        charts.contradiction_chart(by_four(balance(), "holder"), title=long, name="contradiction-four", **FOUR),
        charts.prescriptions_chart(recommendations(), title=long, **WORDS),
        charts.prescriptions_chart(of_four(recommendations()), title=long, name="prescriptions-four", **FOUR),
        charts.selection_chart(overlap(), title=long, **WORDS),
        charts.aligned_chart(aligned(), sentences=sentences(), title=long, **WORDS),
        charts.weight_chart(weight(), title="No clear difference", **WORDS),
        charts.weight_chart(of_four(weight()), title=long, name="weight-four", **FOUR),
        charts.frames_chart(frames_by_voice(), difference=frame_difference(), called=CALLED, title=long, **WORDS),
        charts.frames_chart(
            of_four(frames_by_voice()),
            difference=frame_difference(),
            called=CALLED,
            title=long,
            name="frames-four",
            **FOUR,
        ),
        charts.frame_voices_chart(frames_by_voice(), called=CALLED, title=long, **WORDS),
        charts.frame_roles_chart(frame_roles(), title=long, **WORDS),
        charts.namings_chart(naming_difference(), title=long, **WORDS),
        charts.robustness_chart(robustness(), title=long, **WORDS),
        charts.agreement_chart(agreement(), title=long, source="data/gold"),
        charts.benchmark_chart(benchmarks(), title="Ahead of the lexicons", source="data/evaluation"),
    ]
    return {chart.name: chart for chart in drawn}

"""Charts of the mood of the words: of sentences, around whom, and which words drive it."""

from __future__ import annotations

import pandas as pd

from analysis import charts, crowds
from analysis.figures.telling import beside_the_rest, crowded, words
from analysis.findings import against_rest
from analysis.findings.moods import widest
from analysis.study import Study
from analysis.style import Chart
from analysis.wording import signed


def sentiment_strip(study: Study) -> Chart:
    """Each sentence on the scale of polarity."""
    whole = study.actor_sentiment.query("actor_id == 'all' and measure == 'polarity'")
    body = study.sentiment[study.sentiment.sentence_id.isin(study.body.sentence_id)]
    said = crowds.ends(whole.set_index("brief_id")["mean"].astype(float), words=words(study), what="polarity")
    return charts.sentiment_strip(body, means=whole, title=study.claims["mood"].headline, **said)


def sentiment_by_side(study: Study) -> Chart:
    """Mean polarity of the sentences that mention each side."""
    if crowded(study):
        return _mood_apart(study, study.sentiment_difference_by_side, "sentiment_by_side", claim="mood_by_side")
    return charts.actor_sentiment_chart(
        study.actor_sentiment_by_side,
        name="sentiment-by-side",
        title=study.claims["mood_by_side"].headline,
        **words(study),
    )


def sentiment_by_actor(study: Study) -> Chart:
    """Mean polarity of the sentences that mention each actor."""
    if crowded(study):
        return _mood_apart(study, study.sentiment_difference, "sentiment_by_actor", claim="mood_by_actor")
    return charts.actor_sentiment_chart(
        study.actor_sentiment, name="sentiment-by-actor", title=study.claims["mood_by_actor"].headline, **words(study)
    )


def lexicons(study: Study) -> Chart:
    """TextBlob against VADER, sentence by sentence."""
    body = study.sentiment[study.sentiment.sentence_id.isin(study.body.sentence_id)]
    said = words(study)
    if crowded(study):
        body, said = body.assign(brief_id=crowds.TOGETHER), crowds.together(said)
    return charts.lexicons_chart(body, title=study.claims["lexicons"].headline, **said)


def word_shift(study: Study) -> Chart:
    """Which words drive the difference of mood."""
    whole = widest(study.word_shift[study.word_shift.actor_id == "all"])
    return charts.word_shift_chart(whole, title=study.claims["word_shift"].headline, **beside_the_rest(study, whole))


def _mood_apart(study: Study, difference: pd.DataFrame, name: str, *, claim: str) -> Chart:
    rows = against_rest(difference)
    rows = rows[(rows.measure == "polarity") & (rows.actor_id != "all")]
    return charts.contrast_chart(
        rows, name=name.replace("_", "-"), title=study.claims[claim].headline,
        measure="Mean TextBlob polarity", unit=signed, **words(study),
    )  # fmt: skip

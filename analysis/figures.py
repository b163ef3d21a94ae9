"""The charts of a study: each with the claim that its table supports as its title."""

from __future__ import annotations

from collections.abc import Callable

from analysis import charts, findings
from analysis.charts import Chart
from analysis.study import Study
from analysis.wording import day, listed


def layout(study: Study) -> Chart:
    """What each page consists of."""
    claim = findings.lengths(study.briefs)
    return charts.layout_of_briefs(study.sentences, briefs=study.briefs, title=claim.headline, **words(study))


def presence_by_side(study: Study) -> Chart:
    """The share of sentences that mention each side."""
    claim = findings.presence(study.presence_difference_by_side, **called(study), each="side")
    return charts.presence_chart(
        study.presence_by_side, difference=study.presence_difference_by_side, name="presence-by-side",
        title=claim.headline, **words(study),
    )  # fmt: skip


def presence_by_actor(study: Study) -> Chart:
    """The share of sentences that mention each actor."""
    claim = findings.presence(study.presence_difference, **called(study))
    return charts.presence_chart(
        study.presence, difference=study.presence_difference, name="presence-by-actor",
        title=claim.headline, **words(study),
    )  # fmt: skip


def mention_strip(study: Study) -> Chart:
    """Where in each brief each actor is mentioned."""
    claim = findings.most_mentioned(study.presence, **called(study))
    return charts.mention_strip(study.mentions, sentences=study.sentences, title=claim.headline, **words(study))


def co_mention(study: Study) -> Chart:
    """Which actors stand in the same sentences."""
    claim = findings.together(study.co_mention, **called(study))
    return charts.co_mention_chart(study.co_mention, title=claim.headline, **words(study))


def sentiment_strip(study: Study) -> Chart:
    """Each sentence on the scale of polarity."""
    claim = findings.mood(study.sentiment_difference, **called(study))
    whole = study.actor_sentiment.query("actor_id == 'all' and measure == 'polarity'")
    body = study.sentiment[study.sentiment.sentence_id.isin(study.body.sentence_id)]
    return charts.sentiment_strip(body, means=whole, title=claim.headline, **words(study))


def sentiment_by_side(study: Study) -> Chart:
    """Mean polarity of the sentences that mention each side."""
    claim = findings.mood_by_actor(study.sentiment_difference_by_side, **called(study), each="side")
    return charts.actor_sentiment_chart(
        study.actor_sentiment_by_side, name="sentiment-by-side", title=claim.headline, **words(study)
    )


def sentiment_by_actor(study: Study) -> Chart:
    """Mean polarity of the sentences that mention each actor."""
    claim = findings.mood_by_actor(study.sentiment_difference, **called(study))
    return charts.actor_sentiment_chart(
        study.actor_sentiment, name="sentiment-by-actor", title=claim.headline, **words(study)
    )


def lexicons(study: Study) -> Chart:
    """TextBlob against VADER, sentence by sentence."""
    body = study.sentiment[study.sentiment.sentence_id.isin(study.body.sentence_id)]
    return charts.lexicons_chart(body, title=findings.lexicons(body).headline, **words(study))


def word_shift(study: Study) -> Chart:
    """Which words drive the difference of mood."""
    whole = study.word_shift[study.word_shift.actor_id == "all"]
    claim = findings.shift(whole, labels=study.labels)
    return charts.word_shift_chart(whole, title=claim.headline, **words(study))


def keyness(study: Study) -> Chart:
    """Which terms are typical of one brief."""
    claim = findings.key_terms(study.keyness, labels=study.labels)
    return charts.keyness_chart(study.keyness, title=claim.headline, **words(study))


def likeness(study: Study) -> Chart:
    """Which paragraphs are most alike."""
    claim = findings.alike(study.likeness, labels=study.labels)
    return charts.likeness_chart(study.likeness, title=claim.headline, **words(study))


FIGURES: tuple[Callable[[Study], Chart], ...] = (
    layout, presence_by_side, presence_by_actor, mention_strip, co_mention, sentiment_strip, sentiment_by_side,
    sentiment_by_actor, lexicons, word_shift, keyness, likeness,
)  # fmt: skip


def called(study: Study) -> dict[str, dict[str, str]]:
    """What the briefs and the actors of a study are called."""
    return {"labels": study.labels, "names": study.names}


def words(study: Study) -> charts.Words:
    """The words that all charts of a study share: names, dates and source."""
    dates = {brief.id: day(brief.date) for brief in study.settings.briefs}
    source = listed(f"{brief.publisher}" for brief in study.settings.briefs)
    return {**called(study), "dates": dates, "source": source}

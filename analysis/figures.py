"""The charts of a study: each with the claim that its table supports as its title."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypedDict, Unpack

from analysis import charts, evaluate
from analysis.errors import UnknownIdError
from analysis.files import Outputs
from analysis.findings import first_pair, robust
from analysis.study import Study
from analysis.style import CONTEXTS, FORMATS, Chart, Style, bundle, check_bundle, gallery, read_style
from analysis.wording import day, listed


class Look(TypedDict, total=False):
    """How charts are saved: for whom, as what, and in which style."""

    contexts: Sequence[str]
    formats: Sequence[str]
    style: Style | None


RUNS = {"source": "our own runs, kept in data/evaluation"}


def layout(study: Study) -> Chart:
    """What each page consists of."""
    return charts.layout_of_briefs(
        study.sentences, briefs=study.briefs, title=study.claims["lengths"].headline, **words(study)
    )


def presence_by_side(study: Study) -> Chart:
    """The share of sentences that mention each side."""
    return charts.presence_chart(
        study.presence_by_side, difference=study.presence_difference_by_side, name="presence-by-side",
        title=study.claims["presence_by_side"].headline, **words(study),
    )  # fmt: skip


def presence_by_actor(study: Study) -> Chart:
    """The share of sentences that mention each actor."""
    return charts.presence_chart(
        study.presence, difference=study.presence_difference, name="presence-by-actor",
        title=study.claims["presence"].headline, **words(study),
    )  # fmt: skip


def mention_strip(study: Study) -> Chart:
    """Where in each brief each actor is mentioned."""
    return charts.mention_strip(
        study.mentions, sentences=study.sentences, title=study.claims["most_mentioned"].headline, **words(study)
    )


def co_mention(study: Study) -> Chart:
    """Which actors stand in the same sentences."""
    return charts.co_mention_chart(study.co_mention, title=study.claims["co_mention"].headline, **words(study))


def sentiment_strip(study: Study) -> Chart:
    """Each sentence on the scale of polarity."""
    whole = study.actor_sentiment.query("actor_id == 'all' and measure == 'polarity'")
    body = study.sentiment[study.sentiment.sentence_id.isin(study.body.sentence_id)]
    return charts.sentiment_strip(body, means=whole, title=study.claims["mood"].headline, **words(study))


def sentiment_by_side(study: Study) -> Chart:
    """Mean polarity of the sentences that mention each side."""
    return charts.actor_sentiment_chart(
        study.actor_sentiment_by_side,
        name="sentiment-by-side",
        title=study.claims["mood_by_side"].headline,
        **words(study),
    )


def sentiment_by_actor(study: Study) -> Chart:
    """Mean polarity of the sentences that mention each actor."""
    return charts.actor_sentiment_chart(
        study.actor_sentiment, name="sentiment-by-actor", title=study.claims["mood_by_actor"].headline, **words(study)
    )


def lexicons(study: Study) -> Chart:
    """TextBlob against VADER, sentence by sentence."""
    body = study.sentiment[study.sentiment.sentence_id.isin(study.body.sentence_id)]
    return charts.lexicons_chart(body, title=study.claims["lexicons"].headline, **words(study))


def word_shift(study: Study) -> Chart:
    """Which words drive the difference of mood."""
    whole = first_pair(study.word_shift[study.word_shift.actor_id == "all"])
    return charts.word_shift_chart(whole, title=study.claims["word_shift"].headline, **words(study))


def keyness(study: Study) -> Chart:
    """Which terms are typical of one brief."""
    return charts.keyness_chart(first_pair(study.keyness), title=study.claims["keyness"].headline, **words(study))


def likeness(study: Study) -> Chart:
    """Which paragraphs are most alike."""
    return charts.likeness_chart(first_pair(study.likeness), title=study.claims["likeness"].headline, **words(study))


def speaking(study: Study) -> Chart:
    """Who speaks in each brief, and for how long."""
    return charts.speaking_chart(study.speaking, title=study.claims["voices"].headline, **words(study))


def speakers(study: Study) -> Chart:
    """The speakers of each brief, by the words they are given."""
    return charts.speakers_chart(study.speaking, title=study.claims["voices"].headline, **words(study))


def stance_balance(study: Study) -> Chart:
    """The balance of the statements of each side toward each side, issue or event."""
    title = study.claims["relations"].headline
    return charts.stance_balance_chart(study.stance_balance_by_side, title=title, **words(study))


def directed(study: Study) -> Chart:
    """The directed network of each brief as a pair of matrices."""
    title = study.claims["relations"].headline
    return charts.directed_chart(study.stance_balance_by_side, title=title, **words(study))


def author_stance(study: Study) -> Chart:
    """What each author says in his own name."""
    own = study.stance_balance[study.stance_balance.holder == "author_" + study.stance_balance.brief_id]
    return charts.author_chart(own, title=study.claims["judgements"].headline, **words(study))


def selection(study: Study) -> Chart:
    """What only one brief tells, and what both do."""
    return charts.selection_chart(study.overlap, title=study.claims["selection"].headline, **words(study))


def aligned(study: Study) -> Chart:
    """Where both briefs take up the same matters."""
    title = study.claims["aligned"].headline
    return charts.aligned_chart(first_pair(study.aligned), sentences=study.sentences, title=title, **words(study))


def weight(study: Study) -> Chart:
    """Where each brief first comes to whom, and how many words it spends there."""
    return charts.weight_chart(study.weight, title=study.claims["weight"].headline, **words(study))


def frames(study: Study) -> Chart:
    """How often each brief uses each frame."""
    return charts.frames_chart(
        study.frames_by_voice, difference=study.frame_difference, called=study.frame_names,
        title=study.claims["frames"].headline, **words(study),
    )  # fmt: skip


def frames_by_voice(study: Study) -> Chart:
    """In whose voice each frame stands."""
    title = study.claims["frames_by_voice"].headline
    return charts.frame_voices_chart(study.frames_by_voice, called=study.frame_names, title=title, **words(study))


def who_frames_whom(study: Study) -> Chart:
    """Who makes trouble, is its cause, is judged and is to act."""
    return charts.frame_roles_chart(study.frame_roles, title=study.claims["frame_roles"].headline, **words(study))


def labels(study: Study) -> Chart:
    """The words of each brief for the same actors."""
    return charts.namings_chart(
        first_pair(study.naming_difference), title=study.claims["labels"].headline, **words(study)
    )


def robustness(study: Study) -> Chart:
    """Which findings hold when one choice of method is changed."""
    title = robust(study.robustness).headline
    return charts.robustness_chart(study.robustness, title=title, **words(study))


def agreement(study: Study) -> Chart:
    """The program against the coders of the reference coding."""
    runs = evaluate.last_runs().query("benchmark == 'reference'")
    return charts.agreement_chart(runs, title=evaluate.ledger_score(runs), **(words(study) | RUNS))


def benchmarks(study: Study) -> Chart:
    """The program beside its peers on public data."""
    runs = evaluate.last_runs().query("benchmark != 'reference'")
    return charts.benchmark_chart(runs, title=evaluate.marks_reached(runs), **(words(study) | RUNS))


FIGURES: tuple[Callable[[Study], Chart], ...] = (
    layout, presence_by_side, presence_by_actor, mention_strip, co_mention, sentiment_strip, sentiment_by_side,
    sentiment_by_actor, lexicons, word_shift, keyness, likeness,
    speaking, speakers, stance_balance, directed, author_stance, selection, aligned, weight,
    frames, frames_by_voice, who_frames_whom, labels, robustness, agreement, benchmarks,
)  # fmt: skip


def words(study: Study) -> charts.Words:
    """The words and the look that all charts of a study share."""
    dates = {brief.id: day(brief.date) for brief in study.settings.briefs}
    source = listed(brief.publisher for brief in study.settings.briefs)
    own = {"style": read_style(study.settings.style)} if study.settings.style else {}
    return {"labels": study.labels, "names": study.names, "dates": dates, "source": source, **own}


def figure_names() -> tuple[str, ...]:
    """What the charts of a study are called."""
    return tuple(_name(figure) for figure in FIGURES)


def _name(figure: Callable[[Study], Chart]) -> str:
    return figure.__name__.replace("_", "-")


def write_figures(study: Study, folder: Path, *, names: Sequence[str] = (), **look: Unpack[Look]) -> Outputs:
    """Save the charts of those names; or all of them, and where nothing else is asked, the gallery.

    Only the charts that are asked for are drawn. A file that a user has changed stays, and the new
    one lies beside it.

    Parameters
    ----------
    study : Study
    folder : Path
        Where to.
    names : sequence of str, optional
        As `figure_names` lists them.
    **look
        See `Look`.

    Raises
    ------
    UnknownIdError
        There is no chart of that name.
    OutputError
        A context or format is unknown.
    """
    for name in names:
        if name not in figure_names():
            raise UnknownIdError(f'no chart is called "{name}"', remedy=f"Charts: {', '.join(figure_names())}")
    check_bundle(look.get("contexts", CONTEXTS), look.get("formats", FORMATS))
    outputs, shown = Outputs(folder), []
    for figure in FIGURES:
        if not names or _name(figure) in names:
            shown.append(figure(study))
            for file, data in bundle(shown[-1], **look).items():
                outputs.write(file, data)
    if not names and not look.keys() & {"contexts", "formats"}:
        outputs.write("README.md", gallery(shown).encode())
    return outputs

"""The charts of a study: each with the claim that its table supports as its title."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack

from analysis import charts, crowds, evaluate
from analysis.errors import UnknownIdError
from analysis.files import Outputs
from analysis.findings import against_rest, pairs, robust, with_rest
from analysis.findings.frames import framed
from analysis.findings.moods import widest
from analysis.findings.stances import judged_twice
from analysis.study import Study
from analysis.style import CONTEXTS, FORMATS, Chart, Style, bundle, check_bundle, gallery, read_style
from analysis.wording import day, listed, percent, signed

if TYPE_CHECKING:
    import pandas as pd


class Look(TypedDict, total=False):
    """How charts are saved: for whom, as what, and in which style."""

    contexts: Sequence[str]
    formats: Sequence[str]
    style: Style | None


RUNS = {"source": "our own runs, kept in data/evaluation"}


def layout(study: Study) -> Chart:
    """What each page consists of."""
    said = crowds.ends(study.briefs.set_index("brief_id").n_words, words=words(study), what="words")
    return charts.layout_of_briefs(study.sentences, briefs=study.briefs, title=study.claims["lengths"].headline, **said)


def presence_by_side(study: Study) -> Chart:
    """The share of sentences that mention each side."""
    if _crowded(study):
        return _presence_apart(study, study.presence_difference_by_side, "presence_by_side")
    return charts.presence_chart(
        study.presence_by_side, difference=study.presence_difference_by_side, name="presence-by-side",
        title=study.claims["presence_by_side"].headline, **words(study),
    )  # fmt: skip


def presence_by_actor(study: Study) -> Chart:
    """The share of sentences that mention each actor."""
    if _crowded(study):
        return _presence_apart(study, study.presence_difference, "presence_by_actor", claim="presence")
    return charts.presence_chart(
        study.presence, difference=study.presence_difference, name="presence-by-actor",
        title=study.claims["presence"].headline, **words(study),
    )  # fmt: skip


def mention_strip(study: Study) -> Chart:
    """Where in each brief each actor is mentioned."""
    said = words(study)
    if _crowded(study):
        said = _of_two(study, pairs.furthest(study.presence_difference), "the two furthest apart in whom they mention")
    return charts.mention_strip(
        study.mentions, sentences=study.sentences, title=study.claims["most_mentioned"].headline, **said
    )


def co_mention(study: Study) -> Chart:
    """Which actors stand in the same sentences."""
    title, said, table = study.claims["co_mention"].headline, words(study), study.co_mention
    if _crowded(study):
        said, table = crowds.together(said), crowds.company(table, presence=study.presence)
    return charts.co_mention_chart(table, title=title, **said)


def sentiment_strip(study: Study) -> Chart:
    """Each sentence on the scale of polarity."""
    whole = study.actor_sentiment.query("actor_id == 'all' and measure == 'polarity'")
    body = study.sentiment[study.sentiment.sentence_id.isin(study.body.sentence_id)]
    said = crowds.ends(whole.set_index("brief_id")["mean"].astype(float), words=words(study), what="polarity")
    return charts.sentiment_strip(body, means=whole, title=study.claims["mood"].headline, **said)


def sentiment_by_side(study: Study) -> Chart:
    """Mean polarity of the sentences that mention each side."""
    if _crowded(study):
        return _mood_apart(study, study.sentiment_difference_by_side, "sentiment_by_side", claim="mood_by_side")
    return charts.actor_sentiment_chart(
        study.actor_sentiment_by_side,
        name="sentiment-by-side",
        title=study.claims["mood_by_side"].headline,
        **words(study),
    )


def sentiment_by_actor(study: Study) -> Chart:
    """Mean polarity of the sentences that mention each actor."""
    if _crowded(study):
        return _mood_apart(study, study.sentiment_difference, "sentiment_by_actor", claim="mood_by_actor")
    return charts.actor_sentiment_chart(
        study.actor_sentiment, name="sentiment-by-actor", title=study.claims["mood_by_actor"].headline, **words(study)
    )


def lexicons(study: Study) -> Chart:
    """TextBlob against VADER, sentence by sentence."""
    body = study.sentiment[study.sentiment.sentence_id.isin(study.body.sentence_id)]
    said = words(study)
    if _crowded(study):
        body, said = body.assign(brief_id=crowds.TOGETHER), crowds.together(said)
    return charts.lexicons_chart(body, title=study.claims["lexicons"].headline, **said)


def word_shift(study: Study) -> Chart:
    """Which words drive the difference of mood."""
    whole = widest(study.word_shift[study.word_shift.actor_id == "all"])
    return charts.word_shift_chart(whole, title=study.claims["word_shift"].headline, **_beside(study, whole))


def keyness(study: Study) -> Chart:
    """Which terms are typical of one brief."""
    title, rows = study.claims["keyness"].headline, against_rest(study.keyness)
    if len(study.labels) > 2:
        rows = rows[rows.z > 0].sort_values("z", ascending=False, kind="stable")
        rows = rows.assign(term=rows.term + " · " + rows.brief_a.map(study.labels), brief_a="one")
        return charts.keyness_chart(rows, title=title, top=2 * charts.MOST_BRIEFS, **_beside(study, rows))
    return charts.keyness_chart(rows, title=title, **words(study))


def likeness(study: Study) -> Chart:
    """Which paragraphs are most alike."""
    title, rows = study.claims["likeness"].headline, _closest(study.likeness)
    return charts.likeness_chart(rows, title=title, **_of_two(study, rows, "the two with the most alike paragraphs"))


def speaking(study: Study) -> Chart:
    """Who speaks in each brief, and for how long."""
    others = crowds.spoken(study.speaking).groupby("brief_id").word_share.sum().reindex([*study.labels], fill_value=0)
    said = crowds.ends(others, words=words(study), what="words of others")
    return charts.speaking_chart(study.speaking, title=study.claims["voices"].headline, **said)


def speakers(study: Study) -> Chart:
    """The speakers of each brief, by the words they are given."""
    said, table = words(study), study.speaking
    if _crowded(study):
        table, said = crowds.by_name(crowds.spoken(table), column="speaker", words=said)
    return charts.speakers_chart(table, title=study.claims["voices"].headline, **said)


def stance_balance(study: Study) -> Chart:
    """The balance of the statements of each side toward each side, issue or event."""
    title = study.claims["relations"].headline
    said, table = words(study), study.stance_balance_by_side
    if _crowded(study):
        table, said = crowds.relations(table), crowds.together(said)
    return charts.stance_balance_chart(table, title=title, **said)


def directed(study: Study) -> Chart:
    """The directed network of each brief as a pair of matrices."""
    title = study.claims["relations"].headline
    said, table = words(study), study.stance_balance_by_side
    if len(study.labels) > 2:
        table, said = crowds.relations(table), crowds.together(said)
    return charts.directed_chart(table, title=title, **said)


def portrayal(study: Study) -> Chart:
    """How each brief portrays each side, issue or event, over every mention, beside the ledger's balance."""
    said, table = words(study), study.portrayal_by_side
    if _crowded(study):
        table, said = crowds.by_name(table, column="actor_id", words=said)
    return charts.portrayal_chart(table, title=study.claims["portrayal"].headline, **said)


def author_stance(study: Study) -> Chart:
    """What each author says in their own name."""
    own = study.stance_balance[study.stance_balance.holder == "author_" + study.stance_balance.brief_id]
    said = words(study)
    if _crowded(study):
        own, said = crowds.by_name(crowds.one_author(own), column="target", words=said)
    return charts.author_chart(own, title=study.claims["judgements"].headline, **said)


def contradiction(study: Study) -> Chart:
    """What two authors say of the same matter."""
    judged = judged_twice(study.selection.query("kind == 'relation' and holder == 'author'"))
    said = _of_two(study, judged, "the two of the claim")
    return charts.contradiction_chart(study.stance_balance, title=study.claims["contradiction"].headline, **said)


def prescriptions(study: Study) -> Chart:
    """How much each brief recommends, and to whom."""
    table, said = study.recommendations, words(study)
    if _crowded(study):
        table, said = crowds.by_name(table, column="addressee", words=said)
    return charts.prescriptions_chart(table, title=study.claims["prescriptions"].headline, **said)


def selection(study: Study) -> Chart:
    """What only one of two briefs tells, and what both do."""
    title, rows = study.claims["selection"].headline, pairs.least_shared(study.overlap)
    return charts.selection_chart(rows, title=title, **_of_two(study, rows, "the two that share least"))


def aligned(study: Study) -> Chart:
    """Where both briefs take up the same matters."""
    title, rows = study.claims["aligned"].headline, pairs.most_aligned(study.aligned)
    said = _of_two(study, rows, "the two with the most such passages")
    return charts.aligned_chart(rows, sentences=study.sentences, title=title, **said)


def weight(study: Study) -> Chart:
    """Where each brief first comes to whom, and how many words it spends there."""
    if _crowded(study):
        return _apart(
            study, study.weight_difference, "weight", "Words in sentences that mention each, in percentage points"
        )
    return charts.weight_chart(study.weight, title=study.claims["weight"].headline, **words(study))


def frames(study: Study) -> Chart:
    """How often each brief uses each frame."""
    if _crowded(study):
        rows = study.frame_difference.query("voice == 'all' and carries")
        rows = rows.assign(actor_id=rows.frame)
        return _apart(
            study, rows, "frames", "Sentences with each frame that carries a finding, in percentage points",
            names=study.frame_names,
        )  # fmt: skip
    return charts.frames_chart(
        study.frames_by_voice, difference=study.frame_difference, called=study.frame_names,
        title=study.claims["frames"].headline, **words(study),
    )  # fmt: skip


def frames_by_voice(study: Study) -> Chart:
    """In whose voice each frame stands."""
    title = study.claims["frames_by_voice"].headline
    n = framed(study.frames_by_voice).fillna(0)
    share = (1 - n["author"] / n["all"]).where(n["all"] > 0)
    said = crowds.ends(share, words=words(study), what="framing by others alone", most=2)
    return charts.frame_voices_chart(study.frames_by_voice, called=study.frame_names, title=title, **said)


def who_frames_whom(study: Study) -> Chart:
    """Who makes trouble, is its cause, is judged and is to act."""
    acting = study.frame_roles.query("frame == 'remedy' and role == 'actor'").groupby("brief_id").n_sentences.sum()
    n = acting.reindex([*study.labels], fill_value=0)
    said = crowds.ends(n, words=words(study), what="sentences on who is to act", most=2)
    return charts.frame_roles_chart(study.frame_roles, title=study.claims["frame_roles"].headline, **said)


def labels(study: Study) -> Chart:
    """The words of each brief for the same actors."""
    rows = pairs.most_own_words(study.naming_difference)
    said = _of_two(study, rows, "the two with the most words of their own")
    return charts.namings_chart(rows, title=study.claims["labels"].headline, **said)


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
    speaking, speakers, stance_balance, directed, portrayal, author_stance, contradiction, prescriptions, selection,
    aligned, weight, frames, frames_by_voice, who_frames_whom, labels, robustness, agreement, benchmarks,
)  # fmt: skip


def _crowded(study: Study) -> bool:
    """True where there are more briefs than colours: then they are told by name, beside the rows."""
    return len(study.labels) > charts.MOST_BRIEFS


def _presence_apart(study: Study, difference: pd.DataFrame, name: str, *, claim: str = "") -> Chart:
    return _apart(study, difference, name, "Sentences that mention each, in percentage points", claim=claim)


def _apart(
    study: Study, difference: pd.DataFrame, name: str, measure: str, *, claim: str = "", **other: Mapping[str, str]
) -> Chart:
    """Differences of shares between each brief and the rest."""
    return charts.contrast_chart(
        against_rest(difference), name=name.replace("_", "-"), title=study.claims[claim or name].headline,
        measure=measure, unit=percent, scale=100, **(words(study) | other),
    )  # fmt: skip


def _mood_apart(study: Study, difference: pd.DataFrame, name: str, *, claim: str) -> Chart:
    rows = against_rest(difference)
    rows = rows[(rows.measure == "polarity") & (rows.actor_id != "all")]
    return charts.contrast_chart(
        rows, name=name.replace("_", "-"), title=study.claims[claim].headline,
        measure="Mean TextBlob polarity", unit=signed, **words(study),
    )  # fmt: skip


def _closest(likeness: pd.DataFrame) -> pd.DataFrame:
    """The rows of the two briefs that hold the most alike paragraphs."""
    if likeness.empty:
        return likeness
    top = likeness.loc[likeness.cosine.idxmax()]
    return likeness[(likeness.brief_a == top.brief_a) & (likeness.brief_b == top.brief_b)]


def _beside(study: Study, rows: pd.DataFrame) -> charts.Words:
    """The words of a chart of one brief (or "one" of any) beside the rest, or beside the other."""
    said = words(study)
    if len(study.labels) == 2 or rows.empty:
        return said
    a, b = rows.brief_a.iloc[0], rows.brief_b.iloc[0]
    return said | {"labels": {a: study.labels.get(a, "the brief named"), b: with_rest(study.labels)[b]}}


def _of_two(study: Study, rows: pd.DataFrame, which: str) -> charts.Words:
    """The words of a chart of the two briefs that its rows compare, and which two of several they are."""
    said = words(study)
    if len(study.labels) == 2 or rows.empty:
        return said
    pair = rows[pairs.PAIR].iloc[0]
    shown = f"of {len(study.labels)} briefs {which}"
    return said | {"labels": {b: study.labels[b] for b in pair}, "shown": shown}


def words(study: Study) -> charts.Words:
    """The words and the look that all charts of a study share."""
    dates = {brief.id: day(brief.date) for brief in study.settings.briefs}
    publishers = [brief.publisher for brief in study.settings.briefs]
    source = f"{len(publishers)} briefs" if _crowded(study) else listed(dict.fromkeys(publishers))
    own = {"style": read_style(study.settings.style)} if study.settings.style else {}
    places = {brief_id: n for n, brief_id in enumerate(study.labels)}
    return {"labels": study.labels, "names": study.names, "dates": dates, "places": places, "source": source, **own}


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

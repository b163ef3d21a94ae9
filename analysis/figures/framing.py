"""Charts of what each brief selects, how it frames it, and by which words it calls the actors."""

from __future__ import annotations

from analysis import charts, crowds
from analysis.figures.telling import apart, crowded, of_two, words
from analysis.findings import pairs
from analysis.findings.frames import acting, framed
from analysis.study import Study
from analysis.style import Chart


def selection(study: Study) -> Chart:
    """What only one of two briefs tells, and what both do."""
    title, rows = study.claims["selection"].headline, pairs.least_shared(study.overlap)
    return charts.selection_chart(rows, title=title, **of_two(study, rows, "the two that share least"))


def aligned(study: Study) -> Chart:
    """Where both briefs take up the same matters."""
    title, rows = study.claims["aligned"].headline, pairs.most_aligned(study.aligned)
    said = of_two(study, rows, "the two with the most such passages")
    return charts.aligned_chart(rows, sentences=study.sentences, title=title, **said)


def frames(study: Study) -> Chart:
    """How often each brief uses each frame."""
    if crowded(study):
        rows = study.frame_difference.query("voice == 'all' and carries")
        rows = rows.assign(actor_id=rows.frame)
        return apart(
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
    n = acting(study.frame_roles).reindex([*study.labels], fill_value=0)
    said = crowds.ends(n, words=words(study), what="sentences on who is to act", most=2)
    return charts.frame_roles_chart(study.frame_roles, title=study.claims["frame_roles"].headline, **said)


def labels(study: Study) -> Chart:
    """The words of each brief for the same actors."""
    rows = pairs.most_own_words(study.naming_difference)
    said = of_two(study, rows, "the two with the most words of their own")
    return charts.namings_chart(rows, title=study.claims["labels"].headline, **said)

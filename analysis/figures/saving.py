"""The charts of a study saved as bundles, with the gallery."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypedDict, Unpack

from analysis.errors import UnknownIdError
from analysis.figures.framing import aligned, frames, frames_by_voice, labels, selection, who_frames_whom
from analysis.figures.mentions import co_mention, mention_strip, presence_by_actor, presence_by_side, weight
from analysis.figures.moods import lexicons, sentiment_by_actor, sentiment_by_side, sentiment_strip, word_shift
from analysis.figures.stances import (
    author_stance,
    contradiction,
    directed,
    portrayal,
    prescriptions,
    speakers,
    speaking,
    stance_balance,
)
from analysis.figures.texts import keyness, layout, likeness
from analysis.figures.trust import agreement, benchmarks, robustness
from analysis.files import Outputs
from analysis.study import Study
from analysis.style import CONTEXTS, FORMATS, Chart, Style, bundle, check_bundle, gallery

FIGURES: tuple[Callable[[Study], Chart], ...] = (
    layout, presence_by_side, presence_by_actor, mention_strip, co_mention, sentiment_strip, sentiment_by_side,
    sentiment_by_actor, lexicons, word_shift, keyness, likeness,
    speaking, speakers, stance_balance, directed, portrayal, author_stance, contradiction, prescriptions, selection,
    aligned, weight, frames, frames_by_voice, who_frames_whom, labels, robustness, agreement, benchmarks,
)  # fmt: skip


class Look(TypedDict, total=False):
    """How charts are saved: for whom, as what, and in which style."""

    contexts: Sequence[str]
    formats: Sequence[str]
    style: Style | None


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

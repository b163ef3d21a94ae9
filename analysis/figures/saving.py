"""The charts of a study saved as bundles, with the gallery."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypedDict, Unpack

from analysis.errors import UnknownIdError, meant
from analysis.figures import framing, mentions, moods, stances, texts, trust
from analysis.files import Outputs
from analysis.study import Study
from analysis.style import CONTEXTS, FORMATS, Chart, Style, bundle, check_bundle, gallery

FIGURES: tuple[Callable[[Study], Chart], ...] = (
    texts.layout, mentions.presence_by_side, mentions.presence_by_actor, mentions.mention_strip, mentions.co_mention,
    moods.sentiment_strip, moods.sentiment_by_side, moods.sentiment_by_actor, moods.lexicons, moods.word_shift,
    texts.keyness, texts.likeness, stances.speaking, stances.speakers, stances.stance_balance, stances.directed,
    stances.portrayal, stances.author_stance, stances.contradiction, stances.prescriptions, framing.selection,
    framing.aligned, mentions.weight, framing.frames, framing.frames_by_voice, framing.who_frames_whom,
    framing.labels, trust.robustness, trust.agreement, trust.benchmarks,
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
    known = figure_names()
    for name in names:
        if name not in known:
            remedy = f"{meant(name, known)}Charts: {', '.join(known)}"
            raise UnknownIdError(f'no chart is called "{name}"', remedy=remedy)
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

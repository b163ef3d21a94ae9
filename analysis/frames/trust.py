"""Which frames can carry a finding: those that two coders, and the program with them, see alike."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pandas as pd

from analysis.settings import HOME_STUDY

SCORES = HOME_STUDY / "evaluation" / "reference-briefs.csv"
MIN_ALPHA = 66.7  # Krippendorff's mark for tentative conclusions, times 100
MIN_F1 = 60.0
MIN_CODED = 8  # sentences in the settled coding: below it, agreement on them says little
ALPHA, F1 = "alpha, frames: {frame}", "frames, F1 {frame}"


def carrying(frames: list[str] | pd.Series, *, scores: Path = SCORES) -> dict[str, bool]:
    """For each frame, whether a finding can rest on it.

    *How to read it*: a frame carries where the two passes of the reference coding reach alpha 0.667
    on which sentences hold it, and the program F1 0.60 against the settled coding, over at least
    eight sentences of it. Where either was not measured, it doesn't. The scores are of the two briefs
    of this repository.

    Parameters
    ----------
    frames : sequence of str
        Names of frames.
    scores : Path
        The kept table of the last run against the reference coding.
    """
    agreed = _agreed(scores, scores.stat().st_mtime_ns if scores.is_file() else 0)
    return {
        frame: all(measure.format(frame=frame) in found for measure, found in agreed.items())
        for frame in dict.fromkeys(frames)
    }


@lru_cache(maxsize=4)
def _agreed(scores: Path, _written: int) -> dict[str, frozenset[str]]:
    """The measures that reach their mark, by what they measure; read again where the file is a new one."""
    runs = pd.read_csv(scores) if scores.is_file() else pd.DataFrame(columns=["system", "measure", "value", "n"])
    alphas = runs[runs.measure.str.startswith("alpha, ")].set_index("measure").value
    own = runs[(runs.system == "this study") & (runs.value >= MIN_F1) & (runs.n >= MIN_CODED)]
    return {ALPHA: frozenset(alphas.index[alphas >= MIN_ALPHA]), F1: frozenset(own.measure)}

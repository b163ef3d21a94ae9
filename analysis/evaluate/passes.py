"""How far two passes of a reference coding agree, layer by layer, before anybody settled them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from analysis.coding.reading import reference
from analysis.compare.resampling import Resampling
from analysis.evaluate.alpha import alpha
from analysis.evaluate.units import COMPARED, Coding, Labels, Rows

PASSES = {"pass_a": "pass A", "pass_b": "pass B"}  # passes of coding, no passwords  # nosec B105
COLUMNS = ["layer", "unit", "n", "raw", "f1", "alpha", "low", "high"]


def agreement(
    folder: str | Path, *, sentences: pd.DataFrame | None = None, resampling: Resampling | None = None
) -> pd.DataFrame:
    """How far pass A and pass B of a reference coding agree, per layer and unit.

    *How to read it*: `raw` is the share of units on which both agree, `f1` the same without the
    units that both left empty, `alpha` what is left of it beyond chance. Of a layer, cite the
    unit in `HEADLINE`; alphas of different units must not be compared. Where both passes come
    from one mind, all of them are upper bounds.

    Parameters
    ----------
    folder : path-like
        With `pass_a` and `pass_b`, such as `data/gold`.
    sentences : DataFrame, optional
        `study.sentences`; default: those of the study whose folder holds this one.
    resampling : Resampling, optional
        Seed and number of resamples; default: the study's.

    Returns
    -------
    DataFrame
        `layer`, `unit`, `n` (units), `raw`, `f1` (0 to 1), `alpha`, `low`, `high` (at most 1);
        missing where a measure has no sense for a unit.

    Raises
    ------
    CodebookError
        A pass is missing or breaks the codebook's rules.
    """
    if sentences is None or resampling is None:
        from analysis.study import load_study

        study = load_study(Path(folder).resolve().parent)
        sentences = study.sentences if sentences is None else sentences
        resampling = resampling or study.resampling
    a, b = (_filled(reference(Path(folder) / name, sentences)) for name in PASSES)
    rows = [
        (layer, unit, *_measures(found, sentences.sentence_id, resampling))
        for layer, compared in COMPARED.items()
        if layer in a and layer in b
        for unit, found in compared(a, b, sentences)
    ]
    return pd.DataFrame(rows, columns=COLUMNS)


def _filled(coding: Coding) -> Coding:
    """An empty cell is an answer here, and no missing label."""
    own = ("source_text", "cue_text", "speaker", "parent_id", "actor", "target", "condition")
    return {k: t.fillna(dict.fromkeys(set(own) & set(t.columns), "")) for k, t in coding.items()}


def _measures(found: Rows | Labels, sentences: pd.Series, resampling: Resampling) -> tuple:
    """n, raw, f1, alpha, low, high."""
    if isinstance(found, Rows):
        total = found.a + found.b
        return total - found.both, *_shares((found.both, total - found.both), (2 * found.both, total)), *[np.nan] * 3
    codings, same = found.codings, (found.codings.a == found.codings.b).to_numpy()
    raw, f1 = (*_shares((same.sum(), len(same))), np.nan)
    if found.empty is not None:
        filled = (codings != found.empty).to_numpy()
        (f1,) = _shares((2 * (same & filled[:, 0]).sum(), filled.sum()))
    if not found.nominal:
        return len(codings), raw, f1, np.nan, np.nan, np.nan
    measured = alpha(codings, sentences=sentences, resampling=resampling)
    return len(codings), raw, f1, measured.value, measured.low, measured.high


def _shares(*parts: tuple[int, int]) -> list[float]:
    return [above / below if below else np.nan for above, below in parts]

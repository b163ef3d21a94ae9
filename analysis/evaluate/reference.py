"""The program as one more coder: its tables against the settled reference coding, and what coders reach.

A reference coding is a folder beside `study.toml`, such as data/gold: `adjudicated`, and as far
as they are kept `pass_a` and `pass_b`. Texts that rules were developed on flatter the program;
the score of a text that nobody looked at is the one to quote.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from analysis.coding.headlines import SETTLED
from analysis.coding.reading import LAYERS, reference
from analysis.compare.resampling import DEFAULT, Resampling
from analysis.evaluate import coder, shares
from analysis.evaluate.passes import PASSES, agreement
from analysis.evaluate.units import HEADLINE
from analysis.settings import HOME_STUDY, STANCES

if TYPE_CHECKING:
    from analysis.study import Study

__all__ = ["agreement", "coder_agreement", "machine_agreement", "reference", "results"]

WHERE = "Name the folder of a reference coding inside a study's folder, such as data/gold"
TABLES = {"mentions": "mentions", "attributions": "attributions", "statements": "ledger",
          "recommendations": "recommendations", "frames": "frames"}  # fmt: skip
COLUMNS = ["system", "layer", "measure", "value", "low", "high", "n"]
MACHINE = "this study"
LEDGERS = {"rules": "ledger by rules", "model": "ledger with the model"}
HOME_SPLIT = "briefs"


def coder_agreement(
    coded: Mapping[str, pd.DataFrame], settled: Mapping[str, pd.DataFrame], *,
    sentences: pd.DataFrame, sides: Mapping[str, str] | None = None, resampling: Resampling = DEFAULT,
) -> pd.DataFrame:  # fmt: skip
    """How far one coder's tables agree with a reference coding, per layer.

    *How to read it*: F1 80 means that of the rows of both, counted on either side, eight in ten
    have their match on the other. "... right" are shares of the rows that match; "wrong sign" is
    the one measure where lower is better. F1 of different layers must not be compared: they
    match on different things.

    Parameters
    ----------
    coded, settled : mapping of layer to DataFrame
        `mentions`, `attributions`, `statements` (the ledger), `recommendations`, `frames`; a layer
        that either lacks is skipped.
    sentences : DataFrame
        `study.sentences`: all that was coded.
    sides : mapping of actor_id to side, optional
        For `F1 sides`; actors without a side stand for themselves.
    resampling : Resampling
        Seed and number of resamples.

    Returns
    -------
    DataFrame
        `layer`, `measure`, `value`, `low`, `high` (percent; interval from resampling sentences,
        missing below eight sentences of evidence), `n`.
    """
    compared = {
        "mentions": coder.mention_shares,
        "attributions": lambda a, b: coder.attribution_shares(a, b, sentences=sentences),
        "statements": lambda a, b: coder.statement_shares(a, b, sides=sides or {}),
        "recommendations": coder.recommendation_shares,
        "frames": coder.frame_shares,
    }
    found = [
        shares.scores(compared[layer](coded[layer], settled[layer]), sentences.sentence_id, resampling=resampling)
        .assign(layer=layer)
        for layer in LAYERS if layer in coded and layer in settled
    ]  # fmt: skip
    return pd.concat(found, ignore_index=True)[COLUMNS[1:]]


def machine_agreement(
    study: Study, folder: str | Path | None = None, *, tables: Mapping[str, pd.DataFrame] | None = None
) -> pd.DataFrame:
    """The program and both passes, each as a coder, against the settled coding.

    *How to read it*: as `coder_agreement`. The settled coding was made from the passes, so their
    rows say how much was settled, and are no measure of what other people would reach.

    Parameters
    ----------
    study : Study
    folder : path-like, optional
        Default: `gold` in the study's folder. Needs `adjudicated`; passes that aren't there are
        skipped.
    tables : mapping of layer to DataFrame, optional
        Other tables than the study's own, such as a ledger by rules alone.

    Returns
    -------
    DataFrame
        One row per system ("this study", "pass A", "pass B"), layer and measure: `system`,
        `layer`, `measure`, `value`, `low`, `high` (percent), `n`.

    Raises
    ------
    CodebookError
        The coding is missing or breaks the codebook's rules.
    """
    folder = Path(study.settings.coding if folder is None else folder)
    ids = set(study.actors.actor_id)
    settled = reference(folder / SETTLED, study.sentences, actor_ids=ids)
    coders = {MACHINE: machine_tables(study) if tables is None else tables}
    for name, system in PASSES.items():
        if (folder / name).is_dir():
            coders[system] = reference(folder / name, study.sentences, actor_ids=ids)
    sides = study.actors.set_index("actor_id").side.dropna().to_dict()
    found = [
        coder_agreement(coded, settled, sentences=study.sentences, sides=sides, resampling=study.resampling)
        .assign(system=system)
        for system, coded in coders.items()
    ]  # fmt: skip
    return pd.concat(found, ignore_index=True)[COLUMNS]


def machine_tables(study: Study) -> dict[str, pd.DataFrame]:
    """The tables of a study by the layer of the reference coding that they answer; those there are."""
    return {layer: getattr(study, table) for layer, table in TABLES.items() if hasattr(type(study), table)}


def results(path: str | Path, *, split: str = "") -> pd.DataFrame:
    """The scores of the program and of both passes against the settled coding, and the passes' alphas.

    *How to read it*: as `machine_agreement`; alphas stand times 100. "this study" is set as its
    study.toml says; its ledger with the other setting of `stance` has rows of its own. `split` names the texts:
    "briefs" for the study of this repository, on which scores are optimistic, else the study's
    folder.

    Parameters
    ----------
    path : path-like
        The reference coding, inside the folder of its study.
    split : str
        Not used: a reference coding is one.

    Returns
    -------
    DataFrame
        `split`, `system`, `measure`, `value`, `low`, `high`, `n`.
    """
    from analysis.study import load_study

    folder = Path(path).resolve()
    study = load_study(folder.parent)
    scored = pd.concat([machine_agreement(study, folder), _other_ledger(study, folder)], ignore_index=True)
    scored["measure"] = scored.layer + ", " + scored.measure
    if all((folder / name).is_dir() for name in PASSES):
        agreed = agreement(folder, sentences=study.sentences, resampling=study.resampling)
        scored = pd.concat([scored, _alpha_rows(agreed)], ignore_index=True)
    numbers = scored[["value", "low", "high"]].round(1)
    texts = HOME_SPLIT if folder.parent == HOME_STUDY else folder.parent.name
    return scored[["system", "measure", "n"]].assign(split=texts, **numbers)


def _other_ledger(study: Study, folder: Path) -> pd.DataFrame:
    """The statements of the ledger that the study isn't set to: with the model, or by rules alone."""
    other = next(stance for stance in STANCES if stance != study.settings.stance)
    ledger = type(study)(replace(study.settings, stance=other)).ledger
    settled = reference(folder / SETTLED, study.sentences, actor_ids=set(study.actors.actor_id))
    sides = study.actors.set_index("actor_id").side.dropna().to_dict()
    found = coder_agreement(
        {"statements": ledger}, settled, sentences=study.sentences, sides=sides, resampling=study.resampling
    )
    return found.assign(system=f"{MACHINE}, {LEDGERS[other]}")


def _alpha_rows(agreed: pd.DataFrame) -> pd.DataFrame:
    """The alphas as rows of results: "alpha, mentions" for the unit to cite, the unit behind it for others."""
    table = agreed[agreed.alpha.notna()].assign(system=" against ".join(PASSES.values()))
    cited = table.unit == table.layer.map(HEADLINE)
    table["measure"] = "alpha, " + table.layer + (": " + table.unit).where(~cited, "")
    table["value"] = table.alpha
    return table[["system", "measure", "n"]].join(100 * table[["value", "low", "high"]])

"""The reference coding of this repository: its alphas and its scores come out again, and stay apart."""

import copy
import re
from dataclasses import replace

import pandas as pd
import pytest

from analysis.coding.reading import LAYERS
from analysis.evaluate import keep, kept_in, last_runs, ledger_score
from analysis.evaluate.reference import agreement, machine_agreement, reference, results
from analysis.settings import HOME_STUDY

GOLD = HOME_STUDY / "gold"


@pytest.mark.parametrize("folder", [HOME_STUDY / name for name in ("gold", "unseen/gold", "fresh/gold")])
def test_agreement_is_the_adjudicators(folder):
    """Every figure of agreement.md, intervals included, comes out again."""

    def told(x: float) -> str:
        return "–" if pd.isna(x) else f"{x:.3f}"

    page = (folder / "adjudicated" / "agreement.md").read_text(encoding="utf-8")
    page = re.split("## Units|## Passes", page)[0]
    expected = [[cell.strip() for cell in line.split("|")[1:-1]] for line in re.findall(r"^\| .*", page, re.MULTILINE)]
    rows = [
        [r.layer, r.unit, str(r.n), told(r.raw), told(r.f1), told(r.alpha),
         told(r.low) if pd.isna(r.low) else f"{told(r.low)} to {told(r.high)}"]
        for r in agreement(folder).itertuples()
    ]  # fmt: skip
    assert rows == expected[1:]


def test_the_settled_coding_against_itself(study):
    """As tables of the program, the adjudicated rows score 100."""
    ids = set(study.actors.actor_id)
    settled = reference(GOLD / "adjudicated", study.sentences, actor_ids=ids)
    own = machine_agreement(study, tables=settled).query("system == 'this study'")
    assert own.value[own.measure != "wrong sign"].eq(100).all()
    assert set(own.layer) == set(settled)


def test_results_have_three_coders_and_their_alphas(study, monkeypatch):
    """The table of the command: program, both passes, the ledger not chosen, and an alpha per layer."""
    few = copy.copy(study)
    few.settings = replace(study.settings, resamples=200)
    monkeypatch.setattr("analysis.study.load_study", lambda _: few)
    table = results(GOLD)
    other = "this study, ledger with the model"
    assert list(table.system.unique()) == ["this study", "pass A", "pass B", other, "pass A against pass B"]
    assert {f"alpha, {layer}" for layer in LAYERS} <= set(table.measure)
    assert set(table.split) == {"briefs"}
    assert not table.duplicated(["system", "measure"]).any()
    assert table.value.dropna().between(0, 100).all()


def test_each_set_of_texts_keeps_its_own_run(tmp_path):
    """The unseen texts don't overwrite the briefs, and the headline tells both, the briefs first."""
    row = {"benchmark": "reference", "system": "this study", "measure": "statements, F1"}
    for split, value in (("unseen", 12.4), ("briefs", 54.7)):
        keep(pd.DataFrame([row | {"split": split, "value": value, "low": None, "high": None, "n": 9}]), tmp_path)
    runs = last_runs(tmp_path)
    assert runs.split.tolist() == ["briefs", "unseen"]
    assert ledger_score(runs) == "The program's ledger, F1: 2007 briefs 55, unseen 12"
    assert ledger_score(runs[:0]) == "Not scored"
    assert len(ledger_score(last_runs()).split()) <= 12


def test_the_scores_of_another_study_stand_in_its_folder(tmp_path):
    """A study of one's own overwrites no score of this repository, whatever its folder is called."""
    assert kept_in("reference", tmp_path / "briefs" / "gold") == tmp_path / "briefs" / "evaluation"
    for name, path in (("reference", GOLD), ("reference", HOME_STUDY / "unseen" / "gold"), ("dse", tmp_path)):
        assert kept_in(name, path) == HOME_STUDY / "evaluation"

"""Recommendations that people correct: another addressee, one more, one less."""

import pytest
from test_study import ACTORS

from analysis import load_study
from analysis.corrections import KINDS
from analysis.errors import CorrectionError
from analysis.exchange import correct
from analysis.exchange.placed import Placer
from analysis.files import csv_bytes

TEXTS = {
    "west": "A title\n\nPeru should wait. Peru should listen. Once Quito agrees, a pact is possible.\n",
    "east": "A title\n\nIt rained in Peru.\n",
}
MORE = {"sentence_id": "west-s03", "action": "a pact", "addressee": "peru", "form": "suggestion"}


@pytest.fixture
def folder(study_folder):
    """A study of one brief with two recommendations to Peru."""
    return study_folder(TEXTS, actors=ACTORS)


@pytest.fixture
def handed_in(folder, tmp_path):
    """Correct the study by its table of recommendations, changed by a function of it."""

    def hand_in(change):
        study = load_study(folder)
        path = tmp_path / "recommendations.csv"
        path.write_bytes(csv_bytes(change(study.recommendations.astype(object))))
        return correct(study, path, who="Ann")

    return hand_in


def with_row(table, **cells):
    table.loc[len(table)] = dict.fromkeys(table.columns, "") | cells
    return table


def advice(study) -> list[tuple]:
    table = study.recommendations
    return list(zip(table.recommendation_id, table.addressee, table.action, table.source, strict=True))


def test_the_machine_sees_two(folder):
    """Without a correction both rows are the machine's, and handing them in unchanged corrects nothing."""
    assert advice(load_study(folder)) == [
        ("west-r01", "peru", "wait", "machine"), ("west-r02", "peru", "listen", "machine")]  # fmt: skip


def test_rows_as_they_were_change_nothing(handed_in):
    """A table that nobody changed corrects nothing."""
    assert handed_in(lambda table: table) == ([], [])


def test_changed_added_and_taken_away(folder, handed_in):
    """A person's rows stand on the next run, marked as theirs, and the finding counts them."""

    def change(table):
        table.loc[0, "addressee"] = "ecuador"
        return with_row(table.drop(index=1), **MORE, target="ecuador", condition="Once  Quito agrees")

    (edits,), _ = handed_in(change)
    assert str(edits) == "recommendations: 2 set, 2 removed"
    study = load_study(folder)
    assert advice(study) == [
        ("west-rh21", "ecuador", "wait", "human"), ("west-rh66", "peru", "a pact", "human")]  # fmt: skip
    added = study.recommendations.iloc[1]
    text = TEXTS["west"]
    assert text[added.start : added.end] == "a pact"
    assert text[added.condition_start : added.condition_end] == added.condition == "Once Quito agrees"
    assert "west makes 2 recommendations" in study.claims["prescriptions"].text.lower()
    assert "corrected by a person" in str(study.explain("west-rh66"))


def test_a_condition_is_taken_back(folder, handed_in):
    """A condition that a person empties is gone with its span."""
    handed_in(lambda table: with_row(table, **MORE, condition="Once Quito agrees"))
    handed_in(lambda table: table.assign(condition=""))
    last = load_study(folder).recommendations.iloc[-1]
    assert last[["condition", "condition_start", "condition_end"]].isna().all()


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"addressee": "atlantis"}, 'addressee "atlantis" is no actor'),
        ({"target": "peruu"}, 'target "peruu" is no actor. Did you mean `peru`?'),
        ({"form": "wish"}, 'form "wish"'),
        ({"condition": "if it rains"}, 'condition "if it rains" doesn\'t stand in the brief'),
        ({"action": "leave"}, 'action "leave" doesn\'t stand in west-s03'),
    ],
)
def test_a_row_that_does_not_fit_is_told(folder, handed_in, cells, said):
    """Every cell that doesn't fit gives one sentence, and nothing is kept."""
    with pytest.raises(CorrectionError) as error:
        handed_in(lambda table: with_row(table, **(MORE | cells)))
    assert said in str(error.value)
    assert len(load_study(folder).recommendations) == 2


def test_what_a_new_row_needs_is_told(folder):
    """The least that a person must fill in is named, with the forms that there are."""
    study, kind = load_study(folder), KINDS["recommendations"]
    blank = dict.fromkeys(["sentence_id", *kind.columns], "")
    with pytest.raises(CorrectionError, match=r"no addressee, no form\. A row of recommendations needs"):
        Placer(study, kind, folder / "tables.xlsx").placed((9, blank | {"sentence_id": "west-s01", "action": "wait"}))

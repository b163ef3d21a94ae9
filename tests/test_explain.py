"""Explanations: the sentence with its spans marked, the rule, and the other readings."""

from types import SimpleNamespace

import pytest
from statements import rows_of

from analysis.__main__ import main
from analysis.errors import UnknownIdError
from analysis.explain import Mark, _bracketed, _marked, explain
from analysis.frames import frame_book, frames
from analysis.ledger import advice_book, recommendations
from analysis.stance import stance_book

TEXT = "Salas accused Ecuador of arming the rebels. Peru should back the truce if Ecuador agrees. <Rain> fell."


@pytest.fixture(scope="module")
def tables(study_of):
    """The tables of a text of two sentences."""
    reading = study_of(TEXT)
    advised, stances = recommendations(reading, advice=advice_book(), book=stance_book()), rows_of(reading)
    framed = frames(
        reading, book=frame_book(), stances=stance_book(), ledger=stances, advised=advised, year=2007
    ).assign(carries=True)  # fmt: skip
    return SimpleNamespace(
        sentences=reading.sentences, mentions=reading.mentions, attributions=reading.attributions,
        ledger=stances, recommendations=advised, frames=framed,
        names={"salas": "Maria Salas"}, labels={"a": "Alpha"},
    )  # fmt: skip


def test_a_statement_shows_sentence_rule_and_other_readings(tables):
    """A statement prints its sentence with the evidence marked, the rule, the confidence and what else is there."""
    row = tables.ledger[(tables.ledger.holder == "salas")].iloc[0]
    text = str(explain(tables, row.statement_id))
    assert "Salas [evidence: accused Ecuador] of arming the rebels." in text
    assert "Maria Salas toward ecuador: critical (-1)" in text
    assert "rule: verb: accused" in text and f"confidence: {row.confidence:.2f}" in text
    assert "ecuador toward rebels: supportive (+1)" in text and "attributed to Maria Salas" in text
    assert "model" not in text


def test_actors_are_told_by_name(tables):
    """No id of an actor or author that has a name is shown."""
    for row_id in tables.ledger.statement_id:
        assert not {"salas", "author_a"} & set(str(explain(tables, row_id)).replace(":", " ").split())


def test_the_models_odds_are_shown_where_there_are_any(tables):
    """With a model its probabilities stand beside the rule."""
    scored = tables.ledger.assign(negative=0.8, neutral=0.15, positive=0.05)
    own = SimpleNamespace(**vars(tables) | {"ledger": scored})
    assert "model: negative 0.80, neutral 0.15, positive 0.05" in str(explain(own, "a-l01"))


def test_a_mention_shows_what_the_model_makes_of_its_sentence(tables):
    """Where every mention was asked, its probabilities stand beside the rule that linked it."""
    asked = tables.mentions.head(1).assign(negative=0.8, neutral=0.15, positive=0.05)
    own = SimpleNamespace(**vars(tables) | {"mention_stance": asked})
    assert "model: negative 0.80, neutral 0.15, positive 0.05" in str(explain(own, "a-m001"))
    assert "model" not in str(explain(own, "a-m002"))


@pytest.mark.parametrize("row_id", ["a-s03", "a-l01", "a-a01", "a-m001", "a-r01", "a-f001"])
def test_every_kind_of_row_is_explained(tables, row_id):
    """Sentences, statements, attributions, mentions, recommendations and frames are explained, as text and as safe HTML."""
    found = explain(tables, row_id)
    assert found.id == row_id and str(found).startswith(f"{row_id}: ")
    assert "<Rain>" not in found._repr_html_() and found._repr_html_().startswith("<p><b>")


def test_an_unknown_id_is_named_with_a_remedy(tables):
    """An id that no table holds is said so, with ids that look right."""
    with pytest.raises(UnknownIdError, match=r'no row "x-l99"\. Ids look like a-s03, a-l0'):
        explain(tables, "x-l99")


def test_the_command_names_the_study_that_it_searched(study_folder, capsys):
    """An id of another study is told with the folder that was searched, and how to search another."""
    folder = study_folder({"one": "Title\n\nIt rained.\n", "two": "Title\n\nIt snowed.\n"})
    assert main(["explain", "cfr-s01", "--study", str(folder)]) == 2
    told = capsys.readouterr().err.splitlines()[-1]
    assert told.startswith(f'error: {folder}: no row "cfr-s01". Ids look like two-s')
    assert told.endswith("; the tables list them, and --study DIR looks in another study.")


def test_marks_nest_and_never_lose_a_word():
    """Inner spans stand within outer ones, a crossing one is left out, and the words stay whole."""
    marks = [Mark(0, 9, "a"), Mark(4, 6, "b"), Mark(5, 12, "c")]
    shown = _marked("one two three", marks, _bracketed, str)
    assert shown == "[a: one [b: tw]o t]hree"

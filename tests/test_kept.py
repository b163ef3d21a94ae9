"""Answers of the stance model that are kept from run to run."""

import shutil
import sqlite3
from contextlib import closing

import numpy as np
import pytest

from analysis import directed_stance, load_study, target_stance
from analysis.errors import OutputError
from analysis.settings import ANSWERS, MODELS, cache
from analysis.stance import weights

ASKED = ["Lima praised Quito.", "Lima blamed Quito.", "Lima praised Quito."], [(0, 4)] * 3, [(13, 18), (12, 17), (0, 4)]
MODEL = MODELS["small"]


@pytest.fixture
def unasked(monkeypatch):
    """A model that counts what it is asked."""
    asked = []

    def counted(questions, folder):
        asked.extend(questions)
        return answers(questions, folder)

    answers = weights._answers
    monkeypatch.setattr(weights, "_answers", counted)
    return asked


def rows(file):
    """What a file of answers holds."""
    with closing(sqlite3.connect(file)) as base:
        return dict(base.execute("SELECT key, answer FROM answers"))


def test_kept_answers_are_the_same_to_the_last_bit(tmp_path, unasked):
    """A second run asks the model nothing, and has the same numbers as one that keeps nothing."""
    plain = directed_stance(*ASKED)
    unasked.clear()
    first = directed_stance(*ASKED, kept=tmp_path / ANSWERS)
    assert len(unasked) == 3
    second = directed_stance(*ASKED, kept=tmp_path / ANSWERS)
    assert len(unasked) == 3
    assert np.array_equal(plain, first) and np.array_equal(first, second)


def test_only_what_is_new_is_asked(tmp_path, unasked):
    """Of known and new sentences the new ones alone go to the model, each once, and the rows keep their order."""
    target_stance(ASKED[0][:1], ASKED[2][:1], kept=tmp_path / ANSWERS)
    unasked.clear()
    found = target_stance(ASKED[0] * 2, ASKED[2] * 2, kept=tmp_path / ANSWERS)
    assert [sentence for sentence, *_ in unasked] == ASKED[0][1:]
    assert np.array_equal(found, target_stance(ASKED[0] * 2, ASKED[2] * 2))


def test_another_model_has_other_answers(tmp_path, unasked):
    """Answers of one model aren't taken for those of another, though they lie in one file."""
    other = shutil.copytree(MODEL, tmp_path / "other")
    target_stance(ASKED[0], ASKED[2], kept=tmp_path / ANSWERS)
    (other / "tokenizer.json").write_text((other / "tokenizer.json").read_text(encoding="utf-8") + " ", "utf-8")
    unasked.clear()
    target_stance(ASKED[0], ASKED[2], kept=tmp_path / ANSWERS, folder=other)
    assert len(unasked) == 3 and len(rows(tmp_path / ANSWERS)) == 6


def test_no_text_is_kept(tmp_path):
    """The file holds hashes and numbers, and no word of a brief."""
    target_stance(ASKED[0], ASKED[2], kept=tmp_path / ANSWERS)
    assert b"Lima" not in (tmp_path / ANSWERS).read_bytes()
    assert {(len(key), len(answer)) for key, answer in rows(tmp_path / ANSWERS).items()} == {(32, 32)}


@pytest.mark.parametrize("spoilt", [b"no database at all" * 100, b""])
def test_a_spoilt_file_of_the_programs_own_is_begun_anew(tmp_path, monkeypatch, spoilt):
    """What is no database, or an empty file, does no harm in its own folder, and the next run keeps answers again."""
    monkeypatch.setenv("TWO_BRIEFS_CACHE", str(tmp_path))
    (tmp_path / ANSWERS).write_bytes(spoilt)
    plain = target_stance(ASKED[0], ASKED[2])
    for _ in range(2):
        assert np.array_equal(target_stance(ASKED[0], ASKED[2], kept=tmp_path / ANSWERS), plain)
    assert len(rows(tmp_path / ANSWERS)) == 3


def test_a_damaged_database_of_answers_is_begun_anew(tmp_path):
    """A file that bears the program's number is replaced wherever it lies."""
    target_stance(ASKED[0], ASKED[2], kept=tmp_path / "mine")
    (tmp_path / "mine").write_bytes((tmp_path / "mine").read_bytes()[:100] + b"\xff" * 9000)
    for _ in range(2):
        target_stance(ASKED[0], ASKED[2], kept=tmp_path / "mine")
    assert len(rows(tmp_path / "mine")) == 3


@pytest.mark.parametrize("kind", ["csv", "database"])
def test_a_file_of_somebody_else_is_never_touched(tmp_path, kind):
    """A user's CSV or database is told by its name, and stays as it is."""
    file = tmp_path / f"notes.{kind}"
    if kind == "csv":
        file.write_text("id,note\n1,my only copy\n", encoding="utf-8")
    else:
        with closing(sqlite3.connect(file)) as base, base:
            base.execute("CREATE TABLE notes (note TEXT)")
    before = file.read_bytes()
    with pytest.raises(OutputError, match=rf"notes\.{kind}: it holds something else .* Name another file"):
        target_stance(ASKED[0], ASKED[2], kept=file)
    assert file.read_bytes() == before


def test_a_file_can_be_named_as_text(tmp_path):
    """`kept` takes a path in either form."""
    target_stance(ASKED[0], ASKED[2], kept=str(tmp_path / "mine"))
    assert len(rows(tmp_path / "mine")) == 3


def test_a_cut_answer_is_asked_anew(tmp_path, unasked):
    """An answer of another length is no answer."""
    plain = target_stance(ASKED[0], ASKED[2], kept=tmp_path / ANSWERS)
    with closing(sqlite3.connect(tmp_path / ANSWERS)) as base, base:
        base.execute("UPDATE answers SET answer = substr(answer, 1, 8)")
    unasked.clear()
    assert np.array_equal(target_stance(ASKED[0], ASKED[2], kept=tmp_path / ANSWERS), plain)
    assert len(unasked) == 3


def test_where_nothing_can_be_kept_all_is_asked(tmp_path):
    """A place that is no folder is no error."""
    (tmp_path / "file").touch()
    kept = tmp_path / "file" / ANSWERS
    assert np.array_equal(target_stance(ASKED[0], ASKED[2], kept=kept), target_stance(ASKED[0], ASKED[2]))


def test_a_full_file_is_emptied(tmp_path, monkeypatch):
    """It can't grow for ever."""
    monkeypatch.setattr("analysis.stance.kept.MOST", 3)
    target_stance(ASKED[0], ASKED[2], kept=tmp_path / ANSWERS)
    target_stance(["Quito praised Lima."], [(0, 5)], kept=tmp_path / ANSWERS)
    assert len(rows(tmp_path / ANSWERS)) == 1


def test_a_study_keeps_its_answers(study_folder, tmp_path, monkeypatch, unasked):
    """A study loaded twice asks the model once, and its answers lie where the variable says."""
    monkeypatch.setenv("TWO_BRIEFS_CACHE", str(tmp_path / "kept"))
    registry = "actor_id,name,kind,side,role,valid_from,valid_to,aliases,metonyms,note\nperu,Peru,state,,,,,,Lima,\n"
    texts = {name: f"Title of {name}\n\nLima praised the {name}. It waited.\n" for name in "ab"}
    folder = study_folder(texts, actors=registry)
    first = load_study(folder).mention_stance
    n = len(unasked)
    second = load_study(folder).mention_stance
    assert cache() == tmp_path / "kept" and (cache() / ANSWERS).is_file()
    assert n == len(first) == 4 and len(unasked) == n
    assert first.equals(second)

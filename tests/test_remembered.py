"""What the encoder was asked is kept: the same answers, no text, and no harm from a broken file."""

import numpy as np
import pandas as pd
import pytest

from analysis.errors import StudyError
from analysis.stance import remembered
from analysis.stance.encoder import directed_stance
from analysis.stance.remembered import remembered_stance

TEXT = "Salas condemned Quiroga and praised the truce."
ROWS = ([TEXT] * 3, [None, (0, 5), None], [(16, 23), (np.int64(16), np.int64(23)), (36, 45)])


@pytest.fixture
def memory(tmp_path, monkeypatch):
    """An empty memory, and how many pairs the encoder is asked with it."""
    path, asked = tmp_path / "own" / "stance.npz", []

    def counted(sentences, holders, targets, *, folder):
        asked.append(len(sentences))
        return directed_stance(sentences, holders, targets, folder=folder)

    monkeypatch.setattr(remembered, "memory_file", lambda: path)
    monkeypatch.setattr(remembered, "directed_stance", counted)
    remembered._known.cache_clear()
    yield path, asked
    remembered._known.cache_clear()


def test_what_was_asked_is_not_asked_again(memory):
    """A second process reads the answers from the file, to the last bit; only a new pair is asked."""
    path, asked = memory
    first = remembered_stance(*ROWS)
    remembered._known.cache_clear()
    pd.testing.assert_frame_equal(remembered_stance(*ROWS), first, check_exact=True)
    pd.testing.assert_frame_equal(first, directed_stance(*ROWS), check_exact=True)
    remembered_stance([TEXT], [None], [(0, 5)])
    assert asked == [3, 1] and path.is_file()


def test_no_text_is_kept(memory):
    """The file holds digests and numbers."""
    path, _ = memory
    remembered_stance(*ROWS)
    with np.load(path) as kept:
        assert {name: kept[name].dtype.name for name in kept} == {"keys": "uint8", "odds": "float64", "model": "uint8"}


def test_two_runs_keep_the_answers_of_both(memory):
    """What another run has written since is kept beside one's own."""
    path, asked = memory
    remembered_stance(*(part[:1] for part in ROWS))
    mine = path.read_bytes()
    path.unlink()
    remembered._known.cache_clear()
    remembered_stance(*(part[1:] for part in ROWS))
    theirs = remembered._known(path, remembered.model_digest(remembered.MODEL_FOLDER))
    path.write_bytes(mine)
    remembered._keep(theirs, path, remembered.model_digest(remembered.MODEL_FOLDER))
    remembered._known.cache_clear()
    remembered_stance(*ROWS)
    assert asked == [1, 2]


@pytest.mark.parametrize("broken", [b"", b"no archive", b"PK\x03\x04"])
def test_a_broken_memory_is_begun_anew(memory, broken):
    """A file that can't be read is as good as none, and is replaced."""
    path, asked = memory
    path.parent.mkdir()
    path.write_bytes(broken)
    remembered_stance(*ROWS)
    remembered._known.cache_clear()
    remembered_stance(*ROWS)
    assert asked == [3]


def test_other_weights_remember_nothing(memory):
    """Answers of another model are not given."""
    path, _ = memory
    remembered_stance(*ROWS)
    assert remembered._read(path, b"0" * 16) == {}
    assert len(remembered._read(path, remembered.model_digest(remembered.MODEL_FOLDER))) == 3


def test_without_a_place_to_write_all_is_asked(memory, monkeypatch):
    """No home, or a file where the folder would be: the answers come all the same."""
    path, asked = memory
    path.parent.write_text("in the way")
    assert len(remembered_stance(*ROWS)) == 3
    monkeypatch.setattr(remembered, "memory_file", lambda: None)
    assert len(remembered_stance(*ROWS)) == 3
    assert asked == [3, 3]


def test_the_latest_answers_are_kept(memory, monkeypatch):
    """Beyond the limit the oldest go."""
    path, _ = memory
    monkeypatch.setattr(remembered, "MOST", 2)
    remembered_stance(*ROWS)
    kept = remembered._read(path, remembered.model_digest(remembered.MODEL_FOLDER))
    assert list(kept) == [remembered._question(*row) for row in zip(*ROWS, strict=True)][1:]


def test_nothing_asked_is_an_empty_table(memory):
    """No pair, no answer, and no file."""
    path, asked = memory
    assert remembered_stance([], [], []).columns.tolist() == ["negative", "neutral", "positive"]
    assert asked == [] and not path.exists()


def test_a_missing_model_is_told_as_ever(memory, tmp_path):
    """The memory doesn't hide that the weights are gone."""
    with pytest.raises(StudyError, match="this file of the stance model is missing"):
        remembered_stance(*ROWS, folder=tmp_path)

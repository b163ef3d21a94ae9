"""What is written: whole, aside and moved into place; a user's own edits kept."""

import errno
import os

import pytest

from analysis.commands.telling import MOST_FILES, tell_written
from analysis.errors import OutputError, shown
from analysis.files import Outputs, output_folder, written_aside


def test_written_aside(tmp_path):
    """A file is moved into place whole, and nothing stays beside it."""
    with written_aside(tmp_path / "a.txt") as aside:
        aside.write_text("new")
        assert not (tmp_path / "a.txt").exists()
        assert aside.suffix == ".txt"
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


@pytest.mark.parametrize("failure", [KeyboardInterrupt, ValueError, SystemExit])
def test_stopped_midway(tmp_path, failure):
    """A stop in the middle leaves the old file and nothing else."""
    path = tmp_path / "a.txt"
    path.write_text("old")

    def stopped():
        with written_aside(path) as aside:
            aside.write_text("half")
            raise failure

    with pytest.raises(failure):
        stopped()
    assert {p.name: p.read_text() for p in tmp_path.iterdir()} == {"a.txt": "old"}


def test_same_content(tmp_path):
    """A file whose content doesn't change is not touched."""
    path = tmp_path / "a.txt"
    path.write_text("same")
    os.utime(path, (1, 1))
    with written_aside(path) as aside:
        aside.write_text("same")
    assert path.stat().st_mtime == 1


@pytest.mark.parametrize(
    ("number", "message"),
    [
        (errno.EACCES, "it can't be written (permission denied). Close it in other programs (Word, Excel, a PDF "
                       "viewer), or correct its permissions."),
        (errno.ENOSPC, "it can't be written (no space left on device). Free some space, then run again."),
    ],
)  # fmt: skip
def test_unwritable(tmp_path, monkeypatch, number, message):
    """A file that can't be written is told with its remedy, and stays as it was."""

    def refuse(source, target):
        raise OSError(number, os.strerror(number), str(source), None, str(target))

    path = tmp_path / "a.docx"
    path.write_text("old")
    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(OutputError) as error, written_aside(path) as aside:
        aside.write_text("new")
    assert str(error.value) == f"{path.as_posix()}: {message}"
    assert {p.name: p.read_text() for p in tmp_path.iterdir()} == {"a.docx": "old"}


def test_other_failures(tmp_path):
    """A failure of another file is not blamed on this one."""
    with pytest.raises(FileNotFoundError), written_aside(tmp_path / "a.txt"):
        (tmp_path / "elsewhere" / "b.txt").read_text()


def test_file_for_a_folder(tmp_path):
    """A file that has the name of an output folder is told."""
    (tmp_path / "report").write_text("mine")
    with pytest.raises(OutputError, match=r"a file has the name of an output folder\. Move it away"):
        output_folder(tmp_path / "report")


def test_edited_files(tmp_path):
    """A file that a user has edited stays, and the new one goes beside it."""

    def write(text: str) -> Outputs:
        outputs = Outputs(tmp_path)
        with outputs.writing("report.docx") as aside:
            aside.write_text(text)
        return outputs

    assert write("first").written == write("second").written == [tmp_path / "report.docx"]
    (tmp_path / "report.docx").write_text("my words")
    third = write("third")
    assert third.written == [tmp_path / "report-new.docx"]
    assert third.messages == [
        f"{(tmp_path / 'report.docx').as_posix()} is kept as you changed it; the new one is report-new.docx."
    ]
    (tmp_path / "report-new.docx").write_text("my words too")
    assert write("fourth").written == [tmp_path / "report-new-2.docx"]
    assert (tmp_path / "report.docx").read_text() == "my words"


def test_many_files_are_told_by_their_number(tmp_path, capsys):
    """A folder with more files than one reads is told by how many of which kind; the whole list is there to be asked for."""
    outputs = Outputs(tmp_path)
    for n in range(MOST_FILES + 1):
        outputs.write(f"{n:03}.{'csv' if n else 'txt'}", b"")
    tell_written(outputs)
    assert capsys.readouterr().out == f"{shown(tmp_path)}: {MOST_FILES + 1} files (1 txt, {MOST_FILES} csv)\n"
    tell_written(outputs, whole=True)
    assert capsys.readouterr().out.splitlines() == [*map(shown, outputs.written)]

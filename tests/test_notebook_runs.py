"""Notebooks run: in place at home, as copies in another study, and told where they fail."""

import os
import re
import signal
import threading
import time

import nbformat
import pytest
from nbformat.v4 import new_notebook
from notebook_files import a_notebook

from analysis.errors import OutputError, StudyError
from analysis.publish import notebooks, run_notebooks
from analysis.settings import read_settings


@pytest.fixture
def no_progress():
    """Keeps a run silent."""
    return {"progress": lambda line: None}


def test_at_home(tmp_path, monkeypatch):
    """At home a notebook is renewed in place, and one of the user's own is not run."""
    path = a_notebook(tmp_path / "notebooks" / "00-a.ipynb", "1 + 1")
    a_notebook(tmp_path / "notebooks" / "mine.ipynb", "fails()")
    lines = []
    settings = read_settings()
    assert run_notebooks(settings, source=path.parent, progress=lines.append) == [path]
    first = path.read_bytes()
    assert run_notebooks(settings, source=path.parent, progress=lines.append) == [path]
    assert path.read_bytes() == first
    assert nbformat.reads(first, 4).cells[2].outputs[0].data["text/plain"] == "2"
    assert all(re.fullmatch(rf"{path.as_posix()}: \d+\.\d s", line) for line in lines)


def test_edited_copies(tmp_path, study_folder, no_progress, monkeypatch):
    """Edited cells run as they are; unedited copies follow the house's notebook."""

    def read_only(path, *, study, folder):
        notebook = notebooks._read(path)
        notebooks._point(notebook, os.path.relpath(study, folder), path)
        return notebook

    monkeypatch.setattr(notebooks, "executed", read_only)
    settings = read_settings(study_folder({b: f"Title of {b}\n\nA word.\n" for b in ("north", "south")}))
    source = tmp_path / "source"
    a_notebook(source / "00-a.ipynb", "'house'")
    (copy,) = run_notebooks(settings, source=source, **no_progress)
    a_notebook(source / "00-a.ipynb", "'house, bettered'")
    run_notebooks(settings, source=source, **no_progress)
    assert "house, bettered" in copy.read_text(encoding="utf-8")
    notebook = nbformat.read(copy, 4)
    notebook.cells[2].source = "'mine'"
    nbformat.write(notebook, copy)
    run_notebooks(settings, source=source, **no_progress)
    assert nbformat.read(copy, 4).cells[2].source == "'mine'"


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("x = {}\nx['gone']", "cell [2] `x = {}`: it fails with KeyError: 'gone'. Mend the cell (`make lab` opens it), "
                              "then run again."),
        ("from analysis.errors import BriefError\nraise BriefError('it is empty', remedy='Give it words')",
         "cell [2] `from analysis.errors import BriefError`: it stops: it is empty. Give it words. Then run again."),
        ("import warnings\nwarnings.warn('old way')",
         "cell [2] `import warnings`: it warns: UserWarning: old way. Mend what it warns of."),
        ("import os\nos._exit(1)", "cell [2] `import os`: Python stopped there, most likely for want of memory. "
                                   "Close other programs."),
    ],
    ids=["error", "study-error", "warning", "dead"],
)  # fmt: skip
def test_failing_cells(tmp_path, code, said):
    """A failing cell is told in one sentence: notebook, cell, reason, remedy."""
    path = a_notebook(tmp_path / "01-b.ipynb", code)
    with pytest.raises(StudyError) as error:
        notebooks.executed(path)
    assert str(error.value) == f"{path.as_posix()}: {said}"


def test_all_or_nothing(tmp_path, monkeypatch, no_progress):
    """When a notebook fails, those before it are not written either."""
    paths = [a_notebook(tmp_path / name, "1") for name in ("00-a.ipynb", "01-b.ipynb")]
    before = [path.read_bytes() for path in paths]

    def fails_in_the_second(path, **_):
        if path == paths[1]:
            raise StudyError("cell [2] fails", remedy="Mend it", path=path)
        return new_notebook()

    monkeypatch.setattr(notebooks, "executed", fails_in_the_second)
    with pytest.raises(StudyError):
        run_notebooks(read_settings(), source=tmp_path, **no_progress)
    assert [path.read_bytes() for path in paths] == before


def test_two_at_a_time(tmp_path, monkeypatch, no_progress):
    """Where there are two cores, two notebooks run at a time; they come back in order."""
    paths = [a_notebook(tmp_path / name, "1") for name in ("00-a.ipynb", "01-b.ipynb")]
    both = threading.Barrier(2, timeout=60)

    def waits_for_the_other(path, **_):
        both.wait()
        return new_notebook()

    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    monkeypatch.setattr(notebooks, "executed", waits_for_the_other)
    assert run_notebooks(read_settings(), source=tmp_path, **no_progress) == paths


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "it is no notebook of format 4. Put back its last version."),
        ('{"cells": [], "nbformat": 4, "nbformat_minor": 5, "metadata": {}}',
         "no cell is tagged `parameters`. Tag the cell that sets study_folder."),
    ],
)  # fmt: skip
def test_broken_notebooks(tmp_path, content, said):
    """A file that is no notebook, or has no parameters, is told in one sentence."""
    path = tmp_path / "00-a.ipynb"
    path.write_text(content)
    with pytest.raises(StudyError) as error:
        notebooks.executed(path, study=tmp_path)
    assert str(error.value) == f"{path.as_posix()}: {said}"


def test_no_notebooks(tmp_path):
    """A folder without notebooks is told."""
    with pytest.raises(StudyError, match=r"it holds no notebook\. Put back its"):
        run_notebooks(read_settings(), source=tmp_path)


def test_saved_meanwhile(tmp_path, monkeypatch, no_progress):
    """A notebook that its user saves while it runs is kept."""
    path = a_notebook(tmp_path / "00-a.ipynb", "1")

    def meanwhile(path, **_):
        path.write_text("saved by its user")
        return new_notebook()

    monkeypatch.setattr(notebooks, "executed", meanwhile)
    with pytest.raises(OutputError, match=r"it was saved while it ran, and is kept\. Run again\."):
        run_notebooks(read_settings(), source=tmp_path, **no_progress)
    assert path.read_text() == "saved by its user"


@pytest.mark.skipif(os.name != "posix", reason="Windows has no SIGINT for another process")
def test_ctrl_c_in_a_notebook(tmp_path):
    """Ctrl-C stops the kernel at once and leaves the notebook as it was."""
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job begins with Ctrl-C ignored
    mark = tmp_path / "running"
    path = a_notebook(tmp_path / "00-a.ipynb", f"open({str(mark)!r}, 'w').close()\nimport time; time.sleep(60)")
    before = path.read_bytes()

    def ctrl_c():
        while not mark.exists():
            time.sleep(0.05)
        os.kill(os.getpid(), signal.SIGINT)

    threading.Thread(target=ctrl_c, daemon=True).start()
    with pytest.raises(KeyboardInterrupt):
        run_notebooks(read_settings(), source=tmp_path, progress=lambda line: None)
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir() if p != mark] == ["00-a.ipynb"]

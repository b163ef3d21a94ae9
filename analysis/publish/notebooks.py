"""Notebooks run from any folder, each in its own kernel of this Python, and come back clean.

What a user wrote in a notebook stays; outputs, counts and what the machine adds are renewed,
so that a second run changes no byte.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.errors import OutputError, StudyError, shown
from analysis.files import output_folder, written_aside
from analysis.publish.kernel import kernel, run_cell, stop_kernels
from analysis.settings import ROOT, Settings

if TYPE_CHECKING:
    from nbformat import NotebookNode

NOTEBOOKS = ROOT / "notebooks"
CHAPTERS = "[0-9][0-9]-*.ipynb"
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
KEPT = ("authors", "title", "analysis")
Run = tuple[Path, bytes, "NotebookNode"]
KERNELS = 2  # that run at a time: each needs about half a gigabyte
VOLATILE = ("ExecuteTime", "collapsed", "execution", "papermill", "scrolled", "trusted", "vscode")
ADDRESS = re.compile(r" at 0x[0-9a-fA-F]{6,16}\b")
ASSIGNED = re.compile(r"^study_folder\s*=[^#\n]*?(?=[ \t]*(?:#|$))", re.MULTILINE)


def run_notebooks(
    settings: Settings, *, source: Path = NOTEBOOKS, progress: Callable[[str], None] | None = None
) -> list[Path]:
    """The executed notebooks of a study, in order.

    For the study at home these are the notebooks in `source`, renewed in place. For another
    study they are copies in its report/notebooks, which read that study; a copy whose cells a
    user has edited keeps the edits. Only names like `03-sentiment.ipynb` count; other notebooks
    beside them are the user's own. Two run at a time, and all before the first is written.

    Parameters
    ----------
    settings : Settings
        The study.
    source : Path, optional
        The folder of the notebooks.
    progress : callable, optional
        Is given one line a notebook, with the time it took; by default they go to stderr.

    Raises
    ------
    StudyError
        A notebook is missing or broken, or one of its cells fails or warns.
    OutputError
        A notebook can't be written, or was saved by someone else while it ran.
    """
    chapters = sorted(source.glob(CHAPTERS))
    if not chapters:
        raise StudyError("it holds no notebook", remedy=f"Put back its {CHAPTERS}", path=source)
    home = settings.at_home
    folder = source if home else output_folder(settings.report / "notebooks")
    for path, before, notebook in _two_at_a_time(lambda path: _run(path, settings, folder, progress), chapters):
        _replace(path, before, notebook)
    return [folder / path.name for path in chapters]


def _two_at_a_time(run: Callable[[Path], Run], chapters: list[Path]) -> list[Run]:
    """All runs, in the order of the chapters; when one fails, or at Ctrl-C, no other goes on."""
    from jupyter_core.utils import ensure_event_loop

    def in_a_thread(path: Path) -> Run:
        with closing(ensure_event_loop()):
            return run(path)

    with ThreadPoolExecutor(min(KERNELS, os.cpu_count() or 1)) as pool:
        try:
            return [*pool.map(in_a_thread, chapters)]
        except BaseException:
            stop_kernels()
            raise


def executed(path: Path, *, study: Path | None = None, folder: Path | None = None) -> NotebookNode:
    """A notebook run from top to bottom in a kernel of its own, clean, not yet written.

    Parameters
    ----------
    path : Path
        The notebook.
    study : Path, optional
        The study folder that replaces the `study_folder` of its cell tagged `parameters`; it is
        written relative to `folder`. Without it the notebook runs as it is.
    folder : Path, optional
        The working folder of the run, by default that of the notebook.

    Raises
    ------
    StudyError
        It is no notebook, has no cell tagged `parameters`, or a cell fails or writes to stderr.
    """
    folder = (folder or path.parent).resolve()
    notebook = _read(path)
    if study is not None:
        _point(notebook, os.path.relpath(study.resolve(), folder).replace(os.sep, "/"), path)
    with kernel(notebook, folder) as client:
        for index, cell in enumerate(notebook.cells):
            run_cell(client, cell, index, path)
    _clean(notebook, hidden=(study, ROOT, Path(sys.prefix)))
    return notebook


def notebook_text(notebook: NotebookNode) -> str:
    """A notebook as it lies on disk; the same notebook gives the same text."""
    import nbformat

    return nbformat.writes(notebook, version=nbformat.NO_CONVERT).rstrip("\n") + "\n"


def _run(path: Path, settings: Settings, folder: Path, progress: Callable[[str], None] | None) -> Run:
    """Where a notebook goes, what lies there before, and the executed notebook."""
    began = time.perf_counter()
    place = folder / path.name
    before = _content(place)
    edited = not settings.at_home and bool(before) and _is_edited(_read(place))
    if settings.at_home:
        notebook = executed(path)
    else:
        notebook = executed(place if edited else path, study=settings.folder, folder=folder)
    if not settings.at_home and not edited:
        notebook.metadata["analysis"] = {"source": _fingerprint(notebook)}
    note = ", with your edits" if edited else ""
    (progress or _to_stderr)(f"{shown(place)}: {time.perf_counter() - began:.1f} s{note}")
    return place, before, notebook


def _replace(path: Path, before: bytes, notebook: NotebookNode) -> None:
    """Write a notebook, unless someone saved it while it ran."""
    if _content(path) != before:
        raise OutputError("it was saved while it ran, and is kept", remedy="Run again", path=path)
    with written_aside(path) as aside:
        aside.write_text(notebook_text(notebook), encoding="utf-8", newline="\n")


def _content(path: Path) -> bytes:
    return path.read_bytes() if path.exists() else b""


def _is_edited(notebook: NotebookNode) -> bool:
    return notebook.metadata.get("analysis", {}).get("source") != _fingerprint(notebook)


def _fingerprint(notebook: NotebookNode) -> str:
    """A hash of what a user can write: the cells' kinds and sources."""
    cells = [[cell.cell_type, cell.source] for cell in notebook.cells]
    return hashlib.sha256(json.dumps(cells).encode()).hexdigest()


def _read(path: Path) -> NotebookNode:
    """A notebook with an id on each cell: its own, or else one by place."""
    import nbformat

    try:
        notebook = json.loads(path.read_text(encoding="utf-8"))
        seen: set[str] = set()
        for n, cell in enumerate(notebook["cells"]):
            if cell.get("id") in seen | {None}:
                cell["id"] = f"cell-{n:02d}"
            seen.add(cell["id"])
        notebook["nbformat_minor"] = max(5, notebook["nbformat_minor"])
        return nbformat.reads(json.dumps(notebook), as_version=4)
    except OSError as error:
        raise StudyError(f"it can't be read ({error.strerror})", remedy="Put it back", path=path) from None
    except Exception:  # whatever a broken file raises here, the user can only replace it
        raise StudyError("it is no notebook of format 4", remedy="Put back its last version", path=path) from None


def _point(notebook: NotebookNode, study: str, path: Path) -> None:
    """Set `study_folder` in the cell tagged `parameters`."""
    line = f"study_folder = {json.dumps(study, ensure_ascii=False)}"
    for cell in notebook.cells:
        if cell.cell_type == "code" and "parameters" in cell.metadata.get("tags", []):
            cell.source, found = ASSIGNED.subn(lambda _: line, cell.source)
            cell.source = cell.source if found else f"{cell.source}\n{line}"
            return
    raise StudyError("no cell is tagged `parameters`", remedy="Tag the cell that sets study_folder", path=path)


def _clean(notebook: NotebookNode, hidden: tuple[Path | None, ...]) -> None:
    """Take out what differs from run to run or from machine to machine."""
    kept = {key: notebook.metadata[key] for key in KEPT if key in notebook.metadata}
    notebook.metadata = type(notebook)(kept | METADATA)
    places = _places(hidden)
    count = 0
    for cell in notebook.cells:
        for key in VOLATILE:
            cell.metadata.pop(key, None)
        if cell.cell_type != "code":
            continue
        ran = bool(cell.source.strip())
        count += ran
        cell.execution_count = count if ran else None
        cell.outputs = [_portable(output, places) for output in cell.outputs if ran]
        for output in cell.outputs:
            if output.output_type == "execute_result":
                output.execution_count = count


def _to_stderr(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _places(hidden: tuple[Path | None, ...]) -> re.Pattern[str]:
    """A pattern of the folders that no output may name, the deepest first."""
    found = {form for path in hidden if path for form in (str(path), path.as_posix(), repr(str(path))[1:-1])}
    ordered = sorted(found, key=len, reverse=True)
    return re.compile("(?:" + "|".join(map(re.escape, ordered)) + r")(?![\w.-])")


def _portable(value: Any, places: re.Pattern[str]) -> Any:
    """An output with folders of this machine shown as `.` and memory addresses left out."""
    if isinstance(value, str):
        return value if value.startswith("iVBOR") else ADDRESS.sub("", places.sub(".", value))
    if isinstance(value, dict):
        return type(value)({key: _portable(item, places) for key, item in value.items()})
    if isinstance(value, list):
        return [_portable(item, places) for item in value]
    return value

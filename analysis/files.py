"""Outputs are moved into place whole, and a file that a user has edited is left to them."""

from __future__ import annotations

import errno
import filecmp
import hashlib
import itertools
import json
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.errors import OutputError, shown

if TYPE_CHECKING:
    import pandas as pd

FORMULA = re.compile(r"\s*[=+\-@]|[\t\r\n]")
RECORD = ".written.json"
FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))


@contextmanager
def written_aside(path: str | Path) -> Iterator[Path]:
    """A temporary file beside `path`, to be written in the block and then moved into place whole.

    When the block raises anything (Ctrl-C too), the temporary file goes and `path` stays as it
    was. A file whose bytes would not change is not touched.

    Parameters
    ----------
    path : path-like
        The file to write, in a folder that exists.

    Yields
    ------
    Path
        Where to write; it has the suffix of `path`.

    Raises
    ------
    OutputError
        The file can't be written: no permission, open in another program, disk full.

    Examples
    --------
    >>> folder = getfixture("tmp_path")
    >>> with written_aside(folder / "a.txt") as aside:
    ...     _ = aside.write_text("whole")
    >>> (folder / "a.txt").read_text()
    'whole'
    """
    path = Path(path).resolve()
    aside = path.with_name(f".{path.stem}-{os.getpid()}{path.suffix}")
    try:
        yield aside
        _synced(aside)
        if path.is_file():
            shutil.copymode(path, aside)
        if not (path.is_file() and filecmp.cmp(aside, path, shallow=False)):
            os.replace(aside, path)
    except OSError as error:
        if told := _unwritable(error, path, aside):
            raise told from None
        raise
    finally:
        aside.unlink(missing_ok=True)


def output_folder(path: Path) -> Path:
    """The folder, made if it isn't there.

    Raises
    ------
    OutputError
        It can't be made: a file has its name, or there is no permission.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        problem = "a file has the name of an output folder" if path.is_file() else _reason(error)
        raise OutputError(problem, remedy="Move it away, or correct its permissions", path=path) from None
    return path


class Outputs:
    """A folder of generated files that knows which of them a user has edited since.

    A hash of each file is kept in `.written.json` beside them. A file with another content than
    was last written here is the user's: it stays, and the new version goes beside it as
    `NAME-new`. `written` lists the files, `messages` says which were kept.
    """

    def __init__(self, folder: Path):
        self.folder = output_folder(folder)
        self.written: list[Path] = []
        self.messages: list[str] = []

    @contextmanager
    def writing(self, name: str) -> Iterator[Path]:
        """As `written_aside`, for the file of that name in the folder."""
        place = self._place(name)
        with written_aside(place) as aside:
            yield aside
            self._note(place.name, digest(aside))
        self.written.append(place)
        if place.name != name:
            kept = shown(self.folder / name)
            self.messages.append(f"{kept} is kept as you changed it; the new one is {place.name}.")

    def write(self, name: str, data: bytes) -> None:
        """Write a file of the folder whole, beside the user's where they have changed it."""
        with self.writing(name) as aside:
            aside.write_bytes(data)

    def _place(self, name: str) -> Path:
        """The first of NAME, NAME-new, NAME-new-2 ... that is free or as it was written here."""
        path, record = self.folder / name, self._record()
        marks = itertools.chain(["", "-new"], (f"-new-{n}" for n in itertools.count(2)))
        places = (path.with_stem(path.stem + mark) for mark in marks)
        return next(p for p in places if not p.exists() or digest(p) in record.get(p.name, []))

    def _record(self) -> dict[str, list[str]]:
        try:
            return json.loads((self.folder / RECORD).read_bytes())
        except (OSError, ValueError):
            return {}

    def _note(self, name: str, new: str) -> None:
        """The record names the new hash before the file moves, and the one before it."""
        record = self._record()
        record[name] = list(dict.fromkeys([new, *record.get(name, [])]))[:2]
        with written_aside(self.folder / RECORD) as aside:
            aside.write_text(json.dumps(record, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def csv_bytes(table: pd.DataFrame, *, separator: str = ",") -> bytes:
    """The table as CSV; text that a spreadsheet would run as a formula gets an apostrophe before it.

    Numbers have six significant digits, so that machines that differ in the last bit write alike.
    """
    import pandas as pd

    safe = table.rename(columns=_neutral)
    for n, dtype in enumerate(safe.dtypes):
        if not (pd.api.types.is_numeric_dtype(dtype) or pd.api.types.is_datetime64_any_dtype(dtype)):
            safe.isetitem(n, safe.iloc[:, n].map(_neutral, na_action="ignore"))
    return safe.to_csv(index=False, sep=separator, lineterminator="\n", float_format="%.6g").encode()


def _neutral(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and FORMULA.match(cell) else cell


def unneutral(cell: str) -> str:
    """The cell as it was before `csv_bytes` put an apostrophe before it."""
    return cell[1:] if cell.startswith("'") and FORMULA.match(cell[1:]) else cell


def digest(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _synced(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _unwritable(error: OSError, path: Path, aside: Path) -> OutputError | None:
    """The error in words, where it is this file that can't be written."""
    ours = {str(path), str(aside), str(path.parent)}
    if error.errno not in FULL and not ours & {str(error.filename), str(error.filename2)}:
        return None
    remedy = {
        errno.ENOENT: "Make its folder",
        errno.EROFS: "Copy the study to a disk that can be written",
        **dict.fromkeys(FULL, "Free some space, then run again"),
    }.get(error.errno, "Close it in other programs (Word, Excel, a PDF viewer), or correct its permissions")
    return OutputError(_reason(error), remedy=remedy, path=path)


def _reason(error: OSError) -> str:
    return f"it can't be written ({(error.strerror or type(error).__name__).lower()})"

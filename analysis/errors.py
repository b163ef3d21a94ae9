"""What a user can mend, said in one shape: where, what is wrong, what to do.

StudyError
├── SettingsError    study.toml or its folder
├── BriefError       the file of one brief
├── CodebookError    a CSV or TOML codebook: registry, cues, furniture, frames
├── CorrectionError  a person's correction, or the file that it comes in
├── UnknownIdError   an id that no table holds
├── ArgumentError    what a function was called with; a ValueError too
└── OutputError      a file that can't be written, or a missing system library

A command prints the message and exits with 2; no traceback reaches its user.
"""

from __future__ import annotations

import difflib
import functools
import unicodedata
from collections.abc import Iterable
from pathlib import Path

LONGEST = 400  # characters of each part of a message: a cell of a megabyte isn't repeated


class StudyError(Exception):
    """A mistake in the data or the settings, told in one line.

    Parameters
    ----------
    problem : str
        What is wrong, without a full stop.
    remedy : str
        What is allowed or what to do, without a full stop.
    path : path-like, optional
        The file or folder at fault; shown relative to the working folder.
    row : int, optional
        The line of a CSV or text file, or the row of a sheet, the header being row 1.
    sheet : str, optional
        Of a workbook, which one.
    """

    def __init__(
        self,
        problem: str,
        *,
        remedy: str,
        path: str | Path | None = None,
        row: int | None = None,
        sheet: str = "",
    ):
        self.problem, self.remedy, self.path, self.row, self.sheet = problem, remedy, path, row, sheet
        within = (f" sheet {sheet}" if sheet else "") + (f" row {row}" if row else "")
        place = "" if path is None else f"{shown(path)}{within}: "
        super().__init__(f"{_line(place)}{_line(problem)}. {_line(remedy)}.")

    def __reduce__(self) -> tuple:
        """How it goes from a worker to the process that waits for it: a copy says the same."""
        made = functools.partial(type(self), remedy=self.remedy, path=self.path, row=self.row, sheet=self.sheet)
        return made, (self.problem,)


class SettingsError(StudyError):
    """study.toml, or the folder that should hold it."""


class BriefError(StudyError):
    """The file of one brief."""


class CodebookError(StudyError):
    """A codebook: the actor registry, cues, furniture rules, frames."""


class CorrectionError(StudyError):
    """A person's correction, or the file that it comes in."""


class UnknownIdError(StudyError):
    """An id that no table holds."""


class ArgumentError(StudyError, ValueError):
    """What a function was called with."""


class OutputError(StudyError):
    """A file that can't be written."""


def _line(words: str) -> str:
    """Words on one line and of a length to read; what a terminal would obey instead of show is a question mark.

    >>> _line("a\x1b[2J   b" + "!" * 1000)[:20]
    'a?[2J b!!!!!!!!!!!!!'
    """
    end = " " if words.endswith(" ") else ""
    plain = shown_only(" ".join(words.split()))
    return (plain if len(plain) <= LONGEST else f"{plain[: LONGEST - 1]}…") + end


def shown_only(words: str) -> str:
    """The words as a terminal can be trusted with: what it would obey instead of show is a question mark."""
    return "".join("?" if unicodedata.category(c)[0] == "C" and c not in "\n\t" else c for c in words)


def meant(word: str, known: Iterable[str]) -> str:
    """The question whether another word was meant, to begin a remedy; nothing where none is like it.

    >>> meant("lexicon", ["weight", "lexicons"])
    'Did you mean `lexicons`? '
    """
    near = difflib.get_close_matches(word, sorted(known), n=1)
    return f"Did you mean `{near[0]}`? " if near else ""


def shown(path: str | Path) -> str:
    """The path as a user would type it: relative to the working folder where it lies below it."""
    path = Path(path)
    try:
        return path.resolve().relative_to(Path.cwd().resolve()).as_posix()
    except (ValueError, OSError, RuntimeError):  # elsewhere, or no path at all
        return path.as_posix()

"""The sheets of a workbook that a person changed though nothing of them is read back."""

from __future__ import annotations

from pathlib import Path

from analysis.corrections import KINDS
from analysis.exchange.submitted import sheets_of, unescaped
from analysis.publish.workbook import AS_WRITTEN, fingerprint
from analysis.readers import LIMITS, Limits


def unread(path: Path, *, limits: Limits = LIMITS) -> list[str]:
    """The names of the changed sheets, but for those that `correct` reads; none of a file that is no workbook.

    Sorting and filtering change nothing, and neither does a sheet that is gone. A workbook from before
    fingerprints were kept tells of none.

    Raises
    ------
    CorrectionError
        The file can't be read as a workbook.
    """
    if path.suffix.lower() != ".xlsx":
        return []
    sheets = sheets_of(path, limits)
    written = {name: told for _, (name, told, *_) in sheets.get(AS_WRITTEN, []) if name not in KINDS}
    return [name for name, told in written.items() if name in sheets and _print(sheets[name]) != told]


def _print(lines: list[tuple[int, tuple[object, ...]]]) -> str:
    return fingerprint([[*map(unescaped, cells)] for _, cells in lines])

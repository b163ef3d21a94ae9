"""The rows of a folder of texts, a JSONL, CSV or Parquet file: one at a time, whatever the size.

What is held in memory is a row, a batch of rows, or the names in one folder, and never the whole. A row
that can't be used still comes out, with what is wrong in words under `PROBLEM`.
"""

from __future__ import annotations

import contextlib
import csv
import hashlib
import json
import os
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from analysis.errors import SettingsError

if TYPE_CHECKING:
    from pyarrow.parquet import ParquetFile

TEXTS = (".txt", ".md", ".markdown", ".html", ".htm", ".xhtml", ".pdf", ".docx")
KINDS = (".jsonl", ".csv", ".parquet")
BATCH = 1000
READ_AT_ONCE = 1 << 20  # bytes of a Parquet column: without it all rows of a group are read to give the first
LONGEST_LINE = 50_000_000  # bytes of a document, with all its columns
PROBLEM = "\0"  # under this key a row has what is wrong with it; no column is called so
Row = dict[str, object]


def rows(path: Path, *, id: str, text: str) -> Iterator[Row]:
    """The rows of a path, as they stand there.

    Of a folder, each file is a row: its path without the ending as `id` (with it where two files differ
    in nothing else), the folder it lies in as `folder`, and its words as `text`, or itself as `file`
    where it needs a reader.

    Raises
    ------
    SettingsError
        The file is no Parquet, or a folder can't be opened.
    """
    if path.is_dir():
        return _of_folder(path, id=id, text=text)
    read: dict[str, Callable[[Path], Iterator[Row]]] = {".jsonl": _of_jsonl, ".csv": _of_csv, ".parquet": _of_parquet}
    return read[path.suffix](path)


def n_rows(path: Path) -> int:
    """How many rows there are, counted without keeping or reading more than that needs."""
    if path.is_dir():
        return sum(1 for _ in _files(path))
    if path.suffix == ".parquet":
        return _opened(path).metadata.num_rows
    if path.suffix == ".jsonl":
        with path.open("rb") as file:
            return sum(not line.isspace() for line in _lines(file))
    return sum(1 for _ in _of_csv(path))


def n_bytes(path: Path) -> int:
    """Bytes of all its files."""
    return sum(file.stat().st_size for file in _each(path))


def digest(path: Path) -> str:
    """A hash of all that its files hold, with their names in a folder; a gigabyte takes a second or two."""
    found = hashlib.sha256()
    for file in _each(path):
        name = file.relative_to(path).as_posix().encode(errors="surrogateescape")
        found.update(b"%d %s" % (len(name), name))
        with contextlib.suppress(OSError), file.open("rb") as read:  # else it is set aside in its turn
            found.update(hashlib.file_digest(read, "sha256").digest())
    return found.hexdigest()


def _each(path: Path) -> Iterator[Path]:
    return (file for file, _ in _files(path)) if path.is_dir() else iter([path])


def _files(folder: Path) -> Iterator[tuple[Path, bool]]:
    """The texts below a folder in the order of their names, and whether each is told from others by its ending alone.

    A folder is as large in memory as its names; a link is left out, lest one leads round in a circle.
    """
    try:
        names = sorted(os.listdir(folder))
    except OSError as error:
        raise SettingsError(
            f"it can't be opened ({(error.strerror or type(error).__name__).lower()})",
            remedy="Correct its permissions, or move it out of the archive",
            path=folder,
        ) from None
    for name in names:
        path = folder / name
        if path.is_symlink():
            continue
        if path.is_dir():
            yield from _files(path)
        elif path.suffix.lower() in TEXTS and path.is_file():
            yield path, _has_twin(names, path)


def _has_twin(names: Sequence[str], path: Path) -> bool:
    """True where another text among the sorted names has the same name but for its ending."""
    n = bisect_left(names, f"{path.stem}.")
    while n < len(names) and names[n].startswith(f"{path.stem}."):
        other = path.with_name(names[n])
        if other != path and other.stem == path.stem and other.suffix.lower() in TEXTS:
            return True
        n += 1
    return False


def _of_folder(folder: Path, *, id: str, text: str) -> Iterator[Row]:
    for file, twin in _files(folder):
        place = file.relative_to(folder)
        called = place if twin else place.with_suffix("")
        yield {id: called.as_posix(), "folder": place.parent.as_posix(), "publisher": ""} | _content(file, text)


def _content(file: Path, column: str) -> Row:
    """The text of a file that is plain text in UTF-8, the path of any other, or why it can't be read."""
    try:
        if file.stat().st_size > LONGEST_LINE:
            return {PROBLEM: f"more than {LONGEST_LINE:,} bytes"}
        if file.suffix.lower() == ".txt":
            return {column: file.read_bytes().decode("utf-8-sig")}
    except UnicodeDecodeError:
        pass
    except OSError as error:
        return {PROBLEM: f"it can't be read ({error.strerror})"}
    return {"file": file}


def _of_jsonl(path: Path) -> Iterator[Row]:
    with path.open("rb") as file:
        for n, line in enumerate(_lines(file), start=1):
            if line.isspace():
                continue
            try:
                if len(line) > LONGEST_LINE:
                    raise ValueError
                row = json.loads(line.decode("utf-8-sig"))
                yield row if isinstance(row, dict) else {PROBLEM: f"line {n} holds no JSON object"}
            except (ValueError, RecursionError):
                yield {PROBLEM: f"line {n} is no JSON, or of more than {LONGEST_LINE:,} bytes"}


def _lines(file: BinaryIO) -> Iterator[bytes]:
    """The lines of a file; of one too long only its beginning, which is still longer than allowed."""
    while line := file.readline(LONGEST_LINE + 1):
        yield line
        while len(line) > LONGEST_LINE and not line.endswith(b"\n"):
            line = file.readline(LONGEST_LINE + 1)


def _of_csv(path: Path) -> Iterator[Row]:
    csv.field_size_limit(LONGEST_LINE)
    with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as file:
        reader = csv.DictReader(file, restkey=PROBLEM, restval="", strict=True)
        while True:
            line = reader.reader.line_num + 1
            try:
                row = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield {PROBLEM: f"line {line} is no CSV: {error}"}
                continue
            if PROBLEM in row:
                row[PROBLEM] = f"line {line} has more cells than the first line has columns"
            yield row


def _of_parquet(path: Path) -> Iterator[Row]:
    try:
        for batch in _opened(path).iter_batches(BATCH, use_threads=False):
            yield from batch.to_pylist()
    except (OSError, ValueError, NotImplementedError, ArithmeticError) as error:
        raise _unreadable(path, error) from None


def _opened(path: Path) -> ParquetFile:
    import pyarrow as pa
    from pyarrow.parquet import ParquetFile

    try:
        return ParquetFile(path, buffer_size=READ_AT_ONCE, pre_buffer=False)
    except (OSError, ValueError, pa.ArrowException) as error:
        raise _unreadable(path, error) from None


def _unreadable(path: Path, error: Exception) -> SettingsError:
    return SettingsError(f"it can't be read as Parquet ({type(error).__name__})", remedy="Write it anew", path=path)

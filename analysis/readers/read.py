"""Any file: what it is, by its first bytes and its name, then its reader."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from analysis.errors import BriefError, StudyError
from analysis.readers.html import html
from analysis.readers.marked import marked
from analysis.readers.pdf import pdf
from analysis.readers.plain import plain
from analysis.readers.publishers import parted
from analysis.readers.reading import LIMITS, Limits, Reading, first_of
from analysis.readers.word import word

READERS = {"text": plain, "Markdown": marked, "HTML": html, "PDF": pdf, "DOCX": word}
SUFFIXES = {".md": "Markdown", ".markdown": "Markdown", ".html": "HTML", ".htm": "HTML", ".xhtml": "HTML"}
NAMED = {".pdf": "PDF", ".docx": "DOCX"}  # kinds whose first bytes are always the same
PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:!doctype html|html|head|body)\b", re.I | re.S
)
FOREIGN = {
    b"\xd0\xcf\x11\xe0": "an old Word file (.doc), or one with a password",
    b"{\\rtf": "a file in RTF",
    b"\x89PNG": "a picture", b"\xff\xd8\xff": "a picture", b"GIF8": "a picture",
}  # fmt: skip


def read(path: str | Path, *, limits: Limits = LIMITS) -> Reading:
    """The text of a file, with what could be guessed of its title, author, publisher and date.

    Parameters
    ----------
    path : path-like
        Plain text, Markdown, HTML, PDF or DOCX; what it is, is seen from its first bytes.
    limits : Limits
        What it may cost.

    Returns
    -------
    Reading
        The text and the guesses, each with how it was made.

    Raises
    ------
    BriefError
        The file isn't there, is none of these, is broken, protected or beyond a limit.

    Examples
    --------
    >>> file = getfixture("tmp_path") / "a.md"
    >>> _ = file.write_text("# Ferries sail again\\n\\nBy Ann Lee\\n\\nThey sail.")
    >>> reading = read(file)
    >>> reading.guessed("title"), reading.guessed("author")
    ('Ferries sail again', 'Ann Lee')
    """
    path = Path(path)
    try:
        if not path.is_file():
            wrong = "a folder, and no file" if path.is_dir() else "there is no such file"
            raise BriefError(wrong, remedy="Name a file of text, Markdown, HTML, PDF or DOCX")
        if path.stat().st_size > limits.n_bytes:
            raise BriefError(
                f"{path.stat().st_size:,} bytes", remedy=f"Give at most {limits.n_bytes:,}, or raise the limit"
            )
        return read_bytes(path.read_bytes(), suffix=path.suffix, limits=limits)
    except OSError as error:
        raise BriefError(
            f"it can't be read ({(error.strerror or 'no such file').lower()})",
            remedy="Correct its name or permissions",
            path=path,
        ) from None
    except BriefError as error:
        raise BriefError(error.problem, remedy=error.remedy, path=path) from None


def read_bytes(data: bytes, *, suffix: str = "", limits: Limits = LIMITS) -> Reading:
    """As `read`, for bytes that are already here; `suffix` is the end of the file's name.

    Raises
    ------
    BriefError
        As `read`.
    """
    kind = _kind(data, suffix.lower())
    try:
        reading = READERS[kind](data, limits=limits)
    except StudyError:
        raise
    except Exception as error:  # whatever a parser of foreign files raises, its user gets one sentence
        raise BriefError(
            f"it can't be read as {kind} ({type(error).__name__})", remedy="Save it again, or give its text"
        ) from None
    guesses = {key: first_of(guess) for key, guess in reading.guesses.items()}
    return replace(reading, guesses=parted({key: guess for key, guess in guesses.items() if guess}))


def _kind(data: bytes, suffix: str) -> str:
    foreign = next((what for start, what in FOREIGN.items() if data.startswith(start)), None)
    if foreign:
        raise BriefError(foreign, remedy="Save it as DOCX, PDF, HTML or text")
    if b"%PDF-" in data[:1024]:
        return "PDF"
    if data.startswith(b"PK"):
        return "DOCX"
    if suffix in SUFFIXES:
        return SUFFIXES[suffix]
    if PAGE.match(data[:4096]):
        return "HTML"
    if suffix in NAMED:
        raise BriefError(f"no {NAMED[suffix]}, though its name ends so", remedy="Save it anew, or correct its name")
    return "text"

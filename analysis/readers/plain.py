"""Plain text in any encoding: the mark at its start, UTF-8, or the likeliest of what is common."""

from __future__ import annotations

import codecs

from analysis.errors import BriefError
from analysis.readers.guesses import from_lines
from analysis.readers.reading import Limits, Reading, bounded

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
NO_TEXT = "neither text nor a whole PDF or DOCX"
SAVE_AGAIN = "Open it in its program and save it again, or give text, Markdown or HTML"
COMMON = ["cp1252", "mac_roman", "latin_1", "cp850"]


def decoded(data: bytes) -> tuple[str, str]:
    """The text of some bytes, and how it was decoded.

    Raises
    ------
    BriefError
        The bytes are no text.

    Examples
    --------
    >>> decoded("naïve".encode("cp1252"))
    ('naïve', 'read as cp1252, a guess')
    """
    mark = next((name for start, name in MARKS if data.startswith(start)), None)
    try:
        text, how = data.decode(mark or "utf-8"), f"read as {(mark or 'utf-8').removesuffix('-sig')}"
        how += ", as its first bytes say" if mark else ""
    except UnicodeDecodeError:
        text, how = _guessed(data)
    if not mark and text.count("\0") > len(text) / 4:  # every other byte of English in UTF-16
        return _wide(data)
    if "\0" in text:
        raise BriefError(NO_TEXT, remedy=SAVE_AGAIN)
    return text, how


def _wide(data: bytes) -> tuple[str, str]:
    name = "utf-16-le" if data[1::2].count(0) > data[::2].count(0) else "utf-16-be"
    try:
        text = data.decode(name)
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise BriefError(NO_TEXT, remedy=SAVE_AGAIN)
    return text, f"read as {name}, a guess"


def _guessed(data: bytes) -> tuple[str, str]:
    from charset_normalizer import from_bytes

    best = from_bytes(data, cp_isolation=COMMON).best()
    name = best.encoding if best else "cp1252"
    return data.decode(name, errors="replace"), f"read as {name}, a guess"


def plain(data: bytes, *, limits: Limits) -> Reading:
    """The reading of a plain text: nothing in it is changed but its encoding and the ends of its lines."""
    text, how = decoded(data)
    text = bounded(text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n"), limits)
    return Reading(text, "text", how, from_lines(text))

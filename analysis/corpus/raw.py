"""The file of a brief as text, decoded and otherwise unchanged."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from analysis.errors import BriefError
from analysis.settings import BriefSettings

LONGEST = 1_000_000  # characters of a brief
WIDEST = 4  # bytes of a character
SURROGATE = re.compile("[\ud800-\udfff]")  # half a character
MISREAD = re.compile("â€[™œ\x9d“”˜¦]|Ã[©¨¡³±¶¼]|\ufffd")  # UTF-8 read in another encoding


def raw_text(brief: BriefSettings, *, longest: int = LONGEST) -> str:
    """The file of a brief, decoded and otherwise unchanged: line ends and byte order mark stay.

    Parameters
    ----------
    brief : BriefSettings
    longest : int
        The most characters that are read.

    Raises
    ------
    BriefError
        The file can't be read, is empty, binary or too long, or isn't text in the encoding that
        study.toml declares.
    """
    data = _data(brief.path, longest)
    try:
        codecs.lookup(brief.encoding)
        text = data.decode(brief.encoding)
    except UnicodeError as error:
        raise BriefError(
            f"byte {getattr(error, 'start', 0)} is not {brief.encoding} text",
            remedy='Save it as UTF-8, or set `encoding` (such as "cp1252") in study.toml',
            path=brief.path,
        ) from None
    except (LookupError, ValueError):
        raise BriefError(
            f'"{brief.encoding}" is no encoding', remedy="Name one such as utf-8 or cp1252", path=brief.path
        ) from None
    if len(text) > longest:
        raise _too_long(longest, brief.path)
    check(text, encoding=brief.encoding, path=brief.path)
    return text


def _data(path: Path, longest: int) -> bytes:
    """The bytes of a file, unless they are more than so many characters can have."""
    try:
        if path.stat().st_size > WIDEST * longest:
            raise _too_long(longest, path)
        return path.read_bytes()
    except OSError as error:
        raise BriefError(f"it can't be read ({error.strerror})", remedy="Correct its permissions", path=path) from None


def _too_long(longest: int, path: Path) -> BriefError:
    remedy = "Give the brief alone, or raise `longest` in study.toml"
    return BriefError(f"more than {longest:,} characters", remedy=remedy, path=path)


def check(text: str, *, encoding: str = "utf-8", path: Path | None = None) -> None:
    """Whether a text can be read as a brief, whatever it came from.

    Raises
    ------
    BriefError
        It is binary, empty, or not English.
    """
    if "\0" in text:
        raise BriefError("a binary file", remedy="Give plain text", path=path)
    if not re.search(r"\w", text):
        raise BriefError("no words in it", remedy="Give the text of the brief", path=path)
    if MISREAD.search(text) or SURROGATE.search(text) or not _is_latin(text):
        raise BriefError(
            f"read as {encoding}, it isn't English text",
            remedy="Correct `encoding` in study.toml, or save the file as UTF-8",
            path=path,
        )


def _is_latin(text: str) -> bool:
    """True where most letters are those of the Latin alphabet."""
    letters = [c for c in text[:20_000] if c.isalpha()]
    return 2 * sum(c < "\u0250" for c in letters) >= len(letters)


def n_words(text: str) -> int:
    """Words of a stretch that is not parsed, such as furniture."""
    return len(re.findall(r"\w+(?:[.'’]\w+)*", text))

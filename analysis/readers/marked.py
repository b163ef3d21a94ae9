"""Markdown: the words without its marks, and the head between two lines `---`."""

from __future__ import annotations

import datetime as dt
import re

from analysis.errors import BriefError
from analysis.readers.guesses import date_of, from_lines
from analysis.readers.plain import decoded
from analysis.readers.reading import KEYS, Guess, Limits, Reading, bounded, first_of

HEAD = re.compile(r"\ufeff?---[ \t]*\n(?P<head>.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
LONGEST_HEAD = 20_000  # characters
NAMES = {
    "title": ("title",),
    "author": ("author", "authors", "byline"),
    "publisher": ("publisher", "source", "organization", "organisation", "site"),
    "date": ("date", "published", "pubdate"),
}
LONGEST_COMMENT = 5000  # characters
UNDERLINED = re.compile(r"^(?P<words>[^\n#>-][^\n]{0,200})\n(?P<line>=+|-+)[ \t]*$", re.MULTILINE)
PREFIX = re.compile(r"^[ \t]{0,3}(?:>[ \t]?)+", re.MULTILINE)
ITEM = re.compile(r"^[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+", re.MULTILINE)
HEADING = re.compile(r"^(?P<marks>#{1,6})[ \t]+(?P<words>.*)$", re.MULTILINE)


def marked(data: bytes, *, limits: Limits) -> Reading:
    """The reading of a Markdown file; the addresses of links stay, since they tell what is cited."""
    text, how = decoded(data)
    text = bounded(text.replace("\r\n", "\n").replace("\r", "\n"), limits)
    head = HEAD.match(text)
    said = _head(head["head"]) if head else {}
    body = _plain(text[head.end() :] if head else text)
    title = first_of(said.get("title"), _first_heading(body))
    if title and title.value not in body:
        body = f"# {title.value}\n\n{body}"
    guesses = from_lines(body) | ({"title": title} if title else {}) | said
    return Reading(bounded(body, limits), "Markdown", how, guesses)


def _plain(text: str) -> str:
    """Markdown without comments, quote marks and bullets; headings as `## `, items apart."""
    text = _uncommented(text.lstrip("\ufeff"))
    text = UNDERLINED.sub(lambda m: f"{'#' if m['line'][0] == '=' else '##'} {m['words']}", text)
    text = ITEM.sub("\n", PREFIX.sub("", text))
    text = HEADING.sub(_headed, text)
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n") + "\n"


def _headed(found: re.Match[str]) -> str:
    words = found["words"].rstrip(" \t#")
    return f"\n{found['marks']} {words}\n"


def _uncommented(text: str) -> str:
    """The text without its comments, in one pass however many are opened and not closed."""
    kept, at, end = [], 0, -1
    for opened in re.finditer("<!--", text):
        start = opened.start()
        if start < at:
            continue
        if end < start + 4:
            end = text.find("-->", start + 4)
        if end < 0:
            break
        if end - start <= LONGEST_COMMENT:
            kept.append(text[at:start])
            at = end + 3
    return "".join([*kept, text[at:]])


def _first_heading(body: str) -> Guess | None:
    found = re.search(r"^# +(.+)$", body, re.MULTILINE)
    return Guess(found[1], "the first heading") if found else None


def _head(source: str) -> dict[str, Guess]:
    """What the head says, by our names of its keys."""
    import yaml

    if len(source) > LONGEST_HEAD:
        raise BriefError("the head between two lines --- is too long", remedy="Shorten it")
    try:
        said = yaml.safe_load(source)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        line = getattr(getattr(error, "problem_mark", None), "line", None)
        place = "" if line is None else f" (its line {line + 1})"
        raise BriefError(
            f"the head between two lines --- is not valid YAML{place}", remedy="Mend it, or delete the head"
        ) from None
    if not isinstance(said, dict):
        return {}
    known = {str(key).lower(): value for key, value in said.items()}
    found = {key: first_of(*(_said(known.get(name), name) for name in NAMES[key])) for key in KEYS}
    found["date"] = date_of(found["date"].value, found["date"].how) if found["date"] else None
    return {key: guess for key, guess in found.items() if guess}


def _said(value: object, name: str) -> Guess | None:
    if isinstance(value, list):
        value = ", ".join(str(v) for v in value[:10] if isinstance(v, str))
    if isinstance(value, str | dt.date | int):
        return Guess(str(value), f"`{name}` in the head of the file")
    return None

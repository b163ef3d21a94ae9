"""What a text says of itself in its own first lines: its title, who wrote it, and when."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from analysis.readers.publishers import BODY, OUTLET, is_called, publisher
from analysis.readers.reading import Guess, first_of

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = (
    r"(?P<{0}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
DATES = tuple(
    re.compile(source, re.IGNORECASE)
    for source in (
        r"(?<!\d)(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?!\d)",
        r"(?<!\d)(?P<d>\d{1,2})(?:st|nd|rd|th)? " + MONTH.format("name") + r",? (?P<y>\d{4})(?!\d)",
        r"(?<!\w)" + MONTH.format("name") + r" (?P<d>\d{1,2})(?:st|nd|rd|th)?,? (?P<y>\d{4})(?!\d)",
    )
)
HEAD, TAIL = 30, 15  # lines at either end of a text in which it speaks of itself
NAME = r"[A-Z][\w.’'-]*(?: (?:[A-Z][\w.’'-]*|al|bin|de|del|der|van|von|and)){1,8}"
BY = r"(?:(?i:(?:(?:prepared|written|reported|posted|compiled)\s+)?by|authors?|analysis by)[: ]\s*)"
BYLINE = re.compile(rf"{BY}\[?(?P<name>{NAME})")
WORD = r"[A-ZÀ-Þ](?=[\w’'])[^\W\d_]*(?:[’'-][^\W\d_]+)*"
PERSON = rf"(?=\S+[a-zß-ÿ]){WORD}(?: [A-ZÀ-Þ]\.)?(?: (?:al|bin|de|del|der|van|von))?(?: {WORD}){{1,2}}"
ALONE = re.compile(PERSON)
HOUSED = re.compile(rf"{BY}?(?P<name>{PERSON}(?: and {PERSON})?)(?:,| [|–—-]|,? (?:at|of)) (?:the )?(?P<house>[^|]+)")
KICKER = re.compile(r"\b(?:Policy|Brief|Briefing|Analysis|Alert|Report|Paper|Notes?|Opinion|Commentary|Issue)\b")


def dates(text: str) -> Iterator[tuple[int, dt.date]]:
    """The full dates that stand in a text, each with its place.

    >>> [str(day) for _, day in dates("On 28 May 2007, not May 30, 2007 or 2007-13-01.")]
    ['2007-05-28', '2007-05-30']
    """
    found = []
    for pattern in DATES:
        for match in pattern.finditer(text):
            part = match.groupdict()
            month = int(part["m"]) if "m" in part else MONTHS.index(part["name"][:3].lower()) + 1
            try:
                found.append((match.start(), dt.date(int(part["y"]), month, int(part["d"]))))
            except ValueError:
                continue
    yield from sorted(found)


def date_of(text: str, how: str, *, sure: bool = True) -> Guess | None:
    """The first full date of a text as a guess."""
    return next((Guess(day.isoformat(), how, sure) for _, day in dates(text)), None)


def from_lines(text: str) -> dict[str, Guess]:
    """What the lines at either end of a text say: title, author, date, publisher; never sure."""
    lines = [line.strip("#*_ \t") for line in text.splitlines() if line.strip("#*_ \t")]
    ends = [*lines[:HEAD], *lines[HEAD:][-TAIL:]]
    short = [line for line in ends if len(line) < 200]
    guesses = {
        "title": _title(lines[:HEAD]),
        "author": first_of(
            _matched(short, BYLINE, "the byline"), _housed(lines[:HEAD], "name"), _alone(lines[:HEAD], text)
        ),
        "publisher": first_of(publisher(short), _housed(lines[:HEAD], "house"), _house(lines[:HEAD])),
        "date": first_of(*(date_of(line, "a line with a date", sure=False) for line in short if _is_dateline(line))),
    }
    return {key: guess for key, guess in guesses.items() if guess}


def _is_dateline(line: str) -> bool:
    """True for a line that is little else than a date."""
    return len(re.findall(r"[A-Za-z]{2,}", line)) <= 8


def _tells_the_day(line: str) -> bool:
    return _is_dateline(line) and any(dates(line))


def _title(lines: list[str]) -> Guess | None:
    """The first line with three words and no full stop, or else the first line at all.

    A line all in capitals is taken for a banner where another follows.
    """
    for line in [*(line for line in lines if not line.isupper()), *lines]:
        words = len(line.split())
        headed = 3 <= words <= 30 and not re.search(r"[.;:,]$", line)
        if headed and not BYLINE.match(line) and not publisher([line]) and not (date_of(line, "") and words < 6):
            return Guess(line, "the first line like a title", sure=False)
    return first_of(Guess(lines[0][:120], "the first line", sure=False)) if lines else None


def _beside(lines: list[str], fits: Callable[[str], object]) -> Iterator[str]:
    """The lines under the title that stand next to one that fits."""
    marked = {n for n, line in enumerate(lines) if fits(line)}
    return (line for n, line in enumerate(lines[1:], start=1) if marked & {n - 1, n + 1})


def _is_house(line: str) -> bool:
    """True for a line that is nothing but the name of a body or outlet."""
    return 2 <= len(line.split()) <= 8 and line[-1].isalnum() and is_called(line) and not BYLINE.match(line)


def _housed(lines: list[str], part: str) -> Guess | None:
    """Of a line "Ann Lee, Council on Shared Rivers" under the title or beside the date: the name, or the house."""
    for line in (*lines[1:2], *_beside(lines, _tells_the_day)):
        found = HOUSED.fullmatch(line)
        if found and _is_house(found["house"]) and not _is_house(found["name"]):
            return first_of(Guess(found[part], "a name with its house in a line under the title", sure=False))
    return None


def _house(lines: list[str]) -> Guess | None:
    """The line that names a body or outlet and stands beside the date or the byline."""
    beside = _beside(lines, lambda line: BYLINE.match(line) or _tells_the_day(line))
    found = next(filter(_is_house, beside), "")
    return first_of(Guess(found, "a name in a line beside the date or the byline", sure=False))


def _alone(lines: list[str], text: str) -> Guess | None:
    """The line under the title that is nothing but a name and stands beside the date, or above a house beside it."""
    dated = [*_beside(lines, _tells_the_day)]
    for line in (*dated, *(one for one, below in pairwise(lines[1:]) if below in dated and _is_house(below))):
        is_name = ALONE.fullmatch(line) and not (KICKER.search(line) or OUTLET.search(line) or BODY.search(line))
        if is_name and not re.search(rf"\b(?:in|at|from|near) {re.escape(line)}\b", text):
            return first_of(Guess(line, "a name in a line beside the date", sure=False))
    return None


def _matched(lines: list[str], pattern: re.Pattern[str], how: str) -> Guess | None:
    found = next(filter(None, map(pattern.match, lines)), None)
    return first_of(Guess(found["name"].strip(" .,|"), how, sure=False)) if found else None

"""Numbers and lists in words, the same everywhere."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Iterable

AMOUNTS = frozenset("a an all almost both few many more most nearly no none several some".split())


def count(n: int, noun: str) -> str:
    """ "1 word", "2 words", "1,404 words"."""
    return f"{int(n):,} {noun}{'' if n == 1 else 's'}"


def percent(share: float) -> str:
    """0.34 as "34 %"."""
    return f"{100 * share:.0f} %"


def points(share: float) -> str:
    """A difference of shares in percentage points: "+12 points"."""
    return f"{_minus(f'{100 * share:+.0f}')} points"


def signed(score: float) -> str:
    """A score with its sign: "+0.05", "−0.12"; with three decimals where two would hide the sign."""
    return _minus(f"{score:+.2f}") if abs(score) >= 0.005 else thousandths(score)


def thousandths(score: float) -> str:
    """A small score with its sign and three decimals: "+0.012"."""
    return _minus(f"{score:+.3f}")


def within(low: float, high: float, shape: Callable[[float], str]) -> str:
    """The interval behind a number, or nothing where there is none: ", 95 % interval +0.01 to +0.20"."""
    if math.isnan(low) or math.isnan(high):
        return ""
    unit = "".join(shape(high).partition(" ")[1:])
    return f", 95 % interval {shape(low).removesuffix(unit)} to {shape(high)}"


def _minus(number: str) -> str:
    zero = not number.strip("+-0.")
    return number.lstrip("+-") if zero else number.replace("-", "−")


def listed(words: Iterable[str], *, joined: str = "and") -> str:
    """ "a", "a and b", "a, b and c"; `joined` by "or" too."""
    *head, last = [*words] or [""]
    return f"{', '.join(head)} {joined} {last}" if head else last


def day(date: dt.date) -> str:
    """2007-05-29 as "29 May 2007"."""
    return f"{date.day} {date:%B %Y}"


def dated(event: str, date: dt.date) -> str:
    """An event with its day, told once: "the vote, 5 May 2007", "the coup of 26 July 2023"."""
    return event if day(date) in event else f"{event}, {day(date)}"


def the(name: str) -> str:
    """A name as it stands in a sentence: "the United States", "the Bush administration", "the pact", "Iran".

    Own words of a text may be no name: "almost 200 countries".
    """
    first, _, rest = name.partition(" ")
    if first.lower() in AMOUNTS and rest:
        return f"{first.lower()} {rest}"
    common = name.split()[-1].islower() and name[:1].isupper()
    if common and name.startswith("The "):
        return f"the {name[4:]}"
    if " of " in name and not name.startswith("United "):
        is_proper = name.partition(" of ")[2][:1].isupper()  # "the Alliance of Small Island States"
        return f"the {name if is_proper else name[:1].lower() + name[1:]}"
    return f"the {name}" if name.startswith("United ") or common else name

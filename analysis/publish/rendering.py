"""Templates filled in: everything from a text or a codebook is escaped."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.wording import dated, day

if TYPE_CHECKING:
    from jinja2 import Template

TEMPLATES = Path(__file__).parent / "templates"
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
HEADING_MARK = re.compile(r"^(#{1,6} )", re.MULTILINE)


@cache
def template(name: str) -> Template:
    """The template of that name, with the filters that pages share."""
    import jinja2

    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES), autoescape=True, undefined=jinja2.StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip
    environment.filters |= {
        "dated": dated,
        "day": day,
        "in_words": in_words,
        "verbatim": verbatim,
        "unmarked": unmarked,
    }
    return environment.get_template(name)


@cache
def asset(name: str) -> str:
    """A style sheet or script that a page carries."""
    return (TEMPLATES / name).read_text(encoding="utf-8")


def in_words(n: int) -> str:
    """2 as "two", 11 as "11"."""
    return NUMBERS[n] if n < len(NUMBERS) else f"{n:,}"


def verbatim(text: str) -> str:
    """The text escaped for HTML so that a browser reads back every character of it.

    Examples
    --------
    >>> print(verbatim("a < b"))
    a &lt; b
    """
    from markupsafe import Markup, escape

    return Markup(str(escape(text)).replace("\r", "&#13;"))  # noqa: S704 - escaped in this very line  # nosec B704


def unmarked(text: str) -> str:
    """The same, with the marks of a heading there but not shown.

    Examples
    --------
    >>> print(unmarked("## "))
    <span class="markup" hidden>## </span>
    """
    from markupsafe import Markup

    parts = [verbatim(part) for part in HEADING_MARK.split(text)]
    parts[1::2] = [Markup('<span class="markup" hidden>{}</span>').format(mark) for mark in parts[1::2]]
    return Markup("").join(parts)

"""Where a named target stands in a sentence that needn't name it: names, roles, descriptions.

Serves the benchmark on SEESAW, whose rows give holder and target by name only. A study links its
actors with the registry; this is the same idea for names never seen.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from analysis.stance.marked import Span

# What reporters of US politics call them: names frequent in SEESAW's train rows, forms from
# general knowledge.
ROLES = {
    "republican party": ("republicans", "republican", "gop", "g.o.p."),
    "democratic party": ("democrats", "democratic", "democrat"),
    "barack obama": ("the president", "president", "administration", "white house"),
    "donald trump": ("the president", "president", "administration", "white house"),
    "joe biden": ("the vice president", "vice president"),
    "hillary clinton": ("former secretary of state", "the former secretary", "nominee"),
    "john boehner": ("the speaker", "house speaker", "speaker"),
    "paul ryan": ("the speaker", "house speaker", "speaker"),
    "nancy pelosi": ("the speaker", "minority leader", "speaker"),
    "mitch mcconnell": ("majority leader", "minority leader"),
    "harry reid": ("majority leader", "minority leader"),
    "jeff sessions": ("attorney general",),
    "eric holder": ("attorney general",),
    "affordable care act": ("obamacare", "health care law", "health law", "health care", "aca"),
    "deferred action for childhood arrivals": ("daca", "dreamers"),
    "second amendment to the united states constitution": ("second amendment", "gun rights"),
    "undocumented immigrants": ("illegal immigrants", "illegal aliens", "immigrants", "migrants"),
    "united states": ("u.s.", "america", "american", "americans"),
    "islamic state": ("isis", "isil"),
    "obama administration": ("white house", "the administration"),
    "russia": ("russian", "russians", "moscow", "kremlin"),
    "china": ("chinese", "beijing"),
    "iran": ("iranian", "tehran"),
    "israel": ("israeli", "jerusalem"),
    "supreme court of the united states": ("supreme court", "justices", "the court"),
    "united states senate": ("senate", "senators"),
    "united states department of justice": ("justice department", "doj"),
    "african americans": ("black", "blacks"),
}
UNNAMED = "Not in the list"  # SEESAW's word for a target that its coders had no name for
PRONOUNS = ("he", "she", "they", "we", "i")
EMPTY = frozenset("the of a an and to in for on by at from with up about over".split())


class Link(NamedTuple):
    """A span in the sentence, and how it was found; no span where nothing was."""

    span: Span | None
    method: str


def target_link(name: str, text: str, *, given: Span | None = None, avoid: Span | None = None) -> Link:
    """The span that names or describes a target in a sentence: surest way first.

    Methods, in order: `given`, `name`, `last_word`, `acronym`, `role`, `words` (the last or
    another content word of a description), `none`: the sentence is then read as a whole, which on
    SEESAW's train rows did better than guessing a pronoun. `avoid` is a span that can't be it.
    """
    if given is not None:
        return Link(tuple(given), "given")
    for method, forms in _forms(name):
        for form in forms:
            span = _found(form, text, avoid)
            if span:
                return Link(span, method)
    return Link(None, "none")


def holder_link(name: str | None, text: str, *, given: Span | None = None) -> Link:
    """The span of a holder: name, last word, acronym, role or else a subject pronoun."""
    if given is not None:
        return Link(tuple(given), "given")
    if not isinstance(name, str):
        return Link(None, "author")
    for method, forms in [*_forms(name), ("pronoun", PRONOUNS)]:
        for form in forms:
            span = _found(form, text, None)
            if span:
                return Link(span, method)
    return Link(None, "none")


def names_target(name: str, text: str) -> bool:
    """Whether a name or its last word stands in the sentence, as a word."""
    words = _words(name)
    return name != UNNAMED and bool(words) and _found(words[-1], text, None) is not None


def _words(name: str) -> list[str]:
    return re.findall(r"[\w'’.-]*\w", name.lower())


@lru_cache(maxsize=4096)
def _forms(name: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Ways to find a name in a sentence, surest first, with the forms to look for."""
    if name == UNNAMED:
        return ()
    words = _words(name)
    content = [word for word in words if word not in EMPTY]
    capitals = "".join(word[0] for word in re.findall(r"\b[A-Z]\w*", name)).lower()
    ways = [("name", (name,)), ("last_word", tuple(words[-1:]))]
    ways.append(("acronym", (capitals,) if len(capitals) > 2 else ()))
    ways.append(("role", ROLES.get(name.lower(), ())))
    described = sorted({word for word in content[:-1] if len(word) > 4}, key=content.index)
    ways.append(("words", tuple(_stem(word) for word in [*content[-1:], *described])))
    return tuple(ways)


def _stem(word: str) -> str:
    """A word without its ending, to be followed by any: `proposals` finds `proposed`."""
    return word[: max(4, len(word) - 3)] + "*" if len(word) > 4 else word


@lru_cache(maxsize=16384)
def _pattern(form: str) -> re.Pattern:
    tail = r"\w*" if form.endswith("*") else r"(?:'?s)?\b" if form[-1:].isalnum() else ""
    return re.compile(r"(?<!\w)" + re.escape(form.rstrip("*")) + tail, re.IGNORECASE)


def _found(form: str, text: str, avoid: Span | None) -> Span | None:
    """First span of a form that doesn't overlap a span to avoid."""
    if not form:
        return None
    for match in _pattern(form).finditer(text):
        if avoid is None or match.end() <= avoid[0] or match.start() >= avoid[1]:
            return match.span()
    return None

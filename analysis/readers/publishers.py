"""Who published a text: the name beside its title, in its line on copyright, or after "published by"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from analysis.readers.reading import Guess, first_of

OUTLET = re.compile(
    r"\b(?:Post|Times|Journal|News|Herald|Review|Daily|Gazette|Monitor|Tribune|Courier|Weekly|Radio|TV)\b"
)
BODY = re.compile(
    r"\b(?:Union|League|Council|Institute|Forum|Watch|Energy|Bank|Company|Corporation|Group|Party|Committee|Commission"
    r"|Association|Federation|Foundation|Fund|Centre|Center|University|Network|Alliance|Movement|Front|Court|Office)$"
)  # fmt: skip
YEARS = r"(?:\d{4}(?: ?[-–—,] ?\d{4})?)"
TITLED = r"(?: (?:(?-i:[A-Z])[\w.&’'-]*|of|on|for|and|the|in)){1,8}"
SIGN = (  # a "(c)" without a year counts the items of a list
    rf"(?:©|\(c\)(?= ?\d{{4}}|{TITLED},? \d{{4}}\.?$)|\bcopyright\b(?: ?\(c\))?)"
)
NAME = r"(?P<name>(?-i:[A-Z])[^.|©]{2,80}?)"
RESERVED = r"(?:all rights reserved)"
RIGHTS = (
    re.compile(
        rf"(?:{RESERVED}[.,]? ?)?{SIGN}(?:[: ]*{SIGN})*[: ]*{YEARS}?,? ?(?:(?:by|of) )?(?:the )?{NAME}"
        rf"(?:,? {YEARS})?(?:[.|,]? ?{RESERVED}.*| ?[.|].*)?$",
        re.IGNORECASE,
    ),
    re.compile(rf"{NAME},? ?(?:©|\(c\)) ?{YEARS}.*$", re.IGNORECASE),
)
CLAIMED = re.compile(rf"©|\(c\)|\d{{4}}|:|{RESERVED}", re.IGNORECASE)  # no heading such as "Copyright and the Pact"
PUBLISHED = re.compile(
    r"(?:[Ff]irst )?[Pp]ublished (?:by|in) (?:the )?"
    r"(?P<name>[A-Z][\w.&’'-]*(?: (?:[A-Z][\w.&’'-]*|of|on|for|and|the|in))*)(?:,.*)?[.]?$"
)
BAR, DASH = re.compile(r"\s+\|\s+"), re.compile(r"\s+[–—-]\s+")
SHORT, LONGEST = 6, 8  # words of a name behind a dash, and behind a bar


def publisher(lines: Sequence[str]) -> Guess | None:
    """The name in the first line that tells who published the text, or who has the rights; never sure."""
    claimed = [line for line in lines if CLAIMED.search(line)]
    for how, own, patterns in (
        ("the line on copyright", claimed, RIGHTS), ("the line “published by”", lines, (PUBLISHED,)),
    ):  # fmt: skip
        found = next(filter(None, (pattern.match(line) for line in own for pattern in patterns)), None)
        if found:
            name = re.sub(r",? Inc\.?$|^[Tt]he (?=[A-Z])", "", found["name"].strip(" .,|"))
            return first_of(Guess(name, how, sure=False))
    return None


def parted(guesses: Mapping[str, Guess]) -> dict[str, Guess]:
    """The guesses with a title that holds no name of its site: that is the publisher where no other is known.

    A bar always parts the two. A dash does where what follows it is the publisher, or is called
    like one.

    Examples
    --------
    >>> found = parted({"title": Guess("Why the pact fails | Northern Review", "the first line")})
    >>> {key: guess.value for key, guess in found.items()}
    {'title': 'Why the pact fails', 'publisher': 'Northern Review'}
    """
    title, known = guesses.get("title"), guesses.get("publisher")
    words, site = _site(title.value, known.value if known else "") if title else ("", "")
    if not site:
        return dict(guesses)
    found = {**guesses, "title": Guess(words, f"{title.how}, without the name beside it", title.sure)}
    found.setdefault("publisher", Guess(site, "the name beside the title", sure=False))
    return found


def _site(title: str, publisher: str) -> tuple[str, str]:
    """A title and the name of its site, which stands behind it, or before a bar; or nothing."""
    for parts, sign in ((BAR.split(title), "|"), (DASH.split(title), "-")):
        if len(parts) < 2 or not all(parts):
            continue
        *rest, last = parts
        if sign == "|" and is_called(parts[0]) and not is_called(last):
            return " | ".join(parts[1:]), parts[0]
        if sign == "|" and len(last.split()) <= LONGEST:
            return rest[0], last
        if sign == "-" and (_same(last, publisher) or (is_called(last) and len(last.split()) <= SHORT)):
            return title[: -len(last)].rstrip(" –—-"), last
    return "", ""


def is_called(name: str) -> bool:
    """Whether something is called like an outlet or a body: "Northern Review", "Council on Shared Rivers"."""
    head = re.split(r" (?:on|of|for) ", name)[0]
    capitals = all(word[0].isupper() or len(word) < 4 for word in name.split())
    return capitals and not name.startswith("A ") and bool(OUTLET.search(name) or BODY.search(head))


def _same(name: str, other: str) -> bool:
    return name.casefold().removeprefix("the ") == other.casefold().removeprefix("the ")

"""What a reader gives: the text, and guesses of title, author, publisher and date, with how they were made."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass

from analysis.errors import BriefError

KEYS = ("title", "author", "publisher", "date")
INVISIBLE = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ud800-\udfff]|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]"
)
LONGEST = 300  # characters of a guess


@dataclass(frozen=True)
class Limits:
    """What a file may cost: beyond it there is one error.

    Attributes
    ----------
    n_bytes : int
        Of the file.
    n_unpacked : int
        Bytes of all that a DOCX unpacks to.
    n_characters : int
        Of the text that was read.
    n_pages : int
        Of a PDF.
    seconds : float
        To read it.
    """

    n_bytes: int = 20_000_000
    n_unpacked: int = 100_000_000
    n_characters: int = 1_000_000
    n_pages: int = 500
    seconds: float = 60.0


LIMITS = Limits()


@dataclass(frozen=True)
class Guess:
    """A value that a file gives for one key, and how it was found.

    `sure` is true where the page declares it and false where it was read off the text.
    """

    value: str
    how: str
    sure: bool = True


@dataclass(frozen=True)
class Reading:
    """A file as it was read.

    Attributes
    ----------
    text : str
        Paragraphs with an empty line between; headings begin with `## ` where the file marks them.
    kind : str
        text, Markdown, HTML, PDF or DOCX.
    how : str
        How the text was made of the bytes, such as the encoding that was guessed.
    guesses : dict
        `Guess` by title, author, publisher and date; a key without a guess is missing. A date is
        written 2007-05-29.
    repeated : tuple of str
        Lines that stand on many pages: running heads and feet.
    """

    text: str
    kind: str
    how: str
    guesses: dict[str, Guess] = dataclasses.field(default_factory=dict)
    repeated: tuple[str, ...] = ()

    def guessed(self, key: str) -> str:
        """The value guessed for a key, or nothing."""
        return self.guesses[key].value if key in self.guesses else ""


def first_of(*guesses: Guess | None) -> Guess | None:
    """The first guess that holds words, on one line and of a length that a title can have."""
    for guess in guesses:
        value = " ".join(visible(guess.value).split())[:LONGEST].strip() if guess else ""
        if re.search(r"\w", value):
            return dataclasses.replace(guess, value=value)
    return None


def visible(text: str) -> str:
    """The text without characters that show nothing: zero widths, marks of direction, controls."""
    return INVISIBLE.sub("", text)


def bounded(text: str, limits: Limits) -> str:
    """The text, unless it is longer than allowed or has no words.

    Raises
    ------
    BriefError
        It is too long, or holds no words.
    """
    if len(text) > limits.n_characters:
        raise BriefError(
            f"{len(text):,} characters of text",
            remedy=f"Give at most {limits.n_characters:,}, or raise the limit",
        )
    if not re.search(r"\w", text):
        raise BriefError("no words in it", remedy="Give the text of the brief; a scan needs text recognition first")
    return text


def paragraphs(blocks: list[str]) -> str:
    """Blocks as a text: white space in each made plain, an empty line between two."""
    lines = (" ".join(visible(block).split()) for block in blocks)
    return "\n\n".join(filter(None, lines)) + "\n"

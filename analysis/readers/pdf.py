"""A PDF: paragraphs put together from its lines; lines that its pages repeat are told apart."""

from __future__ import annotations

import itertools
import math
import re
import statistics
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.errors import BriefError
from analysis.readers.guesses import date_of, from_lines
from analysis.readers.reading import Guess, Limits, Reading, bounded, first_of, paragraphs

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

EDGE = 3  # lines at the top and the foot of a page that may be furniture
HYPHENS = "-\u2010\u00ad"
CUT = re.compile("[\ufffe\x02]")  # pdfium's marks for a hyphen at the end of a line
WIDER = 1.35  # times the usual step from line to line: a new paragraph
LARGER = 1.15  # times the usual size of letters: a heading
SHORT = 0.85  # of the usual width: the last line of a paragraph
PASSWORD = 4  # pdfium's number for a file that wants one


@dataclass(frozen=True)
class Line:
    """One line of a page, where it stands (points, from the foot) and how large its letters are."""

    text: str
    page: int
    left: float
    right: float
    base: float
    size: float


def pdf(data: bytes, *, limits: Limits) -> Reading:
    """The reading of a PDF."""
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == PASSWORD or "assword" in str(error):
            raise BriefError("it is protected by a password", remedy="Save it without one") from None
        raise BriefError("a broken PDF", remedy="Print it to a new PDF, or give its text") from None
    try:
        lines = _lines(document, limits)
        said = {key.lower(): str(value) for key, value in document.get_metadata_dict().items()}
    finally:
        document.close()
    repeated = _repeated(lines)
    blocks = list(_blocks([line for line in lines if line.text not in repeated], repeated))
    title = _title(lines, repeated, said)
    text = bounded(paragraphs(blocks), limits)
    guesses = from_lines(text)
    if "author" not in guesses and said.get("author"):
        guesses["author"] = Guess(said["author"], "the file's properties", False)
    made = re.match(r"D:(\d{4})(\d\d)(\d\d)", said.get("creationdate", ""))
    if (
        "date" not in guesses
        and made
        and (day := date_of("-".join(made.groups()), "when the file was made", sure=False))
    ):
        guesses["date"] = day
    pages = f"the lines of {lines[-1].page + 1 if lines else 0} pages, put together as paragraphs"
    return Reading(text, "PDF", pages, guesses | ({"title": title} if title else {}), tuple(repeated))


def _lines(document: PdfDocument, limits: Limits) -> list[Line]:
    if len(document) > limits.n_pages:
        raise BriefError(f"{len(document):,} pages", remedy=f"Give at most {limits.n_pages:,}, or raise the limit")
    end, lines, n = time.monotonic() + limits.seconds, [], 0
    for number in range(len(document)):
        page = document[number]
        lines += _page(page, number)
        page.close()
        n = sum(len(line.text) for line in lines)
        if time.monotonic() > end:
            raise BriefError(f"not read in {limits.seconds:g} seconds", remedy="Give its text, or raise the limit")
        if n > limits.n_characters:
            break
    return lines


def _page(page: PdfPage, number: int) -> Iterator[Line]:
    """The lines of a page as pdfium orders them."""
    import pypdfium2.raw as raw

    textpage = page.get_textpage()
    n = textpage.count_chars()
    text = textpage.get_text_range(0, n) if n > 0 else ""
    at = 0
    for part in re.split("(\r\n|\r|\n)", text):
        words = part.strip()
        if words and not part.isspace() and at + len(part) <= n:
            first = at + len(part) - len(part.lstrip())
            last = at + len(part.rstrip()) - 1
            left, foot, *_ = textpage.get_charbox(first, loose=True)
            right = textpage.get_charbox(last, loose=True)[2]
            size = float(raw.FPDFText_GetFontSize(textpage.raw, first))
            top = textpage.get_charbox(first, loose=True)[3]
            yield Line(CUT.sub(_mended, words), number, left, right, foot, round(max(size, top - foot), 1))
        at += len(part)
    textpage.close()


def _mended(cut: re.Match[str]) -> str:
    """Nothing in place of a hyphen that cut a word at the end of a line, else a hyphen."""
    before, after = cut.string[cut.start() - 1 : cut.start()], cut.string[cut.end() : cut.end() + 1]
    return "" if before.islower() and after.islower() else "-"


def _repeated(lines: list[Line]) -> list[str]:
    """Lines at the edge of pages that stand, numbers aside, on at least half of them and on two."""
    pages = {line.page for line in lines}
    edges: dict[str, set[int]] = {}
    for page in pages:
        own = sorted((line for line in lines if line.page == page), key=lambda line: -line.base)
        n = min(EDGE, len(own) // 3)
        for line in own[:n] + own[len(own) - n :]:
            edges.setdefault(_shape(line.text), set()).add(page)
    often = {shape for shape, on in edges.items() if len(on) >= max(2, len(pages) / 2)}
    return list(dict.fromkeys(line.text for line in lines if _shape(line.text) in often))


def _shape(text: str) -> str:
    return re.sub(r"\d+", "#", text)


def _blocks(lines: list[Line], repeated: list[str]) -> Iterator[str]:
    """Lines put together as paragraphs; larger letters make a heading; the repeated lines come last."""
    if not lines:
        yield from repeated
        return
    size = Counter(line.size for line in lines for _ in line.text.split()).most_common(1)[0][0]
    body = [line for line in lines if line.size == size]
    width = statistics.quantiles([line.right for line in body], n=10)[-1] if len(body) > 1 else body[0].right
    steps = [a.base - b.base for a, b in itertools.pairwise(lines) if a.page == b.page and a.size == b.size]
    step = statistics.median([s for s in steps if s > 0] or [math.inf])
    block, last = "", None
    for line in lines:
        if last and _opens(line, last, size=size, step=step, width=width):
            yield _headed(block, last, size)
            block = ""
        block, last = _joined(block, line.text), line
    yield _headed(block, last, size)
    yield from repeated


def _opens(line: Line, last: Line, *, size: float, step: float, width: float) -> bool:
    """True where a line begins a new paragraph after the last."""
    if abs(line.size - last.size) > 0.05 * size:
        return True
    if line.size > LARGER * size and line.page == last.page and last.base - line.base < 2 * line.size:
        return False  # a heading of two lines
    ended = re.search(r"[.?!:][\"”’)\]\d]*$", last.text) is not None
    if line.page != last.page:
        return ended and last.right < width * SHORT
    if line.base > last.base + step / 2:
        return ended  # the next column
    wide = last.base - line.base > WIDER * step
    indented = line.left > last.left + 0.8 * size and ended
    return wide or indented or (ended and last.right < width * SHORT * 0.8)


def _joined(block: str, line: str) -> str:
    """A line put to its paragraph: a word cut by a hyphen is made whole."""
    if block and block[-1] in HYPHENS:
        cut = block[-2:-1].isalpha() and line[:1].islower()
        keeps = block[-1] in "-\u2010" and not cut
        return block.rstrip(HYPHENS) + ("-" if keeps else "") + line
    return f"{block} {line}".strip()


def _headed(block: str, last: Line, size: float) -> str:
    heading = last.size > LARGER * size and len(block.split()) <= 30
    return f"## {block}" if heading else block


def _title(lines: list[Line], repeated: list[str], said: dict[str, str]) -> Guess | None:
    """The words in the largest letters of the first page, or what the file's properties say."""
    first = [line for line in lines if line.page == 0 and line.text not in repeated]
    largest = max((line.size for line in first), default=0)
    words = " ".join(line.text for line in first if line.size == largest)
    usual = Counter(line.size for line in lines).most_common(1)
    stands_out = usual and largest > LARGER * usual[0][0] and len(words.split()) <= 30
    return first_of(
        Guess(words, "the largest letters of the first page") if stands_out else None,
        Guess(said.get("title", ""), "the file's properties", False),
    )

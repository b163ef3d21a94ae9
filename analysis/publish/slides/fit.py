"""Whether words fit: measured in the style's letters before they stand on a slide."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

LEADING = 1.22  # of the letters' size: a line of Verdana
SMALLEST = 18  # points, of all words on a slide but the footers
TITLE_SIZES = (28, 26, 24, 22, 20, 18)
TEXT_SIZES = (22, 20, 18)
MEASURED = 100  # points at which letters are measured


@lru_cache(maxsize=16)
def _letters(font: tuple[str, ...], bold: bool) -> FreeTypeFont:
    from matplotlib.font_manager import FontProperties, findfont
    from PIL import ImageFont

    wanted = FontProperties(family=[*font, "DejaVu Sans"], weight="bold" if bold else "normal")
    return ImageFont.truetype(findfont(wanted), MEASURED)


class Ruler:
    """Measures words in one family of letters; sizes and widths are in points."""

    def __init__(self, font: tuple[str, ...]):
        self.font = font

    def width(self, words: str, size: float, *, bold: bool = False) -> float:
        """How wide the words are in one line."""
        return _letters(self.font, bold).getlength(words) * size / MEASURED

    def lines(self, words: str, size: float, width: float, *, bold: bool = False) -> list[str]:
        """The words in lines as a program would break them."""
        lines: list[str] = []
        for word in words.split():
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and self.width(longer, size, bold=bold) <= width:
                lines[-1] = longer
            else:
                lines.append(word)
        return lines

    def sized(
        self, words: str, width: float, *, sizes: Sequence[float], most: int, bold: bool = False
    ) -> tuple[str, float]:
        """The words and the largest size at which they take no more than `most` lines; cut where none will do."""
        for size in sizes:
            lines = self.lines(words, size, width, bold=bold)
            if len(lines) <= most and all(self.width(line, size, bold=bold) <= width for line in lines):
                return words, size
        *head, last = lines[:most]
        last += " …" if len(lines) > most else ""
        return " ".join(self.cut(line, size, width, bold=bold) for line in (*head, last)), size

    def cut(self, words: str, size: float, width: float, *, bold: bool = False) -> str:
        """The words, or as many of their first letters as fit, with an ellipsis."""
        if self.width(words, size, bold=bold) <= width:
            return words
        words = words.removesuffix(" …")
        while words and self.width(f"{words} …", size, bold=bold) > width:
            words = words[:-1].rstrip()
        return f"{words} …"

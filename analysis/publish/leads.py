"""What leads on: from a finding to the figure that shows it, from a sentence's id to its place in the reader."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

READER = "reader.html"  # beside the report
UNLINKED = ["a", "code", "pre", "figcaption", "caption", "h2", "h3", "h4", "h5", "h6"]


def lead_to_figures(soups: Sequence[BeautifulSoup]) -> None:
    """Behind each headline of a list, the number of the first figure that has it as its title."""
    figures: dict[str, tuple[str, str]] = {}
    for soup in soups:
        for figure in soup.find_all("figure"):
            label, _, title = figure.figcaption.get_text().partition(". ")
            figures.setdefault(title.strip(), (figure["id"], label))
    for soup in soups:
        for headline in soup.select("li > strong:first-child"):
            found = figures.get(headline.get_text().strip().removesuffix("."))
            if found:
                link = soup.new_tag("a", href=f"#{found[0]}")
                link.string = found[1]
                headline.insert_after(" (", link, ")")


def lead_to_sentences(soup: BeautifulSoup, brief_ids: Sequence[str]) -> None:
    """Each id of a sentence as a link to it in the reader."""
    one = re.compile(rf"(?<![\w-])((?:{'|'.join(map(re.escape, brief_ids))})-[sh]\d+)(?![\w-])")
    for text in soup.find_all(string=one):
        if text.find_parent(UNLINKED):
            continue
        parts = one.split(text)
        for n, part in enumerate(parts):
            if n % 2:
                link = soup.new_tag("a", href=f"{READER}#{part}")
                link.string = part
                text.insert_before(link)
            elif part:
                text.insert_before(part)
        text.extract()

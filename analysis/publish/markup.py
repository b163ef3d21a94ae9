"""Markdown to HTML, and HTML of which only a plain document is left."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

DROPPED = re.compile(
    "script|style|iframe|object|embed|link|meta|base|form|input|button|select|textarea"
    "|template|noscript|svg|math|audio|video"
)
ALLOWED = re.compile(
    "h[1-6]|p|br|hr|ul|ol|li|dl|dt|dd|blockquote|pre|code|em|strong|b|i|s|del|small|sub|sup|q|cite|mark"
    "|abbr|span|div|a|table|caption|thead|tbody|tfoot|tr|th|td|figure|figcaption|img"
)
ATTRIBUTES = re.compile("alt|class|colspan|data-custom-style|dir|href|lang|rowspan|scope|src|style|title")
ID = re.compile(r"(?<![A-Za-z0-9-])([a-z][a-z0-9]*-(?:[a-z]|lh)\d+)(?![\w-])")  # of a row, or its end: winep-l01
ALIGNMENT = re.compile(r"text-align:\s*(left|right|center)")


def markdown(source: str) -> str:
    """Markdown as HTML; HTML within it stays text, and entities are what they stand for."""
    return _renderer()(source)


@cache
def _renderer() -> Any:
    import mistune
    from mistune.util import safe_entity

    renderer = mistune.HTMLRenderer(escape=True)
    renderer.text = safe_entity
    return mistune.create_markdown(renderer=renderer, plugins=["table", "strikethrough"])


def plain_document(html: str) -> BeautifulSoup:
    """HTML with the tags and attributes of a plain document, and no way out of it."""
    from bs4 import BeautifulSoup
    from bs4.element import PreformattedString

    soup = BeautifulSoup(html, "html.parser")
    for text in soup.find_all(string=lambda text: isinstance(text, PreformattedString)):
        text.extract()
    for tag in soup.find_all(lambda tag: DROPPED.fullmatch(tag.name)):
        tag.decompose()
    for tag in soup.find_all(True):
        if not ALLOWED.fullmatch(tag.name):
            tag.unwrap()
            continue
        tag.attrs = {name: value for name, value in tag.attrs.items() if ATTRIBUTES.fullmatch(name)}
        _aligned(tag)
        if tag.name == "a":
            _told(tag)
        elif tag.name == "img" and not str(tag.get("src", "")).startswith("data:image/"):
            tag.replace_with(tag.get("alt", ""))
    return soup


def _aligned(tag: Tag) -> None:
    """Of all styles only the alignment of a cell stays."""
    found = ALIGNMENT.search(str(tag.attrs.pop("style", "")))
    if found:
        tag["style"] = found.group()


def _told(link: Tag) -> None:
    """A link becomes its words, with an address on the web in brackets."""
    address = str(link.get("href", ""))
    if address.startswith(("http://", "https://")) and address != link.get_text():
        link.append(f" ({address})")
    link.unwrap()


def keep_ids_whole(soup: BeautifulSoup) -> None:
    """Ids of rows that no line breaks behind their hyphen; of a long one only the words before the last may part."""
    for text in soup.find_all(string=ID):
        if text.find_parent(["a", "code", "pre"]):
            continue
        for n, part in enumerate(ID.split(text)):
            if n % 2:
                whole = soup.new_tag("span", attrs={"class": "id"})
                whole.string = part
                text.insert_before(whole)
            elif part:
                text.insert_before(part)
        text.extract()

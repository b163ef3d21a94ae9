"""An HTML page: the article, and what the page says of itself to machines.

The text is what trafilatura takes for the article: navigation, boxes and comments are left
out, so it is the kept original that shows the whole page. Metadata come from the page alone,
in this order: JSON-LD, `citation_`, `og:` and `article:` tags, Dublin Core, plain `meta`
tags, then what stands on the page.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from analysis.errors import BriefError
from analysis.readers.guesses import date_of, from_lines
from analysis.readers.plain import decoded
from analysis.readers.publishers import parted, publisher
from analysis.readers.reading import KEYS, Guess, Limits, Reading, bounded, first_of, paragraphs

if TYPE_CHECKING:
    from lxml.html import HtmlElement

TAGS = {
    "title": ("citation_title", "og:title", "twitter:title", "dc.title", "dcterms.title", "parsely-title"),
    "author": ("citation_author", "article:author", "dc.creator", "dcterms.creator", "parsely-author", "author"),
    "publisher": ("citation_publisher", "og:site_name", "dc.publisher", "dcterms.publisher", "publisher",
                  "application-name"),
    "date": ("citation_publication_date", "article:published_time", "dc.date", "dcterms.date", "dcterms.created",
             "parsely-pub-date", "pubdate", "publish-date", "date"),
}  # fmt: skip
WRITTEN = ("Article", "Report", "Posting", "WebPage", "CreativeWork")  # ends of the types that have an author
FALLBACK = "//body//*[self::p or self::h1 or self::h2 or self::h3 or self::h4 or self::li or self::blockquote]"
CLAIMS = "//body//*[not(self::script or self::style)][text()[contains(., '©') or contains(., 'opyright')]]"
DEPTH = 200  # of tags in one another, far beyond any page that a person wrote
FEWEST = 25  # words; a page on which less is found is read whole


def html(data: bytes, *, limits: Limits) -> Reading:
    """The reading of an HTML page."""
    source, how = _source(data)
    tree = _tree(source)
    blocks = _article(source)
    how += "; its article as trafilatura finds it"
    if sum(len(block.split()) for block in blocks) < FEWEST:
        blocks = [_block(e.tag, e.text_content()) for e in tree.xpath(FALLBACK)] or [tree.text_content()]
        how += ", or all its paragraphs"
    said = _metadata(tree)
    if "title" in said:
        blocks = _titled(blocks, said["title"].value)
    text = bounded(paragraphs(blocks), limits)
    return Reading(text, "HTML", how, from_lines(text) | said)


def _source(data: bytes) -> tuple[str, str]:
    """The page as text, in the encoding that it declares where that one holds."""
    declared = re.search(rb"<meta[^>]{0,200}charset=[\"']?([\w-]{2,20})", data[:4096], re.IGNORECASE)
    name = declared[1].decode() if declared else "utf-8"
    try:
        return data.decode(name), f"read as {name.lower()}" + (", as it declares" if declared else "")
    except (UnicodeDecodeError, LookupError):
        return decoded(data)


def _tree(source: str) -> HtmlElement:
    """The page parsed: no entity of its own is expanded, nothing is fetched."""
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    parser = HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        tree = document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        raise BriefError("no HTML page can be made of it", remedy="Save the page again, or give its text") from None
    if _too_deep(tree):
        raise BriefError(f"tags within tags, deeper than {DEPTH}", remedy="Save the page as text")
    return tree


def _too_deep(tree: HtmlElement) -> bool:
    level, nodes = 0, [tree]
    while nodes and level <= DEPTH:
        level, nodes = level + 1, [child for node in nodes for child in node]
    return bool(nodes)


def _article(source: str) -> list[str]:
    """The headings, paragraphs and list items of the page's article."""
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # an empty page is no news
    found = bare_extraction(source, include_comments=False, include_tables=True, with_metadata=False)
    if found is None or found.body is None:
        return []
    leaves = (
        e for e in found.body.iter("head", "p", "item", "cell", "ab") if not any(c.tag in ("p", "item") for c in e)
    )
    return [_block("h2" if e.tag == "head" else e.tag, " ".join(e.itertext())) for e in leaves]


def _block(tag: str, words: str) -> str:
    words = re.sub(r"\s+([,.;:!?)\]’”])", r"\1", " ".join(words.split()))
    return f"## {words}" if re.fullmatch(r"h\d", str(tag)) and words else words


def _titled(blocks: list[str], title: str) -> list[str]:
    """The blocks with the title as the first; its own heading goes."""
    rest = [block for block in blocks if block.strip("# ").casefold() != title.casefold()]
    return [f"# {title}", *rest]


def _metadata(tree: HtmlElement) -> dict[str, Guess]:
    linked, tags = _json_ld(tree), _tags(tree)
    found = {
        key: first_of(linked.get(key), *(tags.get(name) for name in TAGS[key]), *_shown(tree, key)) for key in KEYS
    }
    if found["date"]:
        found["date"] = date_of(found["date"].value.replace("/", "-"), found["date"].how, sure=found["date"].sure)
    if found["author"] and re.match(r"https?:", found["author"].value):
        del found["author"]
    return parted({key: guess for key, guess in found.items() if guess})


def _tags(tree: HtmlElement) -> dict[str, Guess]:
    found: dict[str, Guess] = {}
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        found.setdefault(name, Guess(meta.get("content") or "", f"the page's tag {name[:40]}"))
    return found


def _shown(tree: HtmlElement, key: str) -> Iterator[Guess | None]:
    """What the page shows to people: its only first-rank heading, its title, its first `time`, its line on rights."""
    if key == "title":
        heads = tree.xpath("//h1")
        if len(heads) == 1:
            yield Guess(heads[0].text_content(), "the page's main heading")
        yield from (Guess(e.text_content(), "the page's <title>", False) for e in tree.xpath("//head/title"))
    if key == "publisher":
        yield from (parted({"title": Guess(e.text_content(), "")}).get(key) for e in tree.xpath("//head/title"))
        yield publisher([line for e in tree.xpath(CLAIMS) if len(line := " ".join(e.text_content().split())) < 200])
    if key == "date":
        yield from (Guess(e, "the page's <time>", False) for e in tree.xpath("//time/@datetime")[:1])
    if key == "author":
        yield from (
            Guess(e.text_content(), "the page's rel=author", False) for e in tree.xpath("//*[@rel='author']")[:1]
        )


def _json_ld(tree: HtmlElement) -> dict[str, Guess]:
    """What the page's linked data say of the first thing on it that somebody wrote."""
    for script in tree.xpath("//script[@type='application/ld+json']"):
        try:
            things = json.loads(script.text_content())
        except (ValueError, RecursionError):
            continue
        for thing in _things(things):
            kinds = thing.get("@type")
            if any(str(kind).endswith(WRITTEN) for kind in (kinds if isinstance(kinds, list) else [kinds])):
                said = {"title": thing.get("headline") or thing.get("name"), "author": _named(thing.get("author")),
                        "publisher": _named(thing.get("publisher")), "date": thing.get("datePublished")}  # fmt: skip
                return {k: Guess(str(v), "the page's JSON-LD") for k, v in said.items() if isinstance(v, str)}
    return {}


def _things(found: object) -> Iterator[dict]:
    for thing in found if isinstance(found, list) else [found]:
        if isinstance(thing, dict):
            yield thing
            if isinstance(thing.get("@graph"), list):
                yield from (inner for inner in thing["@graph"] if isinstance(inner, dict))


def _named(thing: object) -> str | None:
    """The name or names of persons or organisations in linked data."""
    if isinstance(thing, list):
        return ", ".join(filter(None, map(_named, thing[:10]))) or None
    name = thing.get("name") if isinstance(thing, dict) else thing
    return name if isinstance(name, str) else None

"""What a brief cites: outlet tags, links, and words that were links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pandas as pd

from analysis.codebook import pattern, rows
from analysis.typed import typed

COLUMNS = {"start": "int64", "end": "int64", "text": "str", "kind": "str", "cites": "str", "reason": "str"}
BODY = ("title", "heading", "paragraph")
LINK = re.compile(r"!?\[[^\[\]]{0,300}\](\((?P<url>[^\s()]{0,500})\))")
LONE_TAG = re.compile(r"\(([A-Z][\w.&/-]{1,30})\)")


def citations(text: str, *, passages: pd.DataFrame, codebook: Path) -> pd.DataFrame:
    """What a brief cites: outlet tags in parentheses, links, and the words that were links.

    Tags and the addresses of links are neither words nor actors; a `residue` ("in this
    podcast") stays the author's words and only stands here so that it can be counted.

    Returns
    -------
    DataFrame
        One row per citation: `start`, `end`, `text`, `kind` (tag, link, residue), `cites` (the
        outlet's full name, or the address; missing where the page doesn't tell) and `reason`.
    """
    bodies = [(p.start, p.end) for p in passages.itertuples() if p.part in BODY]
    found = []
    for kind, tag, cites in _listed(codebook, codebook.stat().st_mtime_ns):
        for match in _within(text, bodies, tag):
            found.append((*match.span(), match[0], kind, cites, "Listed in citations.csv"))
    for match in _within(text, bodies, LINK):
        found.append((*match.span(1), match[1], "link", match["url"], "The address of a link"))
    taken = {start for start, *_ in found}
    if sum(kind == "tag" for *_, kind, _, _ in found) >= 2:
        for match in _within(text, bodies, LONE_TAG):
            if match.start() not in taken and not _is_gloss(text, match):
                why = "Stands like the listed tags of this brief, and explains nothing"
                found.append((*match.span(), match[0], "tag", match[1], why))
    return typed(sorted(found, key=lambda row: row[0]), COLUMNS)


def _within(text: str, spans: list[tuple[int, int]], found: re.Pattern[str]) -> Iterator[re.Match]:
    for start, end in spans:
        yield from found.finditer(text, start, end)


@lru_cache(maxsize=8)
def _listed(codebook: Path, _: int) -> list[tuple[str, re.Pattern[str], str | None]]:
    """The kinds, patterns and outlets of citations.csv, read once unless the file changes."""
    found = []
    for line, row in rows(codebook, ("kind", "pattern", "cites", "note")):
        source = rf"\((?:{row['pattern']})\)" if row["kind"] == "tag" else rf"\b(?:{row['pattern']})\b"
        found.append((row["kind"], pattern(source, path=codebook, line=line), row["cites"] or None))
    return found


def _is_gloss(text: str, tag: re.Match[str]) -> bool:
    """True where the parenthesis explains the words around it.

    It abbreviates the words before it, or stands within a name: "Revolutionary Guard Corps
    (IRGC)", "Quds (Jerusalem) Force".
    """
    before = re.findall(r"\w+", text[max(0, tag.start() - 80) : tag.start()])
    initials = "".join(word[0] for word in before).upper()
    within = before and before[-1][0].isupper() and re.match(r" [A-Z]\w", text[tag.end() :])
    return bool(within) or initials.endswith(re.sub(r"\W", "", tag[1]).upper())

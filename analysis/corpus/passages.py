"""What each stretch of a raw text is: title, heading, paragraph or furniture, by which rule and why."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import pandas as pd

from analysis.codebook import pattern, rows
from analysis.errors import CodebookError
from analysis.settings import BriefSettings, Settings
from analysis.typed import typed

PLACES = ("line", "head", "tail", "edge", "last")
HEADING_WORDS = 12
PASSAGES = {
    "start": "int64", "end": "int64", "part": "str", "section": "str", "paragraph": "int64", "rule": "str",
    "reason": "str",
}  # fmt: skip
MARKED = re.compile(r"#{1,6} ")  # a heading that the file itself marks
LINE = re.compile(r"[^\r\n]*\S[^\r\n]*")
OPEN_END = re.compile(r"[.?!:;…][\"”’')\]*_]*$|[\"”]$")


@dataclass(frozen=True)
class Passage:
    """A stretch of a raw text: what part it plays, and the rule that says so."""

    start: int
    end: int
    part: str
    rule: str
    reason: str
    section: str = ""
    paragraph: int = 0


@dataclass(frozen=True)
class Rule:
    """A row of furniture.csv: a pattern, and where on the page it holds."""

    name: str
    place: str
    pattern: re.Pattern[str]
    note: str


def furniture_rules(settings: Settings, brief: BriefSettings) -> list[Rule]:
    """The rules of furniture.csv, with the names of author and publisher filled in; such rules need the name."""
    path = settings.codebook("furniture.csv")
    rules = []
    for line, row in _furniture(path, path.stat().st_mtime_ns):
        names = {"{author}": brief.author, "{publisher}": brief.publisher}
        if any(key in row["pattern"] and not name for key, name in names.items()):
            continue
        source = row["pattern"]
        for key, name in names.items():
            source = source.replace(key, re.escape(name))
        flags = re.IGNORECASE if row["place"] in ("line", "tail") else 0
        found = pattern(source, path=path, line=line, flags=flags)
        rules.append(Rule(row["rule"], row["place"], found, row["note"]))
    return rules


@lru_cache(maxsize=8)
def _furniture(path: Path, _: int) -> list[tuple[int, dict[str, str]]]:
    """The rows of furniture.csv, read once unless the file changes."""
    found = list(rows(path, ("rule", "place", "pattern", "note")))
    for line, row in found:
        if row["place"] not in PLACES:
            raise CodebookError(f'place "{row["place"]}"', remedy=f"Allowed: {', '.join(PLACES)}", path=path, row=line)
    return found


def passages(text: str, *, brief: BriefSettings, rules: list[Rule]) -> pd.DataFrame:
    """What each stretch of the raw text is: every character but white space is in one passage.

    Returns
    -------
    DataFrame
        One row per passage, in the order of the text: `start`, `end` (characters of the raw
        text), `part` (title, heading, paragraph, furniture), `section` (the heading it stands
        under, empty before the first), `paragraph` (1, 2, ... within the body, 0 elsewhere),
        `rule` and `reason` (which rule marked it and why).
    """
    return tabled(marked(text, brief=brief, rules=rules))


def tabled(found: Iterable[Passage]) -> pd.DataFrame:
    """Passages as the table of `passages`."""
    return typed(([getattr(one, name) for name in PASSAGES] for one in found), PASSAGES)


def marked(text: str, *, brief: BriefSettings, rules: list[Rule]) -> list[Passage]:
    """The passages of a raw text, as `passages` has them in a table."""
    title = _title(text, brief.title)
    blocks = _blocks(text, _lines(text, title, rules))
    found = list(_blocks(text, _masthead(text, blocks, rules)))
    return list(_sections(text, _joined(text, _edges(text, found, rules))))


def _title(text: str, title: str) -> tuple[int, int] | None:
    """Where the title stands as a line (or lines) of its own, or with the name of its site beside it."""
    if not title.strip():
        return None
    words = r"\s+".join(re.escape(word) for word in title.split())
    alone = rf"^[ \t#*\ufeff]*({words})[ \t#*]*\r?$"
    beside = rf"^[ \t#*\ufeff]*(?:[^\r\n]{{1,80}} \| )?({words})(?: [|–—-] [^\r\n]{{1,80}})?\r?$"
    found = next(filter(None, (re.search(p, text, re.MULTILINE) for p in (alone, beside))), None)
    return found.span(1) if found else None


def _lines(text: str, title: tuple[int, int] | None, rules: list[Rule]) -> Iterator[Passage]:
    """Every line with words: title, furniture by a rule, or text (for now a paragraph).

    A tail takes all that follows it, but only once the text has begun.
    """
    tail, begun = None, False
    if title:
        yield Passage(*title, "title", "title", "The title that study.toml gives")
    for line in LINE.finditer(text):
        start, end = _stripped(text, *line.span())
        if title and title[0] < end and start < title[1]:
            yield from _beside(text, (start, end), title)
            continue
        if title and end <= title[0]:
            yield Passage(start, end, "furniture", "masthead", "Stands before the title")
            continue
        bare = text[start:end].strip("#*_ \t\ufeff")
        rule = tail or _match(rules, "tail", bare) or _match(rules, "line", bare)
        tail = rule if rule and rule.place == "tail" and begun else None
        begun = begun or not (rule or _is_heading(bare))
        if rule:
            yield Passage(start, end, "furniture", rule.name, rule.note)
        else:
            yield Passage(start, end, "paragraph", "text", "No rule says otherwise")


def _beside(text: str, line: tuple[int, int], title: tuple[int, int]) -> Iterator[Passage]:
    """What stands in the line of the title before or behind it."""
    for start, end in ((line[0], min(line[1], title[0])), (max(line[0], title[1]), line[1])):
        if re.search(r"[^\s#*\ufeff]", text[start:end]):
            yield Passage(*_stripped(text, start, end), "furniture", "site", "Stands beside the title")


def _match(rules: list[Rule], place: str, line: str) -> Rule | None:
    return next((r for r in rules if r.place == place and r.pattern.fullmatch(line)), None)


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without white space at its ends."""
    inner = text[start:end]
    return start + len(inner) - len(inner.lstrip()), end - len(inner) + len(inner.rstrip())


def _blocks(text: str, lines: Iterable[Passage]) -> Iterator[Passage]:
    """Neighbouring lines of text without an empty line between them are one passage."""
    lines = sorted(lines, key=lambda p: p.start)
    block = None
    for line in lines:
        if block and line.part == "paragraph" and _breaks(text, block.end, line.start) < 2:
            block = replace(block, end=line.end)
            continue
        if block:
            yield block
        block = line if line.part == "paragraph" else None
        if not block:
            yield line
    if block:
        yield block


def _breaks(text: str, start: int, end: int) -> int:
    return len(re.findall(r"\r\n|\r|\n", text[start:end]))


def _masthead(text: str, blocks: Iterable[Passage], rules: list[Rule]) -> Iterator[Passage]:
    """Bylines and the like before the first paragraph of prose, line by line where they stand in one block."""
    begun = False
    for block in blocks:
        lines = [_stripped(text, *line.span()) for line in LINE.finditer(text, block.start, block.end)]
        bare = [text[start:end].strip("#*_ \t\ufeff") for start, end in lines]
        marks = [_match(rules, "head", line) for line in bare]
        body = block.part == "paragraph"
        begun = begun or (body and not all(rule or _is_heading(line) for rule, line in zip(marks, bare, strict=True)))
        if begun or not body:
            yield block
            continue
        for rule, (start, end) in zip(marks, lines, strict=True):
            marked = {"part": "furniture", "rule": rule.name, "reason": rule.note} if rule else {}
            yield replace(block, start=start, end=end, **marked)


def _edges(text: str, marked: list[Passage], rules: list[Rule]) -> list[Passage]:
    """Notes about the author at either end."""
    marked = list(marked)
    body = [n for n, p in enumerate(marked) if p.part == "paragraph"]
    for order, places in ((body, ("edge",)), (body[::-1], ("edge", "last"))):
        for n in order:
            passage = marked[n]
            line = text[passage.start : passage.end].strip("#*_ \t\ufeff")
            rule = next(filter(None, (_match(rules, place, line) for place in places)), None)
            if not rule and not _is_heading(line):
                break
            if rule:
                marked[n] = replace(passage, part="furniture", rule=rule.name, reason=rule.note)
    return marked


def _is_heading(line: str) -> bool:
    bare = line.strip("#*_ \t")
    short = 0 < len(bare.split()) <= HEADING_WORDS and "\n" not in line
    return short and not OPEN_END.search(bare) and bare[-1] not in ",-–—" and not bare[0].islower()


def _joined(text: str, marked: list[Passage]) -> list[Passage]:
    """Headings told from paragraphs, and a paragraph that breaks off joined with its rest."""
    out: list[Passage] = []
    for n, passage in enumerate(marked):
        line = text[passage.start : passage.end]
        before = out[-1] if out else None
        if passage.part != "paragraph":
            out.append(passage)
        elif MARKED.match(line) and "\n" not in line:
            out.append(replace(passage, part="heading", rule="marked", reason="The file marks it as a heading"))
        elif before and before.rule == "text" and not OPEN_END.search(text[before.start : before.end]):
            out[-1] = replace(before, end=passage.end, reason="A paragraph that a line break had cut")
        elif _is_heading(line) and any(p.part == "paragraph" for p in marked[n + 1 :]):
            why = f"A line of at most {HEADING_WORDS} words with no full stop, text below it"
            out.append(replace(passage, part="heading", rule="heading", reason=why))
        else:
            out.append(replace(passage, reason="A paragraph of the body"))
    return out


def _sections(text: str, marked: list[Passage]) -> Iterator[Passage]:
    section, paragraph = "", 0
    for passage in marked:
        if passage.part == "heading":
            section = text[passage.start : passage.end].strip("#*_ \t")
        paragraph += passage.part == "paragraph"
        number = paragraph if passage.part == "paragraph" else 0
        here = "" if passage.part in ("title", "furniture") else section
        yield replace(passage, section=here, paragraph=number)

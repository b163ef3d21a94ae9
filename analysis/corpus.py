"""The briefs as they are: the raw text, and what each stretch of it is.

Nothing is ever deleted. `passages` says of every stretch whether it is title, heading,
paragraph or furniture, by which rule and why; `citations` lists what a brief cites. The
rules are in `data/codebook/furniture.csv` and `data/codebook/citations.csv`.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import pandas as pd

from analysis.codebook import pattern, rows
from analysis.errors import BriefError, CodebookError
from analysis.settings import BriefSettings, Settings

PLACES = ("line", "head", "tail", "edge", "last")
HEADING_WORDS = 12
LONGEST = 1_000_000  # characters of a brief
WIDEST = 4  # bytes of a character
SURROGATE = re.compile("[\ud800-\udfff]")  # half a character
PASSAGES = ["start", "end", "part", "section", "paragraph", "rule", "reason"]
MISREAD = re.compile("â€[™œ\x9d“”˜¦]|Ã[©¨¡³±¶¼]|\ufffd")  # UTF-8 read in another encoding
BODY = ("title", "heading", "paragraph")
LINK = re.compile(r"!?\[[^\[\]]{0,300}\](\((?P<url>[^\s()]{0,500})\))")
LONE_TAG = re.compile(r"\(([A-Z][\w.&/-]{1,30})\)")
MARKED = re.compile(r"#{1,6} ")  # a heading that the file itself marks
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


def raw_text(brief: BriefSettings, *, longest: int = LONGEST) -> str:
    """The file of a brief, decoded and otherwise unchanged: line ends and byte order mark stay.

    Parameters
    ----------
    brief : BriefSettings
    longest : int
        The most characters that are read.

    Raises
    ------
    BriefError
        The file can't be read, is empty, binary or too long, or isn't text in the encoding that
        study.toml declares.
    """
    data = _data(brief.path, longest)
    try:
        codecs.lookup(brief.encoding)
        text = data.decode(brief.encoding)
    except UnicodeError as error:
        raise BriefError(
            f"byte {getattr(error, 'start', 0)} is not {brief.encoding} text",
            remedy='Save it as UTF-8, or set `encoding` (such as "cp1252") in study.toml',
            path=brief.path,
        ) from None
    except (LookupError, ValueError):
        raise BriefError(
            f'"{brief.encoding}" is no encoding', remedy="Name one such as utf-8 or cp1252", path=brief.path
        ) from None
    if len(text) > longest:
        raise _too_long(longest, brief.path)
    check(text, encoding=brief.encoding, path=brief.path)
    return text


def _data(path: Path, longest: int) -> bytes:
    """The bytes of a file, unless they are more than so many characters can have."""
    try:
        if path.stat().st_size > WIDEST * longest:
            raise _too_long(longest, path)
        return path.read_bytes()
    except OSError as error:
        raise BriefError(f"it can't be read ({error.strerror})", remedy="Correct its permissions", path=path) from None


def _too_long(longest: int, path: Path) -> BriefError:
    remedy = "Give the brief alone, or raise `longest` in study.toml"
    return BriefError(f"more than {longest:,} characters", remedy=remedy, path=path)


def check(text: str, *, encoding: str = "utf-8", path: Path | None = None) -> None:
    """Whether a text can be read as a brief, whatever it came from.

    Raises
    ------
    BriefError
        It is binary, empty, or not English.
    """
    if "\0" in text:
        raise BriefError("a binary file", remedy="Give plain text", path=path)
    if not re.search(r"\w", text):
        raise BriefError("no words in it", remedy="Give the text of the brief", path=path)
    if MISREAD.search(text) or SURROGATE.search(text) or not _is_latin(text):
        raise BriefError(
            f"read as {encoding}, it isn't English text",
            remedy="Correct `encoding` in study.toml, or save the file as UTF-8",
            path=path,
        )


def _is_latin(text: str) -> bool:
    """True where most letters are those of the Latin alphabet."""
    letters = [c for c in text[:20_000] if c.isalpha()]
    return 2 * sum(c < "\u0250" for c in letters) >= len(letters)


def furniture_rules(settings: Settings, brief: BriefSettings) -> list[Rule]:
    """The rules of furniture.csv, with the author's name filled in; those of an author need one."""
    path = settings.codebook("furniture.csv")
    rules = []
    for line, row in _furniture(path, path.stat().st_mtime_ns):
        if "{author}" in row["pattern"] and not brief.author:
            continue
        source = row["pattern"].replace("{author}", re.escape(brief.author))
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
    title = _title(text, brief.title)
    marked = list(_lines(text, title, rules))
    marked = list(_blocks(text, marked))
    marked = _joined(text, _edges(text, marked, rules))
    return pd.DataFrame(_sections(text, marked), columns=list(Passage.__dataclass_fields__))[PASSAGES]


def _title(text: str, title: str) -> tuple[int, int] | None:
    """Where the title stands as a line (or lines) of its own."""
    if not title.strip():
        return None
    words = r"\s+".join(re.escape(word) for word in title.split())
    found = re.search(rf"^[ \t#*\ufeff]*({words})[ \t#*]*\r?$", text, re.MULTILINE)
    return found.span(1) if found else None


def _lines(text: str, title: tuple[int, int] | None, rules: list[Rule]) -> Iterator[Passage]:
    """Every line with words: title, furniture by a rule, or text (for now a paragraph).

    A tail takes all that follows it, but only once the text has begun.
    """
    tail, begun = None, False
    if title:
        yield Passage(*title, "title", "title", "The title that study.toml gives")
    for line in re.finditer(r"[^\r\n]*\S[^\r\n]*", text):
        start, end = _stripped(text, *line.span())
        if title and title[0] < end and start < title[1]:
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


def _match(rules: list[Rule], place: str, line: str) -> Rule | None:
    return next((r for r in rules if r.place == place and r.pattern.fullmatch(line)), None)


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without white space at its ends."""
    inner = text[start:end]
    return start + len(inner) - len(inner.lstrip()), end - len(inner) + len(inner.rstrip())


def _blocks(text: str, lines: list[Passage]) -> Iterator[Passage]:
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


def _edges(text: str, marked: list[Passage], rules: list[Rule]) -> list[Passage]:
    """Bylines before the first long paragraph, and notes about the author at either end."""
    marked = list(marked)
    body = [n for n, p in enumerate(marked) if p.part == "paragraph"]
    for order, places in ((body, ("head", "edge")), (body[::-1], ("edge", "last"))):
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
    columns = ["start", "end", "text", "kind", "cites", "reason"]
    kinds = dict.fromkeys(columns, "str") | {"start": "int64", "end": "int64"}
    return pd.DataFrame(found, columns=columns).astype(kinds).sort_values("start", ignore_index=True)


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


def n_words(text: str) -> int:
    """Words of a stretch that is not parsed, such as furniture."""
    return len(re.findall(r"\w+(?:[.'’]\w+)*", text))

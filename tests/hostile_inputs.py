"""Hostile inputs, the same for the same seed: broken encodings, odd characters, bombs, tricks in names."""

from __future__ import annotations

import csv
import functools
import io
import json
import random
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

ODD = [
    "Peru said it would help.", "“We agree,” said Quito.", "“never closed", "''\"'", "«»‹›", "\x00", "\x07\x1b[2J\x1b]0;x\x07",
    "\x0b\x0c\x1c\x1d\x85\u2028\u2029", "\u200b\u200d\ufeff\u2060\u00ad", "\u202e\u202d\u2067\u200f", "שלום عليكم", "👩‍👩‍👧‍👦🏴‍☠️",
    "e" + "\u0301" * 300, "ﷺ" * 20, "ß ſ ı İ", "=HYPERLINK(\"http://x\")", "+cmd|' /C calc'!A0", "@SUM(1)", "-2+3", "\t=1", "'=1",
    "{{7*7}} ${x} %s {0} <%= x %>", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "]]>", "<!--", "&lt;&#0;&bomb;",
    "../../etc/passwd", "C:\\CON", "; DROP TABLE", "9" * 5000, "1e999", "NaN", "-0", "٣", "²", "0x" + "f" * 5000, "31 February 2007",
    "9999-99-99", "0001-01-01", "9999-12-31", "by " * 60, "By Ann Lee", "(" * 400, "[" * 400, "a|b", "...", "ACTOR", "#talks", "(?P<x>a{9999999999})",
    "(a+)+$", "a" * 600, "\\", "\r", "\n", "\r\n\n", ",", ";", '"', "---", "# ", "> ", "* ", "|", ":", "`", "_", "null", "true", "author_north",
    "north", "peru", "0", "5", "", " ",
]  # fmt: skip
ENCODINGS = [
    "utf-8",
    "utf-8-sig",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-32",
    "utf-7",
    "cp1252",
    "latin-1",
    "shift_jis",
    "cp037",
]
NAMES = [
    "a",
    "../a",
    "CON",
    "nul",
    "a b\u202e",
    "a\n",
    "e\u0301",
    "…",
    "😀",
    "a" * 200,
    ".a",
    "-rf",
    "=1",
    "a\x1b[2J",
    "\udcff",
]


@dataclass(frozen=True)
class Hostile:
    """One input: for which surface, how it was made, and what a file of it is called and holds."""

    surface: str
    made: str
    name: str
    data: bytes


def words(rng: random.Random, most: int = 12) -> str:
    """Odd pieces one after the other."""
    return rng.choice(["", " ", "\n\n"]).join(rng.choices(ODD, k=rng.randint(1, most)))


def encoded(text: str, rng: random.Random) -> bytes:
    """The text in some encoding, mostly UTF-8."""
    name = "utf-8" if rng.random() < 0.6 else rng.choice(ENCODINGS)
    return text.encode(name, "surrogatepass" if name == "utf-8" else "replace")


def damaged(data: bytes, rng: random.Random) -> bytes:
    """The bytes with a few stretches cut, doubled or replaced."""
    for _ in range(rng.randint(1, 4)):
        at, n = rng.randrange(len(data) + 1), rng.choice([1, 2, 8, 60, len(data)])
        new = rng.choice(
            [b"", rng.randbytes(rng.randint(1, 20)), data[at : at + n] * 2, b"\0", b"\xff\xfe", b'"', b"\n"]
        )
        data = (data[:at] + new + data[at + n :])[:200_000]
    return data


def plain(rng: random.Random) -> Iterator[tuple[str, bytes]]:
    """Ways to make a text."""
    yield "odd words", encoded(words(rng, 30), rng)
    yield "damaged", damaged(encoded(words(rng, 30), rng), rng)
    yield "bytes", rng.randbytes(rng.randint(0, 300))
    yield "a line of one piece", (rng.choice(ODD) * rng.randint(1, 400)).encode("utf-8", "replace")


def html(rng: random.Random) -> Iterator[tuple[str, bytes]]:
    """Ways to make a page."""
    tag = rng.choice("div p table td a b script style svg math template form select h1 li".split())
    head = f'<title>{words(rng, 2)}</title><meta name=author content="{words(rng, 2)}"><meta charset={rng.choice(["hex", "utf-7", "idna", "utf-16", "x"])}>'
    linked = f"<script type='application/ld+json'>{json.dumps({'@type': 'Article', 'headline': words(rng, 3), 'author': [[words(rng, 1)]] * 3})}</script>"
    yield (
        "odd words in tags",
        encoded(
            f"<html><head>{head}{linked}<body>" + "".join(f"<{tag} {words(rng, 1)}>{words(rng, 4)}" for _ in range(9)),
            rng,
        ),
    )
    yield "nested", b"<html><body>" + f"<{tag}>".encode() * rng.choice([50, 150, 3000, 60_000]) + b"words"
    yield (
        "damaged",
        damaged(f"<html><head>{head}</head><body><p>{words(rng)}</p></body></html>".encode("utf-8", "replace"), rng),
    )
    yield (
        "entities",
        b'<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "' + b"&a;" * 999 + b'">]><html><body><p>&b;&b; words',
    )
    yield (
        "attributes",
        b"<html><body><p " + b" ".join(b"a%d=1" % n for n in range(rng.choice([10, 20_000]))) + b">words",
    )


def markdown(rng: random.Random) -> Iterator[tuple[str, bytes]]:
    """Ways to make a Markdown file."""
    deep = rng.choice(["[", "{a: ", "- ", "? "]) * rng.choice([10, 2000])
    laughs = (
        "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 40)) + "title: *a39\n"
    )
    for made, head in (
        ("odd head", f"title: {words(rng, 3)}\ndate: {words(rng, 1)}"),
        ("deep head", deep),
        ("laughs", laughs),
        ("number", "title: 0x" + "f" * 9000),
    ):
        yield made, encoded(f"---\n{head}\n---\n{words(rng)}", rng)
    yield (
        "marks",
        (
            rng.choice(["# ", "> ", "* ", "[a](", "<!--", "- \n", "**_`", "#  #", "a\n-"]) * rng.choice([10, 60_000])
        ).encode()
        + b"x",
    )


@functools.cache
def _docx() -> bytes:
    import docx

    document = docx.Document()
    document.add_paragraph("Ferries sail", style="Title")
    table = document.add_table(2, 2)
    table.cell(0, 0).text = "Peru said it would help."
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def repacked(data: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """A packed file with its parts changed."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return packed.getvalue()


def _in_xml(part: str, text: str) -> Callable[[str, bytes], bytes]:
    return lambda name, data: data.replace(b">", f">{text}".encode("utf-8", "replace"), 3) if part in name else data


def packed(data: bytes, main: str, rng: random.Random) -> Iterator[tuple[str, bytes]]:
    """Four ways to spoil a file that is a ZIP of XML, out of all."""
    laughs = (
        "<!DOCTYPE r [<!ENTITY a0 'ha'>"
        + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12))
        + "]>"
    )
    outside = "<!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
    deep = rng.choice([100, 5000])
    ways: dict[str, Callable[[], bytes]] = {
        "damaged": lambda: damaged(data, rng),
        "damaged part": lambda: repacked(data, lambda name, part: damaged(part, rng) if main in name else part),
        "odd words in its XML": lambda: repacked(data, _in_xml(main, words(rng, 3))),
        "a billion laughs": lambda: repacked(data, _with_entities(main, laughs, b"&a11;")),
        "an outer entity": lambda: repacked(data, _with_entities(main, outside, b"&x;")),
        "nested": lambda: repacked(data, _in_xml(main, "<a>" * deep + "x" + "</a>" * deep)),
        "tricks in names": lambda: _with_part(data, rng.choice(["../../evil", "/evil", "a\\..\\b", "CON", "x" * 9999])),
    }  # fmt: skip
    yield from ((way, ways[way]()) for way in rng.sample(list(ways), 4))


def _with_entities(main: str, declared: str, used: bytes) -> Callable[[str, bytes], bytes]:
    def change(name: str, part: bytes) -> bytes:
        return declared.encode() + part.split(b"?>", 1)[-1].replace(b"</", used + b"</", 1) if main in name else part

    return change


def _with_part(data: bytes, name: str) -> bytes:
    file = io.BytesIO(data)
    with zipfile.ZipFile(file, "a") as more:
        more.writestr(name, b"x")
    return file.getvalue()


def bomb(name: str, size: int = 600_000_000) -> bytes:
    """A packed file of blanks that unpacks to far more than any limit, in a few kilobytes, by what it declares."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        new.writestr(name, b"<")
    data, declared = bytearray(file.getvalue()), size.to_bytes(4, "little")
    for mark, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        start = data.index(mark) + at
        data[start : start + 4] = declared
    return bytes(data)


def docx(rng: random.Random) -> Iterator[tuple[str, bytes]]:
    """Ways to make a Word file."""
    yield from packed(_docx(), "document.xml", rng)
    yield "bomb", bomb("word/document.xml")
    wide = f'<w:tcPr><w:gridSpan w:val="{rng.choice([3, 10**7, 10**12, -1])}"/>'.encode()
    yield "wide cells", repacked(_docx(), lambda name, part: part.replace(b"<w:tcPr>", wide, 1))


@functools.cache
def _pdf(password: str) -> bytes:
    from pypdf import PdfWriter
    from pypdf.generic import DecodedStreamObject, NameObject

    writer = PdfWriter()
    page, stream = writer.add_blank_page(612, 792), DecodedStreamObject()
    stream.set_data(b"BT /F1 12 Tf 72 700 Td (Peru said it would help.) Tj ET")
    page[NameObject("/Contents")] = writer._add_object(stream)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def pdf(rng: random.Random) -> Iterator[tuple[str, bytes]]:
    """Ways to make a PDF."""
    drawn = f"BT /F1 12 Tf 72 700 Td ({words(rng).replace(')', '')}) Tj ET".encode("utf-8", "replace")
    squeezed = zlib.compress(b" " * 3_000_000 + drawn)
    stream = b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(squeezed) + squeezed + b"\nendstream"
    pages = (
        b"<< /Type /Pages /Kids ["
        + b"3 0 R " * rng.choice([1, 1000])
        + b"] /Count %d >>" % rng.choice([1, 2_000_000_000, -5])
    )
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>"
    parts = [b"<< /Type /Catalog /Pages 2 0 R >>", pages, page, stream]
    yield (
        "by hand",
        b"%PDF-1.4\n"
        + b"".join(b"%d 0 obj\n%s\nendobj\n" % (n, p) for n, p in enumerate(parts, 1))
        + b"trailer << /Size 5 /Root 1 0 R >>",
    )
    yield "damaged", damaged(_pdf(""), rng)
    yield "encrypted", _pdf("secret")
    yield "encrypted and damaged", damaged(_pdf("secret"), rng)


def toml(rng: random.Random, good: str) -> Iterator[tuple[str, bytes]]:
    """Ways to spoil a TOML file."""
    lines = good.splitlines()
    value = rng.choice(
        [
            json.dumps(words(rng, 2)),
            "9" * 5000,
            "[" * 5000,
            "{a=" * 3000,
            "nan",
            "1979-05-27T07:32:00Z",
            '"\\u0000"',
            '"' + "a/" * 3000 + '"',
            '"/dev/zero"',
            '"."',
            '"loop"',
            "''' x",
            "-1",
            "[[]]",
            "true",
        ]
    )
    at = rng.randrange(len(lines))
    lines[at] = lines[at].split("=")[0] + "= " + value
    yield "odd value", encoded("\n".join(lines), rng)
    yield "damaged", damaged(good.encode(), rng)
    yield "odd words", encoded(f"{good}\n{words(rng)}", rng)
    yield "deep", b"a = " + rng.choice([b"[", b"{b=", b"[{b="]) * rng.choice([50, 5000, 100_000])
    yield "deep key", good.encode() + b"\n[" + b".".join([b"a"] * rng.choice([50, 20_000])) + b"]\n"


def table(rng: random.Random, good: str) -> Iterator[tuple[str, bytes]]:
    """Ways to spoil a CSV file: one cell, several, its bytes, its quotes."""
    rows = list(csv.reader(io.StringIO(good)))
    for n in (1, 6):
        own = [list(row) for row in rows]
        for _ in range(n):
            row = own[rng.randrange(min(1, len(own) - 1), len(own))]
            row[rng.randrange(len(row))] = words(rng, 2) if rng.random() < 0.9 else rng.choice(ODD) * 3000
        file = io.StringIO()
        csv.writer(file).writerows(own)
        yield f"odd cells, {n}", encoded(file.getvalue(), rng)
    yield "damaged", damaged(good.encode(), rng)
    yield "odd words", encoded(good + words(rng), rng)
    yield "an open quote", good.encode() + b'x,"' + b"a,\n" * rng.choice([3, 60_000])


def json_lines(rng: random.Random, *_: str) -> Iterator[tuple[str, bytes]]:
    """Ways to make JSONL."""
    cell = rng.choice([words(rng, 3), None, 10**300, [words(rng, 1)], {"a": {"b": words(rng, 1)}}, True, "\ud800"])
    odd = {
        "id": words(rng, 1),
        "text": cell,
        words(rng, 1): cell,
        rng.choice(["n_words", "problem", "date", "brief_id", "title", "\ud800"]): words(rng, 1),
    }
    good = json.dumps({"id": "a", "text": "Peru praised Quito."})
    yield "odd values", "\n".join([good, json.dumps(odd), json.dumps([odd]), good]).encode()
    yield "odd words", encoded(f"{good}\n{words(rng, 30)}\n{good}", rng)
    yield "damaged", damaged(f"{good}\n{json.dumps(odd)}\n".encode(), rng)
    yield "deep", b'{"text": ' + rng.choice([b"[", b'{"a":']) * rng.choice([100, 100_000]) + b"\n" + good.encode()
    yield "numbers", b'{"id": ' + b"9" * 5000 + b', "text": NaN}\n{"id": 1e999, "text": -Infinity}\n'


def parquet(rng: random.Random, *_: str) -> Iterator[tuple[str, bytes]]:
    """Ways to make a Parquet file."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    cell = rng.choice([pa.array([words(rng, 3).encode("utf-8", "replace")]), pa.array([None]), pa.array([[1, 2]]), pa.array([2**62], pa.timestamp("ns")),
                       pa.array([2**33], pa.timestamp("s")), pa.array([words(rng, 2).encode("utf-8", "replace").decode()]), pa.array([10**9], pa.date32())])  # fmt: skip
    names = [
        rng.choice(["id", "text", "date", "problem", "n_words", words(rng, 1).encode("utf-8", "replace").decode()]),
        "text",
    ]
    file = io.BytesIO()
    pq.write_table(pa.table([cell, pa.array(["Peru praised Quito."])], names=names), file)
    yield "odd columns", file.getvalue()
    yield "damaged", damaged(file.getvalue(), rng)


def long_line(_: random.Random) -> bytes:
    """Ten megabytes in one line."""
    return b"Peru said that it would help, and " * 300_000


def path_tricks(rng: random.Random) -> Iterator[tuple[str, bytes]]:
    """Names of files; the runner makes what the file system allows."""
    yield (
        rng.choice(["plain", "link", "loop", "folder", "pipe", "device", "absent", "null", "too long"]),
        words(rng, 3).encode("utf-8", "replace"),
    )

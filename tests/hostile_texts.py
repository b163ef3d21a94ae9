"""Hostile texts and tables: broken encodings, odd characters, ten megabytes in one line, tricks in names."""

from __future__ import annotations

import csv
import io
import json
import random
from collections.abc import Iterator

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


def long_line(_: random.Random) -> bytes:
    """Ten megabytes in one line."""
    return b"Peru said that it would help, and " * 300_000


def path_tricks(rng: random.Random) -> Iterator[tuple[str, bytes]]:
    """Names of files; the runner makes what the file system allows."""
    yield (
        rng.choice(["plain", "link", "loop", "folder", "pipe", "device", "absent", "null", "too long"]),
        words(rng, 3).encode("utf-8", "replace"),
    )

"""Hostile files that are packed or binary: DOCX, workbooks, projects, PDF, Parquet."""

from __future__ import annotations

import functools
import io
import random
import zipfile
import zlib
from collections.abc import Callable, Iterator

from hostile_texts import damaged, words


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

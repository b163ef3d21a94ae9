"""Every reader gives a text and guesses with their grounds, or one clear error, from any bytes."""

import io
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.errors import BriefError
from analysis.readers import LIMITS, Limits, read, read_apart, read_bytes

SENTENCE = "The two cabinets signed the accord in the harbour hall, and the ferries sail again from Monday."
BODY = [f"{SENTENCE} So said clerk number {n}." for n in range(4)]
PAGE = """<!DOCTYPE html><html><head><title>Ferries sail | Harbour Post</title>
<meta property="og:site_name" content="Harbour Post"><meta name="author" content="Ann Lee">
<meta property="article:published_time" content="2031-04-02T08:00:00Z"></head><body><nav>Home Menu Login</nav>
<article><h1>Ferries sail</h1>{body}<h2>What now?</h2><p>{last}</p></article><footer>Cookies</footer></body></html>"""


def docx_bytes(*, title: str = "Ferries sail", notes: bool = False) -> bytes:
    """A small Word file."""
    import docx

    document = docx.Document()
    document.add_paragraph(title, style="Title")
    document.add_paragraph("By Ann Lee")
    document.add_paragraph("2 April 2031")
    document.add_paragraph(BODY[0])
    document.add_heading("What now?", level=2)
    document.add_paragraph(BODY[1])
    file = io.BytesIO()
    document.save(file)
    return _with_notes(file.getvalue()) if notes else file.getvalue()


def _with_notes(data: bytes) -> bytes:
    """The same file with a footnote part, as Word writes it."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    note = (
        f"<w:footnotes {space}><w:footnote><w:p><w:r><w:t>See the annex.</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "word/_rels/document.xml.rels":
                part = part.replace(
                    b"</Relationships>",
                    f'<Relationship Id="rId99" Type="{rel}" Target="footnotes.xml"/></Relationships>'.encode(),
                )
            if name == "[Content_Types].xml":
                part = part.replace(
                    b"</Types>", f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>'.encode()
                )
            new.writestr(name, part)
        new.writestr("word/footnotes.xml", note)
    return out.getvalue()


def pdf_bytes(pages: list[list[tuple[int, int, str]]]) -> bytes:
    """A PDF written by hand: on each page lines of (size, height, words)."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for lines in pages:
        drawn = b"".join(b"BT /F1 %d Tf 72 %d Td (%s) Tj ET\n" % (size, y, words.encode()) for size, y, words in lines)
        objects.append(b"<< /Length %d >>\nstream\n%sendstream" % (len(drawn), drawn))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    out, places = b"%PDF-1.4\n", []
    for n, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (n, body)
    xref = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1,
        xref,
        len(objects) + 1,
        len(out),
    )


def page(number: int, *, cut: str = "harbour") -> list[tuple[int, int, str]]:
    """A page with a running head and a number at its foot."""
    return [
        (8, 760, "Harbour Post Briefs"),
        (10, 700, f"The accord was signed in the {cut}"),
        (10, 688, "hall by two ministers and their many clerks and friends there."),
        (10, 660, f"A new paragraph of {'one' if number == 1 else 'two'} begins here and runs on to the end,"),
        (10, 648, f"as paragraphs {'do' if number == 1 else 'may'}."),
        (8, 40, f"Page {number} of 2"),
    ]


@pytest.mark.parametrize(
    ("data", "text", "how"),
    [
        ("naïve “words” here".encode(), "naïve “words” here", "read as utf-8"),
        ("\ufeffnaïve words".encode(), "naïve words", "read as utf-8, as its first bytes say"),
        ("naïve words".encode("utf-16"), "naïve words", "read as utf-16, as its first bytes say"),
        ("plain words in wide letters".encode("utf-16-le"), "plain words in wide letters", "read as utf-16-le, a guess"),
        ("He said “no” – in a café, to the naïve.".encode("cp1252"), "He said “no” – in a café, to the naïve.", "read as cp1252, a guess"),
    ],
)  # fmt: skip
def test_plain_text_in_any_encoding(data, text, how):
    """The encoding is found by the first bytes or guessed, and the guess is stated."""
    reading = read_bytes(data, suffix=".txt")
    assert (reading.text, reading.how) == (text, how)


def test_a_text_speaks_of_itself_in_its_first_lines():
    """Title, byline and date of a plain text are guessed from lines, and none is called sure."""
    reading = read_bytes(f"Policy Brief\n\nFerries Sail Again\n\nBy Ann Lee\nApril 2, 2031\n\n{SENTENCE}\n".encode())
    found = {key: guess.value for key, guess in reading.guesses.items()}
    assert found == {"title": "Ferries Sail Again", "author": "Ann Lee", "date": "2031-04-02"}
    assert not any(guess.sure for guess in reading.guesses.values())


def test_the_head_of_a_markdown_file():
    """The head gives the metadata and is no part of the text; the title is put before the text."""
    head = "---\ntitle: Ferries sail\nauthor: [Ann Lee, Bo Day]\ndate: 2031-04-02\npublisher: Harbour Post\n---\n"
    reading = read_bytes(
        f"{head}\n> {SENTENCE}\n\n- one item\n- two items\n\n## What now?\nThey sail.\n".encode(), suffix=".md"
    )
    assert {k: g.value for k, g in reading.guesses.items()} == {
        "title": "Ferries sail", "author": "Ann Lee, Bo Day", "date": "2031-04-02", "publisher": "Harbour Post"}  # fmt: skip
    assert reading.guesses["date"].how == "`date` in the head of the file"
    assert reading.text == f"# Ferries sail\n\n{SENTENCE}\n\none item\n\ntwo items\n\n## What now?\n\nThey sail.\n"


def test_an_html_page_gives_its_article():
    """Navigation and footer are left out, headings keep their mark, metadata come from the page."""
    body = "".join(f"<p>{words}</p>" for words in BODY)
    reading = read_bytes(PAGE.format(body=body, last=SENTENCE).encode(), suffix=".html")
    assert {k: (g.value, g.how) for k, g in reading.guesses.items()} == {
        "title": ("Ferries sail", "the page's main heading"),
        "author": ("Ann Lee", "the page's tag author"),
        "publisher": ("Harbour Post", "the page's tag og:site_name"),
        "date": ("2031-04-02", "the page's tag article:published_time"),
    }
    assert reading.text == "\n\n".join(["# Ferries sail", *BODY, "## What now?", SENTENCE]) + "\n"


@pytest.mark.parametrize(
    ("head", "publisher"),
    [
        ("By Ann Lee\nNorthern Energy Forum\n9 November 2031", "Northern Energy Forum"),
        ("9 November 2031\nThe Harbour Post", "The Harbour Post"),
        ("Northern Energy Forum\nA line between\n9 November 2031", ""),
        ("By Ann Lee\nWhat the Forum wants.\n9 November 2031", ""),
    ],
)
def test_the_house_is_the_line_beside_the_date_or_the_byline(head, publisher):
    """A line that is only the name of a body or outlet, next to who wrote it or when, says who published it."""
    reading = read_bytes(f"Why the Ferries Sail Again\n\n{head}\n\n{SENTENCE}\n".encode(), suffix=".txt")
    assert reading.guessed("publisher") == publisher


def test_linked_data_go_first():
    """JSON-LD outdoes the other tags; broken JSON is passed over."""
    data = '{"@graph": [{"@type": "NewsArticle", "headline": "Sail on", "author": [{"name": "Cy Po"}], "datePublished": "2031-05-06"}]}'
    linked = f'<script type="application/ld+json">{{</script><script type="application/ld+json">{data}</script></head>'
    source = PAGE.format(body=f"<p>{SENTENCE}</p>" * 3, last=SENTENCE).replace("</head>", linked)
    reading = read_bytes(source.encode(), suffix=".html")
    assert [reading.guessed(key) for key in ("title", "author", "date", "publisher")] == [
        "Sail on",
        "Cy Po",
        "2031-05-06",
        "Harbour Post",
    ]


def test_a_word_file_gives_headings_and_footnotes():
    """The style Title is the title, headings keep their rank, footnotes come last under a heading of their own."""
    reading = read_bytes(docx_bytes(notes=True))
    assert reading.text.split("\n\n") == [
        "# Ferries sail",
        "By Ann Lee",
        "2 April 2031",
        BODY[0],
        "## What now?",
        BODY[1],
        "Notes",
        "See the annex.\n",
    ]
    assert [reading.guessed(key) for key in ("title", "author", "date")] == ["Ferries sail", "Ann Lee", "2031-04-02"]


def test_a_pdf_gives_paragraphs():
    """Lines are put together, a hyphen at the end of a line goes, running heads are told and stand last."""
    first = [(18, 730, "Ferries sail"), *page(1, cut="har-")]
    first[2:4] = [
        (10, 700, "The accord was signed in the har-"),
        (10, 688, "bour hall by two ministers and their many clerks and friends there."),
    ]
    reading = read_bytes(pdf_bytes([first, page(2)]))
    assert reading.repeated == ("Harbour Post Briefs", "Page 1 of 2", "Page 2 of 2")
    paragraph = "The accord was signed in the harbour hall by two ministers and their many clerks and friends there."
    assert reading.text.split("\n\n")[:2] == ["## Ferries sail", paragraph]
    assert reading.guesses["title"].how == "the largest letters of the first page"


def bomb() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", b" " * (LIMITS.n_unpacked + 1))
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "suffix", "said"),
    [
        (b"", ".txt", "no words in it. Give the text of the brief; a scan needs text recognition first."),
        (b"\xff\xfea\0\0\0b\0", ".txt", "neither text nor a whole PDF or DOCX. Open it in its program and save it again, or give text, Markdown or HTML."),
        (b"\x00\x01\x02binary", ".txt", "neither text nor a whole PDF or DOCX. Open it in its program and save it again, or give text, Markdown or HTML."),
        (b"a" * 1_000_001, ".txt", "1,000,001 characters of text. Give at most 1,000,000, or raise the limit."),
        (b"no pages at all", ".pdf", "no PDF, though its name ends so. Save it anew, or correct its name."),
        (b"no parts at all", ".docx", "no DOCX, though its name ends so. Save it anew, or correct its name."),
        (b"%PDF-1.4 broken", ".pdf", "a broken PDF. Print it to a new PDF, or give its text."),
        (b"PK\x03\x04 broken", ".docx", "a broken DOCX. Open it in Word and save it again."),
        (b"\xd0\xcf\x11\xe0 old", ".doc", "an old Word file (.doc), or one with a password. Save it as DOCX, PDF, HTML or text."),
        (b"<html>" + b"<div>" * 300 + b"words", ".html", "tags within tags, deeper than 200. Save the page as text."),
        (b"---\na: [" + b"[" * 5000 + b"\n---\nwords", ".md", "the head between two lines --- is not valid YAML"),
        (b"---\na: !!python/object/apply:os.system [ls]\n---\nwords", ".md", "the head between two lines --- is not valid YAML (its line 1). Mend it, or delete the head."),
    ],
)  # fmt: skip
def test_what_cant_be_read_is_told_in_one_sentence(data, suffix, said):
    """Each kind of bad file has its own words and its remedy."""
    with pytest.raises(BriefError) as caught:
        read_bytes(data, suffix=suffix)
    assert str(caught.value).startswith(said)


def test_a_zip_bomb_is_not_unpacked():
    """A Word file that unpacks to more than is allowed is refused by its list of contents."""
    with pytest.raises(BriefError, match=r"it unpacks to 100,000,001 bytes in 1 parts"):
        read_bytes(bomb())


def test_a_table_of_data_is_one_block():
    """Short cells stand row by row in one paragraph, so that none of them becomes a heading."""
    import docx

    document, file = docx.Document(), io.BytesIO()
    document.add_paragraph(BODY[0])
    table = document.add_table(2, 2)
    for cell, text in zip(
        (c for row in table.rows for c in row.cells), ("Scenario", "Odds", "Talks", "45 %"), strict=True
    ):
        cell.text = text
    document.save(file)
    assert "\n\nScenario | Odds; Talks | 45 %.\n" in read_bytes(file.getvalue()).text


def test_the_cells_of_a_table_are_read_once():
    """A cell that spans columns, even a billion of them, gives its words once."""
    import docx

    document = docx.Document()
    table = document.add_table(1, 3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = BODY[0]
    table.cell(0, 2).text = BODY[1]
    file, wide = io.BytesIO(), io.BytesIO()
    document.save(file)
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(wide, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b'gridSpan w:val="2"', b'gridSpan w:val="1000000000"'))
    for data in (file.getvalue(), wide.getvalue()):
        assert read_bytes(data).text == f"{BODY[0]}\n\n{BODY[1]}\n"


def test_a_row_of_marks_costs_no_more_than_words():
    """Comments go, an open one stays; a heading of nothing but marks and a thousand open comments are read at once."""
    text = "# One<!-- not this --> two ##\n\n<!-- open\n"
    assert read_bytes(text.encode(), suffix=".md").text == "# One two\n\n<!-- open\n"
    for mark in ("# ", "<!--"):
        assert read_bytes((mark * 200_000 + "x").encode(), suffix=".md").text.strip("\n").endswith("x")


def test_limits_can_be_set(tmp_path):
    """Size, pages and time are limits of the caller."""
    two = pdf_bytes([page(1), page(2)])
    with pytest.raises(BriefError, match=r"^2 pages\. Give at most 1, or raise the limit\.$"):
        read_bytes(two, limits=Limits(n_pages=1))
    (tmp_path / "a.txt").write_text("words and words")
    with pytest.raises(BriefError, match=r"15 bytes\. Give at most 10"):
        read(tmp_path / "a.txt", limits=Limits(n_bytes=10))


def test_a_protected_pdf(tmp_path):
    """A PDF with a password says so."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(PdfReader(io.BytesIO(pdf_bytes([page(1)]))))
    writer.encrypt("secret")
    file = io.BytesIO()
    writer.write(file)
    with pytest.raises(BriefError, match="it is protected by a password"):
        read_bytes(file.getvalue())


def test_reading_apart_gives_the_same(tmp_path):
    """A reader in a process of its own gives the same reading, and the same error."""
    (tmp_path / "a.docx").write_bytes(docx_bytes())
    assert read_apart(tmp_path / "a.docx") == read(tmp_path / "a.docx")
    with pytest.raises(BriefError, match=r"none\.txt: there is no such file"):
        read_apart(tmp_path / "none.txt")


def damaged(data: bytes) -> st.SearchStrategy[bytes]:
    """The bytes with one stretch of them replaced by others."""
    return st.builds(
        lambda at, cut, new: data[:at] + new + data[at + cut :],
        st.integers(0, len(data)), st.integers(0, 60), st.binary(max_size=30),
    )  # fmt: skip


ANY = st.one_of(
    st.tuples(st.binary(max_size=400), st.sampled_from([".txt", ".md", ".html", ".pdf", ".docx"])),
    st.tuples(st.text(max_size=300).map(lambda s: f"---\n{s}\n---\n{s}".encode("utf-8", "replace")), st.just(".md")),
    st.tuples(st.text("<>/=\"'pahtmlbody &;![-]", max_size=300).map(str.encode), st.just(".html")),
    st.tuples(damaged(docx_bytes(notes=True)), st.just(".docx")),
    st.tuples(damaged(pdf_bytes([page(1), page(2)])), st.just(".pdf")),
    st.tuples(damaged(PAGE.format(body=f"<p>{SENTENCE}</p>", last="x").encode()), st.just(".html")),
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(ANY)
def test_any_bytes_give_a_reading_or_one_error(given_file):
    """Whatever the bytes, there are words or one BriefError; guesses are on one line and dates are dates."""
    import datetime as dt

    data, suffix = given_file
    try:
        reading = read_bytes(data, suffix=suffix)
    except BriefError:
        return
    assert reading.text.strip() and "\0" not in reading.text
    assert all(guess.value == " ".join(guess.value.split()) for guess in reading.guesses.values())
    if "date" in reading.guesses:
        dt.date.fromisoformat(reading.guesses["date"].value)

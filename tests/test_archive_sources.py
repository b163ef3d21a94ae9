"""The documents of an archive: any kind of file gives them, and what can't be read is set aside."""

import csv
import random
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest
from test_archive import run, settings, table  # noqa: F401
from test_readers import PAGE, docx_bytes, page, pdf_bytes

from analysis.errors import BriefError, SettingsError
from analysis.readers import Limits, apart, read
from analysis.scale import Columns, Job, Plan, Source, rows
from analysis.scale.documents import read_document, rooms

SAID = "Iran condemned the United States on Monday. The White House said that it welcomed the talks."


@pytest.fixture(scope="module")
def mixed(tmp_path_factory) -> Path:
    """A folder of one file of each kind, and of three that can't be read."""
    folder = tmp_path_factory.mktemp("archive") / "mixed"
    (folder / "web").mkdir(parents=True)
    (folder / "a.txt").write_text(SAID, encoding="utf-8")
    (folder / "b.md").write_text(f"---\ntitle: The talks\nauthor: Cy Po\ndate: 2007-05-29\n---\n> *{SAID}*\n")
    (folder / "web" / "c.html").write_text(PAGE.format(body=f"<p>{SAID}</p>" * 3, last=SAID), encoding="utf-8")
    (folder / "d.docx").write_bytes(docx_bytes())
    (folder / "d.PDF").write_bytes(pdf_bytes([page(1), page(2)]))
    (folder / "e.txt").write_bytes(f"{SAID} It was a café.".encode("cp1252"))
    (folder / "empty.docx").write_bytes(b"PK")
    (folder / "old.htm").write_bytes(b"\xd0\xcf\x11\xe0 an old Word file")
    (folder / "picture.md").write_bytes(b"\x89PNG")
    (folder / "link.html").symlink_to(folder / "web" / "c.html")
    (folder / "notes.xlsx").write_bytes(b"PK")
    return folder


@pytest.fixture(scope="module")
def plan(mixed, settings):  # noqa: F811
    """That folder as an archive, read."""
    plan = Plan(Source(mixed), Job(settings, mixed.with_name("out"), 200_000), 4)
    run(plan, workers=1)
    return plan


def test_a_folder_of_any_files(plan):
    """Each kind of file is a document, with what it declares of itself; what can't be read is set aside with its reason."""
    assert plan.source.total == 9
    told = table(plan, "documents").set_index("brief_id")
    assert told.index.tolist() == ["a", "b", "d.PDF", "d.docx", "e", "web/c"]
    assert told.loc["b", ["title", "author", "date"]].tolist() == ["The talks", "Cy Po", "2007-05-29"]
    assert told.loc["web/c", ["title", "author", "publisher", "date", "folder"]].tolist() == [
        "Ferries sail", "Ann Lee", "Harbour Post", "2031-04-02", "web"]  # fmt: skip
    reasons = table(plan, "failed").set_index("brief_id").reason
    assert sorted(reasons.index) == ["empty", "old", "picture"]
    assert reasons["old"].endswith(
        "an old Word file (.doc), or one with a password. Save it as DOCX, PDF, HTML or text."
    )


def test_a_file_is_read_as_for_a_new_study(plan, mixed):
    """A file has the same rows as a document of the text that `new` makes of it."""
    told = table(plan, "documents").set_index("brief_id")
    for brief_id, name in (("b", "b.md"), ("web/c", "web/c.html"), ("d.docx", "d.docx"), ("d.PDF", "d.PDF")):
        own = told.loc[brief_id, ["title", "author", "date"]].to_dict()
        row = {"brief_id": brief_id, "text": read(mixed / name).text, "problem": "", **own}
        for kind, own in read_document(row, shared=rooms(plan.settings), longest=200_000).items():
            if kind != "documents":
                found = table(plan, kind)
                found = found[found.brief_id == brief_id].reset_index(drop=True)
                pd.testing.assert_frame_equal(found, own, check_dtype=False)
    assert {"a", "b", "e", "web/c"} == {*table(plan, "ledger").brief_id}


def test_no_cell_names_a_file(tmp_path):
    """A column `file` of a table is metadata: no file that a document names is read."""
    (tmp_path / "t.jsonl").write_text('{"id": "a", "text": "", "file": "/etc/hosts"}\n')
    [document] = Source(tmp_path / "t.jsonl").documents()
    assert document["file_given"] == "/etc/hosts" and "file" not in document


def test_a_reader_that_hangs_or_breaks_costs_one_file(mixed, monkeypatch):
    """A file whose reader takes too long or ends is one error, and the next file is read."""
    hangs = [apart.sys.executable, "-c", "import sys, time; sys.stdin.readline(); time.sleep(60)"]
    breaks = [apart.sys.executable, "-c", "import sys; sys.stdin.readline()"]
    monkeypatch.setattr(apart, "BEGIN", 0.0)
    for command, said in ((hangs, r"b\.md: not read in 0.5 seconds\."), (breaks, r"b\.md: its reader broke down\.")):
        with monkeypatch.context() as patch:
            patch.setattr(apart, "COMMAND", command)
            apart.end()
            with pytest.raises(BriefError, match=said):
                apart.read_apart(mixed / "b.md", limits=Limits(seconds=0.5 if command is hangs else 20))
    assert apart.read_apart(mixed / "b.md", limits=Limits(seconds=60)) == read(mixed / "b.md")


def test_every_kind_of_source_gives_the_same_documents(tmp_path):
    """A folder, JSONL, CSV and Parquet of the same documents are read alike."""
    rows = pd.DataFrame({"id": ["a", "b"], "text": ['One, "two"\nthree.', "Vier – fünf."]})
    (tmp_path / "texts").mkdir()
    for row in rows.itertuples():
        (tmp_path / "texts" / f"{row.id}.txt").write_text(row.text, encoding="utf-8")
    rows.to_json(tmp_path / "t.jsonl", orient="records", lines=True)
    rows.to_csv(tmp_path / "t.csv", index=False)
    rows.to_parquet(tmp_path / "t.parquet")
    for name in ("texts", "t.jsonl", "t.csv", "t.parquet"):
        source = Source(tmp_path / name)
        [read] = source.partitions(10)
        assert read[["brief_id", "text"]].to_numpy().tolist() == rows.to_numpy().tolist()
        assert source.total == 2


def test_columns_by_name(tmp_path):
    """Columns can have other names; what is no part of a document is metadata; a wrong name is told."""
    file = tmp_path / "t.csv"
    file.write_text("url,body,outlet\nu1,One.,Daily\n")
    [read] = Source(file, Columns(id="url", text="body")).partitions(10)
    assert read.loc[0, ["brief_id", "text", "outlet"]].tolist() == ["u1", "One.", "Daily"]
    with pytest.raises(SettingsError, match=r'no column "text" for the text\. Columns: url, body, outlet;'):
        Source(file)


def test_a_line_that_is_no_json_is_set_aside(tmp_path):
    """A broken line of JSONL is a document with a problem, not the end of the run."""
    file = tmp_path / "t.jsonl"
    file.write_text('{"id": "a", "text": "One."}\nbroken\n[1]\n')
    [read] = Source(file).partitions(10)
    assert read.problem.tolist() == [
        "",
        "line 2 is no JSON, or of more than 50,000,000 bytes",
        "line 3 holds no JSON object",
    ]


def test_a_text_is_text(tmp_path):
    """A number or a list in the place of the text is set aside, and no document of one word."""
    file = tmp_path / "t.jsonl"
    file.write_text('{"id": 3, "text": 5}\n{"text": ["a"]}\n{"id": 4, "text": "5"}\n{"text": null}\n')
    read = list(Source(file).documents())
    assert [row["problem"] for row in read] == [
        "its text is 5, and no text", "its text is ['a'], and no text", "", ""]  # fmt: skip
    assert [row["brief_id"] for row in read] == ["3", "d2", "4", "d4"]


def test_semicolons_are_told(tmp_path):
    """A CSV whose cells are parted by semicolons is told as everywhere, though its texts hold commas."""
    file = tmp_path / "t.csv"
    file.write_text("id;text\na;One, and two.\n")
    with pytest.raises(SettingsError, match=r"t\.csv: cells parted by semicolons\. Save it as CSV with commas\.$"):
        Source(file)


def test_a_row_of_csv_that_is_broken_is_set_aside(tmp_path):
    """Cells without a column and a quotation mark without an end are problems of their rows, no text of another."""
    file = tmp_path / "t.csv"
    file.write_text('id,text,problem\na,One.,mine\nb,Two.,,more\nc,"Three.\nd,Four.,\n')
    one, two, three = Source(file).documents()
    assert (one["text"], one["problem"], one["problem_given"]) == ("One.", "", "mine")
    assert two["problem"] == "line 3 has more cells than the first line has columns"
    assert three["problem"] == "line 4 is no CSV: unexpected end of data" and not three["text"]


def test_a_broken_source_is_told_or_set_aside(tmp_path):
    """No Parquet is one sentence; a cell without an end, a line or a file too long are problems of their document."""
    (tmp_path / "a.parquet").write_bytes(b"PAR1 no table PAR1")
    with pytest.raises(
        SettingsError, match=r"a\.parquet: it can't be read as Parquet \(ArrowInvalid\)\. Write it anew\."
    ):
        Source(tmp_path / "a.parquet")
    usual = csv.field_size_limit()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rows, "LONGEST_LINE", 60)
        (tmp_path / "a.csv").write_text(f'id,text\na,"{"x" * 61}"\nb,fine\n')
        (tmp_path / "a.jsonl").write_text(f'{{"id": "a", "text": "{"x" * 200}"}}\n{{"id": "b", "text": "fine"}}\n')
        (tmp_path / "texts").mkdir()
        (tmp_path / "texts" / "a.txt").write_text("x" * 61)
        (tmp_path / "texts" / "b.txt").write_text("fine")
        for name in ("a.csv", "a.jsonl", "texts"):
            source = Source(tmp_path / name)
            one, two = source.documents()
            assert source.total == 2 and one["problem"] and (two["text"], two["problem"]) == ("fine", "")
    csv.field_size_limit(usual)


def test_a_folder_gives_its_texts_in_the_order_of_their_names(tmp_path):
    """Texts come folder by folder, one folder's names in memory at a time; twins keep their ending; links don't count."""
    for name in ("b/2.txt", "b/10.txt", "a.txt", "c/x.txt", "c/x.old.txt", "c/x.md", "d.csv"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("One.")
    (tmp_path / "again").symlink_to(tmp_path)
    (tmp_path / "z.txt").symlink_to(tmp_path / "a.txt")
    read = list(Source(tmp_path).documents())
    assert [row["brief_id"] for row in read] == ["a", "b/10", "b/2", "c/x.md", "c/x.old", "c/x.txt"]
    assert {row["folder"] for row in read} == {".", "b", "c"}


def test_a_folder_that_cannot_be_opened_is_told(tmp_path, monkeypatch):
    """No folder is passed over in silence: the archive would lack its texts."""
    (tmp_path / "shut").mkdir()
    listed = rows.os.listdir

    def refused(folder):
        if folder == tmp_path / "shut":
            raise PermissionError(13, "Permission denied")
        return listed(folder)

    monkeypatch.setattr(rows.os, "listdir", refused)
    with pytest.raises(SettingsError, match=r"shut: it can't be opened \(permission denied\)"):
        _ = Source(tmp_path).total


def test_a_parquet_file_is_read_page_by_page(tmp_path, monkeypatch):
    """The first row of a large row group costs a part of the group, so that memory doesn't grow with the archive."""
    draw = random.Random(1)
    texts = ["".join(draw.choices("abcdefghijklmnopqrstuvwxyz ", k=4000)) for _ in range(5000)]
    pd.DataFrame({"id": map(str, range(5000)), "text": texts}).to_parquet(file := tmp_path / "t.parquet")
    del texts
    monkeypatch.setattr(rows, "BATCH", 10)
    before = pa.total_allocated_bytes()
    documents = Source(file).documents()
    assert next(documents)["brief_id"] == "0"
    assert pa.total_allocated_bytes() - before < file.stat().st_size / 2

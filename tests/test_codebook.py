"""data/README.md is the codebook: every table and file has its section, every column its line."""

import re
from pathlib import Path

import pytest

from analysis.codebook import CLASS_COLUMNS, CLASSES, pattern, rows, words_of
from analysis.errors import CodebookError
from analysis.study import TABLES

DATA = Path(__file__).parent.parent / "data"
BOOK = (DATA / "README.md").read_text()


def section(name: str) -> str:
    found = re.search(rf"^### `{name}`\n(.*?)(?=^#|\Z)", BOOK, re.MULTILINE | re.DOTALL)
    assert found, f"data/README.md has no section for {name}"
    return found[1]


def columns(name: str) -> list[str]:
    lines = re.findall(r"^\| (`.*?) \|", section(name), re.MULTILINE)
    return [column for line in lines for column in re.findall(r"`(\w+)`", line)]


@pytest.mark.parametrize("name", [*TABLES, "candidates"])
def test_every_column_is_in_the_codebook(study, name):
    """The codebook lists exactly the columns of each table, in their order."""
    assert columns(name.removesuffix("_by_side")) == list(getattr(study, name).columns)


@pytest.mark.parametrize("file", [DATA / "actors.csv", *(DATA / "codebook").glob("*.csv")], ids=lambda f: f.name)
def test_every_column_of_a_codebook_is_explained(file):
    """actors.csv and the codebooks have the columns that data/README.md explains."""
    header = file.read_text().split("\n", 1)[0]
    assert columns(file.name) == header.split(",")


def test_every_file_is_in_the_codebook():
    """Each file and folder of data/ is explained."""
    files = [p.relative_to(DATA).as_posix() for p in DATA.rglob("*") if p.is_file()]
    missing = [f for f in files if f != "README.md" and not any(
        f"`{f[: len(place)]}`" in BOOK for place in (f, "briefs/", "gold/", "unseen/", "fresh/", "evaluation/", "stance_model/", "stance_model_large/") if f.startswith(place))]  # fmt: skip
    assert not missing


UNCLOSED = "a double quote isn't closed. Close it at the end of the cell; within a cell write a double quote twice."


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a,c\n1,2\n", " row 1: column b is missing. Columns: a, b."),
        ("a,b\n1,2,3\n", " row 2: it doesn't have 2 cells like the header. Put cells that hold a comma in double quotes."),
        ("a,b\n1\n", " row 2: it doesn't have 2 cells like the header. Put cells that hold a comma in double quotes."),
        ("a,b\n1,2\n\n1\n", " row 4: it doesn't have 2 cells like the header. Put cells that hold a comma in double quotes."),
        ('a,b\n"1\n2",3\n1\n', " row 4: it doesn't have 2 cells like the header. Put cells that hold a comma in double quotes."),
        ('a,b\n"1,2\n', f" row 2: {UNCLOSED}"),
        ('a,b\n1,2\n\n1,"2\n3,4\n5,6\n', f" row 4: {UNCLOSED}"),
        ('a,b\n1,2\n1,"2\n3,4\n5,"six, seven"\n', f" row 3: {UNCLOSED}"),
        ('a,b\n"1" or 2,3\n', " row 2: not CSV: ',' expected after '\"'. Mend the quotes."),
    ],
)  # fmt: skip
def test_a_broken_row_is_named(tmp_path, text, said):
    """A codebook with a mistake is named with the row and the remedy."""
    file = tmp_path / "book.csv"
    file.write_text(text)
    with pytest.raises(CodebookError) as caught:
        list(rows(file, ("a", "b")))
    assert str(caught.value) == f"{file.as_posix()}{said}"


def test_every_class_of_words_is_used_and_listed():
    """The rules ask for the classes that classes.csv has, data/README.md lists them, and each row has a note."""
    code = "".join(path.read_text() for path in (DATA.parent / "analysis").rglob("*.py"))
    listed = [row for _, row in rows(CLASSES, CLASS_COLUMNS)]
    names = {row["class"] for row in listed}
    assert names - {"he", "she"} == set(re.findall(r'(?:words_of|meanings)\("(\w+)"\)', code))
    assert ", ".join(sorted(names)) in section("classes.csv")
    assert all(row["note"] for row in listed)


def test_a_class_without_words():
    """A class that lost its rows is named with its remedy."""
    with pytest.raises(CodebookError, match='no word of class "giants"'):
        words_of("giants")


def test_a_codebook_that_is_no_text(tmp_path):
    """A codebook in another encoding is named with its remedy."""
    file = tmp_path / "book.csv"
    file.write_bytes("a,b\ncafé,1\n".encode("latin-1"))
    with pytest.raises(CodebookError, match=r"not UTF-8 text\. Save it as CSV UTF-8"):
        list(rows(file, ("a", "b")))


def test_a_broken_pattern_is_named(tmp_path):
    """A pattern that is no regular expression is named with its row."""
    with pytest.raises(CodebookError, match=r"row 3: the pattern is broken: .*\. Mend it\."):
        pattern("(", path=tmp_path / "book.csv", line=3)

"""tables.xlsx, CSV and Parquet: reopened with other libraries, every value as in the tables."""

import datetime as dt
import io
import json

import openpyxl
import pandas as pd
import pytest
from test_study import ACTORS, TEXTS

from analysis import load_study
from analysis.publish.glossary import glossary
from analysis.publish.tables import parquet_bytes, public_tables
from analysis.publish.workbook import AS_WRITTEN, CODEBOOK, CONTENTS, as_cell, workbook
from analysis.publish.workbook.book import sheet_names
from analysis.publish.workbook.cells import MAX_CELL, NARROW, WIDE
from analysis.study import TABLES

HOSTILE = '=HYPERLINK("http://x.example","go")'


@pytest.fixture(scope="module")
def book(study):
    """The workbook of this repository's study, reopened."""
    return openpyxl.load_workbook(io.BytesIO(workbook(study)))


@pytest.fixture(scope="module")
def hostile(shared_folder):
    """A study whose texts, names and labels try to become formulas, links or broken cells."""
    texts = TEXTS | {
        "north": f"Title of north\n\nPeru welcomed {HOSTILE} in Lima. http://x.example praised Peru.\x07 \r\nQuito.\r\n"
    }
    actors = ACTORS.replace("peru,Peru,", "peru,\"=cmd|' /C calc'!A0\",").replace("Lima,", "Lima; Peru,")
    return load_study(shared_folder(texts, actors=actors, title='"=1+1"'))


def test_every_table_is_a_sheet_with_every_value(study, book):
    """Each sheet has the table's header and cells, missing ones empty, numbers as numbers, dates as dates."""
    assert book.sheetnames == [CONTENTS, *TABLES, CODEBOOK, AS_WRITTEN]
    for name, table in study.tables().items():
        header, *rows = book[name].values
        assert list(header) == list(table.columns)
        assert len(rows) == len(table)
        for given, row in zip(rows, table.astype(object).itertuples(index=False, name=None), strict=True):
            for cell, value in zip(given, row, strict=True):
                assert cell == _expected(value), (name, value)


def _expected(value):
    if pd.isna(value) or value == "":
        return None
    if type(value) is dt.date:
        return dt.datetime.combine(value, dt.time())
    return (
        pytest.approx(value)
        if isinstance(value, float)
        else value.replace("\r", "")
        if isinstance(value, str)
        else value
    )


def test_sheets_can_be_worked_with(book):
    """Each sheet has a frozen header, a filter and columns that are neither slivers nor endless."""
    for name in TABLES:
        sheet = book[name]
        assert sheet.freeze_panes == "B2" and sheet.auto_filter.ref.startswith("A1:")
        assert all(NARROW <= column.width <= WIDE + 1 for column in sheet.column_dimensions.values())
    assert book[AS_WRITTEN].sheet_state == "veryHidden"


def test_numbers_look_like_what_they_are(book):
    """Shares are per cents, balances have a sign, dates are dates."""

    def format_of(name, column):
        place = [cell.value for cell in book[name][1]].index(column)
        return next(row[place].number_format for row in book[name].iter_rows(min_row=2) if row[place].value is not None)

    assert format_of("presence", "sentence_share") == "0%"
    assert format_of("stance_balance", "balance") == "+0.00;-0.00;0.00"
    assert format_of("ledger", "confidence") == "0.00"
    assert format_of("briefs", "date") == "yyyy-mm-dd"


@pytest.mark.parametrize(
    ("name", "column"), [("stance_balance", "n_statements"), ("stance_balance_by_side", "n_statements")]
)
def test_a_summary_leads_to_its_statements(study, book, name, column):
    """The count of a row of stance_balance leads to its first statement, which leads to its sentence."""
    side = study.actors.set_index("actor_id").side.dropna().to_dict() if name.endswith("side") else {}
    place = [cell.value for cell in book[name][1]].index(column)
    for row in book[name].iter_rows(min_row=2):
        assert row[place].hyperlink.location.startswith("'ledger'!A")
        goal = study.ledger.iloc[int(row[place].hyperlink.location.split("!A")[1]) - 2]
        assert [goal.brief_id, side.get(goal.holder, goal.holder), side.get(goal.target, goal.target)] == [
            cell.value for cell in row[:3]
        ]
    cell = book["ledger"]["C2"]
    assert book["sentences"].cell(int(cell.hyperlink.location.split("!A")[1]), 2).value == cell.value


@pytest.mark.parametrize("name", ["portrayal", "portrayal_by_side"])
def test_a_portrayal_leads_to_its_mentions(study, book, name):
    """The count of mentions leads to the first of that actor or side, which leads to its sentence."""
    side = study.actors.set_index("actor_id").side.dropna().to_dict() if name.endswith("side") else {}
    place = [cell.value for cell in book[name][1]].index("n_mentions")
    for row in book[name].iter_rows(min_row=2):
        assert row[place].hyperlink.location.startswith("'mention_stance'!A")
        goal = study.mention_stance.iloc[int(row[place].hyperlink.location.split("!A")[1]) - 2]
        assert [goal.brief_id, side.get(goal.actor_id, goal.actor_id)] == [cell.value for cell in row[:2]]


def test_a_cell_of_several_sentences_leads_to_the_first(study, book):
    """What both briefs tell has its sentences in one cell; the link is to the first of them."""
    place = [cell.value for cell in book["selection"][1]].index("evidence_a")
    several = [row[place] for row in book["selection"].iter_rows(min_row=2) if "; " in str(row[place].value)]
    assert several
    for cell in several:
        goal = book["sentences"].cell(int(cell.hyperlink.location.split("!A")[1]), 2).value
        assert goal == cell.value.split("; ")[0]


def test_contents_lead_to_every_sheet(study, book):
    """The first sheet names each sheet, says what it holds and how many rows, and leads there."""
    rows = {row[0].value: row for row in book[CONTENTS].iter_rows(min_row=6)}
    assert list(rows) == [*TABLES, CODEBOOK]
    for name, row in rows.items():
        assert row[0].hyperlink.location == f"'{name}'!A1" and row[1].value.endswith(".")
        assert row[2].value == book[name].max_row - 1


def test_the_codebook_explains_every_column(study, book):
    """The codebook sheet has each column of each table once, with its values and meaning."""
    listed = [(row[0], row[1]) for row in list(book[CODEBOOK].values)[1:]]
    assert listed == [(name, column) for name, table in study.tables().items() for column in table.columns]
    assert glossary(["ledger"]).set_index("column")["values"]["voice"] == "author, quoted"


def test_text_stays_text(hostile):
    """No cell is a formula, no address in a text is a link, and what a cell can't hold is replaced."""
    book = openpyxl.load_workbook(io.BytesIO(workbook(hostile)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    assert all(cell.hyperlink is None or cell.hyperlink.target is None for cell in cells)
    texts = [cell.value for cell in cells if isinstance(cell.value, str)]
    assert any(HOSTILE in text for text in texts) and "=1+1" in texts
    assert all("\x07" not in text for text in texts) and any("\ufffd" in text for text in texts)
    starts = [cell for cell in cells if isinstance(cell.value, str) and cell.value.startswith("=")]
    assert starts and all(cell.quotePrefix for cell in starts if cell.parent.title not in (CONTENTS, AS_WRITTEN))


def test_limits_of_excel_are_said(hostile, monkeypatch):
    """Rows that no sheet holds and cells that are cut are named in the contents, with where they are whole."""
    for name, most in {"sheets.MAX_ROWS": 4, "sheets.MAX_CELL": 40, "cells.MAX_CELL": 40}.items():
        monkeypatch.setattr(f"analysis.publish.workbook.{name}", most)
    book = openpyxl.load_workbook(io.BytesIO(workbook(hostile)))
    notes = {row[0]: row[3] for row in book[CONTENTS].iter_rows(min_row=6, values_only=True)}
    assert notes["tokens"] == f"The first 3 of {len(hostile.tokens):,} rows; all are in tokens.parquet."
    assert book["tokens"].max_row == 4
    assert notes["sentences"].endswith("is cut at 40 characters; sentences.parquet has it whole.")


def test_a_long_cell_is_cut_between_characters():
    """A cell holds at most 32,767 units of UTF-16, and no half of a character."""
    cut = as_cell("🕊" * 20_000)
    assert len(cut.encode("utf-16-le")) // 2 <= MAX_CELL and set(cut) == {"🕊", "…"}


def test_sheet_names_fit_and_differ():
    """Names of more than 31 characters are cut, and stay apart."""
    names = sheet_names(["a" * 40, "a" * 41, "Contents"])
    assert all(len(label) <= 31 for label in names.values()) and len(set(names.values())) == len(names)


def test_parquet_has_every_type(study):
    """pandas reads every table back equal, types and missing values too."""
    for name, table in study.tables().items():
        again = pd.read_parquet(io.BytesIO(parquet_bytes(table)), engine="pyarrow")
        pd.testing.assert_frame_equal(again, table, obj=name)


def test_excerpts_hold_for_every_format(study_folder):
    """A study set to excerpts has no whole sentence in its workbook."""
    long = " ".join(f"word{n}" for n in range(30)) + "."
    study = load_study(study_folder({"north": long, "south": TEXTS["south"]}, quote='"excerpts"'))
    book = openpyxl.load_workbook(io.BytesIO(workbook(study)))
    assert "tokens" not in book.sheetnames and "tokens" not in public_tables(study)
    shown = json.dumps(
        [list(map(str, row)) for name in book.sheetnames if name != "keyness" for row in book[name].values]
    )
    assert "word11" in shown and "word13" not in shown

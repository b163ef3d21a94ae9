"""What notebooks show: prose and tables."""

import datetime as dt

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from analysis.display import Prose, Table, literal


def cells(table: Table, kind: str = "td") -> list[str]:
    """The text of the cells of a table, line by line."""
    return [cell.get_text() for cell in BeautifulSoup(table._repr_html_(), "html.parser").find_all(kind)]


def test_prose():
    """Prose is a string that shows itself the same in a terminal and as Markdown."""
    prose = Prose("CFR names **three** more.")
    assert isinstance(prose, str)
    assert repr(prose) == prose._repr_markdown_() == "CFR names **three** more."


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "*not* _emphasis_ `code` ~~x~~",
        "# no heading",
        "1. no list",
        "- no list",
        "[no](http://link.example)",
        "![no](http://picture.example)",
        "a | b",
        "$5 & $6",
        "back\\slash",
        "&lt;",
    ],
)
def test_literal(text):
    """Text of a brief stays text inside prose, whatever Markdown or HTML it looks like."""
    from analysis.publish.markup import markdown

    shown = BeautifulSoup(markdown(Prose(literal(text))), "html.parser")
    assert shown.get_text().strip() == text
    assert {tag.name for tag in shown.find_all(True)} == {"p"}


def test_missing_values():
    """A missing value is no evidence, and not zero."""
    table = Table(pd.DataFrame({"actor": ["iran", "iraq"], "mean": [0.0, None]}), "Mean polarity")
    assert cells(table) == ["0.00", "–"]
    assert '<abbr title="no evidence">–</abbr>' in table._repr_html_()


def test_numbers_are_written_for_their_kind():
    """Counts stay whole though one is missing, shares are per cent, the minus is a minus."""
    data = pd.DataFrame(
        {
            "actor": ["iran", "iraq"],
            "n_mentions": [12345.0, None],
            "speaking_share": [0.256, 0.0],
            "balance": [-0.5, -0.001],
            "year": [2007, 2008],
        }
    )
    assert cells(Table(data, "All kinds")) == [
        "12,345", "26%", "−0.50", "2007",
        "–", "0%", "0.00", "2008",
    ]  # fmt: skip


def test_formats():
    """A format is a string or a function of the value."""
    data = pd.DataFrame({"a": [0.5, -0.5], "b": [0.5, 2.0]})
    table = Table(data, "Formats", formats={"a": "{:+.1f}", "b": lambda value: f"{value:.0f} times"})
    assert cells(table) == ["+0.5", "0 times", "−0.5", "2 times"]


def test_escaping():
    """Words of data are escaped, and run in their own direction."""
    html = Table(pd.DataFrame({"who": ["<b>همشهری</b>"]}), 'A "caption" <i>')._repr_html_()
    assert '<th scope="row" dir="auto" style="text-align: left">&lt;b&gt;همشهری&lt;/b&gt;</th>' in html
    assert "<caption>A &quot;caption&quot; &lt;i&gt;</caption>" in html


def test_other_values():
    """Truths, dates and lists are written in words."""
    data = pd.DataFrame({"x": ["row"], "ok": [True], "date": [dt.date(2007, 5, 28)], "who": [["b", "a"]]})
    assert cells(Table(data, "Words")) == ["yes", "28 May 2007", "b, a"]


def test_headings_and_index():
    """Headings are the names given, and the index shows only when asked for."""
    data = pd.DataFrame({"n_sentences": [3]}, index=pd.Index(["iran"], name="actor"))
    assert cells(Table(data, "Without"), "th") == ["n sentences"]
    table = Table(data, "With", index=True, names={"n_sentences": "sentences"})
    assert cells(table, "th") == ["actor", "sentences", "iran"]


def test_notes():
    """The note stands below the table, in a notebook and in a terminal."""
    table = Table(pd.DataFrame({"x": ["a"]}), "Caption", note="Source: both briefs.")
    assert table._repr_html_().endswith('<p class="note">Source: both briefs.</p>')
    assert repr(table).splitlines() == ["Caption", "x", "a", "Source: both briefs."]


def test_no_rows():
    """A table without rows still has its headings."""
    assert cells(Table(pd.DataFrame({"actor": [], "n_mentions": []}), "None"), "th") == ["actor", "n mentions"]


def test_a_table_without_rows_says_so():
    """An empty table has one cell: none."""
    page = Table(pd.DataFrame({"brief": [], "mean": []}), "Nothing")._repr_html_()
    assert '<tr><td colspan="2">none</td></tr>' in page

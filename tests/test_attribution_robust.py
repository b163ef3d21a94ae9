"""Any text has attributions: spans inside it, in time."""

from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.attribution import complements
from analysis.attribution.attributions import attributions
from analysis.attribution.cues import TYPES, codebook
from analysis.attribution.paragraphs import paragraphs
from analysis.errors import BriefError

ODD = [
    "", " ", "\n\n\n", "\x00\x01\x1f", "“", "”", '"', "''", "“““”””", '" " "', "(((((", "\ud800",
    "‏قال الوزير: \"نعم\" said he.", "😀 said 😀 “😀”", "a" * 3000, "'" * 300, "said " * 400,
    "he said that " * 200, "“" * 500, "\u2028\u2029\u0085 x", "x:" * 200, "Ode: “", "A: B\nA: C",
    "according to", "as said", "in words", "\r\n\r\nHe said \r\n so.",
]  # fmt: skip


@pytest.mark.parametrize("text", ODD)
def test_odd_text_gives_a_table(text: str) -> None:
    """No text raises."""
    check(text)


def test_a_text_of_any_length_is_read() -> None:
    """A text of more than a million characters gives a table, unless a limit is set."""
    text = "a" * 1_100_000
    check(text)
    with pytest.raises(BriefError, match="Give at most 1,000,000"):
        attributions(text, longest=1_000_000)


def check(text: str) -> None:
    table = attributions(text, nested="all")
    for row in table.itertuples():
        assert 0 <= row.content_start < row.content_end <= len(text)
        for start, end in ((row.source_start, row.source_end), (row.cue_start, row.cue_end)):
            assert pd.isna(start) or 0 <= start < end <= len(text)
        assert row.kind in ("direct", "mixed", "indirect")
        assert row.type in TYPES
        assert pd.isna(row.parent) or 0 <= row.parent < len(table)


WORDS = st.sampled_from(
    "he she Ode Iran said says told wants claim that to of “ ” \" '' ' , . : ; — ( ) not could as "
    "in words according by the mayor which it is quoted writing \n\n \n 😀".split(" ")
)


@settings(max_examples=100, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=60).map(" ".join)))
def test_any_text_gives_spans_inside_it(text: str) -> None:
    """Any string gives a table whose spans slice it."""
    check(text)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=400))
def test_paragraphs_hold_all_words(text: str) -> None:
    """Paragraphs come in order, don't overlap, and leave out nothing but white space."""
    spans = paragraphs(text)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    assert "".join("".join(text[s:e].split()) for s, e in spans) == "".join(text.split())


def test_long_line_is_cut() -> None:
    """A line of a million characters is parsed in pieces that make it up."""
    text = "The envoy said that the border was quiet. " * 24_000
    spans = paragraphs(text)
    assert max(end - start for start, end in spans) <= 5_000
    assert sum(end - start for start, end in spans) > 0.99 * len(text)


def test_work_grows_with_the_length(monkeypatch: pytest.MonkeyPatch) -> None:
    """Twice the text takes at most about twice the steps, in one paragraph or in many."""
    steps = [0]
    spans_of = complements.subtree

    def counted(token: object) -> tuple[int, int]:
        steps[0] += 1
        return spans_of(token)

    monkeypatch.setattr(complements, "subtree", counted)
    sentence = "“We will stay,” the mayor said, and he criticized the plan to leave. "
    for joint in ("", "\n\n"):
        counts = []
        for n in (25, 50, 100):
            steps[0] = 0
            attributions((sentence + joint) * n)
            counts.append(steps[0])
        assert counts[2] <= 2.2 * counts[1] <= 2.2 * 2.2 * counts[0]


def test_codebook_is_sound() -> None:
    """Every cue has a known type, and no row stands twice."""
    book = codebook()
    assert len(book.cues) > 500
    assert {cue.type for cue in book.cues.values()} <= set(TYPES)

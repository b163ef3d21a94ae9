"""Recommendations on texts whose advice a reader counts by eye."""

import pytest

from analysis.errors import CodebookError
from analysis.ledger import advice_book, recommendations
from analysis.ledger.recommendations import COLUMNS
from analysis.stance import stance_book

ADVISED = "Lima should wait. Lima should listen. "
SERIES = """A Title

The first paragraph says that we in Peru know the truce.

Next Steps

Keep the truce. It is old.

Keep watching Ecuador. Peru could ask Vega to come.
"""


def table(reading):
    return recommendations(reading, advice=advice_book(), book=stance_book())


def told(reading) -> list[tuple]:
    """Addressee, action, target and condition of each row."""
    rows = table(reading)
    columns = (rows[name].fillna("") for name in ("addressee", "action", "target", "condition"))
    return list(zip(*columns, strict=True))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Peru should back the truce.", [("peru", "back the truce", "truce", "")]),
        ("Peru and Ecuador must resume the Cuzco talks.",
         [("peru", "resume the Cuzco talks", "talks", ""), ("ecuador", "resume the Cuzco talks", "talks", "")]),
        ("Ecuador should not attack Peru.", [("ecuador", "not attack Peru", "peru", "")]),
        ("We recommend that Peru and Ecuador free the nurses.",
         [("peru", "free the nurses", "nurses", ""), ("ecuador", "free the nurses", "nurses", "")]),
        ("I urge Ecuador to free the nurses.", [("ecuador", "free the nurses", "nurses", "")]),
        ("Ecuador needs to free the nurses.", [("ecuador", "free the nurses", "nurses", "")]),
        ("Peru should back the truce unless Ecuador attacks.",
         [("peru", "back the truce", "truce", "unless Ecuador attacks")]),
        ("In return for peace, Peru should free the nurses.",
         [("peru", "free the nurses", "nurses", "In return for peace")]),
        ("Peru would do well to free the nurses.", [("peru", "free the nurses", "nurses", "")]),
        ("Peru would do better to free the nurses.", [("peru", "free the nurses", "nurses", "")]),
        ("Peru would be wise to free the nurses.", [("peru", "free the nurses", "nurses", "")]),
        ("Peru must free the nurses, or it will fail.", [("peru", "free the nurses", "nurses", "")]),
        ("Peru should remember that it once freed the nurses.",
         [("peru", "remember that it once freed the nurses", "nurses", "")]),
        ("Once Ecuador agrees, Peru should free the nurses.",
         [("peru", "free the nurses", "nurses", "Once Ecuador agrees")]),
        ("Peru ought to free the nurses.", [("peru", "free the nurses", "nurses", "")]),
        ("Should Ecuador leave, Peru must free the nurses.", [("peru", "free the nurses", "nurses", "")]),
        ("Lima would be wise to announce an end to the truce.", [("peru", "announce an end to the truce", "truce", "")]),
        ("Peru failed. Nor should Peru go on arming the rebels.",
         [("peru", "Nor should Peru go on arming the rebels", "rebels", "")]),
        ("Peru should wait. It is time to free the nurses.",
         [("peru", "wait", "", ""), ("peru", "free the nurses", "nurses", "")]),
    ],
)  # fmt: skip
def test_who_is_told_to_do_what(study_of, text, expected):
    """Addressee, action, target and condition are those that a reader marks."""
    assert told(study_of(text)) == expected


def test_a_command_speaks_to_the_state_that_the_brief_advises(study_of):
    """A bare imperative and a passive are addressed to the state most often told what to do."""
    rows = told(study_of(ADVISED + "Consider the truce. The nurses must be freed."))
    assert ("peru", "Consider the truce", "truce", "") in rows
    assert ("peru", "freed", "", "") in rows


def test_a_command_speaks_to_a_body_where_no_state_is_advised(study_of):
    """Where no state is told what to do, a bare imperative is addressed to the body that is told most often."""
    rows = told(study_of("The Andean Sanctions League should wait. Consider the truce."))
    assert rows == [("league", "wait", "", ""), ("league", "Consider the truce", "truce", "")]


def test_the_items_of_a_list_speak_to_whom_its_opening_names(study_of):
    """Under "Ecuador should:" each order is Ecuador's, though the brief advises Peru; after the list Peru's again."""
    items = "Ecuador should:\n\nFree the nurses.\n\nFlowers for all.\n\nKeep the truce.\n\nRain fell.\n\nConsider the truce."
    rows = told(study_of(ADVISED + "\n\n" + items))[2:]
    assert [(who, action) for who, action, *_ in rows] == [
        ("ecuador", "Free the nurses"), ("ecuador", "Keep the truce"), ("peru", "Consider the truce"),
    ]  # fmt: skip
    assert [who for who, *_ in told(study_of(ADVISED + "\n\nThe elders should:\n\nFree the nurses."))] == ["peru"] * 2


def test_one_way_would_be(study_of):
    """ "One way to help would be to" is advice."""
    rows = told(study_of(ADVISED + "One way to help would be to include Vega in the Cuzco talks."))
    assert rows[-1] == ("peru", "include Vega in the Cuzco talks", "talks", "")


def test_could_is_advice_only_where_suggestions_are_announced(study_of):
    """ "could" is a mere chance outside the part that announces next steps."""
    assert table(study_of("Peru could ask Vega to come.")).empty
    rows = told(study_of(SERIES))
    assert ("peru", "ask Vega to come", "vega", "") in rows
    assert [action for _, action, *_ in rows if action.startswith("Keep")] == [
        "Keep the truce",
        "Keep watching Ecuador",
    ]


@pytest.mark.parametrize(
    "text",
    ["Peru met Ecuador.", "Salas said that Ecuador should free the nurses.", "Peru should have freed the nurses.",
     "Vega believes Peru must wait.", "What Peru should do next.", "How should Lima answer Ecuador?", "Peru must be laughing.",
     "We do not recommend that Peru wait.", "Salas and Vega recommend that Peru wait.", "There should be peace.", "Note that Peru met Ecuador.", ""],
)  # fmt: skip
def test_what_is_no_advice_of_the_author(study_of, text):
    """Others' urging, regrets about the past, an open question, a guess, a wish for peace and a word to the reader are none."""
    rows = table(study_of(text))
    assert rows.empty and list(rows.columns) == list(COLUMNS)


def test_spans_slice_back(study_of):
    """Spans of action and condition give their words back."""
    reading = study_of(ADVISED + "Peru should back the truce if Ecuador agrees.")
    for row in table(reading).itertuples():
        assert reading.text[row.start : row.end] == row.action
        if row.condition == row.condition:
            assert reading.text[row.condition_start : row.condition_end] == row.condition


def test_ids_number_the_text(study_of):
    """Ids run in the order of the text and are the same when it is read again."""
    ids = [table(study_of(ADVISED)).recommendation_id.tolist() for _ in range(2)]
    assert ids == [["a-r01", "a-r02"]] * 2


def test_a_wrong_kind_is_named(tmp_path):
    """A codebook of advice with a mistake is named with row and remedy."""
    path = tmp_path / "advice.csv"
    path.write_text("words,kind,note\nshould,dooty,\n", encoding="utf-8")
    with pytest.raises(CodebookError, match='row 2: kind "dooty"'):
        advice_book(path)

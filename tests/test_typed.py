"""Rows as a table of given types."""

import pandas as pd

from analysis.typed import typed

TYPES = {"word": "str", "n": "int64", "share": "float64", "is_word": "bool", "place": "Int64"}
ROWS = [("a", 1, 0.5, True, None), (None, 2, None, False, 3)]


def test_types_are_those_that_pandas_would_convert_to():
    """The table is the one that guessing the types and changing them after gives, missing cells included."""
    slow = pd.DataFrame(ROWS, columns=list(TYPES)).astype(TYPES)
    pd.testing.assert_frame_equal(typed(ROWS, TYPES), slow)


def test_no_rows_have_all_columns():
    """Without a row the table still has its columns, each of its type."""
    assert (
        typed([], TYPES).dtypes.astype(str).to_dict()
        == pd.DataFrame(columns=list(TYPES)).astype(TYPES).dtypes.astype(str).to_dict()
    )

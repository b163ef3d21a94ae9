"""Rows as a table whose columns have their types from the start.

A table of a document is small, and there are a dozen of them: to guess the types of its columns and
then change them takes longer than all the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pandas as pd
import pyarrow as pa

TEXT = pd.StringDtype(na_value=np.nan)


def typed(rows: Iterable[Sequence[object]], types: Mapping[str, str]) -> pd.DataFrame:
    """The rows as a table.

    Parameters
    ----------
    rows : iterable of sequences
        Cells in the order of the columns; None is missing.
    types : mapping
        The type of each column by its name: `str`, `int64`, `float64`, `bool` or `Int64`.

    Examples
    --------
    >>> typed([("a", 1), (None, 2)], {"word": "str", "n": "int64"}).n.sum()
    np.int64(3)
    """
    columns = list(zip(*rows, strict=True)) or [()] * len(types)
    return pd.DataFrame({name: _array(cells, kind) for (name, kind), cells in zip(types.items(), columns, strict=True)})


def _array(cells: Sequence[object], kind: str) -> np.ndarray | pd.api.extensions.ExtensionArray:
    if kind == "str":
        return pd.arrays.ArrowStringArray(pa.array(cells, pa.large_string(), from_pandas=True), dtype=TEXT)
    if kind == "Int64":
        return pd.arrays.IntegerArray(np.array([cell or 0 for cell in cells], dtype="int64"), pd.isna(list(cells)))
    return np.array(cells, dtype=kind)

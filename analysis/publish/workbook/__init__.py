"""tables.xlsx: a sheet a table, with contents, codebook, filters, and links from a number to its evidence.

cells      what a cell can hold, and how a column looks
links      where the numbers and ids of a table lead to
sheets     a table as a sheet
book       the sheets together, and where they are written

Text stays text: no cell of ours is a formula, no words become a link. What Excel can't hold is
said in the contents, and is whole in the Parquet file.
"""

from analysis.publish.workbook.book import AS_WRITTEN, CODEBOOK, CONTENTS, workbook, write_workbook
from analysis.publish.workbook.cells import as_cell, fingerprint, told
from analysis.publish.workbook.sheets import MAX_ROWS

__all__ = [
    "AS_WRITTEN",
    "CODEBOOK",
    "CONTENTS",
    "MAX_ROWS",
    "as_cell",
    "fingerprint",
    "told",
    "workbook",
    "write_workbook",
]

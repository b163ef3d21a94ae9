"""The reader: the briefs with everything that the tables read into them, as a page to click through.

spans      overlapping spans as a tree of pieces
layers     the rows of each table as readings
texts      a brief block by block, whole or in excerpts
facets     by what readings can be filtered, and the address of a choice
numbers    summaries whose every number leads to its readings
pages      the pages, and where they are written
"""

from analysis.publish.reader.pages import write_reader

__all__ = ["write_reader"]

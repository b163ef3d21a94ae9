"""What leaves the house: notebooks executed, and the report made from them.

kernel       a kernel of this Python for one notebook, and what a failing cell says
notebooks    run the notebooks, keep what the user wrote, clean what the machine adds
markup       Markdown to HTML, and HTML reduced to a plain document
leads        from a finding to its figure, from a sentence's id to the reader
document     executed notebooks as chapters: prose, numbered figures and tables, contents
colophon     what a report was made from: versions, inputs, seed, command
tables       every table as CSV and Parquet
glossary     what every column means
workbook     tables.xlsx, a sheet a table, with links to the evidence
changes      what a run wrote, and what of it is new
readme       the answer at the top of the README
rendering    templates filled in
report       report.html, report.pdf, report.docx
slides       slides.pptx, with charts that can be edited
reader       reader.html: the texts with all that is read into them
"""

from analysis.publish.changes import changes, snapshot
from analysis.publish.notebooks import NOTEBOOKS, run_notebooks
from analysis.publish.reader import write_reader
from analysis.publish.readme import README, write_answer
from analysis.publish.report import write_report
from analysis.publish.slides import write_slides
from analysis.publish.tables import write_tables
from analysis.publish.workbook import write_workbook

__all__ = [
    "NOTEBOOKS", "README", "changes", "run_notebooks", "snapshot", "write_answer", "write_reader", "write_report",
    "write_slides", "write_tables", "write_workbook",
]  # fmt: skip

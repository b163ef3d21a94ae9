"""What leaves the house: notebooks executed, and the report made from them.

files        nothing half-written, nothing of the user's overwritten
notebooks    run the notebooks, keep what the user wrote, clean what the machine adds
document     executed notebooks as chapters: prose, numbered figures and tables, contents
colophon     what a report was made from: versions, inputs, seed, command
report       report.html, report.pdf, report.docx
"""

from analysis.publish.notebooks import run_notebooks
from analysis.publish.report import write_report

__all__ = ["run_notebooks", "write_report"]

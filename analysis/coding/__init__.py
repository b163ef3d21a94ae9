"""The reference coding of a study: read, and the headline findings as it gives them.

    reading      the coders' files as tables, with the place of their words in the raw texts
    headlines    the headline findings computed from the coding, beside the program's

A headline on which program and coding differ is none.
"""

from __future__ import annotations

from analysis.coding.headlines import coded, coded_findings
from analysis.coding.reading import reference

__all__ = ["coded", "coded_findings", "reference"]

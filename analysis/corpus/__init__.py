"""The briefs as they are: the raw text, and what each stretch of it is.

    raw          the file of a brief as text
    passages     title, headings, paragraphs and furniture
    citations    what a brief cites

Nothing is ever deleted: `passages` says of every stretch what it is, by which rule and why. The
rules are in `data/codebook/furniture.csv` and `data/codebook/citations.csv`.
"""

from analysis.corpus.citations import citations
from analysis.corpus.passages import Passage, furniture_rules, marked, passages, tabled
from analysis.corpus.raw import check, n_words, raw_text

__all__ = [
    "Passage", "check", "citations", "furniture_rules", "marked", "n_words", "passages", "raw_text", "tabled"
]  # fmt: skip

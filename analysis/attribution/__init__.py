"""Who is said to have said, believed, wanted or felt what.

cues            data/codebook/cues.csv: which words report, and how
quotes          quotation marks paired; scare quotes told from quotations
clauses         the grammar that the rules read: subjects, passives, insertions
paragraphs      any string as paragraphs that the parser can read
nominals        nouns and phrases that report: "the claim that", "according to"
contents        verbs and what they report
quoting         quotations and the words that pass them on
records         the attributions of a document
kept            which of them a table keeps
attributions    the attributions of any text
speakers        the attributions of a brief, each source linked to an actor
voices          whose assertion each word is
"""

from analysis.attribution.attributions import attributions, scare_quotes
from analysis.attribution.cues import codebook
from analysis.attribution.speakers import brief_attributions
from analysis.attribution.voices import speaking, voiced, voices_at

__all__ = ["attributions", "brief_attributions", "codebook", "scare_quotes", "speaking", "voiced", "voices_at"]

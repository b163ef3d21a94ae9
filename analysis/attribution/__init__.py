"""Who is said to have said, believed, wanted or felt what.

cues            data/codebook/cues.csv: which words report, and how
quotes          quotation marks paired; scare quotes told from quotations
paragraphs      any string as paragraphs that the parser can read
clauses         what a word governs, and in which form a verb stands
subjects        who a verb or noun is said of
modality        whether what a verb reports came about
insertions      reporting clauses, and the sentences that they are set into
complements     what a verb reports
drafts          attributions in the making
nominals        nouns and phrases that report: "the claim that", "according to"
verbs           verbs that report, and of whom
contents        what each cue of a paragraph reports
surroundings    a paragraph with its quotations and drafts
adoption        the verb beside a quotation, or the sentence before it
labels          speakers named before a colon
quoting         each quotation, and who speaks it
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

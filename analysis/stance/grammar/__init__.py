"""Who does what to whom, read off the parse: tokens in, tokens out.

nouns         what hangs on a noun: those joined to it, whose it is, what follows its prepositions
asking        deeds that are called for or judged, and who asks whom to do them
doers         who does what a verb says
undergoers    whom it is done to
"""

from analysis.stance.grammar.asking import COPULAS, asked, asked_by, fitting, fittings, is_called_for, is_urged
from analysis.stance.grammar.doers import doers, reporters, subjects
from analysis.stance.grammar.nouns import (
    OBJECTS,
    PREFIXES,
    SUBJECTS,
    after,
    examples,
    joined,
    makers,
    named,
    owners,
    owners_of,
    spread,
)
from analysis.stance.grammar.undergoers import seen, undergoers

__all__ = [
    "COPULAS", "OBJECTS", "PREFIXES", "SUBJECTS", "after", "asked", "asked_by", "doers", "examples", "fitting",
    "fittings", "is_called_for", "is_urged", "joined", "makers", "named", "owners", "owners_of", "reporters", "seen",
    "spread", "subjects", "undergoers",
]  # fmt: skip

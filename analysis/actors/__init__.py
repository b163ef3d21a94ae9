"""Who can hold or receive a stance, and who is referred to where.

registry        data/actors.csv, checked whole
names           every way in which a text can name an actor, as one pattern
readings        what a name means where it stands: government or place, act or origin
coreference     which earlier phrase a pronoun points back to
thread          what a brief has spoken of so far
descriptions    "the meeting", "those prisoners"
pronouns        both, each, whose, we
linking         one passage read word by word
mentions        the table
candidates      names that the registry lacks
"""

from analysis.actors.candidates import candidates
from analysis.actors.mentions import mentions
from analysis.actors.names import Lexicon, lexicon
from analysis.actors.registry import actors, check_authors

__all__ = ["Lexicon", "actors", "candidates", "check_authors", "lexicon", "mentions"]

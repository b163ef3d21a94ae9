"""Who stands where toward whom in a sentence.

words        data/codebook/stance.csv: which words show a stance, and where holder and target hang
grammar      who does what to whom
denial       what is denied, and what stands under which verb
link         what one word says of a holder and a target
rules        the links between holder, word and target, by what shows the stance
marked       sentences as the encoder reads them
weights      the encoder's weights and their raw answers
encoder      the stance toward a target, and of a holder toward it
mentioned    the same of every mention of an actor
"""

from analysis.stance.link import Link
from analysis.stance.rules import links
from analysis.stance.words import StanceBook, stance_book

__all__ = ["Link", "StanceBook", "links", "stance_book"]

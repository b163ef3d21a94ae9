"""What each passage makes of the matter: frames by codebook, and the words for those whom both briefs name.

book        the frames and their cues, as the codebooks list them
cues        where the words of a cue stand in a parsed text
roles       who does what a frame is about, and to whom
table       the frame spans of a brief
trust       which frames can carry a finding
namings     the words that a brief uses for each actor and event
"""

from analysis.frames.book import FrameBook, frame_book
from analysis.frames.namings import namings
from analysis.frames.table import frames
from analysis.frames.trust import carrying

__all__ = ["FrameBook", "carrying", "frame_book", "frames", "namings"]

"""The charts of a study: each with the claim that its table supports as its title.

telling    the words that they share, and what of many briefs is shown
texts      how long the texts are, their terms, which paragraphs are alike
mentions   who is mentioned, where and with whom
moods      the mood of the words
stances    who speaks, who stands where, what is recommended
framing    what is selected, and how it is framed
trust      how far to trust it
saving     all of them in order, and saved with the gallery
"""

from analysis.figures.framing import aligned, frames, frames_by_voice, labels, selection, who_frames_whom
from analysis.figures.mentions import co_mention, mention_strip, presence_by_actor, presence_by_side, weight
from analysis.figures.moods import lexicons, sentiment_by_actor, sentiment_by_side, sentiment_strip, word_shift
from analysis.figures.saving import FIGURES, Look, figure_names, write_figures
from analysis.figures.stances import (
    author_stance,
    contradiction,
    directed,
    portrayal,
    prescriptions,
    speakers,
    speaking,
    stance_balance,
)
from analysis.figures.telling import words
from analysis.figures.texts import keyness, layout, likeness
from analysis.figures.trust import agreement, benchmarks, robustness

__all__ = [
    "FIGURES",
    "Look",
    "agreement",
    "aligned",
    "author_stance",
    "benchmarks",
    "co_mention",
    "contradiction",
    "directed",
    "figure_names",
    "frames",
    "frames_by_voice",
    "keyness",
    "labels",
    "layout",
    "lexicons",
    "likeness",
    "mention_strip",
    "portrayal",
    "prescriptions",
    "presence_by_actor",
    "presence_by_side",
    "robustness",
    "selection",
    "sentiment_by_actor",
    "sentiment_by_side",
    "sentiment_strip",
    "speakers",
    "speaking",
    "stance_balance",
    "weight",
    "who_frames_whom",
    "word_shift",
    "words",
    "write_figures",
]

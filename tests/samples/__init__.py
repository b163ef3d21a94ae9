"""Small comparison tables as the codebook has them, with awkward cases, for the tests of charts.

An actor with a long name, one that only one brief mentions, one with no scored word, one in a
single sentence, a brief whose label is long, names and words that look like formulas.
"""

from samples.drawn import all_charts, by_four, drawing, lines, of_four
from samples.statements import (
    agreement,
    aligned,
    balance,
    benchmarks,
    frame_difference,
    frame_roles,
    frames_by_voice,
    naming_difference,
    overlap,
    portrayal,
    recommendations,
    robustness,
    speaking,
    weight,
)
from samples.texts import (
    actor_sentiment,
    briefs,
    co_mention,
    keyness,
    likeness,
    means,
    mentions,
    presence,
    presence_difference,
    sentences,
    sentiment,
    typical,
    word_shift,
)
from samples.words import CALLED, FRAMES, LABELS, NAMES, WORDS

__all__ = [
    "CALLED",
    "FRAMES",
    "LABELS",
    "NAMES",
    "WORDS",
    "actor_sentiment",
    "agreement",
    "aligned",
    "all_charts",
    "balance",
    "benchmarks",
    "briefs",
    "by_four",
    "co_mention",
    "drawing",
    "frame_difference",
    "frame_roles",
    "frames_by_voice",
    "keyness",
    "likeness",
    "lines",
    "means",
    "mentions",
    "naming_difference",
    "of_four",
    "overlap",
    "portrayal",
    "presence",
    "presence_difference",
    "recommendations",
    "robustness",
    "sentences",
    "sentiment",
    "speaking",
    "typical",
    "weight",
    "word_shift",
]

"""The briefs side by side, each difference with its interval.

    resampling     intervals, the small-sample rule
    chance         null bands, p and q
    differences    how far two briefs are apart
    actors         who is mentioned, with whom, in sentences of which mood
    keyness        which terms are typical of one brief
    wordshift      which words drive a difference of mood
    readability    how the briefs are written
    likeness       which paragraphs are about the same
    balances       means of signed readings, with their intervals
    stances        who stands where toward whom, summed up
    frames         how often which frame, and whose words for whom
    portrayal      how each brief portrays whom, over every mention
    aligned        passages of two briefs on the same matter
    weight         where each first comes, and how many words it gets
    voices         how much of each brief others speak
    selection      what one brief tells and the other doesn't

Pairs of briefs come in the order of the briefs; a difference is a minus b.
"""

from analysis.compare.actors import (
    actor_sentiment,
    co_mention,
    presence,
    presence_difference,
    rolled_up,
    sentiment_difference,
)
from analysis.compare.aligned import aligned, signs
from analysis.compare.frames import frame_difference, frame_roles, frames_by_voice, naming_difference
from analysis.compare.keyness import keyness
from analysis.compare.likeness import likeness
from analysis.compare.portrayal import portrayal, portrayal_difference, stance_by_side
from analysis.compare.readability import length_difference, readability
from analysis.compare.selection import items, numbers, overlap, relations, selection, topics
from analysis.compare.stances import ledger_by_side, stance_balance, stance_difference
from analysis.compare.voices import voice_difference
from analysis.compare.weight import weight, weight_difference
from analysis.compare.wordshift import word_shift

__all__ = [
    "actor_sentiment", "aligned", "co_mention", "frame_difference", "frame_roles", "frames_by_voice", "items",
    "keyness", "ledger_by_side", "length_difference", "likeness", "naming_difference", "numbers", "overlap",
    "portrayal", "portrayal_difference", "presence", "presence_difference", "readability", "relations", "rolled_up",
    "selection", "sentiment_difference", "signs", "stance_balance", "stance_by_side", "stance_difference", "topics",
    "voice_difference", "weight", "weight_difference", "word_shift",
]  # fmt: skip

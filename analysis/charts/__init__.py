"""The charts: one function each, table in, `Chart` out.

Every function takes the claim as `title` and the words of the study (`labels`, `names`,
`dates`, `source`: see `Words`) as keywords. A chart shows itself in a notebook;
`save_chart` writes it as a bundle of files. What is no table, has no brief, or has two rows of what a
chart shows once raises an `ArgumentError`.
"""

from analysis.charts.actors import actor_sentiment_chart, presence_chart
from analysis.charts.agreement import agreement_chart, benchmark_chart
from analysis.charts.contrasts import contrast_chart
from analysis.charts.counted import contradiction_chart, prescription_rates_chart, prescriptions_chart
from analysis.charts.directed import directed_chart
from analysis.charts.frames import frame_roles_chart, frame_voices_chart, frames_chart
from analysis.charts.marks import MOST_BRIEFS, MOST_LANES, Words
from analysis.charts.matrices import co_mention_chart, likeness_chart
from analysis.charts.moods import lexicons_chart, sentiment_strip
from analysis.charts.namings import namings_chart
from analysis.charts.order import aligned_chart, weight_chart
from analysis.charts.portrayal import portrayal_chart
from analysis.charts.robustness import robustness_chart
from analysis.charts.selection import selection_chart
from analysis.charts.stances import author_chart, stance_balance_chart
from analysis.charts.strips import layout_of_briefs, mention_strip
from analysis.charts.uneven import uneven_chart
from analysis.charts.voices import speakers_chart, speaking_chart
from analysis.charts.words import keyness_chart, typical_chart, word_shift_chart
from analysis.style import Chart, bundle, gallery, save_chart
from analysis.style.look import Style, read_style

__all__ = [
    "MOST_BRIEFS",
    "MOST_LANES",
    "Chart",
    "Style",
    "Words",
    "actor_sentiment_chart",
    "agreement_chart",
    "aligned_chart",
    "author_chart",
    "benchmark_chart",
    "bundle",
    "co_mention_chart",
    "contradiction_chart",
    "contrast_chart",
    "directed_chart",
    "frame_roles_chart",
    "frame_voices_chart",
    "frames_chart",
    "gallery",
    "keyness_chart",
    "layout_of_briefs",
    "lexicons_chart",
    "likeness_chart",
    "mention_strip",
    "namings_chart",
    "portrayal_chart",
    "prescription_rates_chart",
    "prescriptions_chart",
    "presence_chart",
    "read_style",
    "robustness_chart",
    "save_chart",
    "selection_chart",
    "sentiment_strip",
    "speakers_chart",
    "speaking_chart",
    "stance_balance_chart",
    "typical_chart",
    "uneven_chart",
    "weight_chart",
    "word_shift_chart",
]  # fmt: skip

"""What holds for every chart: its words can be read, and hide nothing. Read from artists, never from pixels."""

import functools
import itertools
import math
import re

import numpy as np
import pandas as pd
import pytest
import samples
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from analysis import charts, figures
from analysis.style.look import contrast, rgb

CHARTS = samples.all_charts()
WORDS = samples.WORDS


SOURCES = [("sample", name) for name in CHARTS] + [("study", name) for name in figures.figure_names()]


@pytest.fixture(
    scope="module",
    params=list(itertools.product(SOURCES, ("report", "slide"))),
    ids=lambda of: "-".join([*of[0], of[1]]),
)
def drawn(request) -> tuple[Figure, str]:
    """Every chart, of the sample tables and of the study of this repository, drawn in both contexts."""
    (source, name), context = request.param
    if source == "sample":
        return samples.drawing(name) if context == "report" else CHARTS[name].figure(context), context
    chart = dict(zip(figures.figure_names(), figures.FIGURES, strict=True))[name]
    return chart(request.getfixturevalue("study")).figure(context), context


@functools.lru_cache(maxsize=2)
def texts(figure: Figure) -> tuple[Text, ...]:
    """The words that a reader sees."""
    ticks = [t for ax in figure.axes for axis in (ax.xaxis, ax.yaxis) for t in axis.get_ticklabels(which="both")]
    return tuple(
        text
        for text in figure.findobj(Text)
        if text.get_visible() and text.get_text().strip()
        if _in_view(figure, text) or not any(text is tick for tick in ticks)
    )


def _in_view(figure: Figure, label: Text) -> bool:
    """Whether a tick label belongs to a tick within the limits of its axis."""
    for ax in figure.axes:
        for axis, ends in ((ax.xaxis, ax.get_xlim()), (ax.yaxis, ax.get_ylim())):
            for tick in axis.get_major_ticks():
                if tick.label1 is label:
                    return min(ends) - 1e-9 <= tick.get_loc() <= max(ends) + 1e-9 and label.get_visible()
    return False


@functools.lru_cache(maxsize=2)
def boxes(figure: Figure) -> list[tuple[str, np.ndarray]]:
    """What each text says, and its box in points."""
    scale = 72 / figure.dpi
    return [(t.get_text(), t.get_window_extent().get_points() * scale) for t in texts(figure)]


def test_no_text_is_cut(drawn):
    """Every word lies within the page."""
    figure, _ = drawn
    width, height = figure.get_size_inches() * 72
    for words, ((x0, y0), (x1, y1)) in boxes(figure):
        assert min(x0, y0, width - x1, height - y1) >= -0.5, words


def test_no_texts_overlap(drawn):
    """No two texts share a point of the page."""
    figure, _ = drawn
    for (one, a), (two, b) in itertools.combinations(boxes(figure), 2):
        shared = np.minimum(a[1], b[1]) - np.maximum(a[0], b[0])
        assert shared.min() <= 0.6, (one, two, shared)


def test_no_text_hides_a_mark(drawn):
    """The middle of every dot and cross is free of words."""
    figure, _ = drawn
    words_at = boxes(figure)
    for ax in figure.axes:
        for line in ax.lines:
            if line.get_marker() in ("o", "s", "^", "D", "x"):
                points = line.get_transform().transform(line.get_xydata()) * 72 / figure.dpi
                for words, box in words_at:
                    hidden = ((points > box[0]) & (points < box[1])).all(axis=1)
                    assert not hidden.any(), (words, line.get_label())


def test_words_are_large_enough(drawn):
    """No word on a slide is smaller than 18 points, none in a report smaller than 10."""
    figure, context = drawn
    assert min(text.get_fontsize() for text in texts(figure)) >= {"slide": 18, "report": 10}[context]


def test_words_stand_out_from_the_ground(drawn):
    """Every word has a contrast of at least 4.5:1, in cells of a matrix too."""
    figure, _ = drawn
    for text in texts(figure):
        cells = text.axes.patches if text.axes else []
        inside = [c for c in cells if _is_cell(c, text)]
        ground = inside[0].get_facecolor()[:3] if inside else (1, 1, 1)
        assert contrast(rgb(text.get_color()), ground) >= 4.5, text.get_text()


def _is_cell(patch, text: Text) -> bool:
    """Whether a text stands in the middle of a cell or of a part of a bar."""
    return isinstance(patch, Rectangle) and math.dist(patch.get_center(), text.get_position()) < 1e-6


def test_text_is_horizontal(drawn):
    """No label stands on its side."""
    figure, _ = drawn
    assert {text.get_rotation() for text in texts(figure)} == {0}


def test_the_plot_fills_its_page(drawn):
    """The panels take more than a quarter of the page, a fifth where the claim has three lines and the key two."""
    figure, _ = drawn
    least = 0.2 if figure.texts[0].get_text().count("\n") > 1 else 0.25
    assert sum(ax.get_position().width * ax.get_position().height for ax in figure.axes) > least


@pytest.mark.parametrize("name", CHARTS)
def test_alt_text_is_a_text(name):
    """Each alt text says what is shown, with a number, and no missing value leaks into it."""
    alt = CHARTS[name].alt
    assert len(alt) > 60
    assert alt.endswith(".")
    assert any(c.isdigit() for c in alt)
    assert not re.search(r"\bnan\b|<NA>", alt)


def test_words_are_never_formulas():
    """A dollar sign in a label is a dollar sign."""
    table = samples.word_shift().assign(word=lambda t: "$" + t.word + "$")
    figure = charts.word_shift_chart(table, title="A $5 claim and $6", **WORDS).figure()
    assert "$hostage$" in [t.get_text() for t in figure.axes[0].get_yticklabels()]


def of_eight(table: pd.DataFrame) -> pd.DataFrame:
    """The table of two briefs as one of eight."""
    own = table.speaker.str.startswith("author_") if "speaker" in table else None
    fours = [samples.of_four(table).assign(brief_id=lambda t, n=n: t.brief_id + str(n)) for n in (1, 2)]
    eight = pd.concat(fours, ignore_index=True)
    return eight if own is None else eight.assign(
        speaker=eight.speaker.mask(pd.concat([own] * 4, ignore_index=True), "author_" + eight.brief_id))  # fmt: skip


@pytest.mark.parametrize("context", ["report", "slide"])
@pytest.mark.parametrize("name", ["Daily {}", "The Institute for Rivers, Harbours and the Public Policy of Water {}"])
@pytest.mark.parametrize("chart", [
    lambda **w: charts.sentiment_strip(of_eight(samples.sentiment()), **w),
    lambda **w: charts.speaking_chart(of_eight(samples.speaking()), **w),
    lambda **w: charts.layout_of_briefs(of_eight(samples.sentences()), briefs=of_eight(samples.briefs()), **w),
], ids=["sentiment", "speaking", "layout"])  # fmt: skip
def test_labels_of_neighbouring_lanes_keep_apart(chart, name, context):
    """Texts don't overlap with eight lanes either, however long the names of the briefs are."""
    labels = {b: name.format(n) for n, b in enumerate(of_eight(samples.sentiment()).brief_id.unique())}
    figure = chart(title="Eight", labels=labels).figure(context)
    for (one, a), (two, b) in itertools.combinations(boxes(figure), 2):
        assert (np.minimum(a[1], b[1]) - np.maximum(a[0], b[0])).min() <= 0.6, (one, two)


def test_the_claim_is_the_title():
    """The title is what the caller computed, word for word."""
    figure = samples.drawing("presence-four")
    assert figure.texts[0].get_text().replace("\n", " ") == CHARTS["presence-four"].title

"""The charts: read from their artists, never from pixels."""

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


def lines(figure: Figure, label: str) -> list:
    """The lines of that label."""
    return [line for ax in figure.axes for line in ax.lines if line.get_label() == label]


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


def test_rows_are_sorted_by_the_difference():
    """The actor whom the first brief mentions more than the second stands at the top."""
    table = CHARTS["presence"].table
    order = table.drop_duplicates("actor_id").difference
    assert order.is_monotonic_decreasing
    figure = samples.drawing("presence")
    labels = [t.get_text().replace("\n", " ") for t in figure.axes[0].get_yticklabels()]
    assert labels == table.drop_duplicates("actor_id").name.tolist()


def test_dots_stand_where_the_table_says():
    """Each brief's filled and hollow dots together are the shares of the table, and hollow means no interval."""
    chart = CHARTS["presence"]
    figure = samples.drawing(chart.name)
    for number, brief_id in enumerate(samples.LABELS):
        rows = chart.table[chart.table.brief_id == brief_id]
        for label, known in (("interval", True), ("hollow", False)):
            (dots,) = lines(figure, f"{label}-{number}")
            assert list(dots.get_xdata()) == rows.sentence_share[rows.low.notna() == known].tolist()


def test_an_actor_that_one_brief_never_mentions_has_a_share_of_zero():
    """Ryan Crocker is in five sentences of one brief and in none of the other."""
    table = CHARTS["presence"].table
    crocker = table[table.actor_id == "crocker"].set_index("brief_id")
    assert crocker.n_sentences.to_dict() == {"cfr": 0, "winep": 5}
    assert crocker.sentence_share["cfr"] == 0


def test_briefs_keep_their_colours_and_markers():
    """The first brief is a navy circle, the second a vermillion square."""
    figure = samples.drawing("presence")
    looks = [(m.get_color(), m.get_marker()) for m in figure.artists]
    assert looks == [("#004488", "o"), ("#D55E00", "s")]
    (dots,) = lines(figure, "interval-1")
    assert (dots.get_markeredgecolor(), dots.get_marker()) == ("#D55E00", "s")


def test_no_evidence_has_its_own_mark():
    """The MEK is mentioned once and no word is scored: a cross among the counts, and no dot at zero."""
    chart = CHARTS["actor-sentiment"]
    (cross,) = [text for text in samples.drawing(chart.name).axes[0].texts if text.get_text() == "×"]
    assert chart.table["mean"].isna().sum() == 1
    assert cross.xy[0] == 1 and cross.get_position()[0] > 0


def test_unscored_sentences_are_dots_apart():
    """Seven and eighteen hollow marks stand left of every score."""
    figure = samples.drawing("sentiment-strip")
    scores = [x for n in (0, 1) for line in lines(figure, f"scored-{n}") for x in line.get_xdata()]
    silent = [line.get_xdata() for n in (0, 1) for line in lines(figure, f"silent-{n}")]
    assert [len(x) for x in silent] == [7, 18]
    assert max(map(max, silent)) < min(scores)
    assert len(scores) == 78 - 25


def test_no_two_dots_of_the_strip_hide_each_other():
    """Sentences with like scores stand one on the other."""
    figure = samples.drawing("sentiment-strip")
    points = [tuple(p) for line in figure.axes[0].lines if "-" in line.get_label() for p in line.get_xydata().round(6)]
    assert len(points) == len(set(points))


def test_lexicons_count_their_disagreements():
    """The quadrants tell how many sentences they hold."""
    table = samples.sentiment()
    n = int(((table.polarity > 0) & (table.vader < 0)).sum())
    said = [t.get_text() for t in samples.drawing("lexicons").axes[0].texts]
    assert f"TextBlob +, VADER −: {n}" in said


def test_terms_within_the_band_are_grey():
    """Only the terms outside the band of random halves have a brief's colour."""
    figure = samples.drawing("keyness")
    for row in CHARTS["keyness"].table.itertuples():
        (dot,) = lines(figure, row.term)
        assert (dot.get_color() == "#6B6B6B") == (not row.clear)


def test_bars_sum_to_what_is_shown():
    """Each bar of the word shift is the contribution of its word."""
    chart = CHARTS["word-shift"]
    widths = [bar.get_width() for bar in samples.drawing(chart.name).axes[0].patches]
    assert widths == chart.table.contribution.tolist()


@pytest.mark.parametrize("name", ["word-shift", "keyness"])
def test_directions_are_told_beside_the_bars(name):
    """What right and left of zero mean stands in the plot, and on no bar."""
    figure = samples.drawing(name)
    ax = figure.axes[0]
    told = [t for t in ax.texts if "→" in t.get_text() or "←" in t.get_text()]
    assert told
    for text in told:
        box = text.get_window_extent()
        bars = [p.get_window_extent() for p in ax.patches if name == "word-shift"]
        assert not any(min(box.x1, b.x1) - max(box.x0, b.x0) > 0 < min(box.y1, b.y1) - max(box.y0, b.y0) for b in bars)


def test_strokes_stand_at_their_words():
    """Each mention is a stroke within its brief, and both panels have one scale."""
    chart = CHARTS["mention-strip"]
    figure = samples.drawing(chart.name)
    scales = []
    for ax, brief_id in zip(figure.axes, samples.LABELS, strict=True):
        (strokes,) = [c for c in ax.collections if c.get_label() == brief_id]
        assert len(strokes.get_segments()) == (chart.table.brief_id == brief_id).sum()
        scales.append(ax.get_position().width / (ax.get_xlim()[1] - ax.get_xlim()[0]))
        assert all(0 <= x <= ax.get_xlim()[1] for (x, _), _ in strokes.get_segments())
    assert scales[0] == pytest.approx(scales[1])


def test_matrices_share_one_order():
    """Each cell of both matrices shows the sentences of its pair, below the diagonal."""
    chart = CHARTS["co-mention"]
    figure = samples.drawing(chart.name)
    order = [t.get_text().rsplit("  ", 1)[0].replace("\n", " ") for t in figure.axes[0].get_yticklabels()]
    for ax, brief_id in zip(figure.axes, samples.LABELS, strict=True):
        shown = {t.get_position(): t.get_text() for t in ax.texts if t.get_text().isdigit()}
        rows = chart.table[chart.table.brief_id == brief_id]
        assert len(shown) == len(rows)
        for row in rows.itertuples():
            places = [order.index(samples.NAMES[a]) for a in (row.actor_a, row.actor_b)]
            assert shown[min(places) + 0.5, max(places) + 0.5] == str(row.n_sentences)


def test_pages_add_up():
    """The bars of the layout are as long as the words of body and furniture together."""
    figure = samples.drawing("layout")
    total = samples.sentences().n_words.sum() + samples.briefs().n_furniture_words.sum()
    assert sum(bar.get_width() for bar in figure.axes[0].patches) == total


@pytest.mark.parametrize(
    "chart",
    [
        lambda **w: charts.presence_chart(samples.presence().head(0), **w),
        lambda **w: charts.mention_strip(samples.mentions().head(0), sentences=samples.sentences(), **w),
        lambda **w: charts.co_mention_chart(samples.co_mention().head(0), **w),
        lambda **w: charts.likeness_chart(samples.likeness().head(0), **w),
        lambda **w: charts.sentiment_strip(samples.sentiment().head(0), **w),
        lambda **w: charts.actor_sentiment_chart(samples.actor_sentiment().head(0), **w),
        lambda **w: charts.lexicons_chart(samples.sentiment().head(0), **w),
        lambda **w: charts.word_shift_chart(samples.word_shift().head(0), **w),
        lambda **w: charts.keyness_chart(samples.keyness().head(0), **w),
    ],
)
def test_an_empty_table_makes_a_chart_that_says_so(chart):
    """A study in which nothing was found still has all its charts."""
    found = chart(title="Nothing", **WORDS)
    assert "no rows" in [t.get_text() for t in found.figure().axes[0].texts]


def test_nothing_scored_at_all():
    """A brief without a scored word is drawn, all marks apart."""
    silent = samples.sentiment().assign(polarity=np.nan, vader=np.nan)
    assert charts.sentiment_strip(silent, title="Silent", **WORDS).figure()
    assert charts.lexicons_chart(silent, title="Silent", **WORDS).figure()
    mood = samples.actor_sentiment().assign(mean=np.nan, low=np.nan, high=np.nan)
    assert charts.actor_sentiment_chart(mood, title="Silent", **WORDS).figure()


def test_words_are_never_formulas():
    """A dollar sign in a label is a dollar sign."""
    table = samples.word_shift().assign(word=lambda t: "$" + t.word + "$")
    figure = charts.word_shift_chart(table, title="A $5 claim and $6", **WORDS).figure()
    assert "$hostage$" in [t.get_text() for t in figure.axes[0].get_yticklabels()]


def test_more_briefs_than_colours_keep_order_and_names():
    """Six briefs: each has its lane and name; charts of dots show the first four and say so."""
    tables = [samples.sentiment().assign(brief_id=lambda t, n=n: t.brief_id + str(n)) for n in range(3)]
    many = pd.concat(tables, ignore_index=True)
    labels = {b: f"Brief {b}" for b in many.brief_id.unique()}
    strip = charts.sentiment_strip(many, title="Six", labels=labels)
    assert [t.get_text() for t in strip.figure().axes[0].get_yticklabels()] == list(labels.values())
    shown = pd.concat([samples.presence().assign(brief_id=lambda t, n=n: t.brief_id + str(n)) for n in range(3)])
    chart = charts.presence_chart(shown.reset_index(drop=True), title="Six", labels=labels)
    assert "the first 4 of 6 briefs" in chart.subtitle
    assert len(chart.figure().artists) == 4


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

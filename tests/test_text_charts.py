"""The charts of texts, mentions, moods and words: read from their artists, never from pixels.

That no text is cut, hidden, too small or over another is tested in `test_charts.py`, on the same samples.
"""

import numpy as np
import pandas as pd
import pytest
import samples
from samples import lines

from analysis import charts

CHARTS = samples.all_charts()
WORDS = samples.WORDS


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
    """Only the terms outside the band of random deals have a brief's colour."""
    figure = samples.drawing("keyness")
    for row in CHARTS["keyness"].table.itertuples():
        (dot,) = lines(figure, row.term)
        assert (dot.get_color() == "#6B6B6B") == (not row.clear)


def test_a_term_against_the_rest_has_the_mark_and_the_band_of_its_brief():
    """Of several briefs each dot has its own brief's colour and marker, grey within its band, and only the briefs are in the key."""
    chart, figure = CHARTS["keyness-four"], samples.drawing("keyness-four")
    (ax,), looks = figure.axes, [(m.get_color(), m.get_marker()) for m in figure.artists]
    assert [text.split(", ")[0] for text in chart.texts] == [*chart.briefs.values()] and len(looks) == 4
    dots = [line for line in ax.lines if line.get_marker() not in ("", "None")]
    for dot, band, row in zip(dots, ax.patches, chart.table.itertuples(), strict=True):
        colour, marker = looks[[*chart.briefs].index(row.brief_a)]
        assert (dot.get_color(), dot.get_marker()) == (colour if row.clear else "#6B6B6B", marker)
        assert band.get_width() == row.null_high and (dot.get_xdata()[0] > band.get_width()) == row.clear
    assert not any("typical of" in text.get_text() for text in ax.texts)


def test_counts_of_terms_agree_wherever_they_are_told():
    """A term that is clear for two briefs is one term, in the note as in the alt text; no term stands below zero."""
    chart = CHARTS["keyness-four"]
    assert (chart.table.z > 0).all() and len(chart.table) == 5
    assert "n = 5 terms." in chart.source and "2 of 5 terms lie outside" in chart.alt


def test_a_side_without_typical_terms_is_left_out_of_the_alt_text():
    """Where every term is one brief's, nothing is told of the other."""
    table = samples.keyness()
    chart = charts.keyness_chart(table[table.z > 0], title="One side", **WORDS)
    label = next(iter(samples.LABELS.values()))
    assert f". {label}: sides (z " in chart.alt and ": . " not in chart.alt


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

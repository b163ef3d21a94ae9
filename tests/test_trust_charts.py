"""The charts of agreement and benchmarks: read from their artists, never from pixels."""

import numpy as np
import pandas as pd
import pytest
import samples
from samples import lines

from analysis import charts
from analysis.style.look import contrast, rgb

CHARTS = samples.all_charts()
GREYS = ("#1A1A1A", "#6B6B6B", "#8A8A8A")


def test_coders_have_no_brief_s_colour():
    """The program is ink, the passes are grey, and each has its marker."""
    figure = samples.drawing("agreement")
    looks = [lines(figure, f"interval-{n}")[0] for n in range(3)]
    assert [dot.get_markeredgecolor() for dot in looks] == list(GREYS)
    assert len({dot.get_marker() for dot in looks}) == 3
    assert all(contrast(rgb(grey), (1, 1, 1)) >= 3 for grey in GREYS)


def test_coders_stand_where_the_table_says():
    """Seven filled marks a pass, a hollow one where few sentences count, none where the program has no table."""
    chart = CHARTS["agreement"]
    figure = samples.drawing(chart.name)
    for number, system in enumerate(("the program", "pass A", "pass B")):
        rows = chart.table[chart.table.system == system]
        drawn = [x for kind in ("interval", "hollow") for x in lines(figure, f"{kind}-{number}")]
        assert sorted(x for dots in drawn for x in dots.get_xdata()) == pytest.approx(sorted(rows.value))
    assert not lines(figure, "hollow-0")
    assert lines(figure, "hollow-1") and lines(figure, "hollow-2")


def test_kept_results_draw_the_same_chart():
    """The table in data/evaluation/, whose measures begin with the layer, makes the same rows."""
    table = samples.agreement()
    kept = table.assign(measure=table.layer + ", " + table.measure, benchmark="reference", split="briefs")
    alphas = kept.head(1).assign(measure="alpha, mentions", system="pass A against pass B")
    kept = pd.concat([kept, alphas], ignore_index=True).drop(columns="layer")
    found = charts.agreement_chart(kept, title="Kept").table
    pd.testing.assert_frame_equal(found, CHARTS["agreement"].table)


def test_texts_stand_side_by_side():
    """Of two sets of texts each has its marks, the passes have none, and no row is counted of an empty reference."""
    first = samples.agreement()
    first = first.assign(measure=first.layer + ", " + first.measure).drop(columns="layer")
    empty = {"measure": "recommendations, F1", "system": "this study", "value": 0.0, "n": 0}
    other = pd.concat([first.assign(value=50.0), pd.DataFrame([empty])], ignore_index=True)
    kept = pd.concat([first.assign(split="briefs"), other.assign(split="unseen")], ignore_index=True)
    chart = charts.agreement_chart(kept, title="Kept")
    assert list(chart.table.system.unique()) == ["the program, briefs", "the program, unseen"]
    values = chart.table.pivot(index="name", columns="system", values="value")
    assert values["the program, unseen"].eq(50).all()
    own = CHARTS["agreement"].table.query("system == 'the program'").set_index("name").value
    pd.testing.assert_series_equal(values["the program, briefs"].sort_index(), own.sort_index(), check_names=False)
    assert "optimistic" in chart.source
    assert lines(chart.figure(), "interval-1")


def test_no_reader_takes_the_scores_for_those_of_a_study():
    """Kept tables say "this study"; what is shown of them, key, note and alt text included, says "the program"."""
    for name in ("agreement", "benchmarks"):
        chart, figure = CHARTS[name], samples.drawing(name)
        shown = [t.get_text() for t in (*figure.texts, *figure.axes[0].texts)]
        words = " ".join([*shown, chart.source, chart.alt, *chart.table.system])
        assert "this study" not in words.lower() and "the program" in shown


def test_a_measure_without_company_is_left_out():
    """Recall of indirect speech has no peer; every other measure has its row."""
    names = CHARTS["benchmarks"].table.name.drop_duplicates().tolist()
    assert "PolNeAR, dev: F1" in names and len(names) == 5
    assert not any("recall" in name for name in names)


def test_published_marks_are_hollow_and_named():
    """The best that others published has no interval here, and the footer says whose it is."""
    chart = CHARTS["benchmarks"]
    (published,) = lines(samples.drawing(chart.name), "hollow-0")
    assert sorted(published.get_xdata()) == [54.8, 79.3, 84.1]
    assert "Published: NewsMTSC GRU-TSC (RoBERTa)" in chart.source
    assert "PolNeAR Gender Gap Tracker (published rules)" in chart.source


def test_peers_that_tie_do_not_hide_each_other():
    """TextBlob and VADER stand on two lines of a row."""
    figure = samples.drawing("benchmarks")
    dots = [line for n in range(4) for kind in ("interval", "hollow") for line in lines(figure, f"{kind}-{n}")]
    points = np.concatenate([line.get_transform().transform(line.get_xydata()) for line in dots]) * 72 / figure.dpi
    gaps = np.hypot(*(points[:, None] - points[None]).transpose(2, 0, 1))
    assert gaps[np.triu_indices(len(points), 1)].min() > 5


@pytest.mark.parametrize(
    "chart",
    [
        lambda **w: charts.agreement_chart(samples.agreement().head(0), **w),
        lambda **w: charts.benchmark_chart(samples.benchmarks().head(0), **w),
        lambda **w: charts.benchmark_chart(samples.benchmarks().query("system == 'VADER'"), **w),
    ],
)
def test_an_empty_table_makes_a_chart_that_says_so(chart):
    """Without a score, or with none to set beside another, there is a chart all the same."""
    found = chart(title="Nothing", **samples.WORDS)
    assert "no rows" in [t.get_text() for ax in found.figure().axes for t in ax.texts]

"""The charts of voices and stances: read from their artists, never from pixels.

That no text is cut, hidden, too small or over another is tested in `test_charts.py`, on the same samples.
"""

import io
import itertools

import numpy as np
import pandas as pd
import pytest
import samples
from matplotlib.colors import to_rgb
from samples import lines

from analysis import charts
from analysis.charts.directed import TONES
from analysis.style import save_chart
from analysis.style.look import contrast, rgb

CHARTS = samples.all_charts()
WORDS = samples.WORDS
NEW = (
    "speaking", "speakers", "stance-balance", "portrayal", "author-stance", "contradiction", "prescriptions", "directed", "directed-one", "agreement", "benchmarks",
)  # fmt: skip


def row_labels(figure) -> list[str]:
    """The words beside the rows."""
    return [t.get_text().replace("\n", " ") for t in figure.axes[0].get_yticklabels()]


def said(figure) -> list[str]:
    """The words within and beside the panels."""
    return [t.get_text() for ax in figure.axes for t in ax.texts]


@pytest.mark.parametrize("name", NEW)
def test_the_file_beside_a_chart_is_its_table(name, tmp_path):
    """The CSV holds the rows and columns that are drawn, to six digits, and no helper of the drawing."""
    chart = CHARTS[name]
    save_chart(chart, tmp_path, formats=())
    text = (tmp_path / f"{name}.csv").read_text(encoding="utf-8-sig")
    found = pd.read_csv(io.StringIO(text))
    assert list(found.columns) == list(chart.table.columns)
    assert len(found) == len(chart.table)
    for column in found.select_dtypes("number"):
        assert found[column].to_numpy(float) == pytest.approx(
            chart.table[column].to_numpy(float), rel=1e-5, nan_ok=True
        )


def test_a_brief_is_spoken_whole():
    """The parts of each bar sum to one, and the author's is all that no speaker holds."""
    chart = CHARTS["speaking"]
    ax = samples.drawing(chart.name).axes[0]
    table = chart.table
    assert table.groupby("brief_id").word_share.sum().tolist() == pytest.approx([1, 1])
    assert sum(bar.get_width() for bar in ax.patches) == pytest.approx(2)
    own = table[table.side == "author"].set_index("brief_id").n_words
    assert own.to_dict() == {"cfr": 370, "winep": 1064}


def test_what_is_quoted_is_darker_than_what_is_reported():
    """Of Iran's 40 words in one brief a quarter is quoted."""
    ax = samples.drawing("speaking").axes[0]
    quoted, reported = [bars[0] for bars in ax.containers if bars.get_label() == "iran" and bars[0].get_y() < 1]
    assert quoted.get_width() == pytest.approx(10 / 540)
    assert reported.get_width() == pytest.approx(30 / 540)
    assert contrast(to_rgb(quoted.get_facecolor()), (1, 1, 1)) > contrast(to_rgb(reported.get_facecolor()), (1, 1, 1))


def test_speakers_without_one_side_are_others():
    """Perle and a timeline in one brief; two states at once, an institute and the UN in the other."""
    table = CHARTS["speaking"].table.query("side == 'others'").set_index("brief_id")
    assert table.n_words.to_dict() == {"cfr": 110, "winep": 80}
    assert table.n_attributions.to_dict() == {"cfr": 2, "winep": 3}


@pytest.mark.parametrize("context", ["report", "slide"])
def test_every_side_is_named_below_its_bar(context):
    """Nine parts of two bars, nine labels."""
    chart = CHARTS["speaking"]
    told = said(chart.figure(context))
    assert len([t for t in told if t.endswith("%")]) == len(chart.table)
    assert "United States 11 %" in told


def test_speakers_are_sorted_by_the_difference_and_leave_the_author_out():
    """Who is given more words by the first brief stands above who is given more by the second."""
    chart = CHARTS["speakers"]
    assert not chart.table.speaker.str.startswith("author_").any()
    signs = {"cfr": 1, "winep": -1}
    gap = (chart.table.n_words * chart.table.brief_id.map(signs)).groupby(chart.table.speaker, sort=False).sum()
    assert gap.is_monotonic_decreasing
    assert row_labels(samples.drawing(chart.name)) == chart.table.name.drop_duplicates().tolist()


def test_bars_of_speakers_tell_their_words():
    """Each bar is as long as the words that stand beside it."""
    chart = CHARTS["speakers"]
    ax = samples.drawing(chart.name).axes[0]
    widths = [bar.get_width() for bar in ax.patches]
    assert widths == chart.table.n_words.tolist()
    assert set(map(str, chart.table.n_words)) <= set(said(samples.drawing(chart.name)))


def test_several_speakers_at_once_have_all_their_names():
    """A joint statement is a row of its own."""
    assert "Iran and Iraq" in row_labels(samples.drawing("speakers"))


def test_the_authors_share_a_row():
    """Both authors on the talks: one row, a brief each."""
    rows = CHARTS["stance-balance"].table.query("holder == 'Author' and target == 'talks'")
    assert rows.brief_id.tolist() == ["cfr", "winep"]
    assert rows.balance.tolist() == pytest.approx([1, -0.6])


@pytest.mark.parametrize("name", ["stance-balance", "author-stance"])
def test_pairs_of_both_briefs_come_first_by_the_difference(name):
    """Rows that only one brief has follow those that can be compared."""
    wide = CHARTS[name].table.pivot(index="name", columns="brief_id", values="balance")
    wide = wide.loc[CHARTS[name].table.name.drop_duplicates()]
    gap = wide.cfr - wide.winep
    assert gap.dropna().is_monotonic_decreasing
    assert gap.notna().tolist() == sorted(gap.notna(), reverse=True)


@pytest.mark.parametrize("name", ["stance-balance", "author-stance"])
def test_dots_of_stances_stand_where_the_table_says(name):
    """Filled with an interval, hollow below eight statements, no dot where there is none."""
    chart = CHARTS[name]
    figure = samples.drawing(chart.name)
    for number, brief_id in enumerate(samples.LABELS):
        rows = chart.table[chart.table.brief_id == brief_id]
        drawn = {kind: [x for line in lines(figure, f"{kind}-{number}") for x in line.get_xdata()]
                 for kind in ("interval", "hollow")}  # fmt: skip
        assert drawn["interval"] == rows.balance[rows.n_statements >= 8].tolist()
        assert drawn["hollow"] == rows.balance[rows.n_statements.between(1, 7)].tolist()


@pytest.mark.parametrize("name", ["stance-balance", "author-stance"])
def test_no_statement_is_no_balance(name):
    """The axis is the scale alone; a cross stands among the counts, outside of it."""
    chart = CHARTS[name]
    figure = samples.drawing(chart.name)
    low, high = figure.axes[0].get_xlim()
    assert (low, high) == (pytest.approx(-1, abs=0.1), pytest.approx(1, abs=0.1))
    crosses = [text for text in figure.axes[0].texts if text.get_text() == "×"]
    assert len(crosses) == (chart.table.n_statements == 0).sum() > 0
    assert all(text.xy[0] == 1 and text.get_position()[0] > 0 for text in crosses)
    assert chart.table.balance[chart.table.n_statements == 0].isna().all()


def test_counts_of_statements_stand_at_the_right():
    """A column for each brief, a cross where there is none."""
    chart = CHARTS["stance-balance"]
    told = [t for t in said(samples.drawing(chart.name)) if t.isdigit() or t == "×"]
    counted = [[str(n or "×") for n in chart.table.n_statements[chart.table.brief_id == b]] for b in samples.LABELS]
    assert told == counted[0] + counted[1]


def test_an_author_who_says_nothing_of_a_target_has_its_row():
    """No author says anything of Iraq: a row with two crosses."""
    rows = CHARTS["author-stance"].table.query("target == 'iraq'")
    assert rows.n_statements.tolist() == [0, 0]
    assert set(CHARTS["author-stance"].table.holder) == {"Author"}


def test_portrayals_stand_beside_the_ledger():
    """Left every mention, filled from eight sentences on; right the ledger, filled from eight statements on."""
    chart = CHARTS["portrayal"]
    figure = samples.drawing(chart.name)
    for number, brief_id in enumerate(samples.LABELS):
        rows = chart.table[chart.table.brief_id == brief_id]
        for ax, value, n in zip(
            figure.axes, ("balance", "ledger_balance"), ("n_sentences", "n_statements"), strict=True
        ):
            drawn = {
                kind: [x for line in ax.lines if line.get_label() == f"{kind}-{number}" for x in line.get_xdata()]
                for kind in ("interval", "hollow")
            }
            assert drawn["interval"] == rows[value][rows[n] >= 8].tolist()
            assert drawn["hollow"] == rows[value][rows[n].between(1, 7)].tolist()


def test_a_portrayal_of_one_voice_is_not_drawn():
    """The chart is of all voices, sorted by the difference, and its alt text counts signs that contradict."""
    chart = CHARTS["portrayal"]
    assert 0.99 not in chart.table.balance.tolist()
    wide = chart.table.pivot(index="actor_id", columns="brief_id", values="balance")
    gap = (wide.cfr - wide.winep).loc[chart.table.actor_id.drop_duplicates()]
    assert gap.dropna().is_monotonic_decreasing and gap.notna().tolist() == sorted(gap.notna(), reverse=True)
    assert "CFR: highest =United Nations +0.70 (1 sentence)" in chart.alt and "has another sign in 2" in chart.alt


def test_intervals_are_only_told_where_there_are_some():
    """The subtitle of a chart without an interval doesn't speak of them."""
    few = samples.balance().query("n_statements < 8")
    assert "interval" not in charts.stance_balance_chart(few, title="Few", **WORDS).subtitle
    assert "95 % intervals" in CHARTS["stance-balance"].subtitle


def test_cells_have_count_sign_and_colour():
    """Twelve statements, mostly supportive: "12+" on a tone of the supportive colour."""
    chart = CHARTS["directed"]
    figure = samples.drawing(chart.name)
    signs = {1: "+", 0: "±", -1: "−"}
    for ax, brief_id in zip(figure.axes, samples.LABELS, strict=True):
        rows = chart.table[chart.table.brief_id == brief_id]
        expected = [f"{r.n_statements}{signs[int(np.sign(r.balance))]}" for r in rows.itertuples()]
        told = [t.get_text() for t in ax.texts if t.get_text()[-1:] in ("+", "±", "−")]
        assert sorted(told) == sorted(expected)
    fills = {to_rgb(p.get_facecolor()) for ax in figure.axes for p in ax.patches}
    assert {rgb(TONES["critical"]), rgb(TONES["supportive"])} <= {tuple(np.round(f, 9)) for f in fills} | fills


def bars(figure) -> dict[str, list[float]]:
    """The lengths of the bars of each series, from the top."""
    found = [bar for ax in figure.axes for bar in ax.containers]
    labels = {bar.get_label() for bar in found}
    return {label: [bar[0].get_width() for bar in found if bar.get_label() == label] for label in labels}


def test_a_matter_of_both_authors_has_their_statements_for_and_against():
    """Opposed balances come first, what one author alone judges is left out, and none is 0."""
    chart = CHARTS["contradiction"]
    assert row_labels(samples.drawing(chart.name)) == [
        "Meeting of 28 May 2007: for", "Meeting of 28 May 2007: against",
        "Further U.S.-Iranian talks: for", "Further U.S.-Iranian talks: against",
        "Further U.S.-Iranian talks: neutral",
    ]  # fmt: skip
    assert bars(samples.drawing(chart.name)) == {"brief-0": [2, 0, 1, 0, 0], "brief-1": [1, 4, 9, 1, 2]}


def test_recommendations_are_counted_by_addressee():
    """An action of two addressees counts for both, the one told most is on top, and a brief without any has 0."""
    chart = CHARTS["prescriptions"]
    assert chart.table.addressee.unique().tolist() == ["united_states", "iran", "further_talks"]
    assert bars(samples.drawing(chart.name)) == {"brief-0": [0, 1, 0], "brief-1": [3, 1, 1]}


def test_matrices_have_one_order_of_holders_and_targets():
    """The same columns in both, and their numbers are those of the rows."""
    figure = samples.drawing("directed")
    ticks = [[t.get_text() for t in ax.get_xticklabels()] for ax in figure.axes]
    assert ticks[0] == ticks[1]
    numbers = [label.rsplit("  ", 1)[1] for label in row_labels(figure)]
    assert numbers == [str(n) for n in range(1, len(numbers) + 1)]
    assert set(ticks[0]) <= set(numbers)
    assert row_labels(figure)[0].startswith("Author")


def test_what_only_receives_is_led_to_its_column():
    """Talks and further talks hold no stance: a line leads from each name to its column, and no cell is drawn."""
    figure = samples.drawing("directed")
    for ax in figure.axes:
        leaders = [line for line in ax.lines if line.get_label() == "leader"]
        assert len(leaders) == 2
        assert max(p.get_y() for p in ax.patches) < min(line.get_ydata()[0] for line in leaders)


def test_directions_survive_grey_print():
    """The two tones are 2.5:1 apart, and neither is a brief's colour."""
    assert contrast(*(rgb(tone) for tone in TONES.values())) > 2.5
    assert not set(TONES.values()) & set(charts.read_style().colours)


@pytest.mark.parametrize(
    "chart",
    [
        lambda **w: charts.speaking_chart(samples.speaking().head(0), **w),
        lambda **w: charts.speakers_chart(samples.speaking().head(0), **w),
        lambda **w: charts.speakers_chart(samples.speaking().head(1), **w),
        lambda **w: charts.stance_balance_chart(samples.balance().head(0), **w),
        lambda **w: charts.portrayal_chart(samples.portrayal().head(0), **w),
        lambda **w: charts.author_chart(samples.balance().head(0), **w),
        lambda **w: charts.author_chart(samples.balance().query("holder == 'iran'"), **w),
        lambda **w: charts.directed_chart(samples.balance().head(0), **w),
        lambda **w: charts.contradiction_chart(samples.balance().query("brief_id == 'cfr'"), **w),
        lambda **w: charts.prescriptions_chart(samples.recommendations().head(0), **w),
    ],
)
def test_an_empty_table_makes_a_chart_that_says_so(chart):
    """A study without a ledger, and one whose authors alone speak, still has all its charts."""
    found = chart(title="Nothing", **WORDS)
    assert "no rows" in said(found.figure())


def test_ids_without_a_word_stand_for_themselves():
    """Charts of a study without names and labels are drawn all the same."""
    assert charts.speaking_chart(samples.speaking(), title="Bare").figure()
    assert charts.stance_balance_chart(samples.balance(), title="Bare").figure()
    assert charts.directed_chart(samples.balance(), title="Bare").figure()
    assert charts.portrayal_chart(samples.portrayal(), title="Bare").figure()


def test_one_brief_alone_is_drawn():
    """A study of one brief has no difference to sort by."""
    one = samples.balance().query("brief_id == 'winep'").reset_index(drop=True)
    chart = charts.stance_balance_chart(one, title="One")
    assert chart.table.balance.is_monotonic_decreasing
    assert charts.directed_chart(one, title="One").figure()
    assert charts.portrayal_chart(samples.portrayal().query("brief_id == 'cfr'"), title="One").figure()
    assert charts.speaking_chart(samples.speaking().query("brief_id == 'cfr'"), title="One").figure()


def test_rates_stand_with_the_counts_behind_them():
    """Beside each rate in 100,000 words stands how many actions it rests on, in the picture as in the alt text."""
    rows = [("a", "iran", 12, 11.13), ("b", "iran", 6, 9.71), ("a", "iraq", 2, 1.9)]
    table = pd.DataFrame(rows, columns=["brief_id", "addressee", "n_recommendations", "per_1000_words"])
    chart = charts.prescription_rates_chart(table, title="Rates", labels={"a": "Daily", "b": "Post"})
    assert chart.alt == (
        "Bars of rates, in brackets the actions behind them. iran: Daily 1113 (12) and Post 971 (6). "
        "iraq: Daily 190 (2) and Post 0 (0)."
    )
    (ax,) = chart.figure().axes
    told = [text.get_text() for text in ax.texts]
    assert told[:4] == ["1113", "971", "190", "0"] and told[4:] == ["12", "2", "6", "0"]
    assert [bar.get_width() for bar in ax.patches] == chart.table.per_100000_words.tolist()


def test_heads_of_columns_of_words_stand_apart():
    """However long a brief's name, the head of its column ends four points before the next begins."""
    for letters in range(5, 24):
        labels = dict.fromkeys(samples.LABELS, "Rivers Council of the North"[:letters].strip())
        chart = charts.namings_chart(samples.naming_difference(), title="Heads", labels=labels, names=samples.NAMES)
        figure = chart.figure()
        figure.draw_without_rendering()
        boxes = [label.get_window_extent() for label in figure.axes[0].get_xticklabels()]
        gap = 4 * figure.dpi / 72
        assert all(left.x1 + gap < right.x0 for left, right in itertools.pairwise(boxes))


def test_the_largest_segments_are_named_where_not_all_can_be():
    """Of many who speak a little, the one who speaks more than the others has his name, wherever he stands."""
    few = {f"small{n}": 10 for n in range(8)} | {"iran": 40}
    rows = [("cfr", "author_cfr", None, 880), *(("cfr", side, side, n) for side, n in few.items())]
    rows += [("winep", "author_winep", None, 400), *(("winep", f"small{n}", f"small{n}", 150) for n in range(4))]
    table = pd.DataFrame(rows, columns=["brief_id", "speaker", "side", "n_words"])
    table = table.assign(n_attributions=1, word_share=table.n_words / 1000, quoted_share=0.5)
    shown = said(charts.speaking_chart(table, title="Many", **WORDS).figure())
    assert "Iran 4 %" in shown

"""Charts of trust: the program beside the coders of the reference coding, and beside others on public data.

No brief is in them, so no brief's colour is: the program is ink, all others are grey.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Unpack

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from analysis.charts.marks import LINES, Briefs, Words, counts, dots, row_axis, top_rows
from analysis.style import Bars, Chart
from analysis.style.page import LEADING, Page, fitted
from analysis.wording import listed

KEPT, OWN = "this study", "the program"  # as kept results call it, and as a reader of any study takes it
PALE = "#8A8A8A"  # a third tone beside ink and grey, 3.4:1 on white
CODERS = (OWN, "pass A", "pass B")
MOST_TEXTS = 3  # as many as there are tones
PASSES_SETTLED = "The passes were settled into the reference."
DEVELOPED_ON = "2007 briefs: development text, optimistic; “unseen”: older rules."
LAYERS = {  # what is told of each layer, in this order
    ("mentions", "F1"): "Mentions, F1",
    ("attributions", "F1"): "Attributions, F1",
    ("attributions", "speaker right"): "Speaker right, of matched",
    ("statements", "F1"): "Statements, F1",
    ("statements", "F1 any sign"): "Statements, any sign, F1",
    ("statements", "F1 sides"): "Statements by side, F1",
    ("recommendations", "F1"): "Recommending sentences, F1",
    ("recommendations", "addressee right"): "Addressee right, of matched",
    ("frames", "F1"): "Frames, F1",
}
BENCHMARKS = {"newsmtsc": "NewsMTSC", "seesaw": "SEESAW", "dse": "DSE", "polnear": "PolNeAR", "gum": "GUM"}
HEADLINES = (  # what is told of each public benchmark: as many rows as there is room for
    ("newsmtsc", "macro F1, real-world"),
    ("newsmtsc", "macro F1, multi-target"),
    ("dse", "macro F1"),
    ("seesaw", "accuracy, all"),
    ("seesaw", "article pairs ranked right"),
    ("polnear", "F1"),
)
PEERS = ("^", "s", "v", "P", "X")
PUBLISHED, MAJORITY = "published", "majority class"
PUBLISHED_AT, OWN_AT, PEERS_AT = 0, 1, (3, 2, 1)  # the lines of a row, from above; peers that tie stand on three

Entry = tuple[str, Mapping[str, object]]


def agreement_chart(results: pd.DataFrame, *, title: str, name: str = "agreement", **words: Unpack[Words]) -> Chart:
    """The program and both passes of the reference coding, each as a coder, against the settled coding.

    Where several sets of texts were scored, the program has a mark for each and the passes have none.
    The briefs are development text, so their mark is optimistic.

    *How to read it*: 100 means that all rows have their match. The settled coding was made from the
    passes: their marks say how much was settled, and are no measure of what other people would
    reach. Rows of different layers must not be compared, since they match on different things.

    Parameters
    ----------
    results : DataFrame
        From `machine_agreement`: `system`, `layer`, `measure`, `value`, `low`, `high` (percent),
        `n`; or the kept results, which have a `split`, and whose `measure` begins with the layer.
    title, name
        The claim, and the name of the files.
    **words
        See `analysis.charts.marks.Words`.
    """
    said = Briefs((), words)
    table = _layered(results)
    if table.empty:
        return said.nothing(name, title, table)
    passes = table.system.isin(CODERS[1:])
    own = table if passes.all() else table[~passes]
    told = [f"{system[:1].upper()}{system[1:]}: {listed([f'{r.name} {_value(r)}' for r in rows.itertuples()])}."
            for system, rows in own.groupby("system", sort=False)]  # fmt: skip
    return said.chart(
        name,
        partial(_agreement, table=table),
        title=title,
        table=table,
        subtitle="Agreement with the settled coding of the program's own texts, %, with 95 % intervals",
        form=Bars("value", "percent", series="system"),
        note=f"Counts: rows. Hollow: in fewer than eight sentences. {PASSES_SETTLED if passes.any() else DEVELOPED_ON}",
        alt=f"Dots: agreement with the reference coding in {table.name.nunique()} measures. " + " ".join(told),
    )


def benchmark_chart(
    results: pd.DataFrame,
    *,
    title: str,
    name: str = "benchmarks",
    measures: Sequence[tuple[str, str]] = HEADLINES,
    **words: Unpack[Words],
) -> Chart:
    """The program beside others on public data: systems measured in the same run, and published marks.

    *How to read it*: a mark right of another is better. Filled marks were measured on the same rows
    and have an interval; a hollow diamond is the best that others published, on their rows and terms.
    Rows must not be compared with each other.

    Parameters
    ----------
    results : DataFrame
        As `data/evaluation/` keeps them: `benchmark`, `split`, `system`, `measure`, `value`, `low`,
        `high` (percent), `n` (missing for published marks). A measure is drawn where the program
        and at least one other has it.
    title, name
        The claim, and the name of the files.
    measures : sequence of (benchmark, measure)
        The rows in their order; there is room for six.
    **words
        See `analysis.charts.marks.Words`.
    """
    said = Briefs((), words)
    table = _beside(results.reset_index(drop=True), measures)
    if table.empty:
        return said.nothing(name, title, table)
    published = table[table.published].drop_duplicates(["benchmark", "system"])
    marks = "; ".join(f"{BENCHMARKS.get(r.benchmark, r.benchmark)} {r.system}" for r in published.itertuples())
    told = [f"{label}: " + listed([f"{r.system} {_value(r)}" for r in rows.itertuples()])
            for label, rows in table.groupby("name", sort=False)]  # fmt: skip
    return said.chart(
        name,
        partial(_benchmarks, table=table),
        title=title,
        table=table.drop(columns=["own", "published", "place", "label", "least"]),
        subtitle="Scores on public data, %, with 95 % intervals",
        form=Bars("value", "percent", series="mark"),
        note="Right: the program's score and n." + (f" Published: {marks}." if marks else ""),
        alt=f"Dots: scores in {table.name.nunique()} measures on public data. {'. '.join(told)}.",
    )


def legend(page: Page, entries: Sequence[Entry]) -> None:
    """A line (or more) of marks with their words, below what stands above the plot already."""
    size, x, y = page.context.size, page.left, page.top - page.context.size * LEADING / 2
    for words, mark in entries:
        step = size * 1.1 + page.measure(words) + size * 1.4
        if x > page.left and x + step - size > page.right:
            x, y = page.left, y - size * LEADING * 1.1
        look = {"linestyle": "", "marker": "s", "ms": 7 * page.unit, "mew": 1.2 * page.unit} | dict(mark)
        at = [(x + size * 0.4) / page.width], [y / page.height]
        page.figure.add_artist(Line2D(*at, transform=page.figure.transFigure, **look))
        page.figure.text((x + size * 1.1) / page.width, y / page.height, words, ha="left", va="center_baseline")
        x += step
    page.top = y - size * LEADING / 2 - 5 * page.unit


def _value(row: tuple) -> str:
    return f"{row.value:.0f} %" + ("" if pd.isna(row.low) else f" ({row.low:.0f} to {row.high:.0f})")


def _called(results: pd.DataFrame) -> pd.DataFrame:
    """The results with the program called so: it is the same in every study."""
    return results.assign(system=results.system.str.replace(rf"^{KEPT}\b", OWN, regex=True))


def _layered(results: pd.DataFrame) -> pd.DataFrame:
    """The coders' rows of `LAYERS`, in that order, the program first."""
    table = _called(results.reset_index(drop=True))
    if "layer" not in table:
        parts = table.measure.str.split(", ", n=1, expand=True).reindex(columns=[0, 1])
        table = table.assign(layer=parts[0], measure=parts[1])
    order = {pair: n for n, pair in enumerate(LAYERS)}
    place = pd.Series([order.get(pair, -1) for pair in zip(table.layer, table.measure, strict=True)], dtype=int)
    coder = pd.Series([CODERS.index(s) if s in CODERS else -1 for s in table.system], dtype=int)
    table = table.assign(place=place, coder=coder)[(place >= 0) & (coder >= 0) & table.value.notna() & (table.n > 0)]
    table = _by_texts(table).sort_values(["coder", "text", "place"], kind="stable", ignore_index=True)
    table.insert(0, "name", [LAYERS[pair] for pair in zip(table.layer, table.measure, strict=True)])
    return table[["name", "system", "layer", "measure", "value", "low", "high", "n"]]


def _by_texts(table: pd.DataFrame) -> pd.DataFrame:
    """`text`, the number of the split; where there are several, the program alone, named by each."""
    if "split" not in table or table.split.nunique() < 2:
        return table.assign(text=0)
    own = table[table.system == OWN]
    own = own.assign(text=pd.factorize(own.split)[0], system=f"{OWN}, " + own.split)
    return own[own.text < MOST_TEXTS]


def _beside(results: pd.DataFrame, measures: Sequence[tuple[str, str]]) -> pd.DataFrame:
    """The rows of these measures that the program and another have, with what each row is called."""
    keys = ["benchmark", "split", "measure"]
    results = _called(results)
    table = results[results.value.notna() & ~results.system.str.startswith(f"{OWN},")]
    table = table.assign(own=table.system == OWN, published=table.n.isna())
    order = {pair: n for n, pair in enumerate(measures)}
    table["place"] = [order.get(pair, -1) for pair in zip(table.benchmark, table.measure, strict=True)]
    best = table[table.published].groupby(keys).value.transform("max")
    table = table[(table.place >= 0) & ~(table.published & (table.value < best.reindex(table.index)))]
    rows = table.groupby(keys).own
    table = table[rows.transform("any") & (rows.transform("size") > 1)]
    if table.empty:
        return table
    table["least"] = table.system == MAJORITY
    table = table.sort_values(["place", "least"], kind="stable", ignore_index=True)
    texts = table.benchmark.map(lambda b: BENCHMARKS.get(b, b)) + ", " + table.split
    table["label"] = [f"{fitted(text)}\n{fitted(m)}" for text, m in zip(texts, table.measure, strict=True)]
    table["mark"] = table.system.mask(table.published, PUBLISHED)
    table["system"] = table.system.str.removeprefix("published: ")
    table.insert(0, "name", texts + ": " + table.measure)
    kept = top_rows(table.label.drop_duplicates(), most=LINES // 2)
    return table[table.label.isin(table.label[kept.index])].reset_index(drop=True)


def _agreement(page: Page, *, table: pd.DataFrame) -> None:
    systems = table.system.drop_duplicates().tolist()
    looks = zip((page.style.ink, page.style.grey, PALE), ("o", "^", "D"), strict=True)
    tones = dict(zip(CODERS if systems[0] in CODERS else systems, looks, strict=False))
    _toned(page, [tones[s] for s in systems])
    legend(page, [(s, {"marker": tones[s][1], "color": tones[s][0]}) for s in systems])
    (ax,) = page.panels()
    names = [label for label in LAYERS.values() if (table.name == label).any()]
    middles = row_axis(page, ax, [fitted(label, 30) for label in names])
    columns = []
    for number, system in enumerate(systems):
        own = table[table.system == system].set_index("name").reindex(names)
        found = own.assign(x=own.value, y=middles).dropna(subset="x")
        dots(page, ax, found, number=number, of=len(systems))
        columns.append(["–" if pd.isna(n) else f"{n:.0f}" for n in own.n])
    _percent_axis(ax, table)
    counts(page, ax, middles, columns)


def _benchmarks(page: Page, *, table: pd.DataFrame) -> None:
    peers = table.system[~table.published & (table.system != OWN)].unique()[: len(PEERS)]
    looks = {OWN: (page.style.ink, "o")} | {s: (page.style.grey, m) for s, m in zip(peers, PEERS, strict=False)}
    hollow = {"marker": "D", "mfc": page.style.paper, "mec": page.style.grey, "ms": 5.6 * page.unit}
    published = [(PUBLISHED, hollow)] if table.published.any() else []
    legend(page, [(s, {"marker": m, "color": c}) for s, (c, m) in looks.items()] + published)
    (ax,) = page.panels()
    middles = row_axis(page, ax, table.label.drop_duplicates().tolist())
    names = table.name.drop_duplicates().tolist()
    at = table.assign(x=table.value, y=table.name.map(dict(zip(names, middles, strict=True))))
    _toned(page, [(page.style.grey, "D")])
    dots(page, ax, at[at.published], number=PUBLISHED_AT, of=4)
    for place, (system, look) in reversed(list(enumerate(looks.items()))):  # the program last, over the others
        _toned(page, [look] * 4)
        own = at[(at.system == system) & ~at.published]
        dots(page, ax, own, number=PEERS_AT[(place - 1) % 3] if place else OWN_AT, of=4)
    _percent_axis(ax, table)
    _scores(page, ax, middles, table[table.system == OWN].set_index("name").reindex(names))


def _toned(page: Page, looks: Sequence[tuple[str, str]]) -> None:
    """The page's marks in these colours and markers, instead of the briefs'."""
    colours, markers = zip(*looks, strict=True)
    page.style = replace(page.style, colours=colours, markers=markers)


def _percent_axis(ax: Axes, table: pd.DataFrame) -> None:
    """From a round score below all marks to 100."""
    least = min(table[["value", "low"]].min().min(), 90)
    step = 10 if least >= 50 else 20
    low = np.floor(least / step) * step
    ax.set_xlim(low - 1, 101)
    ax.set_xticks(np.arange(low, 101, step))
    ax.xaxis.set_major_formatter("{x:.0f}")


def _scores(page: Page, ax: Axes, y: Sequence[float], own: pd.DataFrame) -> None:
    """The program's score and n at the right of each row."""
    size = page.context.size
    look = {"textcoords": "offset points", "ha": "right", "va": "center"}
    for at, row in zip(y, own.itertuples(), strict=True):
        for words, right in ((f"{row.value:.0f}", 2.5), (f"{row.n:,.0f}", 6.5)):
            place = {"xycoords": ax.get_yaxis_transform(), "xytext": (right * size, 0)}
            ax.annotate(words, (1, at), color=page.style.ink if right < 3 else page.style.grey, **place, **look)
    for words, right in (("%", 2.5), ("n", 6.5)):
        place = {"xycoords": "axes fraction", "xytext": (right * size, 0.7 * size)}
        ax.annotate(words, (1, 1), color=page.style.grey, **place, **look)

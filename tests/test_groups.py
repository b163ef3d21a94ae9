"""Groups of documents: documents are the unit, and coding corrects the machine."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from test_archive import planned, run, settings  # noqa: F401
from test_codebook import columns

from analysis.commands.compare import place
from analysis.compare.resampling import Resampling
from analysis.errors import CodebookError, SettingsError
from analysis.scale import drawing
from analysis.scale.drawing import drawings
from analysis.scale.estimates import estimate, rates
from analysis.scale.groups import Sums, compare_archive, differences, grouped, read_table
from analysis.scale.terms import Counted, keyness

CRITICAL = "Iran condemned the United States on Monday. The talks went on."
KIND = "Iran praised the United States on Monday. Nothing else was heard of it."


@pytest.fixture(scope="module")
def folder(settings, tmp_path_factory):  # noqa: F811
    """An archive of ten documents: the Daily has blame, the Post praise, and two papers of nothing."""
    rows = [{"id": f"d{n}", "text": CRITICAL if n % 2 else KIND, "outlet": ("Post", "Daily")[n % 2]} for n in range(18)]
    rows.append({"id": "none", "text": KIND, "outlet": ""})
    run(plan := planned(tmp_path_factory.mktemp("groups"), settings, rows, partition=10), workers=1)
    return plan.job.out


def test_groups_have_the_shares_that_a_reader_counts(folder):
    """Every document names Iran in one of two sentences; the Daily's Iran is critical, the Post's supportive."""
    tables = compare_archive(folder, by="outlet", resampling=Resampling(resamples=200))
    presence = tables["presence"].set_index(["brief_id", "actor_id"])
    assert presence.loc[("Daily", "iran"), ["n_documents", "n_sentences", "sentence_share"]].tolist() == [9, 9, 0.5]
    balance = tables["stance_balance"].set_index(["brief_id", "holder", "target"]).balance
    assert balance["Daily", "iran", "united_states"] == -1 and balance["Post", "iran", "united_states"] == 1
    difference = tables["stance_balance_difference"].set_index(["holder", "target"]).loc["iran", "united_states"]
    assert difference.difference == -2 and difference.clear


def test_an_unknown_column_is_told(folder):
    """A column that isn't there, or has one value, is refused with those that are."""
    documents = read_table(folder, "documents")
    with pytest.raises(SettingsError, match=r'no column "slant"\. Choose one of brief_id, .*outlet, or year\.'):
        grouped(documents, by="slant")
    with pytest.raises(SettingsError, match="fewer than two groups"):
        grouped(documents, by="title")


def test_documents_are_the_unit():
    """Sentences that come in blocks count as their documents: copying each sentence leaves the interval as it is."""
    ids = [f"d{n}" for n in range(40)]
    groups = pd.Series(["a"] * 20 + ["b"] * 20, index=ids)
    top = np.random.default_rng(1).integers(0, 5, 40).astype(float)
    drawn = [
        Sums(groups, pd.Index(["x"])).add(pd.Series(ids), ["x"] * 40, times * top, times * 5.0).ratios(
            resampling=Resampling(resamples=300))[0]
        for times in (1, 10)
    ]  # fmt: skip
    pd.testing.assert_frame_equal(*drawn)


def test_intervals_over_documents_hold_the_truth():
    """Where documents of one group differ much and sentences of one little, 95 % intervals hold a zero difference."""
    draw, held = np.random.default_rng(7), 0
    groups = pd.Series(["a"] * 40 + ["b"] * 40, index=[f"d{n}" for n in range(80)])
    for _ in range(100):
        sums = Sums(groups, pd.Index(["x"]))
        sums.add(pd.Series(groups.index), ["x"] * 80, draw.beta(1, 1, 80) * 20, 20.0)
        table, drawn = sums.ratios(resampling=Resampling(seed=int(draw.integers(1e6)), resamples=200))
        [row] = differences(table, drawn).itertuples()
        held += row.low <= 0 <= row.high
    assert 89 <= held <= 99


def test_a_word_of_one_document_is_not_typical():
    """A word that one document says fifty times is not typical of its group; one that all say is."""
    plain = "the talks went on and on in the old city today"
    one, other = Counted(), Counted()
    one.add([plain + " peace" for _ in range(50)] + [plain + " wheat" * 50])
    other.add([plain for _ in range(51)])
    table = keyness({"a": one, "b": other}).set_index("term")
    assert table.n_a["peace"] == table.n_a["wheat"] == 50
    assert table.clear["peace"] and not table.clear["wheat"]


def test_counting_in_parts_changes_nothing():
    """The keyness of an archive doesn't depend on its partitions."""
    texts = [f"word{'x' * (n % 3)} talks {'peace ' * (n % 4)}" for n in range(12)]
    whole, parts = Counted().add(texts), Counted().add(texts[:5]).add(texts[5:])
    other = Counted().add(["something else of talks"] * 9)
    pd.testing.assert_frame_equal(keyness({"a": whole, "b": other}), keyness({"a": parts, "b": other}))


@pytest.mark.parametrize("quality", [0.95, 0.7, 0.5])
def test_both_together_hold_the_true_rate(quality):
    """Coding and machine together hold the true rate in 95 of 100 tries; a biased machine alone doesn't."""
    draw, tries = np.random.default_rng(3), 500
    held = {"coded": 0, "machine": 0, "both": 0}
    width = {"coded": 0.0, "both": 0.0}
    for _ in range(tries):
        truth = draw.random(1500) < 0.3
        labels = np.where(draw.random(1500) < quality, truth, draw.random(1500) < 0.6).astype(float)
        for row in estimate(truth[:120], labels[:120], rest=labels[120:]).itertuples():
            held[row.way] += row.low <= 0.3 <= row.high
            if row.way in width:
                width[row.way] += row.high - row.low
    assert 0.925 * tries <= held["both"] <= 0.975 * tries
    assert 0.925 * tries <= held["coded"] <= 0.975 * tries
    assert quality == 0.95 or held["machine"] < 0.05 * tries
    assert width["both"] < width["coded"]


def test_a_machine_that_knows_nothing_does_no_harm():
    """With labels that don't vary, both together are the coding alone."""
    table = estimate(np.array([0, 1] * 20), np.zeros(40), rest=np.zeros(500)).set_index("way")
    assert table.loc["both", ["value", "low", "high"]].tolist() == table.loc["coded", ["value", "low", "high"]].tolist()


def test_rates_by_coding_machine_and_both(folder, tmp_path):
    """Nine coded documents beside nine machine labels: the sample is read by id, and a wrong id is told."""
    sample = tmp_path / "coded.csv"
    lines = [f"d{n},united_states,{-1 if n % 2 else 1}" for n in range(18)]
    sample.write_text("\n".join(["brief_id,target,stance", *lines]))
    groups = grouped(read_table(folder, "documents"), by="outlet")
    table = rates(folder, groups, sample=sample)
    assert columns("rates") == list(table.columns)
    found = table.set_index(["brief_id", "stance", "way"]).value
    assert found["Daily", "critical"].tolist() == [1, 1, 1] and found["Post", "critical"].tolist() == [0, 0, 0]
    sample.write_text("brief_id,target,stance\nnobody,iran,1\n")
    with pytest.raises(CodebookError, match=r'row 2: no document "nobody" in the archive'):
        rates(folder, groups, sample=sample)


def test_groups_are_drawn(folder):
    """Each table of a comparison has its chart, with a title of at most twelve words."""
    tables = compare_archive(folder, by="outlet", resampling=Resampling(resamples=200))
    tables["keyness"] = keyness({g: Counted().add([CRITICAL] * 9) for g in ("Daily", "Post")})
    drawn = list(drawings(tables, grouped(read_table(folder, "documents"), by="outlet"), {}))
    assert [chart.name for chart in drawn] == ["presence", "actor-sentiment", "keyness", "stance-balance"]
    assert all(len(chart.title.split()) <= 12 for chart in drawn)


def test_the_charts_say_which_groups_they_draw():
    """Of six groups four are drawn, and told; a claim counts actors, not pairs of groups nor the whole text; words are of the pair most apart."""
    groups = pd.Series([*"aaabbcccddeeef"], index=[f"d{n}" for n in range(14)])
    counted = {g: Counted().add([f"talks {'peace ' * 9 if g == 'e' else 'war '}"] * 30) for g in "abcdef"}
    ids = ["iran", "iraq"]
    cells = {"n_documents": 9, "n": 9, "value": 0.5, "low": 0.4, "high": 0.6}
    table = pd.DataFrame([{"brief_id": g, "key": i} | cells for g in "abcdef" for i in ids])
    pairs = [(a, b) for a in "abcdef" for b in "abcdef" if a < b]
    apart = pd.DataFrame([
        {"key": i, "brief_a": a, "brief_b": b, "value_a": 0.5, "value_b": 0.5, "n_a": 9, "n_b": 9, "difference": 0.1,
         "low": 0.05, "high": 0.2, "p": 0.001, "q": 0.01, "clear": i == "iran"} for a, b in pairs for i in ids
    ])  # fmt: skip
    tables = {
        "presence": table.rename(columns={"key": "actor_id", "n": "n_sentences", "value": "sentence_share"}),
        "presence_difference": apart.rename(columns={"key": "actor_id"}),
    }
    title = drawing._claim(tables["presence_difference"], "actors", "how often they are named")
    assert title == "1 of 2 actors tested differ in how often they are named"
    everyone = tables["presence_difference"].replace({"actor_id": {"iran": "all"}})
    assert drawing._claim(everyone, "actors", "mood") == "No clear difference in mood"
    words = drawing._furthest(keyness(counted))
    assert "e" in {words.brief_a.iloc[0], words.brief_b.iloc[0]}
    assert drawing.labels_of(groups)["shown"] == "of 6 groups the 4 with most documents"
    assert list(drawing.labels_of(groups)["labels"]) == ["a", "b", "c", "e"]


def test_a_column_leads_nowhere_else():
    """The tables of a column lie in the archive's folder, whatever the column is called."""
    assert place(Path("archive"), "../../made of/paper") == Path("archive/by--made-of-paper")
    assert place(Path("archive"), "Länder") == Path("archive/by-Länder")

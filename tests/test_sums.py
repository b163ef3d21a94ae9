"""Sums over documents: documents are what is drawn, few are not compared, and coding corrects the machine."""

import tracemalloc

import numpy as np
import pandas as pd
import pytest

from analysis.compare.resampling import Resampling
from analysis.scale.estimates import estimate
from analysis.scale.sums import Compared, Sums
from analysis.scale.terms import Counted, keyness
from analysis.scale.told import Items, selection

FEW = Resampling(resamples=200)


def one_key(ids, top, below):
    """Sums of one key "x"."""
    cells = pd.DataFrame({"brief_id": ids, "key": "x", "n": 1, "top": top, "below": below})
    return Sums(cells, groups=halves(ids), by=["key"], n="n", top="top", below="below")


def halves(ids) -> pd.Series:
    return pd.Series(np.where(np.arange(len(ids)) < len(ids) // 2, "a", "b"), index=pd.Index(ids), dtype="str")


def test_only_what_eight_documents_tell_is_compared():
    """Ten documents of one group and none of the other is beyond chance; three and three are too few to be listed."""
    ids = [f"d{n:02d}" for n in range(40)]
    told = {"only a": ids[:10], "tail": [*ids[:3], *ids[-3:]], "both": [*ids[:9], *ids[-9:]], "late": ids[33:]}
    cells = pd.DataFrame([(i, item, 1) for item, own in told.items() for i in own], columns=["brief_id", "item", "n"])
    sums = Sums(cells, groups=halves(ids), by=["item"], n="n", top="n", below="n")
    rows = selection([Items("actor", sums, np.arange(4))]).set_index("item")
    assert rows.found.to_dict() == {"both": "both", "only a": "a"}
    assert rows.clear.to_dict() == {"both": False, "only a": True}
    assert rows.evidence_a["only a"] == "d00; d01; d02; d03; d04" and pd.isna(rows.evidence_b["only a"])


def test_of_three_groups_each_is_set_against_the_rest():
    """The rest is all other documents together, as a group of them would be, and of many groups only that is told."""
    ids, values = [f"d{n:02d}" for n in range(30)], np.arange(30.0)
    cells = pd.DataFrame({"brief_id": ids, "n": 1, "top": values})
    three = pd.Series(["a"] * 10 + ["b"] * 10 + ["c"] * 10, index=ids)
    table = Compared(Sums(cells, groups=three, by=[], n="n", top="top", below="n"), resampling=FEW).differences
    assert table[["brief_a", "brief_b"]].agg("-".join, axis=1).tolist() == [
        "a-b",
        "a-c",
        "b-c",
        "a-rest",
        "b-rest",
        "c-rest",
    ]
    assert table.difference.tolist() == [-10, -20, -10, 4.5 - 19.5, 14.5 - 14.5, 24.5 - 9.5]
    assert table.n_b.tolist() == [10, 10, 10, 20, 20, 20] and table.clear.tolist() == [True] * 4 + [False, True]
    many = pd.Series([f"g{n % 15}" for n in range(30)], index=ids)
    table = Compared(Sums(cells, groups=many, by=[], n="n", top="top", below="n"), resampling=FEW).differences
    assert len(table) == 15 and set(table.brief_b) == {"rest"} and table.low.isna().all()


def test_many_keys_cost_what_was_found():
    """Twenty thousand documents with a key of their own each stay far below documents times keys in memory."""
    ids = [f"d{n}" for n in range(20_000)]
    cells = pd.DataFrame({"brief_id": ids, "key": ids, "n": 1})
    tracemalloc.start()
    compared = Compared(Sums(cells, groups=halves(ids), by=["key"], n="n", top="n", below="n"), resampling=FEW)
    assert len(compared.groups) == 20_000 and compared.differences.empty
    peak, _ = tracemalloc.get_traced_memory()[1], tracemalloc.stop()
    assert peak < 100e6


def test_documents_are_the_unit():
    """Sentences that come in blocks count as their documents: copying each sentence leaves the interval as it is."""
    ids = [f"d{n}" for n in range(40)]
    top = np.random.default_rng(1).integers(0, 5, 40).astype(float)
    drawn = [Compared(one_key(ids, times * top, times * 5.0), resampling=FEW) for times in (1, 10)]
    columns = ["brief_id", "value", "low", "high", "n_documents"]
    pd.testing.assert_frame_equal(*(compared.groups[columns] for compared in drawn))
    pd.testing.assert_frame_equal(*(compared.differences for compared in drawn))


def test_intervals_over_documents_hold_the_truth():
    """Where documents of one group differ much and sentences of one little, 95 % intervals hold a zero difference."""
    draw, held = np.random.default_rng(7), 0
    for _ in range(100):
        sums = one_key([f"d{n}" for n in range(80)], draw.beta(1, 1, 80) * 20, 20.0)
        resampling = Resampling(seed=int(draw.integers(1e6)), resamples=200)
        [row] = Compared(sums, resampling=resampling).differences.itertuples()
        held += row.low <= 0 <= row.high
    assert 89 <= held <= 99


def counted(groups: dict[str, list[str]]) -> Counted:
    """The words of the texts of each group."""
    names, texts = zip(*((group, text) for group, own in groups.items() for text in own), strict=True)
    return Counted([*groups]).add(texts, names)


def test_a_word_of_one_document_is_not_typical():
    """A word that one document says fifty times is not typical of its group; one that all say is."""
    plain = "the talks went on and on in the old city today"
    one = [plain + " peace" for _ in range(50)] + [plain + " wheat" * 50]
    table = keyness(counted({"a": one, "b": [plain for _ in range(51)]})).set_index("term")
    assert table.n_a["peace"] == table.n_a["wheat"] == 50
    assert table.clear["peace"] and not table.clear["wheat"]


def test_counting_in_parts_changes_nothing():
    """The keyness of an archive doesn't depend on its partitions."""
    texts = [f"word{'x' * (n % 3)} talks {'peace ' * (n % 4)}" for n in range(12)]
    texts, groups = texts + ["something else of talks"] * 9, "a" * 12 + "b" * 9
    parts = Counted("ab").add([], []).add(texts[:5], [*groups[:5]]).add(texts[5:], [*groups[5:]])
    whole = keyness(Counted("ab").add(texts, [*groups]))
    assert len(whole) and keyness(parts).equals(whole)


def test_the_words_of_many_groups_are_set_against_the_rest():
    """Of more than twelve groups each word that eight documents of one hold is told once, beside all others."""
    groups = {f"g{n:02d}": ["the talks went on"] * 9 for n in range(12)}
    groups["odd"] = ["the talks went on in peace"] * 9 + ["a word alone"]
    table = keyness(counted(groups))
    assert set(table.brief_b) == {"rest"} and len(table) == 13 * 4 + 2
    [peace] = table[table.term == "peace"].itertuples()
    assert (peace.brief_a, peace.n_a, peace.n_b, peace.n_documents_b, peace.clear) == ("odd", 9, 0, 0, True)
    [talks] = table[(table.term == "talks") & (table.brief_a == "odd")].itertuples()
    assert (talks.n_a, talks.n_b, talks.n_documents_b) == (9, 108, 108)


@pytest.mark.parametrize(
    ("n", "quality", "rate"), [(120, 0.95, 0.3), (120, 0.5, 0.3), (20, 0.9, 0.05), (20, 0.75, 0.1), (50, 0.9, 0.01)]
)
def test_both_together_hold_the_true_rate(n, quality, rate):
    """Coding and machine together hold the true rate in 94 of 100 tries or more, also where it is rare."""
    draw, tries = np.random.default_rng(3), 500
    held = {"coded": 0, "machine": 0, "both": 0}
    width = {"coded": 0.0, "both": 0.0}
    for _ in range(tries):
        truth = draw.random(1500) < rate
        labels = np.where(draw.random(1500) < quality, truth, draw.random(1500) < 0.6).astype(float)
        for row in estimate(truth[:n], labels[:n], rest=labels[n:]).itertuples():
            assert 0 <= row.low <= row.value <= row.high <= 1 and row.low < row.high
            held[row.way] += row.low <= rate <= row.high
            if row.way in width:
                width[row.way] += row.high - row.low
    assert held["both"] >= 0.94 * tries and held["coded"] >= 0.88 * tries
    if n > 100:
        assert held["both"] <= 0.975 * tries and width["both"] < width["coded"]
    assert quality > 0.5 or held["machine"] < 0.05 * tries


def test_a_machine_that_knows_nothing_does_no_harm():
    """With labels that don't vary, both together are the coding alone."""
    table = estimate(np.array([0, 1] * 20), np.zeros(40), rest=np.zeros(500)).set_index("way")
    assert table.loc["both", "value"] == table.loc["coded", "value"]
    assert table.loc["both", ["low", "high"]].tolist() == pytest.approx(table.loc["coded", ["low", "high"]], abs=0.01)

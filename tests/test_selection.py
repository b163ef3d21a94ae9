"""What only one brief tells, what both tell, and what they tell with opposite signs."""

import numpy as np
import pandas as pd
import pytest
import samples

from analysis import charts, compare
from analysis.compare.resampling import Resampling
from analysis.findings.selection import selected

RESAMPLING = Resampling(seed=1, resamples=200)
WORDS = {"labels": {"a": "North", "b": "South"}, "names": {"talks": "Talks", "iran": "Iran"}}


def statements(*rows: tuple[str, str, str, int]) -> pd.DataFrame:
    """A statement for each (sentence_id, holder, target, stance)."""
    table = pd.DataFrame(rows, columns=["sentence_id", "holder", "target", "stance"])
    return table.assign(brief_id=table.sentence_id.str[0])


@pytest.fixture
def told() -> pd.DataFrame:
    """Both authors judge the talks, with opposite signs; both tell that Iran backs Hamas; Syria is only in a."""
    ledger = statements(
        ("a1", "author_a", "talks", 1), ("a2", "iran", "hamas", 1), ("a3", "iran", "syria", 1),
        ("b1", "author_b", "talks", -1), ("b2", "author_b", "talks", 0), ("b3", "iran", "hamas", 1),
    )  # fmt: skip
    return compare.items(relation=compare.relations(ledger))


def test_relations_are_sorted_out(told):
    """The authors are one holder; opposed comes first, with how often, the mean stance and the sentences."""
    rows = compare.selection(told, briefs=["a", "b"])
    assert rows[["holder", "item", "found"]].to_numpy().tolist() == [
        ["author", "talks", "opposed"], ["iran", "hamas", "both"], ["iran", "syria", "a"],
    ]  # fmt: skip
    first = rows.iloc[0]
    assert (first.n_a, first.n_b, first.stance_a, first.stance_b) == (1, 2, 1, -0.5)
    assert (first.evidence_a, first.evidence_b) == ("a1", "b1; b2")


def test_neutral_opposes_nothing():
    """A neutral statement in one brief and a supportive one in the other are in both, not opposed."""
    ledger = statements(("a1", "iran", "talks", 0), ("b1", "iran", "talks", 1))
    rows = compare.selection(compare.items(relation=compare.relations(ledger)), briefs=["a", "b"])
    assert rows.found.tolist() == ["both"]


def test_swapping_the_briefs_swaps_what_is_found(told):
    """With the briefs in the other order, a and b change places and nothing else."""
    one, other = (compare.selection(told, briefs=list(order)).set_index(["holder", "item"]) for order in ("ab", "ba"))
    assert other.found.replace({"b": "a"}).to_dict() == one.found.to_dict()
    assert other.n_b.to_dict() == one.n_a.to_dict()
    overlaps = [compare.overlap(told, briefs=list(order), resampling=RESAMPLING).iloc[0] for order in ("ab", "ba")]
    assert overlaps[0].n_only_a == overlaps[1].n_only_b == 1
    assert overlaps[0].shared_share == overlaps[1].shared_share == pytest.approx(1 / 3)


def test_few_sentences_have_no_band(told):
    """Below eight sentences with an item of the kind: counts and share, no band and nothing clear."""
    row = compare.overlap(told, briefs=["a", "b"], resampling=RESAMPLING).iloc[0]
    assert row[["null_low", "null_high", "p", "q", "halves_a", "halves_between"]].isna().all()
    assert not row.clear


def named(**items: list[str]) -> pd.DataFrame:
    """One item a sentence, for each brief."""
    rows = [(b, f"{b}{n:02d}", item) for b, names in items.items() for n, item in enumerate(names)]
    return compare.items(actor=pd.DataFrame(rows, columns=["brief_id", "sentence_id", "item"]))


def test_briefs_that_share_nothing_select_beyond_chance():
    """Each repeats its own four names: no random deal shares so little, and halves of one brief share all."""
    found = named(a=[*"wxyz"] * 4, b=[*"stuv"] * 5)
    row = compare.overlap(found, briefs=["a", "b"], resampling=RESAMPLING).iloc[0]
    assert (row.shared_share, row.clear) == (0, True)
    assert row.null_low > 0.5
    assert row.halves_a > 0.8 > row.halves_between == 0


def test_briefs_of_one_bag_select_by_chance():
    """Both draw on the same names: what they share lies in the band, whichever brief comes first."""
    names = np.random.default_rng(1).choice([*"stuvwxyz"], 40).tolist()
    found = named(a=names[:15], b=names[15:])
    row = compare.overlap(found, briefs=["a", "b"], resampling=RESAMPLING).iloc[0]
    turned = compare.overlap(found, briefs=["b", "a"], resampling=RESAMPLING).iloc[0]
    assert row.null_low <= row.shared_share <= row.null_high
    assert not row.clear
    assert (
        row[["null_low", "null_high", "p", "halves_a"]].tolist()
        == turned[["null_low", "null_high", "p", "halves_b"]].tolist()
    )


def test_no_brief_tells_anything():
    """Without an item and with one brief alone, the tables keep their columns."""
    none = compare.items(relation=compare.relations(statements()))
    for briefs in (["a", "b"], ["a"]):
        assert compare.selection(none, briefs=briefs).shape == (0, 12)
        assert compare.overlap(none, briefs=briefs).shape == (0, 16)
    claim = selected(
        compare.selection(none, briefs=["a", "b"]), compare.overlap(none, briefs=["a", "b"]), statements(), **WORDS
    )
    assert claim.text == "No brief holds a directed relation."


def test_numbers_stand_with_what_they_count(study):
    """A number before a noun counts it; a year stands alone."""
    items = set(study.selection[study.selection.kind == "number"].item)
    assert {"four hour", "two academic", "1979"} <= items


def test_the_claim_counts_its_table(study):
    """The headline's numbers are those of the relations of sides."""
    rows = study.selection[study.selection.kind == "relation_by_side"]
    n = rows.found.value_counts()
    assert study.claims["selection"].headline.startswith(f"The briefs share {n['both']} of {len(rows)} relations")
    row = study.overlap.set_index("kind").loc["relation_by_side"]
    assert row[["n_only_a", "n_both", "n_opposed", "n_only_b"]].sum() == len(rows)


def test_bars_and_bands_stand_where_the_table_says():
    """Each bar is as long as its share of the items, and the band lies from low to high."""
    chart = charts.selection_chart(samples.overlap(), title="Title", **samples.WORDS)
    bars, shares = chart.figure().axes
    widths = np.array([[bar.get_width() for bar in group] for group in bars.containers])
    assert widths.sum(axis=0) == pytest.approx(1)
    assert widths[:, 0] == pytest.approx(np.array([10, 3, 1, 23]) / 37)
    band = shares.containers[0][1]
    assert (band.get_x(), band.get_x() + band.get_width()) == pytest.approx((0.03, 0.16))
    assert [t.get_text() for t in shares.texts] == ["too few"]


def stances(**signs: list[int]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """A sentence with a statement of Iran toward the talks for each sign, and the sentences."""
    rows = [(b, f"{b}{n:02d}", "iran", "talks", s) for b, own in signs.items() for n, s in enumerate(own)]
    ledger = pd.DataFrame(rows, columns=["brief_id", "sentence_id", "holder", "target", "stance"])
    return ledger, ledger[["brief_id", "sentence_id"]].assign(part="paragraph", paragraph=1)


def test_a_plain_difference_of_stance_is_clear_and_flips():
    """Nine for, ten against: interval and random deals say so, from whichever side; ten alike say nothing."""
    ledger, places = stances(a=[1] * 9 + [0], b=[-1] * 10)
    row = compare.stance_difference(ledger, sentences=places, resampling=RESAMPLING).iloc[0]
    assert (row.value_a, row.value_b, bool(row.clear)) == (0.9, -1, True)
    turned = places.sort_values("brief_id", ascending=False, kind="stable")
    other = compare.stance_difference(ledger, sentences=turned, resampling=RESAMPLING).iloc[0]
    assert [other.difference, other.low, other.high, other.q] == pytest.approx(
        [-row.difference, -row.high, -row.low, row.q]
    )
    ledger, places = stances(a=[1, -1] * 5, b=[-1, 1] * 5)
    assert not compare.stance_difference(ledger, sentences=places, resampling=RESAMPLING).clear.any()


def test_few_statements_have_no_test():
    """Seven statements in one brief: balances and counts, no interval, no q."""
    ledger, places = stances(a=[1] * 7, b=[-1] * 10)
    row = compare.stance_difference(ledger, sentences=places, resampling=RESAMPLING).iloc[0]
    assert row[["low", "high", "q"]].isna().all()
    assert (row.difference, bool(row.clear)) == (2, False)

"""Intervals, null bands and the small-sample rule."""

from dataclasses import replace

import numpy as np
import pytest
import scipy.stats
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.compare.chance import dealt, dealt_differences, p_values, q_values
from analysis.compare.differences import differences
from analysis.compare.resampling import (
    MIN_SENTENCES,
    Resampling,
    Sample,
    enough,
    interval,
    means,
    paragraph_ends,
    resampled_means,
    weights,
)


def sample(values, *, brief_id: str = "a", paragraphs=None) -> Sample:
    """A brief of these sentences: one column, or rows of columns."""
    values = np.asarray(values, dtype=float)
    values = values[:, None] if values.ndim == 1 else values
    places = np.arange(len(values)) if paragraphs is None else np.asarray(paragraphs)
    return Sample(brief_id, places, values, (~np.isnan(values)).sum(axis=0))


def test_below_eight_sentences_there_is_a_mean_and_no_interval():
    """Seven sentences have a mean alone; the eighth brings the interval."""
    seven, eight = (means(sample(range(n)), resampling=Resampling()).iloc[0] for n in (7, 8))
    assert seven.value == 3
    assert np.isnan([seven.low, seven.high]).all()
    assert eight.low < eight.value < eight.high
    assert enough(8, np.array([7, 8])).tolist() == [False, True]
    assert MIN_SENTENCES == 8


def test_each_resample_draws_as_many_sentences_as_the_brief_has():
    """Weights are counts that sum to the number of sentences."""
    drawn = weights(sample(range(20)), resampling=Resampling(resamples=50))
    assert drawn.shape == (50, 20)
    assert (drawn.sum(axis=1) == 20).all()
    assert drawn.mean() == 1


def test_paragraphs_are_drawn_whole():
    """Sentences of one paragraph have the same weight in every resample."""
    brief = sample(range(30), paragraphs=np.repeat(range(10), 3))
    drawn = weights(brief, resampling=Resampling(resamples=50, unit="paragraph"))
    assert (drawn[:, 0::3] == drawn[:, 1::3]).all()
    assert (drawn[:, ::3].sum(axis=1) == 10).all()


def test_below_ten_paragraphs_they_are_not_resampled():
    """A brief of nine paragraphs has no interval by paragraph, though it has one by sentence."""
    brief = sample(range(36), paragraphs=np.repeat(range(9), 4))
    assert np.isnan(means(brief, resampling=Resampling(unit="paragraph")).low[0])
    assert not np.isnan(means(brief, resampling=Resampling()).low[0])


def test_an_unknown_unit_is_refused():
    """Only sentences and paragraphs can be drawn."""
    with pytest.raises(ValueError, match=r'unit "word"\. Allowed: sentence, paragraph\.'):
        Resampling(unit="word")


def test_the_interval_agrees_with_scipy():
    """The percentile interval is that of scipy.stats.bootstrap, but for the draw."""
    from scipy.stats import bootstrap

    values = np.random.default_rng(1).normal(size=40)
    ours = means(sample(values), resampling=Resampling(resamples=20_000)).iloc[0]
    theirs = bootstrap((values,), np.mean, n_resamples=20_000, method="percentile", rng=2).confidence_interval
    assert (ours.low, ours.high) == pytest.approx(theirs, abs=0.02)


def test_the_difference_agrees_with_scipy():
    """So does the interval of a difference of two briefs."""
    from scipy.stats import bootstrap

    a, b = np.random.default_rng(1).normal(size=(2, 30))
    ours = differences(sample(a), sample(b, brief_id="b"), resampling=Resampling(resamples=20_000)).iloc[0]

    def difference(x, y, axis):
        return x.mean(axis=axis) - y.mean(axis=axis)

    theirs = bootstrap((a, b), difference, n_resamples=20_000, method="percentile", vectorized=True, rng=2)
    assert (ours.low, ours.high) == pytest.approx(theirs.confidence_interval, abs=0.03)


def test_the_permutation_agrees_with_scipy():
    """The p of a difference of means is that of scipy.stats.permutation_test, but for the draw."""
    from scipy.stats import permutation_test

    a, b = np.random.default_rng(3).normal(size=(2, 15))
    a += 1.0
    ours = differences(sample(a), sample(b, brief_id="b"), resampling=Resampling(resamples=9999)).p[0]
    theirs = permutation_test((a, b), lambda x, y: x.mean() - y.mean(), n_resamples=9999, rng=4)
    assert ours == pytest.approx(theirs.pvalue, abs=0.02)


def test_the_interval_holds_the_true_mean_about_as_often_as_it_says():
    """Of 300 briefs of 30 sentences, some 93 of 100 intervals hold the mean they were drawn from."""
    generator, resampling = np.random.default_rng(5), Resampling(resamples=400)
    columns = generator.normal(size=(30, 300))
    low, high = interval(
        resampled_means(columns, weights=weights(sample(columns), resampling=resampling)), n=np.full(300, 30)
    )
    assert 0.88 <= ((low <= 0) & (high >= 0)).mean() <= 0.98


def test_permutation_seldom_finds_what_is_not_there():
    """Of 300 actors without a difference, about one in twenty has p <= 0.05."""
    generator = np.random.default_rng(6)
    a, b = sample(generator.normal(size=(20, 300))), sample(generator.normal(size=(40, 300)), brief_id="b")
    p = differences(a, b, resampling=Resampling(resamples=400)).p
    assert 0.02 <= (p <= 0.05).mean() <= 0.09


def test_missing_sentences_count_for_nothing():
    """A mean over three scored sentences of ten is the mean of the three."""
    values = np.full(10, np.nan)
    values[:3] = [1, 2, 3]
    assert means(sample(values), resampling=Resampling()).value[0] == 2
    assert np.isnan(means(sample([np.nan] * 10), resampling=Resampling()).value[0])


def test_numbers_hang_on_no_other_column():
    """A column has the same interval, null band and p alone as among others, in any order."""
    generator = np.random.default_rng(7)
    a, b = generator.normal(size=(20, 3)), generator.normal(size=(25, 3))
    a[:8, 1] = b[:10, 2] = np.nan
    resampling = Resampling(seed=3, resamples=200)
    together = differences(sample(a), sample(b, brief_id="b"), resampling=resampling)
    for column in range(3):
        alone = differences(sample(a[:, column]), sample(b[:, column], brief_id="b"), resampling=resampling)
        assert alone.iloc[0].tolist() == pytest.approx(together.iloc[column].tolist(), abs=1e-12)


def test_the_seed_decides():
    """The same seed gives the same numbers, another seed others."""
    first, again, other = (means(sample(range(20)), resampling=Resampling(seed=seed)).low[0] for seed in (1, 1, 12345))
    assert first == again
    draws = [weights(sample(range(20)), resampling=Resampling(seed=seed)) for seed in (1, 2)]
    assert (draws[0] != draws[1]).any()
    assert other == pytest.approx(first, abs=0.5)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.floats(-1, 1), min_size=1, max_size=15), st.lists(st.floats(-1, 1), min_size=1, max_size=15))
def test_differences_flip_when_the_briefs_change_places(one, other):
    """Swapping the briefs turns the sign of difference, interval and null band, and keeps p."""
    a, b = sample(one, brief_id="b"), sample(other, brief_id="a")
    resampling = Resampling(resamples=100)
    ab, ba = differences(a, b, resampling=resampling).iloc[0], differences(b, a, resampling=resampling).iloc[0]
    flipped = [-ba.difference, -ba.high, -ba.low, -ba.null_high, -ba.null_low, ba.p]
    assert ab[["difference", "low", "high", "null_low", "null_high", "p"]].tolist() == pytest.approx(
        flipped, nan_ok=True
    )
    if ab.n_a >= 8 <= ab.n_b:
        assert ab.low - 1e-9 <= ab.high + 1e-9
        assert 0 < ab.p <= 1


def test_a_deal_gives_each_brief_its_number():
    """Each deal gives the first brief as many sentences as it has."""
    briefs = np.array(["a"] * 4 + ["b"] * 6)
    [to_a] = dealt(briefs, names=("a", "b"), resampling=Resampling(resamples=500))
    assert (to_a.sum(axis=1) == 4).all()
    assert to_a.mean(axis=0) == pytest.approx(0.4, abs=0.1)
    [none] = dealt(briefs[4:], names=("a", "b"), resampling=Resampling(resamples=5))
    assert none.sum() == 0


def test_a_brief_without_evidence_has_no_null():
    """Where one brief never scores, nothing is dealt and nothing tested."""
    a, b = sample([1.0] * 10), sample([np.nan] * 10, brief_id="b")
    assert np.isnan(dealt_differences(a, b, resampling=Resampling(resamples=10))).all()
    row = differences(a, b, resampling=Resampling(resamples=10)).iloc[0]
    assert (row.n_a, row.n_b, row.value_a) == (10, 0, 1)
    assert row[["difference", "low", "high", "null_low", "null_high", "p"]].isna().all()


def test_p_is_never_zero():
    """The observed deal is one of the deals: with 9 more extreme than none of them p is 1 in 10."""
    null = np.linspace(-1, 1, 9)[:, None]
    assert p_values(np.array([5.0]), null=null).tolist() == [0.1]
    assert p_values(np.array([0.0]), null=null).tolist() == [1.0]


def test_q_is_benjamini_hochberg_over_what_was_tested():
    """Three p of 0.01, 0.02 and 0.03 become 0.03 each; what wasn't tested doesn't count."""
    assert q_values([0.01, np.nan, 0.02, 0.03]).tolist() == pytest.approx([0.03, np.nan, 0.03, 0.03], nan_ok=True)
    assert np.isnan(q_values([np.nan, np.nan])).all()
    assert q_values([]).size == 0


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_q_values_are_scipys(p):
    """What is called clear is what SciPy's control of false discoveries calls so."""
    assert q_values(p) == pytest.approx(scipy.stats.false_discovery_control(p))


def test_paragraphs_go_together_where_there_are_ten():
    """Paragraphs all or nothing give a wider interval than their sentences; nine paragraphs give none."""
    values = np.repeat([0.0, 1.0], 15)[:, None]
    ten, nine = (
        Sample("a", np.arange(30) * n // 30, values, np.array([15])) for n in (10, 9)
    )  # fmt: skip
    by_sentence = means(ten, resampling=Resampling(resamples=500)).iloc[0]
    by_paragraph = paragraph_ends(ten, resampling=Resampling(resamples=500)).iloc[0]
    assert by_paragraph.paragraph_high - by_paragraph.paragraph_low > by_sentence.high - by_sentence.low
    assert paragraph_ends(nine, resampling=Resampling(resamples=500)).isna().all(axis=None)


def test_the_paragraphs_of_one_brief_are_enough_for_a_difference():
    """Ten paragraphs beside nine give an interval of the difference by paragraph, wider; nine beside nine none."""
    many = sample(np.repeat([0.0, 1.0] * 5, 4), paragraphs=np.repeat(range(10), 4))
    few = sample([0.0, 0.1] * 18, brief_id="b", paragraphs=np.repeat(range(9), 4))
    for a, b in ((many, few), (few, many)):
        row = differences(a, b, resampling=Resampling(resamples=500)).iloc[0]
        assert row.paragraph_high - row.paragraph_low > row.high - row.low
    none = differences(few, replace(few, brief_id="c"), resampling=Resampling(resamples=50)).iloc[0]
    assert none[["paragraph_low", "paragraph_high"]].isna().all()
    assert none.low < none.high

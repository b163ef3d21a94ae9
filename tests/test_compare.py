"""Two tiny briefs, counted by eye: who is mentioned, with whom, in which mood."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import compare
from analysis.compare.resampling import Resampling

RESAMPLING = Resampling(seed=1, resamples=200)
ACTORS = pd.DataFrame({
    "actor_id": ["iran", "mottaki", "united_states", "crocker", "talks"],
    "side": ["iran", "iran", "united_states", "united_states", ""],
})  # fmt: skip


def sentences(**n: int) -> pd.DataFrame:
    """For each brief a title of five words and n sentences of ten, two to a paragraph."""
    rows = []
    for brief_id, number in n.items():
        rows.append((brief_id, f"{brief_id}-h01", "title", 0, 5))
        rows += [(brief_id, f"{brief_id}-s{i:02d}", "paragraph", (i + 1) // 2, 10) for i in range(1, number + 1)]
    return pd.DataFrame(rows, columns=["brief_id", "sentence_id", "part", "paragraph", "n_words"])


def mentions(*places: tuple[str, str]) -> pd.DataFrame:
    """One mention for each (sentence_id, actor_id), at offsets of its own."""
    rows = [(key.split("-")[0], key, actor, 10 * n, 10 * n + 4) for n, (key, actor) in enumerate(places)]
    return pd.DataFrame(rows, columns=["brief_id", "sentence_id", "actor_id", "start", "end"])


def sentiment(table: pd.DataFrame, polarity: list[float]) -> pd.DataFrame:
    """A score for each sentence; missing where nothing was scored, else one word of ten."""
    scores = pd.Series(polarity, dtype=float)
    n_scored = scores.notna().astype(int)
    return table[["brief_id", "sentence_id", "n_words"]].assign(
        n_scored=n_scored, polarity=scores, subjectivity=scores.abs(), vader_n_scored=n_scored, vader=scores
    )


@pytest.fixture
def pair():
    """Brief a with four sentences, b with two; Iran in both, Crocker in a, the talks in b."""
    table = sentences(a=4, b=2)
    found = mentions(
        ("a-h01", "iran"), ("a-s01", "iran"), ("a-s01", "iran"), ("a-s02", "iran"), ("a-s02", "crocker"),
        ("b-s01", "iran"), ("b-s01", "talks"),
    )  # fmt: skip
    return table, found


@pytest.fixture(scope="module")
def large():
    """Briefs of 12, 16 and 10 sentences; Iran in most, Crocker in every third, scores by chance."""
    table = sentences(a=12, b=16, c=10)
    body = table[table.part == "paragraph"].sentence_id
    found = mentions(*((key, "iran") for key in body[::1][:-3]), *((key, "crocker") for key in body[::3]))
    scores = np.random.default_rng(1).normal(size=len(table)).clip(-1, 1)
    return table, found, sentiment(table, list(scores))


def test_presence_counts_mentions_and_sentences(pair):
    """Iran: four mentions in a, one of them in the title, and two of four sentences."""
    table, found = pair
    rows = compare.presence(found, sentences=table, resampling=RESAMPLING).set_index(["brief_id", "actor_id"])
    iran = rows.loc["a", "iran"]
    assert (iran.n_mentions, iran.n_sentences, iran.sentence_share, iran.mention_share) == (4, 2, 0.5, 0.8)
    assert iran.per_1000_words == 1000 * 4 / 45
    assert rows.loc["b", "iran"].sentence_share == 0.5


def test_an_actor_of_one_brief_has_a_count_of_zero_in_the_other(pair):
    """Never mentioned is a count of 0 and a share of 0; it is known, not missing."""
    table, found = pair
    rows = compare.presence(found, sentences=table, resampling=RESAMPLING).set_index(["brief_id", "actor_id"])
    assert rows.loc["b", "crocker"][["n_mentions", "n_sentences", "sentence_share"]].tolist() == [0, 0, 0]
    difference = compare.presence_difference(found, sentences=table, resampling=RESAMPLING).set_index("actor_id")
    assert difference.loc["crocker", ["value_a", "value_b", "difference"]].tolist() == [0.25, 0, 0.25]


def test_a_small_sample_makes_no_directional_claim(pair):
    """Below eight sentences in either brief: counts and difference, no interval, nothing clear."""
    table, found = pair
    rows = compare.presence_difference(found, sentences=table, resampling=RESAMPLING)
    assert rows[["low", "high", "null_low", "null_high", "p", "q"]].isna().all(axis=None)
    assert not rows.clear.any()
    assert rows.difference.notna().all()


def test_co_mention_counts_sentences_not_mentions(pair):
    """Crocker stands in one sentence of a, with Iran, which stands in two: half of either."""
    table, found = pair
    rows = compare.co_mention(found, sentences=table)
    assert rows.to_numpy().tolist() == [["a", "crocker", "iran", 1, 1, 2, 0.5], ["b", "iran", "talks", 1, 1, 1, 1.0]]


def test_a_minister_counts_for_the_side_once_a_span():
    """Rolled up, an actor without a side goes, and a span of two actors of a side is one mention."""
    found = mentions(("a-s01", "iran"), ("a-s01", "crocker"), ("a-s02", "talks"))
    both = found.assign(actor_id=["mottaki", "united_states", "talks"])
    sides = compare.rolled_up(pd.concat([found, both], ignore_index=True), actors=ACTORS)
    assert sides.actor_id.tolist() == ["iran", "united_states"]
    assert sides.columns.tolist() == found.columns.tolist()
    missing = ACTORS.assign(side=ACTORS.side.replace("", None))
    pd.testing.assert_frame_equal(compare.rolled_up(found, actors=missing), compare.rolled_up(found, actors=ACTORS))


def test_actor_sentiment_is_the_mean_of_the_scored_sentences(pair):
    """Iran in a: two sentences, one scored +0.5; all of a: two scored sentences, mean 0.1."""
    table, found = pair
    scores = sentiment(table, [0.9, 0.5, np.nan, -0.3, np.nan, np.nan, np.nan, 0.2])
    rows = compare.actor_sentiment(scores, mentions=found, sentences=table, resampling=RESAMPLING)
    rows = rows.set_index(["brief_id", "actor_id", "measure"])
    iran = rows.loc["a", "iran", "polarity"]
    counts = ["n_sentences", "n_scored_sentences", "n_words", "n_scored"]
    assert iran[counts].tolist() == [2, 1, 20, 1]
    assert (iran["mean"], iran.coverage) == (0.5, 0.05)
    assert rows.loc["a", "all", "polarity"]["mean"] == pytest.approx(0.1)
    assert rows.loc["a", "all", "subjectivity"]["mean"] == pytest.approx(0.4)


def test_no_score_is_missing_and_no_zero(pair):
    """Where nothing was scored around an actor, the mean and every difference are missing."""
    table, found = pair
    scores = sentiment(table, [np.nan] * 6 + [np.nan, 0.2])
    rows = compare.actor_sentiment(scores, mentions=found, sentences=table, resampling=RESAMPLING)
    assert rows[rows.actor_id != "all"]["mean"].isna().all()
    rows = compare.sentiment_difference(scores, mentions=found, sentences=table, resampling=RESAMPLING)
    assert rows.difference.isna().all()
    assert not rows.clear.any()


def test_the_table_of_differences_agrees_with_the_table_of_means(large):
    """`value_a` and `value_b` are the means, and the difference is a minus b."""
    table, found, scores = large
    means = compare.actor_sentiment(scores, mentions=found, sentences=table, resampling=RESAMPLING)
    means = means.set_index(["brief_id", "actor_id", "measure"])["mean"]
    rows = compare.sentiment_difference(scores, mentions=found, sentences=table, resampling=RESAMPLING)
    for row in rows.itertuples():
        assert row.value_a == pytest.approx(means[row.brief_a, row.actor_id, row.measure])
        assert row.difference == pytest.approx(row.value_a - row.value_b)


def test_pairs_come_in_the_order_of_the_briefs(large):
    """Three briefs make three pairs, first with second, first with third, second with third; then each meets the rest."""
    table, found, scores = large
    pairs = [("a", "b"), ("a", "c"), ("b", "c"), ("a", "rest"), ("b", "rest"), ("c", "rest")]
    for rows in (
        compare.presence_difference(found, sentences=table, resampling=RESAMPLING),
        compare.sentiment_difference(scores, mentions=found, sentences=table, resampling=RESAMPLING),
    ):
        assert [*rows[["brief_a", "brief_b"]].drop_duplicates().itertuples(index=False, name=None)] == pairs


def test_the_rest_is_all_other_sentences_together(large):
    """Against the rest, the other side counts the sentences of both other briefs, and a swap of signs is no news."""
    table, found, _ = large
    rows = compare.presence_difference(found, sentences=table, resampling=RESAMPLING)
    body = table[table.part == "paragraph"]
    for row in rows[rows.brief_b == "rest"].itertuples():
        others = body[body.brief_id != row.brief_a]
        named = set(found.sentence_id[(found.actor_id == row.actor_id)])
        assert row.n_b == others.sentence_id.isin(named).sum()
        assert row.value_b == pytest.approx(row.n_b / len(others))
    pair = rows[(rows.brief_a == "a") & (rows.brief_b == "b")]
    assert not pair.equals(rows[(rows.brief_a == "a") & (rows.brief_b == "rest")])


def test_a_further_brief_changes_no_number(large):
    """What is said of a and b is the same with and without c, q apart."""
    table, found, _ = large
    two = table[table.brief_id != "c"]
    rows = [compare.presence_difference(found, sentences=kept, resampling=RESAMPLING) for kept in (table, two)]
    pd.testing.assert_frame_equal(rows[0][rows[0].brief_b == "b"], rows[1])


def test_another_actor_changes_no_number(large):
    """Without Crocker, or with the mentions in another order, Iran's row is the same, q apart."""
    table, found, scores = large
    kept = [found, found[found.actor_id == "iran"], found.iloc[::-1]]
    rows = [compare.sentiment_difference(scores, mentions=m, sentences=table, resampling=RESAMPLING) for m in kept]
    iran = [r[r.actor_id == "iran"].drop(columns=["q", "clear"]).reset_index(drop=True) for r in rows]
    pd.testing.assert_frame_equal(iran[0], iran[1])
    pd.testing.assert_frame_equal(iran[0], iran[2])


def test_all_differences_flip_when_the_briefs_change_places(large):
    """With the briefs in the other order every difference, interval and band turns its sign."""
    table, found, scores = large
    turned = pd.concat([table[table.brief_id == b] for b in ("b", "a")], ignore_index=True)
    table = table[table.brief_id != "c"]
    for difference in (
        lambda s: compare.presence_difference(found, sentences=s, resampling=RESAMPLING),
        lambda s: compare.sentiment_difference(scores, mentions=found, sentences=s, resampling=RESAMPLING),
    ):
        ab, ba = difference(table), difference(turned)
        for one, other in (("difference", "difference"), ("low", "high"), ("null_low", "null_high")):
            np.testing.assert_allclose(ab[one], -ba[other], atol=1e-12)
        np.testing.assert_allclose(ab.p, ba.p)
        assert (ab.brief_a + ab.brief_b == "ab").all()
        assert (ba.brief_a + ba.brief_b == "ba").all()


def test_a_plain_difference_is_clear():
    """All of a is glad, all of b is sad: interval and q say so; a brief beside itself says nothing."""
    table = sentences(a=12, b=12)
    scores = sentiment(table, [0, *np.linspace(0.4, 0.6, 12), 0, *np.linspace(-0.6, -0.4, 12)])
    none = mentions()
    rows = compare.sentiment_difference(scores, mentions=none, sentences=table, resampling=RESAMPLING)
    assert rows.actor_id.unique().tolist() == ["all"]
    assert rows[rows.measure == "polarity"].clear.all()
    assert not rows[rows.measure == "subjectivity"].clear.any()


def test_tables_of_one_sentence_and_of_nothing_keep_their_columns(pair):
    """A brief with one sentence, no mentions, and no sentences at all: tables with all columns."""
    table, found = pair
    one = pd.concat([table[table.brief_id == "a"], table[table.sentence_id == "b-s01"]], ignore_index=True)
    scores = sentiment(one, [0.1] * len(one))
    for kept, held in ((one, found), (one, found.iloc[:0]), (one.iloc[:0], found.iloc[:0])):
        for rows, columns in (
            (compare.presence(held, sentences=kept, resampling=RESAMPLING), 11),
            (compare.presence_difference(held, sentences=kept, resampling=RESAMPLING), 17),
            (compare.co_mention(held, sentences=kept), 7),
            (compare.actor_sentiment(scores, mentions=held, sentences=kept, resampling=RESAMPLING), 11),
            (compare.sentiment_difference(scores, mentions=held, sentences=kept, resampling=RESAMPLING), 18),
        ):
            assert len(rows.columns) == columns
            assert kept.size or rows.empty


def test_only_headings_are_no_evidence():
    """A brief of nothing but a title has words and mentions, and no share of sentences."""
    rows = compare.presence(mentions(("a-h01", "iran")), sentences=sentences(a=0, b=3), resampling=RESAMPLING)
    assert rows.n_mentions.tolist() == [1, 0]
    assert rows.sentence_share.isna().tolist() == [True, False]


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_shares_stay_in_range(data):
    """Whatever is mentioned where: shares, intervals and q lie between 0 and 1, counts add up."""
    table = sentences(a=data.draw(st.integers(1, 12)), b=data.draw(st.integers(1, 12)))
    place = st.tuples(st.sampled_from(table.sentence_id.tolist()), st.sampled_from(["iran", "crocker", "talks"]))
    found = mentions(*data.draw(st.lists(place, max_size=40)))
    rows = compare.presence(found, sentences=table, resampling=Resampling(resamples=50))
    assert rows[["sentence_share", "low", "high", "mention_share"]].stack().dropna().between(0, 1).all()
    assert rows.n_mentions.sum() == len(found)
    assert ((rows.low <= rows.sentence_share) & (rows.sentence_share <= rows.high) | rows.low.isna()).all()
    difference = compare.presence_difference(found, sentences=table, resampling=Resampling(resamples=50))
    assert difference[["p", "q"]].stack().dropna().between(0, 1).all()
    assert (difference.low.isna() == ~((difference.n_a >= 8) & (difference.n_b >= 8))).all()

"""Words typical of a brief, words behind a difference of mood, ease of reading, likeness."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.compare import keyness, likeness, readability, sentiment_difference, word_shift
from analysis.compare.keyness import TYPES, informative_prior, log_odds, terms
from analysis.compare.readability import flesch_reading_ease, mattr, syllables
from analysis.compare.resampling import Resampling

RESAMPLING = Resampling(seed=1, resamples=200)
POS = {"the": "DET", "of": "ADP", ",": "PUNCT", "should": "AUX", "may": "AUX", "May": "PROPN", "Talk": "PROPN"}


def tokens(**texts: list[str]) -> pd.DataFrame:
    """The tokens of briefs, given as sentences of words with a space between; all but a few are nouns."""
    rows = []
    for brief_id, lines in texts.items():
        place = 0
        for n, line in enumerate(lines, start=1):
            for word in line.split():
                tag = "MD" if word in ("should", "may") else "X"
                rows.append((brief_id, f"{brief_id}-s{n:02d}", place, 10 * place, 10 * place + len(word), word, word,
                             POS.get(word, "NOUN"), tag, word != ","))  # fmt: skip
                place += 1
    columns = ["brief_id", "sentence_id", "token_id", "start", "end", "text", "lemma", "pos", "tag", "is_word"]
    return pd.DataFrame(rows, columns=columns)


def sentences(table: pd.DataFrame, *, long: int = 1) -> pd.DataFrame:
    """The sentences of these tokens, `long` of them to a paragraph."""
    words = table[table.is_word].groupby(["brief_id", "sentence_id"], sort=False).size().rename("n_words").reset_index()
    return words.assign(part="paragraph", paragraph=words.groupby("brief_id").cumcount() // long + 1)


def found(table: pd.DataFrame) -> list[str]:
    """All terms in alphabetical order."""
    return sorted(table.term)


class TestTerms:
    """What counts as a term."""

    def test_words_and_neighbours(self):
        """Content words and modals are terms; pairs stand side by side, with no mark between."""
        table = terms(tokens(a=["the talk should end , war of peace talk"]))
        assert found(table) == [
            "end",
            "peace",
            "peace talk",
            "should",
            "should end",
            "talk",
            "talk",
            "talk should",
            "war",
        ]
        assert table.n_words.tolist() == [1] * 6 + [2] * 3

    def test_a_pair_stays_in_its_sentence(self):
        """The last word of a sentence and the first of the next are no pair."""
        assert found(terms(tokens(a=["war", "peace"], b=["war"]))) == ["peace", "war", "war"]

    def test_one_spelling_whatever_the_capitals(self):
        """ "Talk" in a title and "talk" are one; "May" and "may" are two."""
        table = terms(tokens(a=["Talk", "talk", "talk", "May", "may", "may"]))
        assert found(table) == ["May", "may", "may", "talk", "talk", "talk"]

    def test_masked_names_are_no_terms(self):
        """A masked word is no term and parts its neighbours."""
        table = tokens(a=["nuclear Iran talk"])
        masks = pd.DataFrame({"brief_id": ["a"], "start": [10], "end": [14]})
        assert found(terms(table, masks=masks)) == ["nuclear", "talk"]


class TestKeyness:
    """The weighted log-odds, and when they are clear."""

    def test_the_formula_by_hand(self):
        """With 3 of 4 against 1 of 4 and pseudo-counts of 2 of 4, the ratio is log(5/3) - log(3/5)."""
        ratio, z = log_odds(np.array([3, 1]), np.array([1, 3]), prior=np.array([2.0, 2.0]))
        assert ratio[0] == pytest.approx(math.log(5 / 3) - math.log(3 / 5))
        assert z[0] == pytest.approx(ratio[0] / math.sqrt(1 / 5 + 1 / 3))
        assert ratio[1] == -ratio[0]

    def test_the_prior_weighs_as_much_as_the_shorter_brief(self):
        """Of 4 and 12 words in all, the pseudo-counts sum to 4, in the pooled shares."""
        prior = informative_prior(np.array([4, 0]), np.array([4, 8]))
        assert prior.tolist() == [2.0, 2.0]

    def test_counts_and_rates_stand_beside_it(self):
        """ "war" 3 times in 5 words of a, once in 4 of b: 600 and 250 in a thousand."""
        rows = keyness(tokens(a=["war war war the talk"], b=["war talk talk talk"]), resampling=RESAMPLING)
        row = rows.set_index("term").loc["war"]
        assert row[["n_a", "n_b", "per_1000_a", "per_1000_b"]].tolist() == [3, 1, 600, 250]
        a, b = np.array([1, 3]), np.array([3, 1])
        ratio, z = log_odds(a, b, prior=informative_prior(a, b))
        assert (row.log_odds, row.z) == (pytest.approx(ratio[1]), pytest.approx(z[1]))

    def test_rare_terms_count_in_the_sums_but_have_no_row(self):
        """Words that stand once weigh in n, and aren't listed."""
        rows = keyness(tokens(a=["war war one"], b=["war two three"]), resampling=RESAMPLING)
        assert rows.term.tolist() == ["war"]
        ratio, z = log_odds(np.array([2, 1]), np.array([1, 2]), prior=np.array([1.5, 1.5]))
        assert (rows.log_odds[0], rows.z[0]) == (pytest.approx(ratio[0]), pytest.approx(z[0]))

    def test_a_word_of_one_brief_alone_is_clear_and_an_even_one_is_not(self):
        """In every sentence of a and none of b: clear. In every sentence of both: not."""
        table = tokens(a=["alpha even x y"] * 20, b=["omega even x y"] * 20)
        rows = keyness(table, resampling=RESAMPLING).set_index("term")
        assert rows.clear[["alpha", "omega"]].all()
        assert not rows.clear[["even", "x"]].any()
        assert rows.z["alpha"] > 0 > rows.z["omega"]

    def test_random_briefs_seldom_have_a_clear_term(self):
        """Of 30 pairs of briefs dealt from the same sentences, few have any clear term."""
        generator, clear = np.random.default_rng(2), 0
        words = np.array([f"w{n}" for n in range(60)])
        for _ in range(30):
            lines = [" ".join(generator.choice(words, 8)) for _ in range(40)]
            rows = keyness(tokens(a=lines[:12], b=lines[12:]), resampling=Resampling(resamples=100))
            clear += rows.clear.any()
        assert clear <= 6

    @settings(max_examples=15, deadline=None)
    @given(st.lists(st.lists(st.sampled_from("uvwxyz"), min_size=1, max_size=6).map(" ".join), min_size=2, max_size=12))
    def test_it_flips_when_the_briefs_change_places(self, lines):
        """The other order of the briefs turns the sign of log-odds, z and band."""
        half = len(lines) // 2
        one = keyness(tokens(a=lines[:half], b=lines[half:]), resampling=RESAMPLING).set_index("term").sort_index()
        texts = tokens(b=lines[half:], a=lines[:half])
        other = keyness(texts, resampling=RESAMPLING).set_index("term").sort_index()
        assert one.index.tolist() == other.index.tolist()
        for column, opposite in (("log_odds", "log_odds"), ("z", "z"), ("null_low", "null_high")):
            np.testing.assert_allclose(one[column], -other[opposite], atol=1e-9)
        assert (one.clear == other.clear).all()
        assert (one.n_a == other.n_b).all()

    def test_three_briefs_make_three_pairs_and_none_makes_no_rows(self):
        """Pairs come in the order of the briefs; empty tokens, or sentences of stop words, are no error."""
        rows = keyness(tokens(c=["war war"], a=["war"], b=["war"]), resampling=RESAMPLING)
        assert rows[["brief_a", "brief_b"]].agg("".join, axis=1).tolist() == [
            "ca",
            "cb",
            "ab",
            "crest",
            "arest",
            "brest",
        ]
        for empty in (tokens(), tokens(a=["the"], b=["of"]), tokens(a=["war"])):
            table = keyness(empty, resampling=RESAMPLING)
            assert table.empty
            assert table.columns.tolist() == [*TYPES]


def scored(*rows: tuple[str, str, float]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Scored words (sentence_id, word, score) and their sentences."""
    words = pd.DataFrame(rows, columns=["sentence_id", "word", "score"])
    words = words.assign(brief_id=words.sentence_id.str[0], lexicon="textblob", subjectivity=0.5)
    places = words[["brief_id", "sentence_id"]].drop_duplicates(ignore_index=True)
    return words, places.assign(part="paragraph", paragraph=1, n_words=10)


class TestWordShift:
    """The words behind a difference of mean polarity."""

    def test_by_hand(self):
        """In a "good" is half of one of two sentences: 0.7 / 4; in b "bad" is all of the one."""
        words, places = scored(("a-1", "good", 0.7), ("a-1", "old", 0.1), ("a-2", "old", 0.1), ("b-1", "bad", -0.7))
        rows = word_shift(words, sentences=places).set_index("word")
        assert rows.contribution.to_dict() == pytest.approx({"bad": 0.7, "good": 0.175, "old": 0.075})
        assert rows.index.tolist() == ["bad", "good", "old"]
        assert rows.loc["old", ["score", "n_a", "n_b"]].tolist() == [0.1, 2, 0]

    @settings(max_examples=15, deadline=None)
    @given(st.lists(st.tuples(st.sampled_from(["a-1", "a-2", "a-3", "b-1", "b-2"]), st.sampled_from("uvwx"),
                              st.floats(-1, 1)), max_size=25))  # fmt: skip
    def test_contributions_sum_to_the_difference(self, rows):
        """For all and for an actor they sum to the difference of mean sentence polarity, and flip."""
        words, places = scored(("a-1", "u", 0.5), ("b-1", "v", -0.5), *rows)
        scores = words.groupby(["brief_id", "sentence_id"]).score.mean().rename("polarity").reset_index()
        scores = scores.assign(subjectivity=0.0, vader=0.0, n_words=10, n_scored=1, vader_n_scored=1)
        mentions = places[places.sentence_id.isin(["a-1", "a-2", "b-1"])].assign(actor_id="iran")
        table = sentiment_difference(scores, mentions=mentions, sentences=places, resampling=Resampling(resamples=2))
        table = table[table.measure == "polarity"].set_index("actor_id").difference
        for order, sign in ((places, 1), (places.sort_values("brief_id", ascending=False), -1)):
            shift = word_shift(words, sentences=order, mentions=mentions).groupby("actor_id").contribution.sum()
            for actor_id in ("all", "iran"):
                assert shift[actor_id] == pytest.approx(sign * table[actor_id])

    def test_without_words_in_both_there_is_no_shift(self):
        """A brief in which nothing is scored has no mean, so that nothing can be added up."""
        words, places = scored(("a-1", "good", 0.7), ("b-1", "bad", -0.7))
        assert word_shift(words[:1], sentences=places).empty
        assert (
            word_shift(words[:0], sentences=places[:0]).columns.tolist()
            == word_shift(words, sentences=places).columns.tolist()
        )

    def test_titles_do_not_count(self):
        """A scored word of a title is in no contribution, as it is in no mean."""
        words, places = scored(("a-0", "great", 0.8), ("a-1", "good", 0.7), ("b-1", "bad", -0.7))
        places.loc[0, "part"] = "title"
        assert word_shift(words, sentences=places).word.tolist() == ["bad", "good"]


class TestReadability:
    """Length, ease and variety."""

    def test_flesch_by_hand(self):
        """Four words of one syllable in two sentences: 206.835 - 1.015 x 2 - 84.6."""
        assert flesch_reading_ease(
            pd.Series(["talks", "went", "on", "well", "2007", "'s"]), n_sentences=2
        ) == pytest.approx(206.835 - 2.03 - 84.6)
        assert math.isnan(flesch_reading_ease(pd.Series(["2007"]), n_sentences=1))

    @pytest.mark.parametrize(("word", "n"), [
        ("talks", 1), ("stake", 1), ("makes", 1), ("closed", 1), ("wanted", 2), ("table", 2), ("people", 2),
        ("bottles", 2), ("faces", 2), ("houses", 2), ("security", 4), ("ambassador", 4), ("the", 1), ("U.S.", 2),
        ("IRGC", 4), ("hmm", 1),
    ])  # fmt: skip
    def test_syllables(self, word, n):
        """The rule counts these words as a reader does."""
        assert syllables(word) == n

    @settings(max_examples=40, deadline=None)
    @given(st.lists(st.sampled_from("abcd"), min_size=1, max_size=25), st.integers(1, 25))
    def test_mattr_is_the_mean_over_all_windows(self, words, window):
        """The closed form equals counting the types of each window; too short a text has none."""
        shares = [len({*words[n : n + window]}) / window for n in range(len(words) - window + 1)]
        expected = sum(shares) / len(shares) if shares else np.nan
        assert mattr(pd.Series(words), window=window) == pytest.approx(expected, nan_ok=True)

    def test_both_briefs_have_one_window(self):
        """The window is one that the shorter brief can fill; the interval needs eight sentences."""
        table = tokens(a=["war and peace"] * 8, b=["war war"])
        rows = readability(table, sentences=sentences(table), resampling=RESAMPLING)
        assert rows.window.tolist() == [2, 2]
        assert rows.words_per_sentence.tolist() == [3, 2]
        assert rows.mattr.tolist() == [1, 0.5]
        assert rows.low.isna().tolist() == [False, True]
        assert readability(table[:0], sentences=sentences(table)[:0], resampling=RESAMPLING).empty


class TestLikeness:
    """Paragraphs about the same."""

    def test_the_same_words_are_fully_alike_and_none_in_common_not_at_all(self):
        """Cosine 1 for the same paragraph, 0 for no common term; the first sentence leads there."""
        table = tokens(a=["war peace", "talk", "bank"], b=["peace war", "talk"])
        rows = likeness(table, sentences=sentences(table))
        assert rows.iloc[0][["sentence_a", "sentence_b", "paragraph_a", "paragraph_b"]].tolist() == [
            "a-s01",
            "b-s01",
            1,
            1,
        ]
        assert rows.cosine.tolist() == pytest.approx([1, 1, 0, 0, 0, 0])
        assert set(rows.shared[0].split("; ")) == {"war", "peace"}
        assert rows.shared.isna().tolist() == [False, False, True, True, True, True]

    def test_the_rarer_word_drives_it(self):
        """Of two shared words the one in fewer paragraphs comes first."""
        table = tokens(a=["talk vacuum x"], b=["talk vacuum y", "talk z", "talk u"])
        assert likeness(table, sentences=sentences(table)).shared[0] == "vacuum; talk"

    def test_a_paragraph_of_several_sentences_is_one(self):
        """Two sentences of a paragraph are one row, named by the first; a brief without terms has none."""
        table = tokens(a=["war", "peace"], b=["peace", "war"], c=["the"])
        rows = likeness(table, sentences=sentences(table, long=2))
        assert rows[["sentence_a", "sentence_b"]].to_numpy().tolist() == [["a-s01", "b-s01"]]
        assert likeness(table[:0], sentences=sentences(table)[:0]).empty

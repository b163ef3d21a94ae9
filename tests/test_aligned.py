"""Passages on the same matter side by side, and where each brief comes to whom for how long."""

import pandas as pd
import pytest
import samples

from analysis import charts, compare
from analysis.compare.resampling import Resampling

RESAMPLING = Resampling(seed=1, resamples=200)


def sentences(**texts: list[list[str]]) -> pd.DataFrame:
    """For each brief its paragraphs, each a list of sentences; a sentence has as many words as it says."""
    rows = []
    for brief_id, paragraphs in texts.items():
        start = 0
        for number, paragraph in enumerate(paragraphs, 1):
            for text in paragraph:
                key = f"{brief_id}{len([r for r in rows if r[0] == brief_id]) + 1}"
                rows.append((brief_id, key, start, start + len(text), text, "paragraph", number, len(text.split())))
                start += len(text) + 1
    columns = ["brief_id", "sentence_id", "start", "end", "text", "part", "paragraph", "n_words"]
    return pd.DataFrame(rows, columns=columns)


def held(table: pd.DataFrame) -> pd.DataFrame:
    """The words of each sentence as signs; a capital makes an actor, a digit a number."""
    rows = [(r.sentence_id, word) for r in table.itertuples() for word in r.text.split()]
    found = pd.DataFrame(rows, columns=["sentence_id", "sign"]).drop_duplicates()
    kind = found.sign.map(lambda w: "actor" if w[0].isupper() else "number" if w[0].isdigit() else "word")
    return found.assign(kind=kind)


@pytest.fixture
def pair() -> pd.DataFrame:
    """Both tell of the jail, in other places; a adds a number, b an actor; the rest is about other things."""
    return sentences(
        a=[["Quito jailed 3 nurses"], ["rain fell on hills"], ["boats carried fish"], ["bread costs more"]],
        b=[["wool prices rose"], ["snow closed roads"], ["Quito jailed nurses Lima"], ["music filled halls"]],
    )


def test_the_same_matter_is_found(pair):
    """The two sentences on the jail are aligned, wherever they stand, and nothing else is."""
    rows = compare.aligned(held(pair), sentences=pair)
    assert rows[["evidence_a", "evidence_b"]].to_numpy().tolist() == [["a1", "b3"]]
    row = rows.iloc[0]
    assert row.chance_share == 0
    assert set(row.shared.split("; ")) == {"Quito", "jailed", "nurses"}
    assert (row.numbers_a, row.actors_b) == ("3", "Lima")
    assert rows[["actors_a", "words_a", "words_b", "numbers_b", "relations_a"]].isna().all(axis=None)


def test_swapping_the_briefs_swaps_the_sides(pair):
    """With the briefs in the other order the same passages come, sides changed."""
    turned = pd.concat([pair[pair.brief_id == b] for b in "ba"], ignore_index=True)
    one, other = (compare.aligned(held(table), sentences=table) for table in (pair, turned))
    assert one.evidence_a.tolist() == other.evidence_b.tolist()
    assert one.similarity.tolist() == pytest.approx(other.similarity.tolist())


def test_relations_are_told_and_do_not_align(pair):
    """A relation that only one side has is listed, and adds nothing to the likeness."""
    relation = pd.DataFrame([("b3", "Lima against Quito", "relation")], columns=["sentence_id", "sign", "kind"])
    rows = compare.aligned(pd.concat([held(pair), relation]), sentences=pair)
    assert rows.relations_b.tolist() == ["Lima against Quito"]
    assert rows.similarity.tolist() == compare.aligned(held(pair), sentences=pair).similarity.tolist()


def test_a_relation_is_of_two():
    """What a side holds toward itself, and what nobody holds, is no relation of a passage; an actor called Norway is somebody."""
    rows = [("iran", "iran", 1), ("Nobody", "iran", -1), ("No one in Lima", "iran", 1), ("norway", "iran", -1)]
    relations = pd.DataFrame(rows, columns=["holder", "item", "stance"]).assign(sentence_id="a1")
    words = pd.DataFrame(columns=["sentence_id", "brief_id", "start", "end", "lemma", "pos", "tag", "is_word"])
    told = compare.signs(words, mentions=mentions(), relations=relations, masks=words)
    assert told.sign[told.kind == "relation"].tolist() == ["norway against iran"]


def test_nothing_in_common_aligns_nothing():
    """Briefs without a word in common, without words, and one brief alone have no passages."""
    table = sentences(a=[["one"], ["two"]], b=[["three"], ["four"]])
    for kept, found in (
        (table, held(table)),
        (table, held(table).head(0)),
        (table[table.brief_id == "a"], held(table)),
    ):
        assert compare.aligned(found, sentences=kept).shape == (0, 16)


def test_a_pair_with_nothing_in_common_leaves_numbers_numbers(pair):
    """Beside a brief that shares nothing with the others, the likeness of those two is still a number to sort by."""
    three = pd.concat([sentences(z=[["goats climb"], ["moths sleep"]]), pair], ignore_index=True)
    table = compare.aligned(held(three), sentences=three)
    assert table[["brief_a", "evidence_a", "brief_b", "evidence_b"]].to_numpy().tolist() == [["a", "a1", "b", "b3"]]
    assert [table[name].dtype for name in ("similarity", "chance_share")] == [float, float]


def test_each_sentence_is_in_one_passage(study):
    """No sentence of the real briefs stands in two passages, and none in more than three a side."""
    for end in ("a", "b"):
        ids = study.aligned[f"evidence_{end}"].str.split("; ")
        assert ids.explode().is_unique
        assert ids.str.len().max() <= 3


@pytest.mark.parametrize(
    ("one", "other"),
    [("cfr-s01", "winep-s42"), ("cfr-s07", "winep-s10"), ("cfr-s08", "winep-s31"), ("cfr-s19", "winep-s07"),
     ("cfr-s17", "winep-s05"), ("cfr-s13", "winep-s17")],
)  # fmt: skip
def test_matters_a_reader_pairs_are_paired(study, one, other):
    """Who sits in jail, the first meeting, the nuclear file, what each side said, what was achieved."""
    rows = study.aligned
    assert rows.evidence_b[rows.evidence_a.str.contains(one)].str.contains(other).tolist() == [True]


def mentions(*places: tuple[str, str, int]) -> pd.DataFrame:
    """A mention for each (sentence_id, actor_id, start)."""
    table = pd.DataFrame(places, columns=["sentence_id", "actor_id", "start"])
    return table.assign(brief_id=table.sentence_id.str[0])


def test_weight_counts_words_and_the_first_place():
    """x stands in the second sentence, four of six words in; y never in b."""
    table = sentences(a=[["one two", "three four five six"]], b=[["one two three four"]])
    found = mentions(("a2", "x", 8), ("a1", "y", 0), ("b1", "x", 0))
    rows = compare.weight(found, sentences=table, resampling=RESAMPLING).set_index(["brief_id", "actor_id"])
    x = rows.loc["a", "x"]
    assert (x.first_sentence_id, x.n_sentences, x.n_words) == ("a2", 1, 4)
    assert (x.first_share, x.word_share) == (pytest.approx(2 / 6), pytest.approx(4 / 6))
    assert rows.loc["b", "y"][["n_words", "word_share"]].tolist() == [0, 0]
    assert pd.isna(rows.loc["b", "y"].first_share)


def test_long_sentences_weigh_more():
    """Where the mentioned sentences are the long ones, the share of words exceeds the share of sentences."""
    table = sentences(a=[["a b c d", "a"] * 10], b=[["a b", "a b"] * 10])
    found = mentions(*((f"{b}{n}", "x", 0) for b in "ab" for n in range(1, 20, 2)))
    row = compare.weight_difference(found, sentences=table, resampling=RESAMPLING).iloc[0]
    assert (row.value_a, row.value_b) == (0.8, 0.5)
    assert row.low <= row.difference <= row.high
    assert row.null_low < 0 < row.null_high
    turned = pd.concat([table[table.brief_id == b] for b in "ba"], ignore_index=True)
    other = compare.weight_difference(found, sentences=turned, resampling=RESAMPLING).iloc[0]
    assert [other.low, other.high, other.null_low] == pytest.approx([-row.high, -row.low, -row.null_high])


def test_passages_stand_where_their_sentences_do():
    """Each row has a mark for each sentence, in the order of the first brief."""
    chart = charts.aligned_chart(samples.aligned(), sentences=samples.sentences(), title="Title", **samples.WORDS)
    left, right = chart.figure().axes
    marks = [line.get_xdata() for line in left.lines if line.get_label() == "passage-a"]
    assert [len(x) for x in marks] == [3, *[1] * 11]
    assert [min(x) for x in marks] == sorted(min(x) for x in marks)
    assert len([line for line in right.lines if line.get_label() == "passage-b"]) == 12

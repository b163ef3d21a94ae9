"""Groups of documents: documents are the unit, and coding corrects the machine."""

import shutil
import tracemalloc
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from test_archive import of_the_study, planned, run, settings  # noqa: F401
from test_codebook import columns

from analysis import charts
from analysis.commands.compare import place
from analysis.compare.resampling import Resampling
from analysis.errors import CodebookError, SettingsError
from analysis.scale import drawing
from analysis.scale.archive import Archive, grouped, read_table
from analysis.scale.estimates import estimate, rates
from analysis.scale.figures import FIGURES, drawings, furthest
from analysis.scale.groups import compare_archive
from analysis.scale.sums import Compared, Sums
from analysis.scale.terms import Counted, keyness
from analysis.scale.told import Items, selection

CRITICAL = "Iran condemned the United States on Monday. The talks went on."
STUDYS = {"prescriptions": "recommendations", "prescription_difference": "presence_difference",
          "readability_difference": "presence_difference"}  # fmt: skip  # whose columns a table has
KIND = "Iran praised the United States on Monday. Nothing else was heard of it."


FEW = Resampling(resamples=200)


@pytest.fixture(scope="module")
def folder(settings, tmp_path_factory):  # noqa: F811
    """An archive of 19 documents: nine of the Daily with blame, nine of the Post with praise, one of no outlet."""
    rows = [{"id": f"d{n}", "text": CRITICAL if n % 2 else KIND, "outlet": ("Post", "Daily")[n % 2]} for n in range(18)]
    rows.append({"id": "none", "text": KIND, "outlet": ""})
    run(plan := planned(tmp_path_factory.mktemp("groups"), settings, rows, partition=10), workers=1)
    return plan.job.out


@pytest.fixture(scope="module")
def archive(folder):
    return Archive.by(folder, "outlet")


@pytest.fixture(scope="module")
def tables(archive):
    return compare_archive(archive, resampling=FEW)


def one_key(ids, top, below):
    """Sums of one key "x"."""
    cells = pd.DataFrame({"brief_id": ids, "key": "x", "n": 1, "top": top, "below": below})
    return Sums(cells, groups=halves(ids), by=["key"], n="n", top="top", below="below")


def halves(ids) -> pd.Series:
    return pd.Series(np.where(np.arange(len(ids)) < len(ids) // 2, "a", "b"), index=pd.Index(ids), dtype="str")


def test_groups_have_the_shares_that_a_reader_counts(tables):
    """Every document names Iran in one of two sentences; the Daily's Iran is critical, the Post's supportive."""
    presence = tables["presence"].set_index(["brief_id", "actor_id"])
    assert presence.loc[("Daily", "iran"), ["n_documents", "n_sentences", "sentence_share"]].tolist() == [9, 9, 0.5]
    balance = tables["stance_balance"].set_index(["brief_id", "holder", "target"]).balance
    assert balance["Daily", "iran", "united_states"] == -1 and balance["Post", "iran", "united_states"] == 1
    difference = tables["stance_difference"].set_index(["holder", "target"]).loc["iran", "united_states"]
    assert difference.difference == -2 and difference.clear


def test_a_number_leads_to_its_documents(tables):
    """Beside each number stand up to five documents that hold it, all of the group."""
    row = tables["stance_balance"].set_index(["brief_id", "holder", "target"]).loc["Daily", "iran", "united_states"]
    assert row.documents == "d1; d3; d5; d7; d9"


def test_what_is_told_with_opposite_signs_is_opposed(tables):
    """Both tell of Iran toward the United States, in all of their documents, with opposite signs."""
    rows = tables["selection"].query("kind == 'relation' and holder == 'iran'")
    [row] = rows[rows["item"] == "united_states"].itertuples()
    assert (row.found, row.n_a, row.n_b, row.share_a, row.stance_a, row.stance_b) == ("opposed", 9, 9, 1, -1, 1)
    assert row.clear and row.evidence_b == "d0; d2; d4; d6; d8"
    overlap = tables["overlap"].set_index("kind").loc["relation"]
    assert overlap.n_opposed == 1 and overlap.n_only_a == overlap.n_only_b == 0


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


def test_groups_that_change_places_turn_differences_round(archive, tables):
    """Under names in the other order every difference has the other sign, and as many are clear."""
    turned = archive.groups.map({"Daily": "Post", "Post": "Daily"})
    back = compare_archive(Archive(archive.folder, turned), resampling=FEW)
    for name in (n for n in tables if n.endswith(("_difference", "_by_side")) and "difference" in tables[n]):
        one, other = tables[name], back[name]
        assert one.difference.tolist() == pytest.approx((-other.difference).tolist(), nan_ok=True), name
        assert one.clear.sum() == other.clear.sum()
    flipped = back["selection"].found.replace({"a": "b", "b": "a"})
    assert sorted(tables["selection"].found) == sorted(flipped)


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


def test_a_group_called_rest_is_refused():
    """Of three groups none may be called as all others together are."""
    documents = pd.DataFrame({"brief_id": ["x", "y", "z"], "date": "", "outlet": ["a", "b", "rest"]})
    with pytest.raises(SettingsError, match='a group of column "outlet" is called "rest"'):
        grouped(documents, by="outlet")
    assert grouped(documents.tail(2), by="outlet").nunique() == 2


def test_a_group_of_one_document_has_the_numbers_of_a_brief(study, settings, tmp_path):  # noqa: F811
    """Two briefs as two groups of one document each have the shares, means and balances of the study."""
    run(plan := planned(tmp_path, settings, of_the_study(study), partition=2), workers=1)
    found = compare_archive(Archive.by(plan.job.out, "brief_id"), resampling=FEW)
    values = {
        "presence": "sentence_share", "presence_by_side": "sentence_share", "actor_sentiment": "mean",
        "actor_sentiment_by_side": "mean", "frames_by_voice": "sentence_share", "weight": "word_share",
        "stance_balance_by_side": "balance", "speaking": "quoted_share", "co_mention": "jaccard",
        "readability": "words_per_sentence", "frame_weight": "first_share",
    }  # fmt: skip
    keys = ["brief_id", "actor_id", "measure", "frame", "voice", "holder", "target", "speaker", "actor_a", "actor_b"]
    for name, value in values.items():
        own = getattr(study, name)
        own = own[~own.apply(lambda row: row.astype(str).str.startswith("author_").any(), axis=1)]
        by = [key for key in keys if key in own]
        one, other = (table.set_index(by)[value].dropna() for table in (own, found[name]))
        assert len(one) and other.reindex(one.index).tolist() == pytest.approx(one.tolist()), name
    shift = study.word_shift[study.word_shift.actor_id == "all"].set_index("word").contribution
    assert found["word_shift"].set_index("word").contribution[shift.index].tolist() == pytest.approx(shift.tolist())
    assert found["stance_difference"].q.isna().all()  # one document is no sample


def test_a_gated_archive_has_what_rests_on_stances(settings, tmp_path):  # noqa: F811
    """Where only the ledger's sentences were read, shares of sentences and words are left out."""
    rows = [{"id": f"d{n}", "text": CRITICAL, "outlet": "ab"[n % 2]} for n in range(4)]
    rows.append({"id": "idle", "text": "Wheat was dear this year. Prices rose.", "outlet": "a"})
    run(plan := planned(tmp_path, settings, rows, partition=2, gated=True), workers=1)
    archive = Archive.by(plan.job.out, "outlet")
    tables = compare_archive(archive, resampling=FEW)
    assert set(tables) == {
        "stance_balance", "stance_difference", "stance_balance_by_side", "stance_difference_by_side", "selection",
        "overlap",
    }  # fmt: skip
    assert [chart.name for chart in drawings(tables, archive)] == [
        "stance-balance", "directed", "author-stance", "selection", "told-unevenly"
    ]  # fmt: skip


def test_portrayals_are_compared_where_the_model_was_asked(archive, tmp_path):
    """Mentions of Iran at -0.5 in the Daily and +0.5 in the Post: one apart, clear, beside the ledger's statements."""
    asked = tmp_path / "asked"
    shutil.copytree(archive.folder, asked)
    for part in asked.glob("[0-9]*"):
        mentions = pd.read_parquet(part / "mentions.parquet").assign(voice="author")
        mentions["balance"] = mentions.brief_id.map(archive.groups).map({"Daily": -0.5}).fillna(0.5)
        mentions.to_parquet(part / "mention_stance.parquet")
    modelled = Archive(asked, archive.groups)
    tables = compare_archive(modelled, resampling=FEW)
    portrayal = tables["portrayal"].set_index(["brief_id", "actor_id", "voice"])
    assert portrayal.loc[("Daily", "united_states", "all"), ["balance", "n_mentions", "ledger_balance"]].tolist() == [
        -0.5,
        9,
        -1,
    ]
    difference = tables["portrayal_difference"].set_index(["actor_id", "voice"]).loc["iran", "all"]
    assert difference.difference == -1 and difference.clear
    [chart] = [chart for chart in drawings(tables, modelled) if chart.name == "portrayal"]
    assert chart.title.startswith("How they are portrayed differs for ")


def test_many_keys_cost_what_was_found():
    """Twenty thousand documents with a key of their own each stay far below documents times keys in memory."""
    ids = [f"d{n}" for n in range(20_000)]
    cells = pd.DataFrame({"brief_id": ids, "key": ids, "n": 1})
    tracemalloc.start()
    compared = Compared(Sums(cells, groups=halves(ids), by=["key"], n="n", top="n", below="n"), resampling=FEW)
    assert len(compared.groups) == 20_000 and compared.differences.empty
    peak, _ = tracemalloc.get_traced_memory()[1], tracemalloc.stop()
    assert peak < 100e6


def test_every_column_of_groups_is_explained(tables):
    """The columns of each table are those of the study's table of that name, or told with the archives."""
    more = set(columns("groups"))
    for name, table in tables.items():
        assert set(table) <= more | set(columns(STUDYS.get(name, name.removesuffix("_by_side")))), name


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


@pytest.mark.parametrize("quality", [0.95, 0.5])
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


def test_rates_by_coding_machine_and_both(folder, archive, tmp_path):
    """Nine coded documents beside nine machine labels: the sample is read by id, and a wrong id is told."""
    sample = tmp_path / "coded.csv"
    lines = [f"d{n},united_states,{-1 if n % 2 else 1}" for n in range(18)]
    sample.write_text("\n".join(["brief_id,target,stance", *lines]))
    groups = archive.groups
    table = rates(folder, groups, sample=sample)
    assert columns("rates") == list(table.columns)
    found = table.set_index(["brief_id", "stance", "way"]).value
    assert found["Daily", "critical"].tolist() == [1, 1, 1] and found["Post", "critical"].tolist() == [0, 0, 0]
    sample.write_text("brief_id,target,stance\nnobody,iran,1\n")
    with pytest.raises(CodebookError, match=r'row 2: no document "nobody" in the archive'):
        rates(folder, groups, sample=sample)


def test_groups_are_drawn(tables, archive):
    """Each comparison has its chart, with a title of at most twelve words that speaks of groups and documents."""
    drawn = list(drawings(tables, archive))
    assert len(drawn) == len(FIGURES) - 1  # no portrayals without the model
    for chart in drawn:
        assert len(chart.title.split()) <= 12, chart.title
        assert "brief" not in chart.subtitle + chart.source + chart.title + chart.alt, chart.name
        assert "18 documents" in chart.source


def test_of_six_groups_those_apart_from_the_rest_are_drawn(archive):
    """With more groups than colours a row names its group, and the title counts what differs from the rest."""
    six = archive.groups.copy()
    six[:] = [f"{group}{n % 3}" for n, group in enumerate(six)]
    crowded = Archive(archive.folder, six)
    drawn = {chart.name: chart for chart in drawings(compare_archive(crowded, resampling=FEW), crowded)}
    assert "the group named minus the rest" in drawn["presence-by-actor"].subtitle
    assert "of 6 groups the 4 with most documents" in drawn["stance-balance"].subtitle
    assert drawing.labels_of(six)["shown"] == "of 6 groups the 4 with most documents"


def test_a_title_counts_what_differs_and_no_more():
    """A claim counts actors, not pairs of groups nor the whole text; where nothing differs it says so."""
    pairs = [(a, b) for a in "abcdef" for b in "abcdef" if a < b]
    rows = [
        {"actor_id": i, "brief_a": a, "brief_b": b, "q": 0.01, "clear": i == "iran"}
        for a, b in pairs
        for i in ("iran", "iraq")
    ]
    table = pd.DataFrame(rows)
    assert drawing.claim(table, "actors", "how often they are named") == (
        "How often they are named differs for 1 of 2 actors tested"
    )
    everyone = table.replace({"actor_id": {"iran": "all"}})
    assert drawing.claim(everyone, "actors", "mood") == "No clear difference in mood"


def test_typical_words_are_of_the_pair_most_apart():
    """Of six groups the words are told of two, one of them that with a word of its own."""
    counted = {g: Counted().add([f"talks {'peace ' * 9 if g == 'e' else 'war '}"] * 30) for g in "abcdef"}
    words = furthest(keyness(counted))
    assert "e" in {words.brief_a.iloc[0], words.brief_b.iloc[0]}


def test_groups_of_the_same_words_have_none_of_their_own():
    """Two groups that say the same are drawn as an empty chart."""
    same = keyness({g: Counted().add(["the harvest was late"] * 9) for g in "ab"})
    assert len(same) and charts.keyness_chart(same, title="0 words", labels={"a": "a", "b": "b"}).table.empty


def test_a_column_leads_nowhere_else():
    """The tables of a column lie in the archive's folder, whatever the column is called."""
    assert place(Path("archive"), "../../made of/paper") == Path("archive/by--made-of-paper")
    assert place(Path("archive"), "Länder") == Path("archive/by-Länder")

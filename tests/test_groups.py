"""Groups of documents beside each other, by outlet or whatever an archive says of its documents."""

import shutil
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest
from test_archive import of_the_study, planned, run, settings  # noqa: F401
from test_codebook import columns
from test_sums import counted

from analysis import charts
from analysis.commands.compare import group_sizes, headlines, place
from analysis.compare.contrasts import REST
from analysis.compare.resampling import Resampling
from analysis.errors import CodebookError, SettingsError
from analysis.scale import drawing
from analysis.scale.archive import Archive, grouped, read_table
from analysis.scale.estimates import rates
from analysis.scale.figures import FIGURES, drawings, furthest, keyness_title, voiced
from analysis.scale.groups import compare_archive
from analysis.scale.sums import expansion
from analysis.scale.terms import keyness

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


def test_every_column_of_groups_is_explained(tables):
    """The columns of each table are those of the study's table of that name, or told with the archives."""
    more = set(columns("groups"))
    for name, table in tables.items():
        assert set(table) <= more | set(columns(STUDYS.get(name, name.removesuffix("_by_side")))), name


def test_an_unknown_column_is_told(folder):
    """A column that isn't there, or gives no two groups, is refused with those that do and what they lack."""
    documents = read_table(folder, "documents")
    fit = r"Choose one of outlet \(2 groups, 1 of 19 documents without\)\.$"
    with pytest.raises(SettingsError, match=rf'^no column "slant"\. {fit}'):
        grouped(documents, by="slant")
    with pytest.raises(SettingsError, match=rf'^column "year" has 0 groups, 19 of 19 documents without\. {fit}'):
        grouped(documents, by="year")
    dated = documents.assign(date=["2007-05-28", *[""] * 18], outlet="Post")
    told = r'column "outlet" has 1 group\. No column gives two: say in the source which group each is of\.$'
    with pytest.raises(SettingsError, match=told):
        grouped(dated, by="outlet")
    many = pd.DataFrame({"brief_id": [f"d{n}" for n in range(1200)], "date": ""})
    with pytest.raises(SettingsError, match=r'column "brief_id" has 1,200 groups\. At most 500 can be compared: '):
        grouped(many, by="brief_id")


def test_an_archive_of_an_older_version_is_told(archive, tmp_path):
    """A table or a manifest that isn't there is one sentence with its place."""
    shutil.copytree(archive.folder, old := tmp_path / "old")
    (old / "00001" / "namings.parquet").unlink()
    with pytest.raises(SettingsError, match=r"00001/namings\.parquet: there is no such table\. Run `.* corpus` again"):
        compare_archive(Archive(old, archive.groups), resampling=FEW)
    (old / "archive.json").write_text("{")
    with pytest.raises(SettingsError, match=r"archive\.json: it is not there, or broken\. Run "):
        compare_archive(Archive(old, archive.groups), resampling=FEW)


def test_each_table_of_a_partition_is_read_once(archive, monkeypatch):
    """All comparisons of a partition are taken while it is at hand: no table of it is read twice."""
    read, of_file = [], pd.read_parquet
    monkeypatch.setattr(pd, "read_parquet", lambda path: read.append(path) or of_file(path))
    compare_archive(archive, resampling=FEW)
    assert len(read) == len(set(read)) and {path.stem for path in read} >= {"sentences", "mentions", "frames"}


def test_how_an_archive_is_parted_changes_no_number(settings, tmp_path):  # noqa: F811
    """Parts in which nobody is named, nothing stated or framed, are added up with the others."""
    texts = ["Rain fell.", "Rain fell.", CRITICAL, KIND, "Rain fell.", "Rain fell."]
    rows = [{"id": f"d{n}", "text": text, "outlet": "ab"[n % 2]} for n, text in enumerate(texts)]
    parted = []
    for size in (2, 50):
        run(plan := planned(tmp_path, settings, rows, out=str(size), partition=size), workers=1)
        parted.append(compare_archive(Archive.by(plan.job.out, "outlet"), resampling=FEW))
    assert len(parted[0]["presence"]) and parted[0].keys() == parted[1].keys()
    for name, table in parted[0].items():
        pd.testing.assert_frame_equal(table, parted[1][name], obj=name)


def test_rates_by_coding_machine_and_both(folder, archive, tmp_path):
    """Nine coded documents beside nine machine labels: the sample is read by id, and a wrong id is told."""
    sample = tmp_path / "coded.csv"
    lines = [f"d{n},united_states,{-1 if n % 2 else 1}" for n in range(18)]
    sample.write_text("\n".join(["brief_id,target,stance", *lines]))
    table = rates(archive, sample=sample)
    assert columns("rates") == list(table.columns)
    found = table.set_index(["brief_id", "stance", "way"]).value
    assert found["Daily", "critical"].tolist() == [1, 1, 1] and found["Post", "critical"].tolist() == [0, 0, 0]
    sample.write_text("brief_id,target,stance\nnobody,iran,1\n")
    with pytest.raises(CodebookError, match=r'row 2: no document "nobody" in the archive'):
        rates(archive, sample=sample)
    sample.write_text("brief_id,target,stance\nd1,united_stats,1\n")
    with pytest.raises(CodebookError, match=r"no actor\. Did you mean `united_states`"):
        rates(archive, sample=sample)
    with pytest.raises(CodebookError, match="Name the CSV of the coded sample"):
        rates(archive, sample=tmp_path / "none.csv")


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
        {"actor_id": i, "brief_a": a, "brief_b": b, "p": 0.002, "q": 0.01, "clear": i == "iran"}
        for a, b in pairs
        for i in ("iran", "iraq")
    ]
    table = pd.DataFrame(rows)
    assert drawing.claim(table, "actors", "how often they are named") == (
        "How often they are named differs for 1 of 2 actors tested"
    )
    everyone = table.replace({"actor_id": {"iran": "all"}})
    assert drawing.claim(everyone, "actors", "mood") == "No clear difference in mood"
    words = everyone.assign(word="fair").drop(columns="actor_id")
    assert drawing.claim(words, "words", "mood") == "Mood differs for 1 of 1 words tested"
    once = table.assign(p=0.9).copy()
    once.loc[0, "p"] = 0.01  # one of thirty: clear within its pair, and what chance gives over all
    assert drawing.claim(once, "actors", "mood") == "No clear difference in mood"


def test_draws_of_a_small_group_are_taken_wider():
    """Ten documents spread more than their resamples do; of a hundred it hardly counts."""
    assert 1.2 < expansion(10) < 1.25 and 1 < expansion(100) < 1.02 and expansion(1) == 1


def test_typical_words_are_of_the_pair_most_apart():
    """Of six groups the words are told of two, one of them that with a word of its own."""
    words = furthest(keyness(counted({g: [f"talks {'peace ' * 9 if g == 'e' else 'war '}"] * 30 for g in "abcdef"})))
    assert "e" in {words.brief_a.iloc[0], words.brief_b.iloc[0]}


def test_how_much_others_speak_is_told_of_groups_that_are_drawn():
    """Of six groups the title names only those in the picture, and no difference that only others have."""
    shares = zip("abcdef", (0.1, 0.2, 0.3, 0.4, 0.9, 0.0), strict=True)
    speaking = pd.DataFrame([{"brief_id": g, "speaker": "iran", "word_share": share} for g, share in shares])
    apart = pd.DataFrame([{"brief_a": g, "brief_b": REST, "q": 0.1, "clear": g in "ae"} for g in "abcdef"])
    archive, drawn = Archive(Path(), pd.Series([*"abcdef"])), {"labels": dict(zip("abcd", "abcd", strict=True))}
    tables = {"speaking": speaking, "voice_difference": apart}
    assert voiced(drawing.Drawing(tables, archive), drawn) == "Others voice 40 % of d, 10 % of a"
    tables["voice_difference"] = apart.assign(clear=apart.brief_a == "e")
    assert "No clear difference" in voiced(drawing.Drawing(tables, archive), drawn)
    tables["voice_difference"] = apart.assign(q=None, clear=False)
    assert voiced(drawing.Drawing(tables, archive), drawn).startswith("Too few documents to compare how much others")


def test_where_nothing_was_tested_documents_are_too_few(folder):
    """Of six documents nothing has an interval, so no title of theirs says that there is no clear difference."""
    groups = Archive.by(folder, "outlet").groups
    few = Archive(folder, groups.groupby(groups).head(3))
    titles = [chart.title for chart in drawings(compare_archive(few, resampling=FEW), few)]
    assert not any(title.startswith("No clear") for title in titles)
    assert {f"Too few documents to compare {what}" for what in ("stance", "what authors say of them")} <= set(titles)


def test_groups_of_the_same_words_have_none_of_their_own():
    """Two groups that say the same are drawn as an empty chart whose title says so."""
    same = keyness(counted({g: ["the harvest was late"] * 9 for g in "ab"}))
    title = keyness_title(same)
    assert title == "No word is typical of one of two groups"
    assert len(same) and charts.keyness_chart(same, title=title, labels={"a": "a", "b": "b"}).table.empty


def test_words_of_many_groups_are_those_of_one_and_of_the_rest(folder):
    """Of more than twelve groups each meets the rest, and neither title nor subtitle speaks of two groups."""
    groups = {g: [f"talks {'peace ' * 9 if g == 'e' else 'war '}"] * 9 for g in "abcdefghijklm"}
    tables = {"keyness": keyness(counted(groups))}
    chart = dict(FIGURES)["keyness"](drawing.Drawing(tables, Archive(folder, pd.Series([*groups]))))
    assert chart.title.endswith("typical of one group or of the rest")
    assert chart.subtitle.endswith("of 13 groups the one with most words of its own")
    assert chart.texts == ("e", "the rest")


def test_a_comparison_tells_its_groups_and_what_its_charts_state(archive):
    """Before the files stand the documents of each group, and claims that show a difference before those that don't."""
    assert list(group_sizes(archive)) == [
        "18 documents in 2 groups:", "  Daily: 9 documents", "  Post: 9 documents",
        "  left out: 1 document without a group",
    ]  # fmt: skip
    many = Archive(archive.folder, pd.Series([*"aaabbbcdefghi"], index=[f"d{n}" for n in range(13)]))
    assert list(group_sizes(many))[1:3] == ["  a: 3 documents", "  b: 3 documents"]
    assert list(group_sizes(many))[-2] == "  and 1 group of at most 1 document each"
    drawn = [
        SimpleNamespace(name=name, title=title)
        for name, title in (("weight", "A"), ("labels", "B"), ("frames", "No clear difference"), ("selection", "C"))
    ]
    assert list(headlines(drawn)) == [
        "What the charts state:", "  C (selection)", "  A (weight)", "  No clear difference (frames)",
    ]  # fmt: skip


def test_a_column_leads_nowhere_else():
    """The tables of a column lie in the archive's folder, whatever the column is called."""
    assert place(Path("archive"), "../../made of/paper") == Path("archive/by--made-of-paper")
    assert place(Path("archive"), "Länder") == Path("archive/by-Länder")


def test_a_group_has_one_colour_in_all_charts_of_a_comparison(archive):
    """Of three groups each has its place in every chart, also where two of them or one and the rest are drawn."""
    three = archive.groups.copy()
    three[:] = [f"{group}{n % 4 // 3}" for n, group in enumerate(three)]
    split = Archive(archive.folder, three)
    places = {group: n for n, group in enumerate(sorted(set(three)))}
    assert len(places) == 3
    drawn = list(drawings(compare_archive(split, resampling=FEW), split))
    assert {len(chart.briefs) for chart in drawn} >= {2, 3}
    for chart in drawn:
        assert dict(zip(chart.briefs, chart.places, strict=True)).items() <= places.items(), chart.name
    rest = drawing.Drawing({}, split).of_pair(pd.DataFrame({"brief_a": ["Post0"], "brief_b": ["rest"]}), "one")
    assert rest["places"]["Post0"] == places["Post0"] and rest["places"]["rest"] >= drawing.MOST


def test_counts_beside_rows_are_told_of(tables, archive):
    """A chart with counts at the right says what they count."""
    drawn = {chart.name: chart.source for chart in drawings(tables, archive)}
    assert drawn["presence-by-side"].startswith("Counts: sentences.")
    assert drawn["sentiment-by-actor"].startswith("Counts: scored sentences;")
    assert all(drawn[name].startswith("Counts: statements.") for name in ("stance-balance", "author-stance"))

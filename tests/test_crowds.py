"""More than two briefs: claims and charts speak of each against the rest, and name the brief beside its row."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pandas as pd
import pytest
from pptx.enum.shapes import MSO_SHAPE_TYPE

from analysis import charts, crowds, figures
from analysis.figures.telling import beside_the_rest
from analysis.findings import pairs
from analysis.findings.frames import words_for
from analysis.findings.mentions import together
from analysis.findings.moods import shift, widest
from analysis.findings.texts import key_terms
from analysis.publish.slides.house import house
from analysis.publish.slides.plan import Slide
from analysis.publish.slides.writing import Desk, write
from analysis.settings import ROOT, read_settings
from analysis.study import Study
from analysis.style import read_style

WORDS = {"labels": {"a": "Alpha", "b": "Beta", "c": "Gamma"}, "names": {"x": "Xenia"}, "dates": {}, "source": ""}


@pytest.fixture(scope="module")
def many():
    """The example of five briefs, with fewer resamples."""
    return Study(replace(read_settings(ROOT / "examples" / "five-outlets"), resamples=100))


def test_claims_of_five_name_one_brief_and_the_rest(many):
    """Every claim of five briefs is made, has a headline that fits a slide, and no id in it."""
    long = {name: claim.headline for name, claim in many.claims.items() if len(claim.headline.split()) > 15}
    assert long == {}
    assert [name for name, claim in many.claims.items() if "author_" in claim.text or "nan" in claim.text.split()] == []


def test_every_brief_meets_the_rest(many):
    """Tables of contrasts hold ten pairs and five contrasts with the rest."""
    contrasts = many.presence_difference[["brief_a", "brief_b"]].drop_duplicates()
    assert len(contrasts) == 15 and (contrasts.brief_b == "rest").sum() == 5


@pytest.mark.parametrize(
    "figure",
    ["presence_by_side", "sentiment_by_actor", "word_shift", "keyness", "co_mention", "speakers", "weight", "frames"],
)
def test_charts_of_five_leave_no_brief_out(many, figure):
    """No chart of these shows only the first four, and each is drawn."""
    chart = getattr(figures, figure)(many)
    assert "first" not in chart.subtitle and "of 5 briefs the" not in chart.subtitle
    assert chart.figure().axes


@pytest.mark.parametrize(
    "figure", ["mention_strip", "selection", "aligned", "frames_by_voice", "who_frames_whom", "labels"]
)
def test_charts_of_two_say_which_two_of_five(many, figure):
    """A chart that holds two briefs names them, and its subtitle says why these two."""
    chart = getattr(figures, figure)(many)
    assert len(chart.texts) == 2
    assert "; of 5 briefs the " in chart.subtitle
    assert chart.figure().axes


def test_a_claim_about_one_pair_names_it(many):
    """Of five briefs no claim says "the briefs" of two of them, and claims and charts are about the same two."""
    a, b = (text.split(", ")[0] for text in figures.selection(many).texts)
    assert many.claims["selection"].headline.startswith(f"{a} and {b} share ")
    assert "both authors" not in many.claims["contradiction"].text.lower()
    for figure in (figures.frames_by_voice, figures.who_frames_whom):
        chart = figure(many)
        assert all(text.split(", ")[0] in chart.title for text in chart.texts)


def test_the_pair_that_is_told_is_the_furthest_apart():
    """The largest sum of differences decides, whatever their signs, and the rest is no brief of a pair."""
    rows = [("a", "b", 0.3), ("a", "b", 0.0), ("b", "c", 0.2), ("b", "c", -0.2), ("a", "rest", 9.0)]
    table = pd.DataFrame(rows, columns=["brief_a", "brief_b", "difference"])
    assert pairs.furthest(table).difference.tolist() == [0.2, -0.2]


def test_lanes_that_are_left_out_are_those_between_the_ends():
    """Of five briefs and four lanes, the two largest and the two smallest stay, and the words say so."""
    labels = {b: b.upper() for b in "abcde"}
    said = crowds.ends(pd.Series([3, 1, 5, 2, 4], list("abcde")), words={"labels": labels}, what="words", most=4)
    assert [*said["labels"]] == ["c", "e", "d", "b"]
    assert said["shown"] == "of 5 briefs the 2 with most words and the 2 with least"


def test_shares_of_voice_frames_and_words_meet_the_rest(many):
    """Each brief is compared with the rest also in who speaks, in its frames and in its weights."""
    for table in (many.voice_difference, many.frame_difference, many.weight_difference):
        assert table.brief_a[table.brief_b == "rest"].nunique() == 5


def test_a_row_carries_its_brief():
    """By name: the brief stands behind what the row is called, also where two speak together."""
    table = pd.DataFrame({"brief_id": ["a", "b"], "speaker": ["x", "x; somebody"], "n": [1, 2]})
    shown, words = crowds.by_name(table, column="speaker", words=WORDS)
    assert [words["names"][one] for one in shown.speaker] == ["Xenia · Alpha", "Xenia, somebody · Beta"]
    assert words["labels"] == {"all": "all 3 briefs"} and set(shown.brief_id) == {"all"}


def test_relations_of_all_briefs_are_summed():
    """Together: two for and one against in two briefs make a balance of one third."""
    rows = [("a", "author_a", "x", 2, 2, 0, 0, 1.0, None, None), ("b", "author_b", "x", 1, 0, 1, 0, -1.0, None, None)]
    columns = ["brief_id", "holder", "target", *crowds.COUNTS, "balance", "low", "high"]
    (row,) = crowds.relations(pd.DataFrame(rows, columns=columns)).itertuples()
    assert (row.holder, row.n_statements, row.balance) == (crowds.AUTHOR, 3, pytest.approx(1 / 3))


def test_a_pooled_mark_has_no_interval_whatever_its_count(many):
    """Of all briefs together no interval is drawn, and the note doesn't say that statements are too few; it counts the rows."""
    rows = [(b, "x", f"y{n}", 9, 9, 0, 0, 1.0, None, None) for b in "ab" for n in range(40)]
    table = pd.DataFrame(rows, columns=["brief_id", "holder", "target", *crowds.COUNTS, "balance", "low", "high"])
    chart = charts.stance_balance_chart(crowds.relations(table), title="None", **crowds.together(WORDS))
    assert "of 40 rows." in chart.source and "Hollow: no interval." in chart.source


def test_all_briefs_together_name_two_most():
    """Of three briefs the pair is told that all of them name together most; of a tie none is."""
    table = pd.DataFrame(
        {"brief_id": [*"aabc"], "actor_a": [*"xxxx"], "actor_b": [*"yzyy"], "n_sentences": [1, 5, 3, 3]}
    )
    said = {"labels": WORDS["labels"], "names": {"x": "Xenia", "y": "Yara", "z": "Zoe"}}
    assert together(table, **said).headline == "Xenia and Yara share the most sentences: 7 in all briefs"
    assert "differ" in together(table.assign(n_sentences=[1, 3, 1, 1]), **said).headline


def test_words_are_compared_where_both_briefs_have_some():
    """For an actor whom only one of two describes, the other shares nothing: the pair and the claim are of one whom both do."""
    columns = ["brief_a", "brief_b", "actor_id", "role", "word", "n_a", "n_b", "where"]
    alone = [("a", "b", "x", "noun", f"w{n}", 1, 0, "a") for n in range(9)]
    both = [("b", "c", "y", "noun", "regime", 2, 0, "a"), ("b", "c", "y", "noun", "republic", 0, 1, "b")]
    table = pd.DataFrame([*alone, *both], columns=columns)
    assert pairs.most_own_words(table).brief_a.unique().tolist() == ["b"]
    claim = words_for(table, labels=WORDS["labels"], names={"x": "Xenia", "y": "Yara"})
    assert claim.headline == "Of 2 words for Yara Beta and Gamma share none"


def test_the_key_of_terms_is_true_whatever_a_brief_is_called():
    """No brief's name stands for the others: of three the key has all three, also where one has the id "one"."""
    labels = {"one": "Marsh", "two": "Costa", "three": "Baltic"}
    rows = [("two", "peace", 3.0, True), ("three", "need", 2.0, False), ("one", "peace", -1.0, False)]
    table = pd.DataFrame(rows, columns=["brief_a", "term", "z", "clear"])
    table = table.assign(brief_b="rest", n_a=5, n_b=0, null_low=-2.5, null_high=2.5)
    claim = SimpleNamespace(headline="1 of 2 terms sets one brief apart from the rest")
    briefs = [SimpleNamespace(id=b, date=date(2031, 6, 9), publisher=b) for b in labels]
    study = SimpleNamespace(
        labels=labels, names={}, keyness=table, claims={"keyness": claim},
        settings=SimpleNamespace(briefs=briefs, style=None),
    )  # fmt: skip
    chart = figures.keyness(study)
    assert [text.split(", ")[0] for text in chart.texts] == ["Marsh", "Costa", "Baltic"]
    assert chart.table.name.tolist() == ["peace · Costa", "need · Baltic"]
    assert "Marsh" not in chart.subtitle + chart.alt and "1 of 2 terms" in chart.alt
    assert key_terms(table, labels=labels).headline == claim.headline


def test_the_rest_is_grey_and_its_brief_keeps_its_colour():
    """Beside the rest a brief has the mark that it has everywhere, and the rest has no brief's."""
    study = SimpleNamespace(labels=WORDS["labels"], names={}, settings=SimpleNamespace(briefs=[], style=None))
    for place, brief_id in enumerate(study.labels):
        said = beside_the_rest(study, pd.DataFrame({"brief_a": [brief_id], "brief_b": ["rest"]}))
        style = read_style().of([said["places"][b] for b in said["labels"]])
        assert style.colours == (read_style().colour(place), read_style().grey)
        assert len(set(style.markers)) == 2


def test_the_widest_contrast_is_told():
    """The word shift that is told is that of the brief furthest from the rest."""
    rows = [("a", "rest", "good", 0.1), ("b", "rest", "bad", -0.3), ("a", "b", "good", 0.9)]
    table = pd.DataFrame(rows, columns=["brief_a", "brief_b", "word", "contribution"]).assign(
        n_a=1, n_b=2, actor_id="all"
    )
    assert widest(table).word.tolist() == ["bad"]
    assert "Beta minus the rest" in shift(table, labels=WORDS["labels"]).text


def test_only_what_is_typical_of_a_brief_is_its_term():
    """Against the rest, a term that a brief lacks is no term of it."""
    row = {"brief_b": "rest", "n_a": 3, "n_b": 1, "clear": True}
    table = pd.DataFrame(
        [{"brief_a": "a", "term": "dam", "z": 3.0} | row, {"brief_a": "b", "term": "ferry", "z": -3.0} | row]
    )
    claim = key_terms(table, labels=WORDS["labels"])
    assert claim.headline == "1 of 2 terms sets one brief apart from the rest"
    assert "of Alpha “dam” (3 : 1)" in claim.text and "ferry" not in claim.text


@pytest.fixture(scope="module")
def slides(many):
    """The slides of charts of five briefs, by the name of the chart."""
    desk = Desk(house(None, read_style()), read_style())
    for figure in (figures.contradiction, figures.lexicons, figures.layout, figures.word_shift, figures.author_stance):
        chart = figure(many)
        write(desk, Slide(chart.title, chart.subtitle, chart=chart, source=chart.source))
    return {shape.name: shape for slide in desk.house.deck.slides for shape in slide.shapes}


def test_charts_of_slides_keep_the_colours_of_their_pictures(many, slides):
    """In a chart that can be edited a brief has the colour and name that it has in the picture, and no two the same."""
    for figure in (figures.contradiction, figures.word_shift):
        chart = figure(many)
        style = read_style().of(chart.places)
        labels = list(chart.briefs.values())
        drawn = {
            series.name: "#" + str(series.format.fill.fore_color.rgb)
            for series in slides[chart.name].chart.plots[0].series
        }
        assert drawn == {name: style.colour(labels.index(name)) for name in drawn}
        assert len(set(drawn.values())) == len(drawn) == 2


def test_a_slide_leaves_out_no_brief_that_its_picture_has(many, slides):
    """Where there are more briefs than series can be told apart, the slide shows the picture; a scatter of all has its points."""
    assert len(figures.layout(many).briefs) == 5 and slides["layout"].shape_type == MSO_SHAPE_TYPE.PICTURE
    (series,) = slides["lexicons"].chart.plots[0].series
    assert series.name == "all 5 briefs" and len(list(series.iter_values())) > 10
    (series,) = slides["author-stance"].chart.plots[0].series
    assert series.name == "all 5 briefs"

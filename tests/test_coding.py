"""The headline findings by the program and by a coding of two tiny briefs; one on which they differ is none."""

import pandas as pd
import pytest

from analysis import findings, load_study
from analysis.coding.headlines import SETTLED
from analysis.errors import CodebookError

TEXTS = {
    "a": "Title of a\n\nThe talks were useful. Iran praised the talks.\n",
    "b": "Title of b\n\nThe talks were useless. The United States should keep talking.\n",
}
ACTORS = """actor_id,name,kind,side,role,valid_from,valid_to,aliases,metonyms,note
iran,Iran,state,iran,,,,,,
united_states,United States,state,united_states,,,,,,
talks,Talks,event,,,,,the talks; talks,,
"""
CODING = {
    "mentions": """brief_id,sentence_id,text,occurrence,actor_id,form
a,a-s01,talks,1,talks,name
a,a-s02,Iran,1,iran,name
a,a-s02,talks,1,talks,name
b,b-s01,talks,1,talks,name
b,b-s02,United States,1,united_states,name
""",
    "attributions": """attribution_id,brief_id,sentence_id,source_text,cue_text,content_text,kind,type,negated,speaker,parent_id
a-a01,a,a-s02,Iran,praised,the talks,indirect,speech,0,iran,
""",
    "statements": """statement_id,brief_id,sentence_id,voice,speaker,holder,target,stance,modality,basis,evidence
a-l01,a,a-s01,author,author_a,author_a,talks,1,asserted,words,useful
a-l02,a,a-s02,author,author_a,iran,talks,1,reported,words,praised
b-l01,b,b-s01,author,author_b,author_b,talks,-1,asserted,words,useless
""",
    "recommendations": """recommendation_id,brief_id,sentence_id,addressee,action,target,condition
b-r01,b,b-s02,united_states,keep talking,talks,
""",
}


@pytest.fixture
def coded_study(study_folder):
    """Make the study of the two briefs with their coding; keyword arguments replace a layer."""

    def make(**layers: str):
        folder = study_folder(TEXTS, actors=ACTORS)
        (folder / "gold" / SETTLED).mkdir(parents=True)
        for layer, text in (CODING | layers).items():
            (folder / "gold" / SETTLED / f"{layer}.csv").write_text(text, encoding="utf-8")
        return load_study(folder)

    return make


def test_a_coding_is_a_study(coded_study):
    """The coders' rows stand in the program's columns, sure and with their source, and each span gives its words back."""
    study = coded_study()
    for name in ("mentions", "attributions", "ledger", "recommendations"):
        assert list(getattr(study.coded, name).columns) == list(getattr(study, name).columns)
    spans = {"mentions": ("", "text"), "ledger": ("", "evidence"), "recommendations": ("", "action"),
             "attributions": ("content_", "content")}  # fmt: skip
    for name, (before, words) in spans.items():
        for row in getattr(study.coded, name).to_dict("records"):
            assert study.texts[row["brief_id"]][row[f"{before}start"] : row[f"{before}end"]] == row[words]
    assert (study.coded.ledger.confidence == 1).all()
    assert set(study.coded.mentions.source) == {"reference coding"}
    assert study.coded.attributions.n_words.tolist() == [2]
    assert study.coded.sentences is study.sentences


def test_program_and_coding_stand_side_by_side(coded_study):
    """Where both say the same, the finding stays, with both values; moods were not coded."""
    study = coded_study()
    table = study.coded_findings.set_index("finding")
    assert table.loc["contradiction", ["value", "coded_value", "agrees"]].tolist() == [2, 2, True]
    assert table.loc["prescriptions", ["value", "coded_value", "n", "n_coded"]].tolist() == [-1, -1, 1, 1]
    assert table.loc["voices", "agrees"]
    assert pd.isna(table.loc["mood", "agrees"])
    claim = findings.settled(study)["contradiction"]
    assert claim.headline == claim.coded == "Talks: House a 1 for, House b 1 against"
    assert "Reference coding: the same." in findings.summary({"contradiction": claim})


def test_a_sign_that_differs_is_no_headline(coded_study):
    """With the coders' signs turned, the headline goes, and the text says what either found."""
    turned = (
        CODING["statements"]
        .replace("author_a,talks,1", "author_a,talks,-1")
        .replace("author_b,talks,-1", "author_b,talks,1")
    )
    study = coded_study(statements=turned)
    claim = findings.settled(study)["contradiction"]
    assert claim.headline == "The program and the coders differ on what the authors judge"
    assert not claim.clear
    said = str(findings.summary({"contradiction": claim}))
    assert "The program: Talks: House a 1 for, House b 1 against." in said
    assert "Reference coding: Talks: House a 1 against, House b 1 for." in said
    assert "it differs on what the authors judge" in findings.by_coding(study.coded_findings).text


def test_what_coders_do_not_see_is_no_headline(coded_study):
    """A prescription that no coder found leaves "equally many", and the finding goes."""
    study = coded_study(recommendations=CODING["recommendations"].splitlines()[0] + "\n")
    row = study.coded_findings.set_index("finding").loc["prescriptions"]
    assert (row.verdict, row.coded_verdict, row.agrees) == ("most in House b", "equally many", False)
    assert "differ on how much is prescribed" in findings.settled(study)["prescriptions"].headline


def test_without_a_coding_nothing_is_said(study_folder):
    """A study that nobody coded has its headlines unchanged, and says so once."""
    study = load_study(study_folder(TEXTS, actors=ACTORS))
    assert study.coded is None
    assert study.coded_findings.agrees.isna().all()
    assert findings.settled(study) == {name: study.claims[name] for name in findings.HEADLINES}
    assert findings.by_coding(study.coded_findings).headline == "There is no reference coding of these texts"


def test_a_coding_of_other_texts_is_named(coded_study):
    """A row that doesn't fit the texts is named with its file and row."""
    study = coded_study(mentions=CODING["mentions"].replace("b-s02", "b-s09"))
    with pytest.raises(CodebookError, match=r'mentions\.csv row 6: no sentence "b-s09"'):
        _ = study.coded


def test_headlines_of_the_real_study_are_the_coders_too(study):
    """No headline of the study of this repository is contradicted by its reference coding."""
    assert study.coded_findings.agrees.dropna().all()

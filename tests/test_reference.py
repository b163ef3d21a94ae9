"""A reference coding and its scores, on two invented sentences."""

import numpy as np
import pandas as pd
import pytest

from analysis.compare.resampling import Resampling
from analysis.errors import CodebookError
from analysis.evaluate.reference import agreement, coder_agreement, reference

FEW = Resampling(resamples=200)
FIRST = "Ambassador Salas said Quito “starves” Lima, said Lima."
SECOND = "It must meet its neighbour again."
TEXT = f"Menu. {FIRST}\n{SECOND}"
SENTENCES = pd.DataFrame({
    "brief_id": "x", "sentence_id": ["x-s01", "x-s02"], "text": [FIRST, SECOND],
    "start": [TEXT.index(FIRST), TEXT.index(SECOND)], "end": [TEXT.index(FIRST) + len(FIRST), len(TEXT)],
})  # fmt: skip
ACTORS = {"salas", "peru", "ecuador", "author_x", "meeting"}
SIDES = {"salas": "peru", "peru": "peru", "ecuador": "ecuador"}
CODING = {
    "mentions": """brief_id,sentence_id,text,occurrence,actor_id,form
x,x-s01,Salas,1,salas,name
x,x-s01,Quito,1,ecuador,metonym
x,x-s01,Lima,1,peru,metonym
x,x-s01,Lima,2,peru,metonym
x,x-s02,It,1,peru,pronoun
x,x-s02,its,1,peru,pronoun
x,x-s02,neighbour,1,ecuador,description
""",
    "attributions": """attribution_id,brief_id,sentence_id,source_text,cue_text,content_text,kind,type,negated,speaker,parent_id
x-a01,x,x-s01,Ambassador Salas,said,Quito “starves” [...] Lima,mixed,speech,0,salas,
x-a02,x,x-s02,,,meet its neighbour again,indirect,intention,1,neighbour; ecuador,x-a01
""",
    "statements": """statement_id,brief_id,sentence_id,voice,speaker,holder,target,stance,modality,basis,evidence
x-l01,x,x-s01,quoted,salas,salas,ecuador,-1,asserted,words,starves
x-l02,x,x-s01,author,author_x,Lima,ecuador,-1,reported,act,said Lima
x-l03,x,x-s02,author,author_x,author_x,meeting,1,recommended,words,must meet
x-l04,x,x-s02,author,author_x,peru,meeting,0,reported,words,meet
""",
    "recommendations": """recommendation_id,brief_id,sentence_id,addressee,action,target,condition
x-r01,x,x-s02,peru,meet its neighbour again,meeting,
""",
}


@pytest.fixture
def folder(tmp_path):
    """The invented coding on disk."""
    for layer, text in CODING.items():
        (tmp_path / f"{layer}.csv").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def gold(folder):
    """The invented coding as tables."""
    return reference(folder, SENTENCES, actor_ids=ACTORS)


def scored(coded, gold) -> pd.Series:
    """Value by "layer, measure"."""
    table = coder_agreement(coded, gold, sentences=SENTENCES, sides=SIDES, resampling=FEW)
    return table.set_index(table.layer + ", " + table.measure).value.round(1)


def changed(coded, gold) -> dict[str, float]:
    """The scores that aren't perfect."""
    values = scored(coded, gold).dropna()
    perfect = np.where(values.index == "statements, wrong sign", 0, 100)
    return values[values != perfect].to_dict()


# ---- the reader --------------------------------------------------------------------------------


def test_words_get_their_place(gold):
    """Spans slice back to the words in the raw text, the second "Lima" to the second."""
    mentions = gold["mentions"]
    assert [TEXT[s:e] for s, e in zip(mentions.start, mentions.end, strict=True)] == mentions.text.tolist()
    assert mentions.start[3] == TEXT.rindex("Lima")
    assert gold["statements"].stance.tolist() == [-1, -1, 1, 0]


def test_an_interrupted_content_keeps_its_pieces(gold):
    """The pieces stand in order; source and cue that aren't there are missing."""
    told = gold["attributions"]
    assert [TEXT[s:e] for s, e in told.pieces[0]] == ["Quito “starves”", "Lima"]
    assert TEXT[told.content_start[0] : told.content_end[0]] == "Quito “starves” Lima"
    assert told.cue_start.isna().tolist() == [False, True]
    assert told.negated.tolist() == [False, True]


@pytest.mark.parametrize(
    ("layer", "old", "new", "said"),
    [
        ("mentions", "Quito,1", "Cuzco,1", 'row 3: text: "Cuzco" doesn\'t stand in x-s01. Copy it from the sentence'),
        ("mentions", "Lima,2", "Lima,3", 'row 5: text: "Lima" doesn\'t stand once more in x-s01.'),
        ("mentions", "Lima,2", "Lima,0", 'row 5: occurrence "0" is no count. Write 1 for the first place'),
        ("mentions", "Lima,2", "Lima,1", "row 5: sentence_id, text, occurrence, actor_id are those of row 4. Keep one"),
        ("mentions", "1,salas", "1,vega", 'row 2: actor_id "vega" is no actor of the registry. Add it to actors.csv.'),
        ("mentions", "salas,name", "salas,title", 'row 2: form "title". Allowed: name, alias, metonym'),
        ("mentions", "x,x-s01,Salas", "x,x-s09,Salas", 'row 2: no sentence "x-s09". Ids are those of the table'),
        ("mentions", "x,x-s01,Salas", "y,x-s01,Salas", "row 2: sentence x-s01 isn't in brief y. Write x."),
        ("attributions", ",x-a01\n", ",x-a07\n", 'row 3: no attribution "x-a07". Name the parent\'s id'),
        ("attributions", "mixed", "both", 'row 2: kind "both". Allowed: direct, indirect, mixed.'),
        ("attributions", "[...] Lima", "[...] Salas", 'content_text: "Salas" doesn\'t stand once more in x-s01'),
        ("statements", "-1,asserted", "-2,asserted", 'row 2: stance "-2". Allowed: -1, 0, 1.'),
        ("statements", "Lima,ecuador", "Vega,ecuador", "actors.csv, or copy the words of the sentence."),
        ("statements", ",starves", ",", "row 2: evidence is empty. Fill it, or take the row out."),
        ("recommendations", "x-s02,peru", "x-s02,", "row 2: addressee is empty."),
    ],
)
def test_a_broken_row_is_named(folder, layer, old, new, said):
    """Each mistake of a coder gets one sentence with file, row and remedy."""
    file = folder / f"{layer}.csv"
    file.write_text(CODING[layer].replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CodebookError) as error:
        reference(folder, SENTENCES, actor_ids=ACTORS)
    assert f"{layer}.csv " in str(error.value)
    assert said in str(error.value)


def test_a_missing_file_is_named(folder):
    """A coding lacks a layer only by saying so: a file with its header."""
    (folder / "statements.csv").unlink()
    with pytest.raises(CodebookError, match=r"statements\.csv: there is no such file"):
        reference(folder, SENTENCES)


# ---- one coder against the reference -----------------------------------------------------------


def test_a_coder_like_the_reference_is_perfect(gold):
    """All shares are 100, and no sign is wrong."""
    assert not changed(gold, gold)


def test_a_layer_without_a_table_is_skipped(gold):
    """The ledger isn't scored where there is none."""
    assert set(scored({"mentions": gold["mentions"]}, gold).index.str.split(",").str[0]) == {"mentions"}


def test_few_sentences_have_no_interval(gold):
    """Below eight sentences of evidence there is the value alone."""
    table = coder_agreement(gold, gold, sentences=SENTENCES, resampling=FEW)
    assert table[["low", "high"]].isna().all(axis=None)


def test_an_interval_holds_the_value():
    """With eight sentences of evidence, one mention of eight missed, the interval holds 87.5."""
    ids = [f"x-s{n:02}" for n in range(8)]
    sentences = pd.DataFrame({"brief_id": "x", "sentence_id": ids, "start": range(8), "end": range(1, 9), "text": "a"})
    own = sentences.assign(actor_id="peru", form="name")
    table = coder_agreement({"mentions": own[:7]}, {"mentions": own}, sentences=sentences, resampling=FEW)
    recall = table.set_index("measure").loc["recall"]
    assert recall.low < recall.value == 87.5 < recall.high == 100
    assert recall.n == 8


def test_mentions_match_by_overlap_and_actor(gold):
    """A longer span still matches; a wrong actor doesn't, and lowers the pronouns alone."""
    longer = gold["mentions"].assign(start=gold["mentions"].start - 2)
    assert not changed({"mentions": longer}, gold)
    linked = gold["mentions"].assign(actor_id=gold["mentions"].actor_id.mask(gold["mentions"].text == "It", "ecuador"))
    low = {"precision", "recall", "F1", "F1 pronouns", "recall pronoun"}
    assert set(changed({"mentions": linked}, gold)) == {f"mentions, {measure}" for measure in low}
    assert scored({"mentions": linked}, gold)["mentions, F1 pronouns"] == 50


def test_a_missing_mention_lowers_recall_alone(gold):
    """Six of seven found, nothing wrong: recall 85.7, precision 100."""
    values = scored({"mentions": gold["mentions"][1:]}, gold)
    assert values[["mentions, precision", "mentions, recall", "mentions, F1"]].tolist() == [100, 85.7, 92.3]


def test_attributions_match_by_content(gold):
    """Other sources and cues still match; a content elsewhere doesn't."""
    table = gold["attributions"]
    words = table.drop(columns="pieces").assign(cue_start=0)
    assert not changed({"attributions": words}, gold)
    shifted = words.assign(content_start=words.content_start - 22, content_end=words.content_start - 1)[:1]
    assert scored({"attributions": shifted}, gold)[["attributions, precision", "attributions, recall"]].tolist() == [
        0,
        0,
    ]


def test_values_of_matched_attributions(gold):
    """Order and capitals of speakers don't matter; a wrong type lowers the type alone."""
    table = gold["attributions"].assign(speaker=["salas", "Ecuador; the neighbour"])
    assert not changed({"attributions": table}, gold)
    assert changed({"attributions": table.assign(type="speech")}, gold) == {"attributions, type right": 50}
    assert changed({"attributions": table.assign(speaker=None)}, gold) == {"attributions, speaker right": 0}


def test_a_content_over_two_sentences_is_two_rows(gold):
    """The codebook gives each sentence its row, so a long content of the program is cut there."""
    one = gold["attributions"].drop(columns="pieces")[:1].assign(content_end=len(TEXT))
    values = scored({"attributions": one}, gold)
    assert values[["attributions, precision", "attributions, recall"]].tolist() == [100, 100]


def test_an_attribution_without_content_is_wrong(gold):
    """A row that attributes nothing lowers precision."""
    none = gold["attributions"].drop(columns="pieces").assign(content_start=[pd.NA, 62], content_end=[pd.NA, len(TEXT)])
    assert scored({"attributions": none}, gold)["attributions, precision"] == 50


def test_a_wrong_sign_is_told_apart(gold):
    """Holder and target stay right, the sign is wrong in one of four rows."""
    table = gold["statements"]
    flipped = table.assign(stance=[1.0, -1, 1, 0])
    assert changed({"statements": flipped}, gold) == {
        "statements, precision": 75, "statements, recall": 75, "statements, F1": 75,
        "statements, wrong sign": 25, "statements, F1 sides": 75,
    }  # fmt: skip


def test_a_narrower_holder_is_right_by_side(gold):
    """Peru for its ambassador: wrong by actor, right by side."""
    table = gold["statements"].assign(holder=["peru", "lima", "author_x", "peru"])
    values = scored({"statements": table}, gold)
    assert values[["statements, F1 any sign", "statements, F1", "statements, F1 sides"]].tolist() == [75, 75, 100]


def test_an_abstention_is_not_coded(gold):
    """A row without a sign lowers recall and leaves precision."""
    values = scored({"statements": gold["statements"].assign(stance=[-1, -1, 1, None])}, gold)
    assert values[["statements, precision", "statements, recall", "statements, wrong sign"]].tolist() == [100, 75, 0]


def test_voice_and_modality_of_matched_statements(gold):
    """A wrong voice lowers the voice alone."""
    table = gold["statements"].assign(voice="author")
    assert changed({"statements": table}, gold) == {"statements, voice right": 75}


def test_recommendations(gold):
    """Another addressee is still a recommendation of that sentence; none at all is a recall of 0."""
    table = gold["recommendations"]
    assert changed({"recommendations": table.assign(addressee="ecuador")}, gold) == {
        "recommendations, F1 with addressee": 0, "recommendations, addressee right": 0,
    }  # fmt: skip
    assert scored({"recommendations": table[:0]}, gold)["recommendations, F1"] == 0


def test_a_brief_that_prescribes_nothing(folder, gold):
    """A reference without a row and a coder without one have no score, and no exception."""
    (folder / "recommendations.csv").write_text(CODING["recommendations"].split("\n")[0] + "\n")
    nothing = reference(folder, SENTENCES)
    assert scored({"recommendations": nothing["recommendations"]}, nothing).isna().all()
    assert scored({"recommendations": gold["recommendations"]}, nothing)["recommendations, F1"] == 0


# ---- frames ------------------------------------------------------------------------------------

FRAMED = """frame_id,brief_id,sentence_id,system,frame,voice,speaker,actor,target,evidence,note
x-f01,x,x-s01,entman,problem,quoted,salas,ecuador,peru,starves,
x-f02,x,x-s02,entman,remedy,author,author_x,peru,meeting,must meet its neighbour again,
x-f03,x,x-s02,event,step,author,author_x,,,again,or none
"""


def test_frames_are_a_layer_that_a_coding_may_lack(folder):
    """Without frames.csv there are four layers; with it five, each span in its place."""
    assert "frames" not in reference(folder, SENTENCES, actor_ids=ACTORS)
    (folder / "frames.csv").write_text(FRAMED, encoding="utf-8")
    frames = reference(folder, SENTENCES, actor_ids=ACTORS)["frames"]
    assert [TEXT[row.start : row.end] for row in frames.itertuples()] == frames.evidence.tolist()
    assert frames.actor.isna().tolist() == [False, False, True]


def test_a_frame_stands_in_its_own_system(folder):
    """A frame that the codebook lacks, or has in another system, is named with file and row."""
    (folder / "frames.csv").write_text(FRAMED.replace("event,step", "entman,step"), encoding="utf-8")
    with pytest.raises(CodebookError, match=r'frames.csv row 4: frame "step" of system "entman"'):
        reference(folder, SENTENCES, actor_ids=ACTORS)


def test_frames_are_scored_one_by_one(folder):
    """A coder who sees a frame too few and names another actor loses just that."""
    (folder / "frames.csv").write_text(FRAMED, encoding="utf-8")
    gold = reference(folder, SENTENCES, actor_ids=ACTORS)
    assert changed(gold, gold) == {}
    own = gold["frames"].iloc[:2].replace({"actor": {"peru": "salas"}})
    found = changed(gold | {"frames": own}, gold)
    assert found == {"frames, F1": 80.0, "frames, actor right": 50.0, "frames, F1 step": 0.0}


def test_each_frame_has_its_alpha(tmp_path, folder):
    """Two passes that differ on one frame agree on all others, and the table says on which."""
    for name, text in (("pass_a", FRAMED), ("pass_b", FRAMED.replace("step,author", "vacuum,author"))):
        (tmp_path / "both" / name).mkdir(parents=True)
        for file in folder.glob("*.csv"):
            (tmp_path / "both" / name / file.name).write_bytes(file.read_bytes())
        (tmp_path / "both" / name / "frames.csv").write_text(text, encoding="utf-8")
    table = agreement(tmp_path / "both", sentences=SENTENCES, resampling=FEW)
    alphas = table[table.layer == "frames"].set_index("unit").alpha
    assert alphas["problem"] == alphas["remedy"] == 1
    assert alphas["step"] < 0.5 and alphas["vacuum"] < 0.5
    assert 0 < alphas["presence per sentence and frame"] < 1

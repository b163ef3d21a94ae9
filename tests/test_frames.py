"""Frames and namings on texts that a reader codes by eye, and their properties on the two briefs."""

import os

import pandas as pd
import pytest
import samples
from statements import rows_of

from analysis import charts, compare
from analysis.codebook import rows
from analysis.errors import CodebookError
from analysis.findings.frames import framing
from analysis.frames import carrying, frame_book, frames
from analysis.frames.book import CUE_COLUMNS, CUES, FRAMES
from analysis.frames.trust import ALPHA, F1
from analysis.ledger import advice_book, recommendations
from analysis.stance import stance_book

BODY = "A Title\n\nPeru and Ecuador met. "


def framed(reading) -> pd.DataFrame:
    advised = recommendations(reading, advice=advice_book(), book=stance_book())
    return frames(
        reading, book=frame_book(), stances=stance_book(), ledger=rows_of(reading), advised=advised, year=2007
    )


def seen(reading) -> set[tuple]:
    rows = framed(reading)
    return set(zip(rows.frame, rows.voice, rows.speaker, strict=True))


@pytest.mark.parametrize(
    ("text", "frame", "actor", "target"),
    [
        ("Peru attacked Ecuador.", "problem", "peru", "ecuador"),
        ("The road is shut because Peru cut the funds.", "cause", "", ""),
        ("Peru destabilized Ecuador.", "cause", "peru", "ecuador"),
        ("Ecuador jailed innocent nurses.", "judgement", "author_a", "nurses"),
        ("Ecuador should back the truce.", "remedy", "ecuador", "truce"),
        ("The Cuzco talks were historic.", "breakthrough", "", ""),
        ("At the Cuzco talks both sides restated their old positions.", "ritual", "", ""),
        ("The Cuzco talks brought no result.", "vacuum", "", ""),
        ("The Cuzco talks leave some hope.", "step", "", ""),
        ("Ecuador kidnapped the nurses.", "hostage_taking", "ecuador", "nurses"),
        ("Ecuador arrested the nurses for espionage.", "law_enforcement", "ecuador", "nurses"),
        ("The Cuzco talks were limited to fishing.", "separation", "", ""),
        ("Peru wants the nurses in return for fuel.", "bargaining_chips", "", ""),
        ("Saudi newspapers welcomed the Cuzco talks.", "regional_legitimacy", "", ""),
        ("The Cuzco talks were the first since 1995.", "precedent", "", ""),
        ("Peru condemned Ecuador.", "conflict", "peru", "ecuador"),
        ("Sanctions hurt Peru.", "consequences", "", ""),
    ],
)
def test_a_frame_is_seen_with_who_does_it_to_whom(study_of, text, frame, actor, target):
    """Words of a frame give its row, with the actor and target that a reader names."""
    table = framed(study_of(BODY + text)).query("frame == @frame").fillna("")
    assert len(table) == 1
    if actor or target:
        assert (table.actor.iloc[0], table.target.iloc[0]) == (actor, target)


def test_a_denied_frame_is_another_or_none(study_of):
    """No breakthrough is a vacuum; no threat is no problem; a condition denies nothing."""
    assert "vacuum" in {f for f, *_ in seen(study_of(BODY + "The Cuzco talks were no breakthrough."))}
    assert "problem" not in {f for f, *_ in seen(study_of(BODY + "Peru is not a threat."))}
    wider = seen(study_of(BODY + "If the Cuzco talks do not take into account fishing, the truce ends."))
    assert "linkage" in {f for f, *_ in wider}


def test_a_word_in_the_name_of_a_body_is_no_cue(study_of):
    """ "Sanctions" in the name of a league tells of none."""
    assert "consequences" in {f for f, *_ in seen(study_of(BODY + "Sanctions failed."))}
    assert "consequences" not in {f for f, *_ in seen(study_of(BODY + "The Andean Sanctions League failed."))}


def test_a_frame_inside_speech_is_the_speakers(study_of):
    """What Salas says is framed in her voice; what the author adds, in the author's."""
    found = seen(study_of(BODY + "Salas said that Ecuador attacked Peru. Peru attacked Ecuador."))
    assert {("problem", "quoted", "salas"), ("problem", "author", "author_a")} <= found


def test_plain_words_have_no_frame(study_of):
    """A sentence of plain fact adds no row."""
    bare = framed(study_of(BODY + "Peru attacked Ecuador."))
    more = framed(study_of(BODY + "Peru attacked Ecuador. The delegates ate at noon."))
    assert bare.frame.tolist() == more.frame.tolist()


def test_spans_slice_back(study):
    """Each span gives its evidence back, within its sentence, and no two rows share their four."""
    table = study.frames.merge(study.sentences[["sentence_id", "start", "end"]], on="sentence_id", suffixes=("", "_s"))
    for row in table.itertuples():
        assert study.texts[row.brief_id][row.start : row.end] == row.evidence
        assert row.start_s <= row.start < row.end <= row.end_s
    assert not study.frames.duplicated(["sentence_id", "frame", "voice", "speaker"]).any()
    assert study.frames.frame_id.is_unique


def test_every_frame_has_a_cue_and_every_list_a_use():
    """No frame of the codebook is out of the program's sight, and no list is idle."""
    lines = [row for _, row in rows(CUES, CUE_COLUMNS)]
    book = frame_book()
    assert set(book.frames) == {cue.frame for cue in book.cues}
    used = " ".join(f"{row['cue']} {row['with']} {row['unless']}" for row in lines if not row["frame"].isupper())
    words = set(used.replace("|", " ").split())
    assert {row["frame"] for row in lines if row["frame"].isupper()} <= words


@pytest.mark.parametrize(
    ("cue", "message"),
    [
        ("nowhere,talk,,,,", 'no frame "nowhere"'),
        ("problem,GHOSTS,,,,", 'no list "GHOSTS"'),
        ("problem,... talk,,,,", "Begin and end it with a word"),
        ("problem,=ghosts,,,,", "Allowed: =recommendation, =opposed"),
    ],
)
def test_a_broken_cue_is_named(tmp_path, cue, message):
    """A mistake in the cues is named with its file and row."""
    file = tmp_path / "frame_cues.csv"
    file.write_text(",".join(CUE_COLUMNS) + "\n" + cue + "\n")
    with pytest.raises(CodebookError, match=rf"frame_cues.csv row 2: .*{message}"):
        frame_book(FRAMES, file)


def test_shares_count_sentences_once(study):
    """A share is of the body's sentences; the voices never hold more than all, nor all more than both."""
    wide = study.frames_by_voice.pivot(index=["brief_id", "frame"], columns="voice", values="n_sentences")
    assert (wide["all"] <= wide.author + wide.quoted).all()
    assert (wide["all"] >= wide[["author", "quoted"]].max(axis=1)).all()
    body = study.body.groupby("brief_id").size()
    shares = study.frames_by_voice
    assert shares.sentence_share.to_numpy() == pytest.approx(
        (shares.n_sentences / shares.brief_id.map(body)).to_numpy()
    )


def test_swapped_briefs_flip_every_difference(study):
    """With the briefs in the other order each difference has the other sign, and clear ones stay clear."""
    turned = study.sentences.sort_values("brief_id", ascending=False, kind="stable")
    keys = ["frame", "voice"]
    one = study.frame_difference.set_index(keys)
    other = compare.frame_difference(study.frames, sentences=turned, resampling=study.resampling).set_index(keys)
    assert (one.difference + other.difference.reindex(one.index)).abs().max() < 1e-12
    assert (one.clear == other.clear.reindex(one.index)).all()


def test_few_sentences_have_no_interval(study):
    """Below eight sentences in either brief there is neither interval nor verdict."""
    few = study.frame_difference[study.frame_difference[["n_a", "n_b"]].min(axis=1) < 8]
    assert len(few)
    assert few.low.isna().all()
    assert not few.clear.any()


def test_a_frame_carries_only_where_coders_and_program_agree(tmp_path):
    """Alpha and F1 must both reach their marks, over eight sentences; what was not measured carries nothing."""
    scores = tmp_path / "scores.csv"
    alphas = {"good": 70, "coders differ": 60, "program differs": 90, "seldom": 100}
    own = {"good": (60, 8), "coders differ": (90, 20), "program differs": (59, 20), "seldom": (100, 7)}
    lines = [("pass A against pass B", f"alpha, frames: {f}", a, 79) for f, a in alphas.items()]
    lines += [("this study", f"frames, F1 {f}", *found) for f, found in own.items()]
    pd.DataFrame(lines, columns=["system", "measure", "value", "n"]).to_csv(scores, index=False)
    assert carrying([*alphas, "never measured"], scores=scores) == {f: f == "good" for f in (*alphas, "never measured")}


def test_words_for_the_same_actors_are_set_side_by_side(study):
    """Both briefs name the detained Iranians, with words of their own, each with its sentences."""
    words = study.naming_difference.query("actor_id == 'detained_iranians'").set_index("word")
    assert words.loc["operative", "where"] == "a"
    assert words.loc["diplomat", "where"] == "b"
    assert words.loc["agent", "where"] == "both"
    for row in study.namings.itertuples():
        assert row.n == row.n_author + row.n_quoted >= len(row.sentence_ids.split("; "))
    named = study.namings.groupby("actor_id").brief_id.nunique()
    assert set(study.naming_difference.actor_id) == set(named[named == 2].index)


def test_a_frame_span_explains_itself(study):
    """The explanation of a frame shows the sentence, the cue and whether it can carry a finding."""
    told = str(study.explain(study.frames.frame_id.iloc[0]))
    assert study.frames.frame.iloc[0].replace("_", " ") in told
    assert "cue:" in told
    assert "carries a finding:" in told


CHARTS = samples.all_charts()


def test_a_frame_without_agreement_has_a_star():
    """Each row of a frame that carries no finding has a star, each other none, and the footer says why."""
    chart = CHARTS["frames"]
    assert (chart.table.name.str.endswith("*") != chart.table.carries).all()
    assert "*" in chart.source
    sure = samples.frames_by_voice().assign(carries=True)
    clean = charts.frames_chart(
        sure, difference=samples.frame_difference(), called=samples.CALLED, title="A claim", **samples.WORDS
    )
    assert not clean.table.name.str.contains("*", regex=False).any()
    assert "*" not in clean.source


def test_bars_hold_both_voices():
    """The parts of a bar are the sentences in the author's voice, and those that are only quoted."""
    chart = CHARTS["frames-by-voice"]
    widths = [bar.get_width() for ax in samples.drawing(chart.name).axes for bar in ax.patches]
    assert sum(widths) == pytest.approx((chart.table.author_share + chart.table.quoted_only_share).sum())
    whole = samples.frames_by_voice().query("voice == 'all' and frame == 'problem' and brief_id == 'cfr'")
    row = chart.table.query("frame == 'problem' and brief_id == 'cfr'").iloc[0]
    assert row.n_author + row.n_quoted_only == whole.n_sentences.iloc[0]


def test_a_word_stands_in_one_column_once():
    """A word that is a noun and a modifier of one actor is one word, in the column of the briefs that use it."""
    table = CHARTS["labels"].table
    assert not table.duplicated(["actor_id", "word"]).any()
    assert ((table.n_a > 0) == table["where"].isin(["a", "both"])).all()
    assert ((table.n_b > 0) == table["where"].isin(["b", "both"])).all()


def test_claims_tell_only_of_frames_that_carry(study):
    """Without agreement there is no finding; with it the claim counts, and is neutral below eight sentences."""
    called, labels = study.frame_names, study.labels
    none = framing(study.frame_difference.assign(carries=False), labels=labels, called=called)
    assert not none.clear
    assert "carry a finding" in none.headline
    rows = study.frame_difference.assign(carries=True)
    some = framing(rows, labels=labels, called=called)
    assert some.clear == bool(rows[rows.voice == "all"].clear.any())
    assert len(some.headline.split()) <= 12


def test_a_new_run_of_the_scores_counts(tmp_path):
    """Whether a frame carries a finding follows the kept scores, also where their file is written anew."""
    scores, system = tmp_path / "scores.csv", "this study"
    lines = ["system,measure,value,n", f'{system},"{ALPHA.format(frame="problem")}",90,50', "{}"]
    for at, value in enumerate((90, 10)):
        scores.write_text("\n".join(lines).replace("{}", f'{system},"{F1.format(frame="problem")}",{value},50'))
        os.utime(scores, ns=(at, at))
        assert carrying(["problem"], scores=scores) == {"problem": value > 50}

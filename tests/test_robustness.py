"""Findings that stay true when the briefs are altered, and that are rerun with other choices of method."""

from dataclasses import replace

import pytest
import sample_tables as samples

from analysis import charts
from analysis.findings import HEADLINES
from analysis.robustness import BASE, varied
from analysis.study import Study

WRITTEN = """Three of the ministers praised the Baghdad meeting. Iran should keep talking. The talks were useless, and
the United States was wrong to hold them.

Iraq condemned Iran. "The talks were a farce," Ryan Crocker said. Tehran must stop arming the militias.
"""


def altered(study: Study, folder, how: str) -> Study:
    """The study with its briefs swapped, the first cut in half, or the second replaced."""
    one, other = study.settings.briefs
    if how == "swapped":
        return Study(replace(study.settings, briefs=(other, one)))
    if how == "halved":
        text = study.texts[one.id]
        (folder / "half.txt").write_text(text[: text.index("Yet areas of disagreement")], encoding="utf-8")
        return Study(replace(study.settings, briefs=(replace(one, path=folder / "half.txt"), other)))
    (folder / "new.txt").write_text(f"{other.title}\n\n{WRITTEN}", encoding="utf-8")
    return Study(replace(study.settings, briefs=(one, replace(other, path=folder / "new.txt"))))


@pytest.fixture(scope="module", params=["swapped", "halved", "replaced"])
def other(request, study, tmp_path_factory) -> Study:
    """The study on altered briefs."""
    return altered(study, tmp_path_factory.mktemp("altered"), request.param)


def test_who_contradicts_whom_is_in_the_table(other):
    """The claim on the authors says "opposite signs" only where the selection has an opposed row of theirs."""
    rows = other.selection[(other.selection.kind == "relation") & (other.selection.holder == "author")]
    claim = other.claims["contradiction"]
    assert (", with opposite signs" in claim.text) == bool((rows.found == "opposed").any())
    assert ("No matter" in claim.headline) == (not rows.found.isin(["opposed", "both"]).any())
    if claim.evidence:
        held = set(other.ledger[other.ledger.holder == "author_" + other.ledger.brief_id].sentence_id)
        assert set(claim.evidence) <= held


def test_recommendations_are_counted(other):
    """The number of recommendations in the headline is that of the table, and so are the sentences."""
    actions = other.recommendations.drop_duplicates(["brief_id", "sentence_id", "action_start"])
    claim = other.claims["prescriptions"]
    assert claim.n == len(actions)
    assert set(claim.evidence) == set(actions.sentence_id)
    for brief_id, label in other.labels.items():
        n = int((actions.brief_id == brief_id).sum())
        assert (f"{label} makes {n} recommendation" if n else f"{label} makes no recommendation") in claim.text


def test_shares_of_voices_are_those_of_the_table(other):
    """The per cent of words that others speak are the sums of the table, and "clear" is the table's word."""
    rows = other.speaking[other.speaking.speaker != "author_" + other.speaking.brief_id]
    claim = other.claims["voices"]
    for brief_id, label in other.labels.items():
        share = rows.word_share[rows.brief_id == brief_id].sum()
        assert f"{label} gives {100 * share:.0f} % of its words" in claim.text
    assert claim.clear == bool(other.voice_difference.clear.any())


def test_moods_and_selection_say_what_their_tables_say(other):
    """The mood is "clear" where its row is; the relations shared are those of the table."""
    mood = other.sentiment_difference.query("actor_id == 'all' and measure == 'polarity'").iloc[0]
    claim = other.claims["mood"]
    assert claim.clear == bool(mood.clear)
    assert claim.headline.startswith(("No clear", "Too few")) != bool(mood.clear)
    n = other.selection[other.selection.kind == "relation_by_side"].found.value_counts()
    assert other.claims["selection"].headline.startswith(f"The briefs share {n.get('both', 0)} of {n.sum()} relation")


def test_swapping_turns_values_and_keeps_words(study, tmp_path):
    """With the briefs in the other order headlines stay, and every difference turns its sign."""
    swapped = altered(study, tmp_path, "swapped")
    for name in HEADLINES:
        one, other = (sorted(told.claims[name].headline.replace(",", "").split()) for told in (study, swapped))
        assert one == other
    for name in ("contradiction", "mood", "voices"):
        assert swapped.claims[name].value == pytest.approx(-study.claims[name].value)


def test_every_run_has_a_verdict_and_the_base_agrees(study):
    """Each headline has the reported run and at least three others; agreement is equality of verdicts."""
    rows = study.robustness
    base = rows[rows.run == BASE].set_index("finding").verdict
    assert list(base.index) == list(HEADLINES)
    assert (rows.agrees == (rows.verdict == rows.finding.map(base))).all()
    assert rows[rows.run != BASE].groupby("finding").size().min() >= 3


def test_headlines_say_in_how_many_runs_they_hold(study):
    """The counts beside a headline are those of the table, and each has its sentences."""
    rows = study.robustness[study.robustness.run != BASE]
    for name, claim in study.findings.items():
        own = rows[rows.finding == name]
        assert claim.runs == (own.agrees.sum(), len(own))
        assert claim.robustness == own.agrees.mean()
        assert set(claim.evidence) <= set(study.sentences.sentence_id)
        assert claim.evidence


def test_a_changed_table_changes_what_hangs_on_it(study):
    """Without a statement no author judges anything; what is kept is the same object, and the study is untouched."""
    before = len(study.ledger)
    silent = varied(study, keep=("sentences", "tokens", "mentions"), ledger=study.ledger.head(0))
    assert silent.sentences is study.sentences
    assert silent.stance_balance.empty
    assert len(study.ledger) == before


def test_a_flip_is_a_cross():
    """Marks of the panel are as many as the runs, crosses as many as flips."""
    ax = charts.robustness_chart(samples.robustness(), title="Title", **samples.WORDS).figure().axes[0]
    marks = {line.get_label(): len(line.get_xdata()) for line in ax.lines}
    assert marks == {"agrees-True": 40, "agrees-False": 1}
    assert ax.get_xticklabels()[-1].get_text() == "Mood\n0 of 1"

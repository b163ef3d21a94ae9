"""The headline findings rerun with other choices of method."""

import samples

from analysis import charts, figures
from analysis.findings import HEADLINES
from analysis.robustness import BASE, varied


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


def test_every_run_is_drawn(study):
    """The panel has room for a row a run."""
    chart = figures.robustness(study)
    rows = chart.figure().axes[0].get_yticklabels()
    assert [label.get_text() for label in rows] == [*chart.table.run.drop_duplicates()]

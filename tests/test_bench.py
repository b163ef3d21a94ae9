"""The benches run, and say what they compare; no test asserts a time."""

import pandas as pd

from analysis.bench import marks
from analysis.bench.measuring import cpu
from analysis.bench.parts import aliases
from analysis.bench.texts import brief_like, mixed, short, unseen
from analysis.settings import read_settings


def test_texts_are_the_same_at_each_run():
    """Texts for measuring are drawn with a seed: one run measures what another does."""
    settings = read_settings()
    for made in (lambda: brief_like(2, settings), lambda: mixed(11, settings), lambda: unseen(3), lambda: short(12)):
        assert made().text.tolist() == made().text.tolist()
    assert len(mixed(11, settings)) == 11


def test_jobs_are_measured_in_turn():
    """Each job runs once for warmth and then once a round."""
    done = []
    taken = cpu({"a": lambda: done.append("a"), "b": lambda: done.append("b")}, rounds=2)
    assert done == ["a", "b"] * 3 and list(taken) == ["a", "b"]


def test_the_larger_registry_has_five_thousand_names_more():
    """The search for names is measured with the study's registry, and with 5,000 names more."""
    few, many = (int(work.split()[-2].replace(",", "")) for work in aliases(read_settings()).work)
    assert many - few == 5000


def test_a_mark_is_reached_on_its_side(monkeypatch):
    """At least 2 is reached by 2 and missed by 1.9, at most 2 the other way; without a peer nothing is said."""
    tables = {"a": pd.DataFrame({"work": ["peer", "ours"], "ratio": [1.0, 1.9]}), "b": pd.DataFrame({"ratio": [1.0]})}
    own = [
        marks.Mark(f"{part}{at_least}", part, marks._last, 2, at_least) for part in "ab" for at_least in (True, False)
    ]
    monkeypatch.setattr(marks, "MARKS", own)
    table = marks.marked(tables)
    assert table.reached.tolist() == [False, True, pd.NA, pd.NA]
    assert marks.told(table) == "1 of 2 marks reached. Missed: aTrue (1.90, asked at least 2)"


def test_every_mark_is_read_off_a_part_of_the_bench():
    """The marks name parts that the bench runs, and the kept table, if there is one, has a row for each."""
    kept = marks.last_run()
    assert kept.empty or kept.measure.tolist() == [one.measure for one in marks.MARKS]

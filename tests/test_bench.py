"""The benches run, and say what they compare; no test asserts a time."""

from analysis.bench.measuring import cpu
from analysis.bench.parts import aliases
from analysis.bench.texts import brief_like, mixed, unseen
from analysis.settings import read_settings


def test_texts_are_the_same_at_each_run():
    """Texts for measuring are drawn with a seed: one run measures what another does."""
    settings = read_settings()
    for made in (lambda: brief_like(2, settings), lambda: mixed(11, settings), lambda: unseen(3)):
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

"""Charts of how far to trust it: other runs, the reference coding, public data."""

from __future__ import annotations

from analysis import charts, evaluate
from analysis.figures.telling import words
from analysis.findings import robust
from analysis.study import Study
from analysis.style import Chart

RUNS = {"source": "the program's runs in data/evaluation"}


def robustness(study: Study) -> Chart:
    """Which findings hold when one choice of method is changed."""
    title = robust(study.robustness).headline
    return charts.robustness_chart(study.robustness, title=title, **words(study))


def agreement(study: Study) -> Chart:
    """The program against the coders of the reference coding of its own texts, whatever the study."""
    runs = evaluate.last_runs().query("benchmark == 'reference'")
    shown = runs.assign(split=runs.split.replace(evaluate.TEXTS))
    return charts.agreement_chart(shown, title=evaluate.ledger_score(runs), **(words(study) | RUNS))


def benchmarks(study: Study) -> Chart:
    """The program beside its peers on public data."""
    runs = evaluate.last_runs().query("benchmark != 'reference'")
    return charts.benchmark_chart(runs, title=evaluate.marks_reached(runs), **(words(study) | RUNS))

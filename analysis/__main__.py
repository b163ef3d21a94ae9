"""`python -m analysis COMMAND`: what the Makefile calls, the same on every system."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.errors import StudyError, shown
from analysis.settings import HOME_STUDY, read_settings

if TYPE_CHECKING:
    from analysis.study import Study

TOOK: dict[str, float] = {}  # seconds of each step of this run


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code: 0 done, 2 a mistake that the user can mend, 130 stopped."""
    options = _parser().parse_args(arguments)
    try:
        options.command(options)
    except StudyError as error:
        _say(f"error: {error}")
        return 2
    except ModuleNotFoundError as error:
        _say(f"error: the package {error.name} is missing. Run `make report`, then use .venv/bin/python")
        return 2
    except KeyboardInterrupt:
        print("stopped: what was already written is whole, the rest is as it was", file=sys.stderr)
        return 130
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m analysis", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, command in COMMANDS.items():
        sub = commands.add_parser(name, help=command.__doc__.splitlines()[0])
        sub.add_argument(
            "--study", type=Path, default=HOME_STUDY, metavar="DIR", help="the study folder (default: data)"
        )
        if name == "explain":
            sub.add_argument(
                "id", metavar="ID", help="of a sentence, mention, attribution, statement or recommendation"
            )
        if name == "evaluate":
            sub.add_argument("benchmark", metavar="NAME", help="which benchmark, e.g. polnear")
            sub.add_argument("path", type=Path, metavar="PATH", help="where its data lies")
            sub.add_argument("--split", default="dev", help="which part (default: dev)")
        if name == "figures":
            sub.add_argument("names", nargs="*", metavar="NAME", help="which charts (default: all)")
        if name == "train":
            _training_data(sub)
        if name in ("run", "figures"):
            sub.add_argument("--out", type=Path, metavar="DIR", help="where to write (default: the study's own folder)")
        sub.set_defaults(command=command)
    return parser


def _training_data(parser: argparse.ArgumentParser) -> None:
    """Where the public data of the stance model lies, and where the model goes."""
    parser.add_argument("--newsmtsc", type=Path, required=True, metavar="DIR", help="NewsMTSC: train.jsonl, dev.jsonl")
    parser.add_argument("--dse", type=Path, required=True, metavar="FILE", help="DSE: train.jsonl")
    parser.add_argument("--leave-out", type=Path, nargs="*", default=[], metavar="FILE", help="don't learn its texts")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="where to write the model")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="of every draw (default: 1)")


def report(options: argparse.Namespace) -> None:
    """Everything: tables, figures, notebooks, report.html, .pdf and .docx."""
    from analysis.figures import write_figures
    from analysis.publish import (
        NOTEBOOKS,
        README,
        changes,
        run_notebooks,
        snapshot,
        write_answer,
        write_report,
        write_tables,
    )
    from analysis.study import load_study

    study = load_study(options.study)
    settings = study.settings
    _warn(study)
    before = snapshot(settings.figures, settings.report, NOTEBOOKS, README)
    with _step("tables"):
        tables = write_tables(study, settings.report / "tables")
    with _step("figures"):
        charts = write_figures(study, settings.figures)
        readme = write_answer(study) if settings.at_home else []
    with _step("notebooks"):
        notebooks = run_notebooks(settings, progress=_say)
    with _step("report"):
        documents, messages = write_report(settings, notebooks, command=_command(options))
    print(changes([*tables.written, *charts.written, *readme, *notebooks, *documents], before=before))
    _tell(*tables.messages, *charts.messages, *messages)
    _tell("took: " + ", ".join(f"{name} {seconds:.1f} s" for name, seconds in TOOK.items()))


def run(options: argparse.Namespace) -> None:
    """All tables of the study, as CSV."""
    from analysis.publish.tables import write_tables
    from analysis.study import load_study

    study = load_study(options.study)
    _warn(study)
    with _step("tables"):
        outputs = write_tables(study, options.out or study.settings.report / "tables")
    _tell(*map(shown, outputs.written), *outputs.messages)


def figures(options: argparse.Namespace) -> None:
    """The charts, each as a bundle of PNG, SVG, CSV and alt text, and the gallery."""
    from analysis.figures import write_figures
    from analysis.study import load_study

    study = load_study(options.study)
    _warn(study)
    with _step("figures"):
        outputs = write_figures(study, options.out or study.settings.figures, names=options.names)
    _tell(*map(shown, outputs.written), *outputs.messages)


def actors(options: argparse.Namespace) -> None:
    """Names in the briefs that the registry lacks."""
    from analysis.study import load_study

    found = load_study(options.study).candidates
    print(found.to_string(index=False) if len(found) else "The registry lacks no name that stands in these briefs.")


def explain(options: argparse.Namespace) -> None:
    """The sentence behind an id, with its spans, the rule, and the other readings."""
    from analysis.study import load_study

    print(load_study(options.study).explain(options.id))


def evaluate(options: argparse.Namespace) -> None:
    """Score the program on public data; the table is printed and kept in data/evaluation."""
    from analysis.evaluate import evaluate as evaluated
    from analysis.evaluate import keep

    table = evaluated(options.benchmark, options.path, split=options.split)
    print(table.to_string(index=False, na_rep=""))
    _say(f"kept in {shown(keep(table))}")


def train(options: argparse.Namespace) -> None:
    """Retrain the stance model from public data, in about an hour; asks for the extra `train`."""
    from analysis.train.stance import train_stance

    data = options.newsmtsc, options.dse, options.out
    with _step("training"):
        written = train_stance(*data, leave_out=options.leave_out, seed=options.seed, say=_say)
    _tell(*map(shown, written))


def bench(options: argparse.Namespace) -> None:
    """Speed and memory, as ratios to a named peer."""
    from analysis.bench import encoder_run, warm_run

    settings = read_settings(options.study)
    encoded = encoder_run(settings)
    for table in (warm_run(settings), encoded):
        print(table.round(2).to_string(index=False, na_rep=""))
    if len(encoded) == 1:
        _say("The stance model against torch: not measured, since the extra `train` isn't installed.")


COMMANDS: dict[str, Callable[[argparse.Namespace], None]] = {
    "report": report, "run": run, "figures": figures, "actors": actors, "explain": explain, "evaluate": evaluate,
    "train": train, "bench": bench,
}  # fmt: skip


@contextmanager
def _step(name: str) -> Iterator[None]:
    """Say when a step begins, and how long it took."""
    _say(f"{name} ...")
    began = time.perf_counter()
    yield
    TOOK[name] = time.perf_counter() - began
    _say(f"{name}: {TOOK[name]:.1f} s")


def _tell(*lines: str) -> None:
    print(*lines, sep="\n", end="\n" if lines else "")


def _warn(study: Study) -> None:
    """What to look at before trusting this study's numbers."""
    for caution in study.cautions:
        _say(f"look: {caution}")


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _command(options: argparse.Namespace) -> str:
    """The command as the colophon names it."""
    home = options.study.resolve() == HOME_STUDY
    return "python -m analysis report" + ("" if home else f" --study {options.study.name}")


if __name__ == "__main__":
    sys.exit(main())

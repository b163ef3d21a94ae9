"""What a command says on the way, and the options that several share."""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.errors import shown, shown_only
from analysis.settings import HOME_STUDY
from analysis.wording import count

if TYPE_CHECKING:
    from analysis.files import Outputs
    from analysis.findings import Claim
    from analysis.study import Study

MOST_FILES = 8  # of one folder, named one by one
TOOK: dict[str, float] = {}  # seconds of each step of this run


def study_folder(parser: argparse.ArgumentParser) -> None:
    """The option that names a study."""
    parser.add_argument(
        "--study", type=Path, default=HOME_STUDY, metavar="DIR", help="the study folder (default: data)"
    )


def out_folder(parser: argparse.ArgumentParser) -> None:
    """The option that names another folder for what is written."""
    parser.add_argument("--out", type=Path, metavar="DIR", help="where to write (default: the study's own folder)")


def whole_list(parser: argparse.ArgumentParser) -> None:
    """The option that asks for every file by name."""
    parser.add_argument("--list", action="store_true", help="name every file that is written (default: how many where)")


def style_file(parser: argparse.ArgumentParser) -> None:
    """The option that names another look."""
    parser.add_argument(
        "--style", type=Path, metavar="FILE", help="another look (default: the study's style.toml, or the shipped one)"
    )


def parts(text: str) -> tuple[str, ...]:
    """ "png,svg" as two words."""
    return tuple(part.strip() for part in text.split(",") if part.strip())


@contextmanager
def step(name: str) -> Iterator[None]:
    """Say when a step begins, and how long it took."""
    say(f"{name} ...")
    began = time.perf_counter()
    yield
    TOOK[name] = time.perf_counter() - began
    say(f"{name}: {TOOK[name]:.1f} s")


def tell(*lines: str) -> None:
    """The result of a command, on standard output; what a terminal would obey instead of show is a question mark."""
    print(*map(shown_only, lines), sep="\n", end="\n" if lines else "")


def tell_written(*outputs: Outputs, whole: bool = False) -> None:
    """What was written, and which files a person edited and so were kept."""
    tell_files([path for own in outputs for path in own.written], whole=whole)
    tell(*(message for own in outputs for message in own.messages))


def tell_files(files: Sequence[Path], *, whole: bool = False) -> None:
    """The files by folder: of many how many, unless all are asked for."""
    for folder, own in groupby(files, key=lambda path: path.parent):
        paths = [*own]
        few = whole or len(paths) <= MOST_FILES
        tell(*(map(shown, paths) if few else [f"{shown(folder)}: {count(len(paths), 'file')} ({_kinds(paths)})"]))


def _kinds(paths: Sequence[Path]) -> str:
    """ "49 csv, 49 parquet"."""
    kinds = Counter(path.suffix.removeprefix(".") for path in paths)
    return ", ".join(f"{n} {kind}" for kind, n in kinds.items())


def tell_findings(study: Study, *, ways: Mapping[str, str]) -> None:
    """The headline findings in words, each with its n and the runs in which it holds, and where to look next.

    Parameters
    ----------
    study : Study
    ways : mapping
        What is found, by the file or command that shows it.
    """
    findings = [*study.findings.values()]
    tell("", "Findings (n: the statements, sentences or words behind each):")
    tell(*(f"  {n}. {claim.headline} ({_backing(claim)})" for n, claim in enumerate(findings, start=1)))
    behind = next((claim.evidence[0] for claim in findings if claim.evidence), None)
    why = {typed(f"explain {behind}", study): "a sentence behind them, and what was read in it"} if behind else {}
    tell("Look next:", *aligned(dict(ways) | why))


def aligned(told: Mapping[str, str]) -> list[str]:
    """Lines of two columns."""
    width = max(map(len, told))
    return [f"  {what:<{width}}   {words}" for what, words in told.items()]


def _backing(claim: Claim) -> str:
    """ "n = 4, no claim of a difference, holds in 7 of 7 other runs"."""
    held = ["holds in {} of {} other runs".format(*claim.runs)] if claim.runs and claim.runs[1] else []
    told = claim.clear or claim.headline.startswith("No ")
    return ", ".join([f"n = {claim.n:,}", *([] if told else ["no claim of a difference"]), *held])


def typed(command: str, study: Study) -> str:
    """A command as its user types it, with the study where it isn't the one that ships."""
    at_home = study.settings.at_home
    return f"python -m analysis {command}" + ("" if at_home else f" --study {shown(study.settings.folder)}")


def warn(study: Study) -> None:
    """What to look at before trusting this study's numbers."""
    for caution in study.cautions:
        say(f"look: {caution}")


def say(line: str) -> None:
    """A word on the way, on standard error."""
    print(line, file=sys.stderr, flush=True)

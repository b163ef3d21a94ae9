"""What a command says on the way, and the options that several share."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.errors import shown
from analysis.settings import HOME_STUDY
from analysis.wording import count

if TYPE_CHECKING:
    from analysis.files import Outputs
    from analysis.study import Study

MOST_FILES = 200  # of one folder, named one by one
TOOK: dict[str, float] = {}  # seconds of each step of this run


def study_folder(parser: argparse.ArgumentParser) -> None:
    """The option that names a study."""
    parser.add_argument(
        "--study", type=Path, default=HOME_STUDY, metavar="DIR", help="the study folder (default: data)"
    )


def out_folder(parser: argparse.ArgumentParser) -> None:
    """The option that names another folder for what is written."""
    parser.add_argument("--out", type=Path, metavar="DIR", help="where to write (default: the study's own folder)")


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
    """The result of a command, on standard output."""
    print(*lines, sep="\n", end="\n" if lines else "")


def tell_written(*outputs: Outputs) -> None:
    """What was written, file by file (of many in a folder the first, and how many), then which files were kept."""
    for folder, files in groupby((path for own in outputs for path in own.written), key=lambda path: path.parent):
        names = [shown(path) for path in files]
        rest = f"and {count(len(names) - 1, 'more file')} in {shown(folder)}"
        tell(*(names if len(names) <= MOST_FILES else [names[0], rest]))
    tell(*(message for own in outputs for message in own.messages))


def warn(study: Study) -> None:
    """What to look at before trusting this study's numbers."""
    for caution in study.cautions:
        say(f"look: {caution}")


def say(line: str) -> None:
    """A word on the way, on standard error."""
    print(line, file=sys.stderr, flush=True)

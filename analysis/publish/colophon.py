"""What a report was made from, so that another can make the same: no date, no machine."""

from __future__ import annotations

import platform
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from analysis.files import digest
from analysis.settings import CODEBOOKS, MORE, ROOT, Settings

HASH_LENGTH = 12


@dataclass(frozen=True)
class Colophon:
    """The command, the seed, and versions and inputs as (name, version or short SHA-256)."""

    command: str
    seed: int
    resamples: int
    versions: list[tuple[str, str]]
    inputs: list[tuple[str, str]]


def colophon(settings: Settings, notebooks: Sequence[Path], *, command: str = "") -> Colophon:
    """The colophon of a study's report.

    Parameters
    ----------
    settings : Settings
        The study.
    notebooks : sequence of Path
        The executed notebooks.
    command : str, optional
        What made the report; by default `make report`, or the command with the study's folder.
    """
    default = "make report" if settings.at_home else f"python -m analysis report --study {settings.folder.name}"
    files = [*_inputs(settings), *notebooks]
    return Colophon(
        command=command or default,
        seed=settings.seed,
        resamples=settings.resamples,
        versions=_versions(),
        inputs=[(_name(path, settings), digest(path)[:HASH_LENGTH]) for path in files],
    )


def _inputs(settings: Settings) -> list[Path]:
    """Settings, briefs, registry, codebooks and corrections, as far as they are there."""
    own = settings.folder / "codebook"
    names = {path.name.replace(MORE, ".csv") for folder in (CODEBOOKS, own) for path in folder.glob("*.*")}
    found = [
        settings.folder / "study.toml",
        *(brief.path for brief in settings.briefs),
        settings.registry,
        *(settings.codebook(name) for name in sorted(names) if not name.startswith(".")),
        *(CODEBOOKS / path.name.replace(MORE, ".csv") for path in sorted(own.glob(f"*{MORE}"))),
        *sorted(settings.corrections.glob("*.csv")),
    ]
    return [path for path in found if path.is_file()]


def _name(path: Path, settings: Settings) -> str:
    for base in (settings.outputs, ROOT):
        if path.resolve().is_relative_to(base.resolve()):
            return path.resolve().relative_to(base.resolve()).as_posix()
    return path.name


def _versions() -> list[tuple[str, str]]:
    """Python, this project, and the packages it declares, as installed."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    packages = [re.match(r"[\w.-]+", line).group() for line in project["dependencies"]]
    own = [("Python", platform.python_version()), (project["name"], project["version"])]
    return own + [(name, version) for name in packages if (version := _version(name))]


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return ""

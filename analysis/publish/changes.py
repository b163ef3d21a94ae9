"""What a run wrote, and what of it differs from the run before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from analysis.errors import shown
from analysis.files import digest


def snapshot(*places: Path) -> dict[Path, str]:
    """The digest of every file at or below the places, before a run."""
    found = (path for place in places for path in (place, *sorted(place.rglob("*"))))
    return {path: digest(path) for path in found if path.is_file()}


def changes(written: Iterable[Path], *, before: Mapping[Path, str]) -> str:
    """How many files of a run are new, changed or as before, and which have changed."""
    told: dict[str, list[Path]] = {"new": [], "changed": [], "unchanged": []}
    for path in written:
        old = before.get(path)
        told["new" if old is None else "unchanged" if old == digest(path) else "changed"].append(path)
    counts = ", ".join(f"{len(paths)} {status}" for status, paths in told.items() if paths)
    lines = [f"{sum(map(len, told.values()))} files: {counts} since the last run"]
    return "\n".join([*lines, *(f"  changed: {shown(path)}" for path in told["changed"][:20])])

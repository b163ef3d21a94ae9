"""What a run wrote, and what of it differs from the run before."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from analysis.errors import shown
from analysis.files import digest


def snapshot(*places: Path) -> dict[Path, str]:
    """The digest of every file at or below the places, before a run."""
    found = (path for place in places for path in (place, *sorted(place.rglob("*"))))
    return {path: digest(path) for path in found if path.is_file()}


def changes(written: Iterable[Path], *, before: Mapping[Path, str]) -> str:
    """The files of a run by folder, with their sizes, and those that are new or changed."""
    lines: list[str] = []
    told: dict[str, list[Path]] = {"new": [], "changed": [], "unchanged": []}
    folders: dict[Path, list[Path]] = {}
    for path in written:
        old = before.get(path)
        told["new" if old is None else "unchanged" if old == digest(path) else "changed"].append(path)
        folders.setdefault(path.parent, []).append(path)
    for folder, paths in folders.items():
        lines.append(f"{shown(folder)}{os.sep}")
        lines += [f"  {path.name:<44}{_size(path):>9}" for path in paths]
    counts = ", ".join(f"{len(paths)} {status}" for status, paths in told.items() if paths)
    lines.append(f"{sum(map(len, told.values()))} files: {counts} since the last run")
    lines += [f"  changed: {shown(path)}" for path in told["changed"][:20]]
    return "\n".join(lines)


def _size(path: Path) -> str:
    return f"{path.stat().st_size / 1024:,.0f} KiB"

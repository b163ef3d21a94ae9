"""The same inputs give the same bytes, whatever the clock, the language and the order of sets."""

import os
import subprocess
import sys
from pathlib import Path

import everything
import pytest

REGISTRY = "actor_id,name,kind,side,role,valid_from,valid_to,aliases,metonyms,note\n"
TEXT = """Title of {}

Iran welcomed the useful talks. Syria condemned Iran, and the talks were good. "We want more," Syria said.

Iran should talk. The deal failed. Nobody believes Syria.
"""
ELSEWHERE = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "2"}


def written(study: Path, out: Path) -> dict[str, bytes]:
    """All files of the study's report and of `out`, by name."""
    found = {f"report/{p.name}": p.read_bytes() for p in sorted((study / "report").iterdir()) if p.is_file()}
    return found | {str(p.relative_to(out)): p.read_bytes() for p in sorted(out.rglob("*")) if p.is_file()}


@pytest.mark.skipif(os.name != "posix", reason="TZ changes no clock on Windows")
def test_two_worlds_write_the_same_bytes(study_folder, tmp_path):
    """All that is written of a tiny study is the same on a second run, in another time zone, locale and hash seed."""
    actors = REGISTRY + "iran,Iran,state,,,,,,,\nsyria,Syria,state,,,,,,,\ntalks,Talks,event,,,,,the talks,,\n"
    study = study_folder({n: TEXT.format(n) for n in "ab"}, actors=actors)
    everything.write_everything(study, tmp_path / "here")
    here = written(study, tmp_path / "here")
    command = [sys.executable, everything.__file__, study, tmp_path / "there"]
    elsewhere = ELSEWHERE | {"TWO_BRIEFS_CACHE": str(tmp_path / "kept")}
    subprocess.run(command, env=os.environ | elsewhere, check=True, capture_output=True)
    there = written(study, tmp_path / "there")
    assert {name for name in here if here[name] != there.get(name)} == set()
    assert set(here) == set(there)
    assert set(here) >= {
        "report/report.html", "report/report.docx", "slides.pptx", "reader.html", "tables.xlsx", "tables/ledger.csv",
        "tables/ledger.parquet", "exchange/network.graphml", "exchange/project.qdpx", "exchange/statements.csv",
    }  # fmt: skip

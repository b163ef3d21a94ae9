"""The same inputs give the same bytes, whatever the clock, the language and the order of sets."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

REGISTRY = "actor_id,name,kind,side,role,valid_from,valid_to,aliases,metonyms,note\n"
TEXT = """Title of {}

Iran welcomed the useful talks. Syria condemned Iran, and the talks were good. "We want more," Syria said.

Iran should talk. The deal failed. Nobody believes Syria.
"""
RUN = """
import sys
from pathlib import Path
from analysis import figures
from analysis.exchange import write_exchange
from analysis.publish import write_report, write_slides, write_tables
from analysis.publish.reader import write_reader
from analysis.publish.workbook import write_workbook
from analysis.study import load_study
study, out = load_study(sys.argv[1]), Path(sys.argv[2])
write_tables(study, out / "tables")
write_workbook(study, out)
write_exchange(study, out / "exchange")
write_reader(study, out)
names = ["presence-by-side", "lexicons", "speaking", "directed"]  # of each form one
figures.saving.FIGURES = [figure for figure in figures.FIGURES if figure.__name__.replace("_", "-") in names]
figures.write_figures(study, out / "figures", names=names[:1], contexts=["report"], formats=["png", "svg", "pdf"])
write_slides(study, out)
write_report(study.settings, [], formats=["html", "docx"], command="test")
"""
WORLDS = (
    {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"},
    {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "2"},
)


def everything(study: Path, out: Path, world: dict[str, str]) -> dict[str, bytes]:
    """All files of a run in a process of its own, by name."""
    subprocess.run([sys.executable, "-c", RUN, study, out], env=os.environ | world, check=True, capture_output=True)
    found = {f"report/{p.name}": p.read_bytes() for p in sorted((study / "report").iterdir()) if p.is_file()}
    return found | {str(p.relative_to(out)): p.read_bytes() for p in sorted(out.rglob("*")) if p.is_file()}


@pytest.mark.skipif(os.name != "posix", reason="TZ changes no clock on Windows")
def test_two_worlds_write_the_same_bytes(study_folder, tmp_path):
    """All that is written of a tiny study is the same on a second run, in another time zone, locale and hash seed."""
    actors = REGISTRY + "iran,Iran,state,,,,,,,\nsyria,Syria,state,,,,,,,\ntalks,Talks,event,,,,,the talks,,\n"
    study = study_folder({n: TEXT.format(n) for n in "ab"}, actors=actors)
    here, there = (everything(study, tmp_path / f"out-{n}", world) for n, world in enumerate(WORLDS))
    assert {name for name in here if here[name] != there.get(name)} == set()
    assert set(here) == set(there)
    assert set(here) >= {
        "report/report.html", "report/report.docx", "slides.pptx", "reader.html", "tables.xlsx", "tables/ledger.csv",
        "tables/ledger.parquet", "exchange/network.graphml", "exchange/project.qdpx", "exchange/statements.csv",
    }  # fmt: skip

"""A coverage-guided fuzzer over every surface that hostile inputs are tried on; needs the extra `fuzz`.

    python tests/fuzz/fuzz.py registry -max_total_time=300

It begins with the hostile inputs of that surface (`tests/hostile_inputs.py`) and looks for bytes that
lead elsewhere; what comes after the name goes to libFuzzer. Any bytes give a result or one `StudyError`;
anything else ends the run with the input that did it.
"""

from __future__ import annotations

import itertools
import sys
import tempfile
import warnings
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).parent.parent))
from hostile import outcome
from hostile_inputs import SURFACES, Hostile, inputs
from hostile_surfaces import Shop

BEGINNINGS = 100  # inputs to begin with
LONGEST = 20_000  # bytes of one of them
NAMES = {"text": "a.txt", "Markdown": "a.md", "HTML": "a.html", "PDF": "a.pdf", "DOCX": "a.docx"}


def beginnings(surface: str) -> list[Hostile]:
    """Hostile inputs of a surface, short ones only."""
    made = inputs(BEGINNINGS * 4 * len(SURFACES), seed=1, surfaces=[surface])
    return list(itertools.islice((one for one in made if len(one.data) <= LONGEST), BEGINNINGS))


def fuzz(surface: str, arguments: list[str]) -> None:
    """Try bytes on a surface until libFuzzer has had enough, or finds what is neither result nor one clear error."""
    known = beginnings(surface)
    name = NAMES.get(surface, known[0].name)
    with atheris.instrument_imports(include=["analysis"]):
        shop = Shop()
        for one in known[:5]:  # whatever they import is watched
            outcome(one, shop)

    def tried(data: bytes) -> None:
        told = outcome(Hostile(surface, "fuzz", name, data), shop)
        if told.startswith("FAILED"):
            raise AssertionError(told)

    with tempfile.TemporaryDirectory() as folder:
        for number, one in enumerate(known):
            (Path(folder) / str(number)).write_bytes(one.data)
        atheris.Setup([sys.argv[0], *arguments, folder], tried)
        atheris.Fuzz()


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    asked = sys.argv[1] if len(sys.argv) > 1 else ""
    if asked not in SURFACES:
        sys.exit(f"Name what to fuzz: {', '.join(SURFACES)}")
    fuzz(asked, sys.argv[2:])

"""A coverage-guided fuzzer over the readers and `attributions`; needs the extra `fuzz`.

    python tests/fuzz/fuzz.py readers -max_total_time=300
    python tests/fuzz/fuzz.py attributions -max_total_time=300

What comes after the name goes to libFuzzer. Any bytes give a result or one `StudyError`; anything else
ends the run with the input that did it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

import atheris

with atheris.instrument_imports(include=["analysis"]):
    from analysis.attribution import attributions
    from analysis.errors import StudyError
    from analysis.readers.read import read_bytes

SUFFIXES = (".txt", ".md", ".html", ".pdf", ".docx")
STARTS = (b"", b"---\n", b"<html><body>", b"%PDF-1.4\n", b"PK\x03\x04")


def readers(data: bytes) -> None:
    """The first byte chooses the reader, the rest is the file."""
    kind = data[0] % len(SUFFIXES) if data else 0
    try:
        reading = read_bytes(STARTS[kind] + data[1:], suffix=SUFFIXES[kind])
    except StudyError:
        return
    assert reading.text.strip() and reading.text.encode() and "\0" not in reading.text


def words(data: bytes) -> None:
    """Any string has attributions, whose spans lie within it."""
    text = atheris.FuzzedDataProvider(data).ConsumeUnicode(2000)
    found = attributions(text)
    for start, end in (("source_start", "source_end"), ("cue_start", "cue_end"), ("content_start", "content_end")):
        spans = found[[start, end]].dropna()
        assert ((spans[start] >= 0) & (spans[start] < spans[end]) & (spans[end] <= len(text))).all()


TARGETS: dict[str, Callable[[bytes], None]] = {"readers": readers, "attributions": words}

if __name__ == "__main__":
    name = sys.argv.pop(1) if len(sys.argv) > 1 else ""
    if name not in TARGETS:
        sys.exit(f"Name what to fuzz: {', '.join(TARGETS)}")
    atheris.Setup(sys.argv, TARGETS[name])
    atheris.Fuzz()

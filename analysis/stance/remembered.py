"""Answers of the encoder, kept from run to run in the user's cache folder, so that no pair is asked twice.

What is kept is a digest of each question and its probabilities, no word of a text. The file can be
deleted at any time, and is begun anew with other weights.
"""

from __future__ import annotations

import hashlib
import os
import zipfile
from collections.abc import Sequence
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.errors import OutputError
from analysis.files import written_aside
from analysis.stance.encoder import directed_stance
from analysis.stance.marked import Span
from analysis.stance.weights import MODEL_FOLDER, SIGNS, model_files

MOST = 50_000  # answers that are kept, the latest: two megabytes
SIZE = 16  # bytes of a digest
CODE = ("marked.py", "weights.py", "encoder.py")  # a change in these may change answers
UNREADABLE = (OSError, EOFError, KeyError, ValueError, zipfile.BadZipFile)
Answers = dict[bytes, tuple[float, ...]]


def remembered_stance(
    sentences: Sequence[str],
    holders: Sequence[Span | None],
    targets: Sequence[Span],
    *,
    folder: Path = MODEL_FOLDER,
) -> pd.DataFrame:
    """What `directed_stance` gives, from memory where it was asked before; the same to the last bit."""
    rows = list(zip(sentences, holders, targets, strict=True))
    keys, path, model = [_question(*row) for row in rows], memory_file(), model_digest(folder)
    known = _known(path, model)
    asked = {key: row for key, row in zip(keys, rows, strict=True) if key not in known}
    if asked:
        answers = directed_stance(*zip(*asked.values(), strict=True), folder=folder)
        known |= zip(asked, answers.itertuples(index=False, name=None), strict=True)
        _keep(known, path, model)
    return pd.DataFrame([known[key] for key in keys], columns=list(SIGNS), dtype=float)


def memory_file() -> Path | None:
    """Where the answers are kept: in `$XDG_CACHE_HOME` or `~/.cache`; nowhere for who has no home."""
    try:
        return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache", "two-briefs", "stance.npz")
    except RuntimeError:
        return None


@lru_cache(maxsize=2)
def model_digest(folder: Path) -> bytes:
    """What the answers hang on: the weights, the code that asks them, and the runtime.

    Raises
    ------
    StudyError
        A file of the model is missing.
    """
    parts = [*model_files(folder), *(Path(__file__).with_name(name) for name in CODE)]
    return _digest(version("onnxruntime"), [hashlib.blake2b(path.read_bytes()).hexdigest() for path in parts])


def _digest(*parts: object) -> bytes:
    return hashlib.blake2b(repr(parts).encode("utf-8", "surrogatepass"), digest_size=SIZE).digest()


def _question(sentence: str, holder: Span | None, target: Span) -> bytes:
    """A digest of what is asked; spans may be of numpy's numbers."""
    return _digest(sentence, holder and tuple(map(int, holder)), tuple(map(int, target)))


@lru_cache(maxsize=2)
def _known(path: Path | None, model: bytes) -> Answers:
    """The answers of a model, read once a process."""
    return _read(path, model)


def _read(path: Path | None, model: bytes) -> Answers:
    """The answers in a file; none where it isn't there, is broken, or has those of another model."""
    if path is None:
        return {}
    try:
        with path.open("rb") as file, np.load(file) as kept:
            keys, odds, made_by = kept["keys"], kept["odds"], kept["model"].tobytes()
    except UNREADABLE:
        return {}
    if made_by != model or keys.shape != (len(odds), SIZE) or odds.shape[1:] != (len(SIGNS),):
        return {}
    return dict(zip(map(bytes, keys), map(tuple, odds.tolist()), strict=True))


def _keep(known: Answers, path: Path | None, model: bytes) -> None:
    """Write the latest answers, with those that another run has written since; where that can't be, do nothing."""
    if path is None:
        return
    latest = list((_read(path, model) | known).items())[-MOST:]
    keys = np.frombuffer(b"".join(key for key, _ in latest), dtype=np.uint8).reshape(-1, SIZE)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with written_aside(path) as aside:
            odds = np.array([odds for _, odds in latest])
            np.savez(aside, keys=keys, odds=odds, model=np.frombuffer(model, dtype=np.uint8))
    except (OSError, OutputError):
        return

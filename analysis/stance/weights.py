"""The shipped weights: loaded once, asked for the raw answers of their two heads."""

from __future__ import annotations

import itertools
import json
import multiprocessing
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analysis.arguments import path
from analysis.errors import StudyError
from analysis.settings import MODELS
from analysis.stance.kept import Question, keep, recalled
from analysis.stance.marked import (
    MarkedSentence,
    Span,
    checked_sentences,
    checked_spans,
    marked_sentence,
    session_inputs,
)

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

MODEL_FOLDER = MODELS["small"]
KEPT = 4096  # answers that are remembered
MODEL_FILES = ("model.onnx", "tokenizer.json", "model.json")
ADAPTERS = "adapters.safetensors"  # all that ships of the large model
HEADS = ("target", "directed")
SIGNS = ("negative", "neutral", "positive")
DIRECTED_CLASSES = ("neutral", "negative:p->q", "positive:p->q", "negative:q->p", "positive:q->p")


class Encoder(NamedTuple):
    """The loaded model."""

    session: InferenceSession
    tokenizer: Tokenizer


def stance_logits(
    sentences: Sequence[str],
    holders: Sequence[Span | None],
    targets: Sequence[Span | None],
    *,
    folder: str | Path = MODEL_FOLDER,
    kept: str | Path | None = None,
) -> tuple[np.ndarray, np.ndarray]:
    """Raw answers of the two heads: toward the target (n, 3), and between the pair (n, 5).

    A target of None reads the sentence as a whole, a holder of None as the author's. Where the calibration
    gives the small model a weight `beside` a head, its answers are added with it. They are no probabilities:
    `analysis.stance.encoder` makes them. With a file `kept`, answers are taken from it and added to it.

    Raises
    ------
    ArgumentError
        No lists of sentences and spans, or not of one length; a span leaves its sentence or is blank.
    OutputError
        The file `kept` holds something else.
    """
    sentences = checked_sentences(sentences)
    targets = checked_spans(sentences, targets, role="target", optional=True)
    holders = checked_spans(sentences, holders, role="holder", optional=True)
    folder, kept = path(folder, "folder"), None if kept is None else path(kept, "kept")
    if not sentences:
        return np.empty((0, len(SIGNS))), np.empty((0, len(DIRECTED_CLASSES)))
    asked = list(zip(sentences, targets, holders, strict=True))
    heads = _heads(asked, folder, kept)
    weights = [calibration(folder)[head].get("beside", 0) for head in HEADS]
    if any(weights):
        small = _heads(asked, MODEL_FOLDER, kept)
        heads = [own + weight * other for own, weight, other in zip(heads, weights, small, strict=True)]
    return tuple(heads)


def _heads(asked: Sequence[Question], folder: Path, kept: Path | None) -> list[np.ndarray]:
    """One model's answers of each head, a row a question: those that are kept, and the others anew."""
    place = {"model": model_files(folder)[:2], "file": kept}
    known = recalled(asked, **place, length=len(SIGNS) + len(DIRECTED_CLASSES)) if kept else {}
    new = [one for one in dict.fromkeys(asked) if one not in known]
    fresh = dict(zip(new, _answers(new, folder), strict=True)) if new else {}
    if kept and fresh:
        keep(fresh, **place)
    rows = np.array([known[one] if one in known else fresh[one] for one in asked], dtype=float)
    return np.split(rows, [len(SIGNS)], axis=1)


def cores() -> int:
    """As many as this process may use; one in a worker of an archive, whose siblings have the others."""
    if multiprocessing.parent_process():
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _answers(asked: Sequence[Question], folder: Path) -> list[np.ndarray]:
    """One model's answers, those of both heads in a row."""
    sentences, targets, holders = zip(*asked, strict=True)
    encodings = encoder(folder).tokenizer.encode_batch(sentences, add_special_tokens=False)
    marked = map(marked_sentence, encodings, targets, holders)
    with ThreadPoolExecutor(cores()) as pool:
        return list(pool.map(_answer, marked, itertools.repeat(folder)))


@lru_cache(maxsize=KEPT)
def _answer(marked: MarkedSentence, folder: Path) -> np.ndarray:
    """The answers to one sentence, which its own words alone decide; a study asks one in ten more than once."""
    return np.concatenate(encoder(folder).session.run(None, session_inputs([marked])), axis=1)[0]


@lru_cache(maxsize=2)
def encoder(folder: Path = MODEL_FOLDER) -> Encoder:
    """The model in a folder, loaded once; one thread reads a sentence, and each core another one."""
    import onnxruntime
    from tokenizers import Tokenizer

    model, tokenizer, _ = map(str, model_files(folder))
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    return Encoder(session, Tokenizer.from_file(tokenizer))


def model_files(folder: Path) -> tuple[Path, ...]:
    """The files of a model.

    Raises
    ------
    StudyError
        One is missing.
    """
    paths = tuple(Path(folder) / name for name in MODEL_FILES)
    for one in paths:
        if not one.is_file():
            remedy = "Restore the folder from the repository, or retrain it: python -m analysis train --help"
            if (Path(folder) / ADAPTERS).is_file():
                remedy = "Make it of MPNet and the adapters that ship: python -m analysis assemble --help"
            raise StudyError("this file of the stance model is missing", remedy=remedy, path=one)
    return paths


@lru_cache(maxsize=4)
def calibration(folder: Path) -> dict:
    """The temperature and class offsets of each head, which held-out training data gave."""
    return json.loads((Path(folder) / "model.json").read_text(encoding="utf-8"))["calibration"]


def calibrated(logits: np.ndarray, head: str, folder: Path) -> np.ndarray:
    """Logits after the temperature and class offsets of a head."""
    numbers = calibration(folder)[head]
    return logits / numbers["temperature"] + np.array(numbers["offset"])


def softmax(logits: np.ndarray) -> np.ndarray:
    """Probabilities of logits, by row."""
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)

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

from analysis.errors import StudyError
from analysis.settings import MODELS
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
    """The loaded model: session, tokenizer and the numbers of its calibration."""

    session: InferenceSession
    tokenizer: Tokenizer
    calibration: dict


def stance_logits(
    sentences: Sequence[str],
    holders: Sequence[Span | None],
    targets: Sequence[Span | None],
    *,
    folder: Path = MODEL_FOLDER,
) -> tuple[np.ndarray, np.ndarray]:
    """Raw answers of the two heads: toward the target (n, 3), and between the pair (n, 5).

    A target of None reads the sentence as a whole, a holder of None as the author's. Where the calibration
    gives the small model a weight `beside` a head, its answers are added with it. They are no probabilities:
    `analysis.stance.encoder` makes them.

    Raises
    ------
    ValueError
        The lengths differ, or a span leaves its sentence or is blank.
    """
    sentences = checked_sentences(sentences)
    targets = checked_spans(sentences, targets, role="target", optional=True)
    holders = checked_spans(sentences, holders, role="holder", optional=True)
    if not sentences:
        return np.empty((0, len(SIGNS))), np.empty((0, len(DIRECTED_CLASSES)))
    encodings = encoder(folder).tokenizer.encode_batch(sentences, add_special_tokens=False)
    marked = list(map(marked_sentence, encodings, targets, holders))
    heads = _answers(marked, folder)
    weights = [encoder(folder).calibration[head].get("beside", 0) for head in HEADS]
    if any(weights):
        small = _answers(marked, MODEL_FOLDER)
        heads = [own + weight * other for own, weight, other in zip(heads, weights, small, strict=True)]
    return tuple(heads)


def cores() -> int:
    """As many as this process may use; one in a worker of an archive, whose siblings have the others."""
    if multiprocessing.parent_process():
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _answers(marked: Sequence[MarkedSentence], folder: Path) -> list[np.ndarray]:
    """One model's answers of each head, a row a sentence."""
    with ThreadPoolExecutor(cores()) as pool:
        answers = list(pool.map(_answer, marked, itertools.repeat(folder)))
    return [np.concatenate(head).astype(float) for head in zip(*answers, strict=True)]


@lru_cache(maxsize=KEPT)
def _answer(marked: MarkedSentence, folder: Path) -> tuple[np.ndarray, np.ndarray]:
    """The answers to one sentence, which its own words alone decide; a study asks one in ten more than once."""
    return tuple(encoder(folder).session.run(None, session_inputs([marked])))


@lru_cache(maxsize=2)
def encoder(folder: Path = MODEL_FOLDER) -> Encoder:
    """The model in a folder, loaded once; one thread reads a sentence, and each core another one.

    Raises
    ------
    StudyError
        A file of the model is missing.
    """
    import onnxruntime
    from tokenizers import Tokenizer

    for path in (Path(folder) / name for name in MODEL_FILES):
        if not path.is_file():
            remedy = "Restore the folder from the repository, or retrain it: python -m analysis train --help"
            if (Path(folder) / ADAPTERS).is_file():
                remedy = "Make it of MPNet and the adapters that ship: python -m analysis assemble --help"
            raise StudyError("this file of the stance model is missing", remedy=remedy, path=path)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(
        str(Path(folder) / "model.onnx"), options, providers=["CPUExecutionProvider"]
    )
    tokenizer = Tokenizer.from_file(str(Path(folder) / "tokenizer.json"))
    calibration = json.loads((Path(folder) / "model.json").read_text(encoding="utf-8"))["calibration"]
    return Encoder(session, tokenizer, calibration)


def calibrated(logits: np.ndarray, head: str, folder: Path) -> np.ndarray:
    """Logits after the temperature and class offsets that held-out training data gave."""
    numbers = encoder(folder).calibration[head]
    return logits / numbers["temperature"] + np.array(numbers["offset"])


def softmax(logits: np.ndarray) -> np.ndarray:
    """Probabilities of logits, by row."""
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)

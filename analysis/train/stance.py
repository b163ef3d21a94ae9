"""From public data to the shipped files: learning, export, calibration.

The small model: two networks (MiniLM-L6 each) learn both tasks from the labels; one student of the same
size learns from the labels and from the teachers' averaged answers, also on targets that nobody labelled
(distillation: Hinton, Vinyals and Dean 2015, https://arxiv.org/abs/1503.02531). The large model: the
adapters of one network learn from the labels.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.errors import StudyError
from analysis.evaluate import dse, newsmtsc
from analysis.evaluate.splits import directed_split, json_rows, target_split
from analysis.files import output_folder, written_aside
from analysis.settings import MODELS
from analysis.stance.weights import ADAPTERS, DIRECTED_CLASSES, MODEL_FILES, SIGNS, encoder
from analysis.train import ask_for_packages
from analysis.train.calibration import UNCALIBRATED, calibration
from analysis.train.large import N_STEPS, assemble, large_model, write_adapters
from analysis.train.learning import trained
from analysis.train.network import answers, base_tokenizer, export, small_encoder, stance_net
from analysis.train.rows import (
    NEUTRAL_SHARE,
    Corpus,
    pair_rows,
    second_name,
    toward_rows,
    with_made,
)

if TYPE_CHECKING:
    from tokenizers import Tokenizer
    from torch import nn

TEACHERS = ((1e-4, 1240), (2e-4, 1120))  # rate and steps of each
STUDENT = (9e-5, 3070)
STUDENT_SEED = 10  # after the seed
SECOND_SHARE = 0.1  # of second names in an epoch

Tables = tuple[pd.DataFrame, pd.DataFrame]


def train_stance(
    newsmtsc_folder: Path,
    dse_file: Path,
    out: Path,
    *,
    base: Path | None = None,
    leave_out: Sequence[Path] = (),
    seed: int = 1,
    say: Callable[[str], None] = print,
) -> list[Path]:
    """Retrain the stance model and write its files; one to three hours on two cores.

    Parameters
    ----------
    newsmtsc_folder : path
        The folder with NewsMTSC's `train.jsonl` and `dev.jsonl`; nothing of dev is learnt.
    dse_file : path
        DSE's `train.jsonl`; its rows that are held out aren't learnt.
    out : path
        The folder for `model.onnx`, `tokenizer.json` and `model.json`.
    base : path, optional
        A folder with the five packages of MPNet: the large model is made, and its `adapters.safetensors`.
    leave_out : sequence of path
        Files of JSON lines whose `text` must not be learnt from: another benchmark's sentences.
    seed : int
        Of every draw. Sums differ between machines and threads, so that the same
        seed gives a model that is alike within the intervals, not the same bytes.
    say : function of str
        What is told of progress.

    Returns
    -------
    list of Path
        The files written.

    Raises
    ------
    StudyError
        A package or a file of data is missing, or `out` is the folder of the shipped model.
    """
    out = Path(out)
    if out.resolve() in (folder.resolve() for folder in MODELS.values()):
        raise StudyError(
            "this folder holds a model that ships", remedy="Train into another, compare, then copy", path=out
        )
    avoided = frozenset(text for path in leave_out for text in _texts(Path(path)))
    target = target_split(Path(newsmtsc_folder), where=newsmtsc.WHERE, leave_out=avoided)
    pair = directed_split(Path(dse_file), where=dse.WHERE, leave_out=avoided)
    ask_for_packages()
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    tables = toward_rows(target.train), pair_rows(pair.train)
    with tempfile.TemporaryDirectory() as aside:
        folder = Path(aside)
        if base:
            write_adapters(large_model(*tables, base=base, seed=seed, say=say), folder)
            assemble(base, folder)
        else:
            export(_student(*tables, seed=seed, say=say), folder)
        settings = {"seed": seed, "classes": {"target": list(SIGNS), "directed": list(DIRECTED_CLASSES)}}
        _write_settings(folder, settings | {"calibration": UNCALIBRATED})
        fitted = calibration(folder, target.tune, pair.tune, beside=MODELS["small"] if base else None)
        encoder.cache_clear()
        _write_settings(folder, settings | {"calibration": fitted} | {"trained": _steps(large=bool(base))})
        return _moved(folder, output_folder(out))


def _texts(path: Path) -> pd.Series:
    """The sentences of a file that must not be learnt from."""
    return json_rows(path, columns=("text",), where="Give a file of JSON lines with text")["text"]


def _student(toward: pd.DataFrame, pairs: pd.DataFrame, *, seed: int, say: Callable[[str], None]) -> nn.Module:
    """The student, which starts from the first of the teachers."""
    import torch

    tokenizer, teachers = base_tokenizer(), []
    for number, (rate, n_steps) in enumerate(TEACHERS, start=1):
        say(f"teacher {number} of {len(TEACHERS)}")
        torch.manual_seed(seed + number - 1)
        corpus = Corpus(tokenizer, toward, pairs)
        net = trained(stance_net(small_encoder()), corpus, seed=seed + number - 1, n_steps=n_steps, rate=rate, say=say)
        teachers.append(net)
    say("student")
    corpus = Corpus(tokenizer, *taught(teachers, tokenizer, toward, pairs, seed=seed))
    student, (rate, n_steps) = teachers[0], STUDENT
    student.bert.embeddings.word_embeddings.weight.requires_grad_(False)
    return trained(student, corpus, seed=seed + STUDENT_SEED, n_steps=n_steps, rate=rate, say=say)


def taught(
    teachers: Sequence[nn.Module], tokenizer: Tokenizer, toward: pd.DataFrame, pairs: pd.DataFrame, *, seed: int
) -> Tables:
    """Rows for the student: labels mixed with the teachers' mean answers, and new targets.

    The teachers also answer for p and q of the directed sentences as targets of their own, and for
    a second name in NewsMTSC's sentences, so that the student sees what no one labelled.
    """
    second = toward.assign(target=[second_name(row) for row in toward.itertuples()])
    second = second[second["target"].notna()].assign(share=SECOND_SHARE)
    second["coref"] = [[] for _ in range(len(second))]
    toward = toward.assign(three=_mixed(toward["three"], _answered(teachers, tokenizer, toward, 0)))
    second["three"] = list(_answered(teachers, tokenizer, second, 0))
    of_q, of_p = pairs.assign(holder=None), pairs.assign(holder=None, target=pairs["holder"])
    pairs = pairs.assign(
        five=_mixed(pairs["five"], _answered(teachers, tokenizer, pairs, 1)),
        three_q=list(_answered(teachers, tokenizer, of_q, 0)),
        three_p=list(_answered(teachers, tokenizer, of_p, 0)),
    )
    pairs["share"] = np.where(pairs["label"] == "neutral", NEUTRAL_SHARE / 2, 1.0)
    toward, pairs = with_made(toward, pairs, seed=seed)
    return pd.concat([toward, second], ignore_index=True), pairs


def _answered(teachers: Sequence[nn.Module], tokenizer: Tokenizer, rows: pd.DataFrame, head: int) -> np.ndarray:
    """The teachers' mean probabilities of one head."""
    import torch

    logits = [torch.from_numpy(answers(net, tokenizer, rows)[head]) for net in teachers]
    return torch.stack(logits).softmax(-1).mean(0).numpy()


def _mixed(labels: pd.Series, answered: np.ndarray) -> list[np.ndarray]:
    """Labels and answers in equal parts."""
    return list((np.stack(labels) + answered) / 2)


def _steps(*, large: bool) -> dict:
    """What model.json says of the training."""
    small = {"teachers_steps": [n_steps for _, n_steps in TEACHERS], "student_steps": STUDENT[1]}
    return {"steps": N_STEPS} if large else small


def _write_settings(folder: Path, settings: dict) -> None:
    """Write model.json: seed, classes, calibration."""
    (folder / "model.json").write_text(json.dumps(settings, indent=2) + "\n", encoding="utf-8")


def _moved(folder: Path, out: Path) -> list[Path]:
    """The model's files, moved into place whole."""
    made = [name for name in (*MODEL_FILES, ADAPTERS) if (folder / name).is_file()]
    for name in made:
        with written_aside(out / name) as aside:
            aside.write_bytes((folder / name).read_bytes())
    return [out / name for name in made]

"""How well the stance toward a target agrees with NewsMTSC (Hamborg and Donnay, EACL 2021).

US political news; three classes. Published marks are of its test parts, which nobody here looks into.
https://doi.org/10.18653/v1/2021.eacl-main.142
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.evaluate.calibration import calibration_scores
from analysis.evaluate.lexicons import lexicon_signs
from analysis.evaluate.measures import COLUMNS, MAJORITY, OWN, SHIPPED, class_scores, joined, published, score
from analysis.evaluate.splits import TARGET_COLUMNS, class_numbers, json_rows
from analysis.stance.encoder import target_stance
from analysis.stance.weights import SIGNS

WHERE = (
    "Name a folder with train.jsonl and dev.jsonl made from github fhamborg/NewsMTSC (MIT licence): "
    "text, target [start, end], coref (list of such), label (negative, neutral, positive) and split (its name ends "
    "in -rw or -mt) a line"
)
PARTS = {"rw": "real-world", "mt": "multi-target"}
MARKS = [
    (f"{system} (test)", f"macro F1, {part}", value)
    for system, values in (
        ("GRU-TSC, RoBERTa", (83.1, 82.5)),
        ("best lexicon", (54.3, 52.6)),
        ("TextBlob", (42.1, 41.0)),
    )
    for part, value in zip(PARTS.values(), values, strict=True)
]


def results(path: str | Path, *, split: str, models: Mapping[str, Path] = SHIPPED) -> pd.DataFrame:
    """The scores of this study's `target_stance`, of two lexicons and of the majority class.

    *How to read it*: macro F1 weighs the three classes alike; 100 is right everywhere. A model
    that never looks at the target can do well on the real-world part, so the multi-target part
    stands beside it, and the rows "swapped target" say what another target of the same sentence
    changes, where the coders gave its targets different labels. "confidence 80-90" rows are the
    calibration curve.

    Parameters
    ----------
    path : path-like
        The folder with `SPLIT.jsonl`.
    split : str
        `dev`, or the name of another file there.
    models : mapping of str to path
        Names and folders of the stance models that are scored.

    Returns
    -------
    DataFrame
        `system`, `measure`, `value`, `low`, `high` (percent; intervals from resampling
        sentences), `n`.

    Raises
    ------
    StudyError
        No such file, or not in that form.
    """
    file = Path(path) / f"{split}.jsonl"
    rows = json_rows(file, columns=TARGET_COLUMNS, where=WHERE)
    truth = class_numbers(rows, SIGNS, where=WHERE, path=file)
    asked = rows["text"], rows["target"]
    stances = {name: target_stance(*asked, folder=folder).to_numpy() for name, folder in models.items()}
    systems = {
        **{name: stance.argmax(axis=1) for name, stance in stances.items()},
        **{name: 1 + signs for name, signs in lexicon_signs(rows["text"]).items()},
        MAJORITY: np.full(len(rows), np.bincount(truth).argmax()),
    }
    parts = {"": np.ones(len(rows), bool)}
    parts |= {name: rows["split"].str.endswith(f"-{part}").to_numpy() for part, name in PARTS.items()}
    tables = [
        class_scores(
            truth[here],
            {name: answer[here] for name, answer in systems.items()},
            rows["text"][here],
            n_classes=len(SIGNS),
            part=part,
        )
        for part, here in parts.items()
        if here.any()
    ]
    for name, stance in stances.items():
        tables.append(swapped_targets(rows, stance, system=name))
        tables.append(calibration_scores(stance, truth, rows["text"], system=name))
    return joined([*tables, published(MARKS)])


def swapped_targets(rows: pd.DataFrame, stance: np.ndarray, *, system: str = OWN) -> pd.DataFrame:
    """What another target changes, in sentences whose targets have different labels.

    Parameters
    ----------
    rows : DataFrame
        `text`, `label`: one row per sentence and target.
    stance : array, shape (n, 3)
        Probabilities of the classes for each row.
    system : str
        Whose they are.

    Returns
    -------
    DataFrame
        Rows of results: the share of those sentences where the answers differ between targets,
        where they are right for all targets, and for at least one. A model blind to the target
        has 0 in the first two.
    """
    answers = np.array(SIGNS)[stance.argmax(axis=1)]
    table = pd.DataFrame({"text": rows["text"], "label": rows["label"], "answer": answers})
    sentences = table.assign(right=table["answer"] == table["label"]).groupby("text", sort=False)
    seen = sentences.agg(labels=("label", "nunique"), answers=("answer", "nunique"), hits=("right", "mean"))
    mixed = seen[seen["labels"] > 1]
    shares = {
        "answer changes": (mixed["answers"] > 1).to_numpy(),
        "right for all": (mixed["hits"] == 1).to_numpy(),
        "right for one": (mixed["hits"] > 0).to_numpy(),
    }
    names = mixed.index.tolist()
    found = [
        score(system, f"swapped target: {name}", lambda i, hits=hits: float(hits[i].mean()), names)
        for name, hits in shares.items()
        if names
    ]
    return pd.DataFrame(found, columns=COLUMNS)

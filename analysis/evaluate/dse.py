"""How well the stance between two entities agrees with DSE (Park, Pan and Joo, Findings of ACL 2021).

Five classes: no stance, or a negative or positive one of p toward q or of q toward p. Scored on the
sentences of its training file that this project held out, each once: a quarter of the official test
rows stand in the training file too, so no published mark can stand beside these.
https://doi.org/10.18653/v1/2021.findings-acl.140
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from analysis.errors import StudyError
from analysis.evaluate.calibration import calibration_scores
from analysis.evaluate.lexicons import lexicon_signs
from analysis.evaluate.measures import MAJORITY, OWN, class_scores, joined
from analysis.evaluate.splits import class_numbers, directed_split, some
from analysis.stance.encoder import directed_classes
from analysis.stance.weights import DIRECTED_CLASSES

WHERE = (
    "Name the file train.jsonl made from github bywords/directed_sentiment_analysis (use with citation): "
    "text, p [start, end], q [start, end] and label (neutral, negative:p->q, ...) a line"
)
OF_SIGN = np.array([1, 0, 2])  # negative, neutral, positive mood, taken as p's toward q


def results(path: str | Path, *, split: str) -> pd.DataFrame:
    """The scores of this study's directed stance in five classes, of two lexicons and the majority class.

    *How to read it*: seven in ten rows have no stance, so accuracy is high for who always says
    so; macro F1 weighs the five classes alike. Lexicons give a sentence's mood to p toward q.

    Parameters
    ----------
    path : path-like
        The file `train.jsonl`, or its folder; the rows held out from training are known by a hash
        of the sentence.
    split : str
        `dev`: the rows held out.

    Returns
    -------
    DataFrame
        `system`, `measure`, `value`, `low`, `high` (percent; intervals from resampling
        sentences), `n`.

    Raises
    ------
    StudyError
        No such file, not in that form, or another split.
    """
    if split != "dev":
        raise StudyError(f'DSE has no split "{split}" here', remedy="Use --split dev: the rows held out from training")
    file = Path(path) / "train.jsonl" if Path(path).is_dir() else Path(path)
    rows = some(directed_split(file, where=WHERE).held_out, where=WHERE, path=file)
    truth = class_numbers(rows, DIRECTED_CLASSES, where=WHERE, path=file)
    stance = directed_classes(rows["text"], rows["p"], rows["q"]).to_numpy()
    systems = {
        OWN: stance.argmax(axis=1),
        **{name: OF_SIGN[1 + signs] for name, signs in lexicon_signs(rows["text"]).items()},
        MAJORITY: np.full(len(rows), np.bincount(truth).argmax()),
    }
    scores = class_scores(truth, systems, rows["text"], n_classes=len(DIRECTED_CLASSES))
    return joined([scores, calibration_scores(stance, truth, rows["text"])])

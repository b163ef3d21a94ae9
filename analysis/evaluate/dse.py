"""How well the stance between two entities agrees with DSE (Park, Pan and Joo, Findings of ACL 2021).

Five classes: no stance, or a negative or positive one of p toward q or of q toward p. Scored on the
sentences of its training file that this project held out, each once: a quarter of the official test
rows stand in the training file too, so no published mark can stand beside these.

The ledger by rules is scored on the other rows, which its words and rules were chosen on: how often
it finds a directed pair that coders found, with its sign.
https://doi.org/10.18653/v1/2021.findings-acl.140
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.errors import StudyError
from analysis.evaluate.articles import read_article
from analysis.evaluate.calibration import calibration_scores
from analysis.evaluate.lexicons import lexicon_signs
from analysis.evaluate.measures import COLUMNS, MAJORITY, SHIPPED, class_scores, joined, score
from analysis.evaluate.splits import class_numbers, directed_split, some
from analysis.stance.encoder import directed_classes
from analysis.stance.weights import DIRECTED_CLASSES

WHERE = (
    "Name the file train.jsonl made from github bywords/directed_sentiment_analysis (use with citation): "
    "text, p [start, end], q [start, end] and label (neutral, negative:p->q, ...) a line"
)
OF_SIGN = np.array([1, 0, 2])  # negative, neutral, positive mood, taken as p's toward q
LEDGER = "ledger by rules"
DEVELOPMENT = ("train", "tune")
REST, POSSESSIVE = re.compile(r"\w*"), re.compile(r"['’]s?$")
NO_STANCE = DIRECTED_CLASSES.index("neutral")


def results(path: str | Path, *, split: str, models: Mapping[str, Path] = SHIPPED) -> pd.DataFrame:
    """The scores of this study's directed stance in five classes, of two lexicons and the majority class.

    *How to read it*: seven in ten rows have no stance, so accuracy is high for who always says
    so; macro F1 weighs the five classes alike. Lexicons give a sentence's mood to p toward q.

    Parameters
    ----------
    path : path-like
        The file `train.jsonl`, or its folder; the rows held out from training are known by a hash
        of the sentence.
    split : str
        `dev`: the rows held out; `train` or `tune`: the ledger by rules on rows that it was developed
        on, as `ledger_scores` has it.
    models : mapping of str to path
        Names and folders of the stance models that are scored on `dev`.

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
    if split not in ("dev", *DEVELOPMENT):
        raise StudyError(
            f'DSE has no split "{split}" here',
            remedy="Use --split dev (the rows held out from training), train or tune (the ledger by rules)",
        )
    file = Path(path) / "train.jsonl" if Path(path).is_dir() else Path(path)
    parts = directed_split(file, where=WHERE)
    rows = some(parts.held_out if split == "dev" else getattr(parts, split), where=WHERE, path=file)
    truth = class_numbers(rows, DIRECTED_CLASSES, where=WHERE, path=file)
    if split in DEVELOPMENT:
        return ledger_scores(truth, ledger_classes(rows), rows["text"])
    asked = rows["text"], rows["p"], rows["q"]
    stances = {name: directed_classes(*asked, folder=folder).to_numpy() for name, folder in models.items()}
    systems = {
        **{name: stance.argmax(axis=1) for name, stance in stances.items()},
        **{name: OF_SIGN[1 + signs] for name, signs in lexicon_signs(rows["text"]).items()},
        MAJORITY: np.full(len(rows), np.bincount(truth).argmax()),
    }
    scores = class_scores(truth, systems, rows["text"], n_classes=len(DIRECTED_CLASSES))
    curves = [calibration_scores(s, truth, rows["text"], system=name) for name, s in stances.items()]
    return joined([scores, *curves])


def ledger_classes(rows: pd.DataFrame) -> np.ndarray:
    """The class that the ledger by rules gives each row, of its first statement between p and q.

    Each sentence is read alone, its two entities being the registry. A statement of both ways or
    signs counts as the first; a neutral one, or none, as no stance.
    """
    return np.array([_ledger_class(row.text, _named(row.text, row.p), _named(row.text, row.q))
                     for row in rows.itertuples()])  # fmt: skip


def _named(text: str, span: tuple[int, int]) -> str:
    """The name that a span holds, in whole words: spans of the data cut off a last letter, or keep a mark."""
    start, end = span
    return POSSESSIVE.sub("", text[start:end] + REST.match(text, end)[0]) or text[start:end]


def _ledger_class(text: str, p: str, q: str) -> int:
    for row in read_article(pd.Series({0: text}), [p, q]).ledger().itertuples():
        if row.stance and p != q and {row.holder, row.target} == {p, q}:
            way = "p->q" if row.holder == p else "q->p"
            return DIRECTED_CLASSES.index(f"{'positive' if row.stance > 0 else 'negative'}:{way}")
    return NO_STANCE


def ledger_scores(truth: np.ndarray, answer: np.ndarray, sentences: pd.Series) -> pd.DataFrame:
    """Precision, recall and F1 of the directed pairs, sign included, in percent.

    *How to read it*: precision 80 means that of the pairs that the rules see, eight in ten are the
    coders', in the same direction and with the same sign. F1 weighs the pairs that are missed as much
    as those that are wrong. "direction right" is of the pairs that both see.
    """
    right, seen, coded = (answer == truth) & (truth != NO_STANCE), answer != NO_STANCE, truth != NO_STANCE
    way = np.array([name.partition(":")[2] for name in DIRECTED_CLASSES])
    same_way = seen & coded & (way[answer] == way[truth])
    shares = {
        "directed pairs, precision": (right, seen), "directed pairs, recall": (right, coded),
        "directed pairs, F1": (2 * right, seen.astype(int) + coded), "direction right": (same_way, seen & coded),
    }  # fmt: skip
    with np.errstate(invalid="ignore"):
        rows = [
            (*score(LEDGER, name, lambda i, a=above, b=below: a[i].sum() / b[i].sum(), sentences)[:-1], n)
            for name, (above, below) in shares.items()
            for n in [int((below > 0).sum())]
        ]
    return pd.DataFrame(rows, columns=COLUMNS)

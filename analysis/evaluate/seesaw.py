"""How well the sign of a stance, its holder and target given, agrees with SEESAW.

SEESAW (Zhang, Beauchamp and Wang, EMNLP 2022) takes three articles on each story and codes who stands
where toward whom. Nothing of it was learnt from; decisions were made on its `train` rows.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.errors import StudyError
from analysis.evaluate.lexicons import lexicon_moods
from analysis.evaluate.links import Link, holder_link, names_target, target_link
from analysis.evaluate.measures import (
    COLUMNS,
    MAJORITY,
    OWN,
    RULES,
    SHIPPED,
    WITH_MODEL,
    accuracy,
    joined,
    published,
    score,
)
from analysis.evaluate.splits import class_numbers, json_rows, some
from analysis.evaluate.stories import found_pairs, given_pairs
from analysis.settings import MODELS
from analysis.stance.encoder import directed_stance, sign_odds

WHERE = (
    "Name the file dev.jsonl made from github launchnlp/SEESAW (CC BY-NC-SA 4.0): id (DOCUMENT-sN-M), text, "
    "previous and next (its neighbours), doc_id, source and target (each a name and a span or null), "
    "label (negative, positive) and split a line"
)
COLUMNS_OF_A_LINE = ("id", "text", "previous", "next", "doc_id", "source", "target", "label", "split")
ROWS_OF = {"dev": "valid", "valid": "valid", "train": "train"}
WITH_ARTICLE = "article read"
ARTICLE_WEIGHT = 0.5  # of the same pair's other statements in the article; chosen on train rows
MARKS = [
    ("Zhang et al. 2022 (test)", "polarity, pair given", 84.1),
    ("best lexicon (test)", "polarity, pair given", 66.9),
]


def results(path: str | Path, *, split: str, models: Mapping[str, Path] = SHIPPED) -> pd.DataFrame:
    """The accuracy of the sign with the pair given, and how often articles on one story are ranked right.

    *How to read it*: "target named" are the rows whose sentence holds the target's name or its
    last word; in the others it must be linked first. "this study" reads each sentence alone,
    "article read" adds what the model (no label) makes of the other statements of the same holder
    toward the same target in the article. A lexicon that gives 0 counts as negative, the majority.
    "article pairs ranked right" are pairs of articles on one story that differ in the coders'
    balance toward an actor; 50 is a coin. Every coded holder and target is known there, and
    only signs are read; with "all found" the ledger finds them itself in the article, "portrayal"
    asks the model of every mention of the actor, and lexicons score the article whole. "... with
    evidence" leaves out pairs of which one article has no row toward the actor or no mention, which else
    count half.

    Parameters
    ----------
    path : path-like
        The file `dev.jsonl`, or its folder.
    split : str
        `dev` for its `valid` rows, `train` for those on which decisions were made.
    models : mapping of str to path
        Names and folders of the stance models whose signs are scored; articles are read by the first alone.

    Returns
    -------
    DataFrame
        `system`, `measure`, `value`, `low`, `high` (percent; intervals from resampling stories),
        `n`.

    Raises
    ------
    StudyError
        No such file, not in that form, or another split.
    """
    if split not in ROWS_OF:
        raise StudyError(f'SEESAW has no split "{split}" here', remedy="Use --split dev or --split train")
    rows = linked_rows(Path(path), part=ROWS_OF[split])
    moods, signs = lexicon_moods(rows["text"]), {}
    for name, folder in models.items():
        read = odds(rows, folder=folder)
        signs |= {name: read["sentence"].to_numpy(), f"{name}, {WITH_ARTICLE}": read["article"].to_numpy()}
    sentence = signs[OWN]
    systems = {**signs, **moods, MAJORITY: np.full(len(rows), -1.0)}
    parts = {"target named": rows["named"].to_numpy(), "all": np.ones(len(rows), bool)}
    found = [
        _accuracy(rows[here], values[here], system, f"accuracy, {part}")
        for part, here in parts.items()
        for system, values in systems.items()
    ]
    found += given_pairs(rows, {OWN: np.tanh(sentence / 2), **moods})
    found += found_pairs(rows, {RULES: None, WITH_MODEL: directed_stance})
    for method in sorted(rows["link"].unique()):
        here = (rows["link"] == method).to_numpy()
        found.append(_accuracy(rows[here], sentence[here], OWN, f"accuracy, target by {method.replace('_', ' ')}"))
    return joined([pd.DataFrame(found, columns=COLUMNS), published(MARKS)])


def linked_rows(path: Path, *, part: str = "valid") -> pd.DataFrame:
    """Rows of one part with the coders' sign, the story, and spans of holder and target.

    Columns added: `sign` (-1, +1), `story`, `holder`, `target_name`, `holder_span`, `span` (each
    missing where nothing in the sentence could be linked), `link` (how the target was), `named`
    (whether the target's name or its last word stands in the sentence).
    """
    file = path / "dev.jsonl" if path.is_dir() else path
    rows = json_rows(file, columns=COLUMNS_OF_A_LINE, where=WHERE)
    rows = some(rows[rows["split"] == part].reset_index(drop=True), where=WHERE, path=file)
    class_numbers(rows, ("negative", "positive"), where=WHERE, path=file)
    rows["sign"] = np.where(rows["label"] == "positive", 1, -1)
    rows["story"] = rows["doc_id"].str.extract(r"(TRIPLET_\d+)")[0]
    rows["holder"] = rows["source"].str["name"].fillna("author")
    rows["target_name"] = rows["target"].str["name"]
    links = [_links(*each) for each in zip(rows["text"], rows["source"], rows["target"], strict=True)]
    rows["holder_span"] = pd.Series([holder.span for holder, _ in links], dtype=object)
    rows["span"] = pd.Series([target.span for _, target in links], dtype=object)
    rows["link"] = [target.method for _, target in links]
    pairs = zip(rows["target_name"], rows["text"], strict=True)
    rows["named"] = [names_target(name, text) for name, text in pairs]
    return rows


def _links(text: str, source: dict, target: dict) -> tuple[Link, Link]:
    """Links of holder and target in one sentence."""
    holder = holder_link(source["name"], text, given=source["span"])
    return holder, target_link(target["name"], text, given=target["span"], avoid=holder.span)


def odds(rows: pd.DataFrame, *, folder: Path = MODELS["small"]) -> pd.DataFrame:
    """Log-odds of + against - for each row: by its `sentence`, and with the `article`'s other statements."""
    own = sign_odds(rows["text"], rows["holder_span"], rows["span"], folder=folder)
    table = pd.DataFrame({"sentence": own}, index=rows.index)
    keys = [rows[name] for name in ("doc_id", "holder", "target_name")]
    others = table["sentence"].groupby(keys).transform("sum") - own
    return table.assign(article=own + ARTICLE_WEIGHT * others)


def _accuracy(rows: pd.DataFrame, values: np.ndarray, system: str, name: str) -> tuple:
    """One row of results: accuracy of the signs of a system's values."""
    truth, answer = rows["sign"].to_numpy(), np.where(values > 0, 1, -1)
    return score(system, name, lambda i: accuracy(truth[i], answer[i]), rows["story"].tolist())

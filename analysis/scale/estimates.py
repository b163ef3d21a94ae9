"""Rates of an archive from a few coded documents and all machine labels: prediction-powered inference.

Machine labels alone are many and biased; coded documents alone are right and few. Both together
are right on average and, where the machine is any good, narrower than the coding alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from statistics import NormalDist

import numpy as np
import pandas as pd

from analysis.compare.resampling import LEVEL, MIN_SENTENCES
from analysis.errors import CodebookError, meant
from analysis.scale.archive import Archive, read_table

CODED = ("brief_id", "target", "stance")
ADDED_CODED, ADDED_LABELS = (1, 1, 0, 0), (1, 0, 1, 0)
SIGNS = {"critical": -1, "supportive": 1}


def estimate(coded: np.ndarray, labels: np.ndarray, *, rest: np.ndarray) -> pd.DataFrame:
    """A share of an archive's documents by coding alone, by the machine alone, and by both.

    With the machine's mean F over the N documents that nobody coded, f and y the means of machine
    and coding over the n coded ones: y + w (F - f), where w = cov(y, f) / ((1 + n / N) var(f)) lets a
    poor machine count less. *How to read it*: `both` is the one to report; `machine` shows what the
    bias is worth, and its interval says nothing of that bias. The coded documents must be a random
    sample of the archive. Intervals are those of the sample with four documents added, one of each kind (coded
    and labelled yes or no): a rare thing of which a small sample holds none may still be there.

    Parameters
    ----------
    coded, labels : array (n,)
        The coded documents: what the coders say of each (1 yes, 0 no), and what the machine says.
    rest : array (N,)
        What the machine says of all others.

    Returns
    -------
    DataFrame
        A row for each of coded, machine, both: `way`, `value`, `low`, `high` (95 %; missing below
        eight coded documents), `n`.

    References
    ----------
    Angelopoulos, A., Bates, S., Fannjiang, C., Jordan, M. and Zrnic, T. (2023). Prediction-powered
    inference. Science 382. https://doi.org/10.1126/science.adi6000. The weight w is that of
    Angelopoulos, A., Duchi, J. and Zrnic, T. (2023), PPI++. https://arxiv.org/abs/2311.01453; the four
    documents are those of Agresti, A. and Coull, B. (1998). Approximate is better than "exact" for interval
    estimation of binomial proportions. American Statistician 52. https://doi.org/10.1080/00031305.1998.10480550

    Examples
    --------
    >>> estimate(np.array([1, 0] * 8), np.array([1, 0] * 8), rest=np.zeros(100)).value.round(2).tolist()
    [0.5, 0.07, 0.07]
    """
    coded, labels, rest = (np.asarray(values, dtype=float) for values in (coded, labels, rest))
    seen = _means(coded, labels, rest)
    added = _means(np.append(coded, ADDED_CODED), np.append(labels, ADDED_LABELS), rest)
    rows = [_row(way, value, added[way], n, coded=len(coded)) for way, (value, _, n) in seen.items()]
    return pd.DataFrame(rows, columns=["way", "value", "low", "high", "n"])


def _means(coded: np.ndarray, labels: np.ndarray, rest: np.ndarray) -> dict[str, tuple[float, float, int]]:
    """The mean, its squared error and its n, each way."""
    n, more = len(coded), len(rest)
    spread = _variance(labels) * (1 + n / more) if more else 0.0
    weight = np.cov(coded, labels)[0, 1] / spread if n > 1 and spread > 0 else 0.0
    shift = weight * (rest.mean() - labels.mean()) if more else 0.0
    everyone = np.concatenate([labels, rest])
    both_error = _variance(coded - weight * labels) / n + (weight**2 * _variance(rest) / more if more else 0.0)
    return {
        "coded": (coded.mean(), _variance(coded) / n, n),
        "machine": (everyone.mean(), _variance(everyone) / len(everyone), len(everyone)),
        "both": (coded.mean() + shift, both_error, len(everyone)),
    }


def _variance(values: np.ndarray) -> float:
    return float(np.var(values, ddof=1)) if len(values) > 1 else 0.0


def _row(way: str, value: float, added: tuple[float, float, int], n: int, *, coded: int) -> tuple:
    centre, squared_error, _ = added
    value, half = min(max(value, 0.0), 1.0), NormalDist().inv_cdf((1 + LEVEL) / 2) * np.sqrt(squared_error)
    if coded < MIN_SENTENCES:
        return way, value, np.nan, np.nan, n
    return way, value, max(min(centre - half, value), 0.0), min(max(centre + half, value), 1.0), n


def rates(archive: Archive, *, sample: Path) -> pd.DataFrame:
    """How many documents of each group hold a critical, or a supportive, statement toward each target.

    Parameters
    ----------
    archive : Archive
        An archive with its groups.
    sample : Path
        The coded sample, a CSV with `brief_id`, `target` and `stance` (-1, 0, 1): a row for each
        target of a document, and one with an empty target for a document that holds no statement.

    Returns
    -------
    DataFrame
        One row per group, target of the sample, stance and way: `brief_id` (the group), `target`,
        `stance` (critical, supportive), `way` (coded, machine, both), `value` (0 to 1, share of
        documents), `low`, `high`, `n` (documents), `n_coded`.

    Raises
    ------
    CodebookError
        A row of the sample names no document or actor of the archive, or has a stance that there isn't.
    """
    groups, machine = archive.groups, read_table(archive.folder, "ledger")
    coded = _sample(sample, documents=set(groups.index), actors=archive.names)
    tables = []
    for group in sorted(groups.unique()):
        own = groups.index[groups == group]
        read = pd.Index(sorted(set(coded.brief_id) & set(own)))
        for target in sorted(set(coded.target) - {""}):
            for name, sign in SIGNS.items():
                said, told = (_holds(table, own, target, sign) for table in (coded, machine))
                if len(read):
                    table = estimate(said[read], told[read], rest=told.drop(read))
                    tables.append(table.assign(brief_id=str(group), target=target, stance=name, n_coded=len(read)))
    columns = ["brief_id", "target", "stance", "way", "value", "low", "high", "n", "n_coded"]
    return pd.concat(tables, ignore_index=True)[columns] if tables else pd.DataFrame(columns=columns)


def _sample(path: Path, *, documents: set[str], actors: Mapping[str, str]) -> pd.DataFrame:
    """The rows of a coded sample, each checked."""
    from analysis.codebook import rows

    if not path.is_file():
        raise CodebookError("there is no such file", remedy="Name the CSV of the coded sample", path=path)
    read = []
    for line, row in rows(path, CODED):
        mistake = partial(CodebookError, path=path, row=line)
        if row["brief_id"] not in documents:
            raise mistake(f'no document "{row["brief_id"]}" in the archive', remedy="Correct the id, or leave it out")
        if row["target"] and row["target"] not in actors:
            remedy = f"{meant(row['target'], actors)}Use an actor_id of the archive's registry"
            raise mistake(f'target "{row["target"]}" is no actor', remedy=remedy)
        if row["stance"] not in ("-1", "0", "1", "") or (row["target"] and not row["stance"]):
            raise mistake(f'stance "{row["stance"]}"', remedy="Allowed: -1, 0, 1")
        read.append((row["brief_id"], row["target"], int(row["stance"] or 0)))
    return pd.DataFrame(read, columns=list(CODED))


def _holds(statements: pd.DataFrame, documents: pd.Index, target: str, sign: int) -> pd.Series:
    """1 for each document with a statement of that sign toward the target, else 0."""
    hit = statements[(statements.target == target) & (statements.stance == sign)].brief_id
    return pd.Series(documents.isin(hit).astype(float), index=documents)

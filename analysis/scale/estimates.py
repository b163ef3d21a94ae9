"""Rates of an archive from a few coded documents and all machine labels: prediction-powered inference.

Machine labels alone are many and biased; coded documents alone are right and few. Both together
are right on average and, where the machine is any good, narrower than the coding alone.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from analysis.compare.resampling import LEVEL, MIN_SENTENCES
from analysis.errors import CodebookError
from analysis.scale.archive import read_table

CODED = ("brief_id", "target", "stance")
SIGNS = {"critical": -1, "supportive": 1}


def estimate(coded: np.ndarray, labels: np.ndarray, *, rest: np.ndarray) -> pd.DataFrame:
    """A mean over an archive by coding alone, by the machine alone, and by both.

    With the machine's mean F over the N documents that nobody coded, f and y the means of machine
    and coding over the n coded ones: y + w (F - f), where w = cov(y, f) / ((1 + n / N) var(f)) lets a
    poor machine count less. *How to read it*: `both` is the one to report; `machine` shows what the
    bias is worth, and its interval says nothing of that bias. The coded documents must be a random
    sample of the archive, and enough for a mean to be near normal (eight here, better a hundred).

    Parameters
    ----------
    coded, labels : array (n,)
        The coded documents: what the coders say of each, and what the machine says.
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
    Angelopoulos, A., Duchi, J. and Zrnic, T. (2023), PPI++. https://arxiv.org/abs/2311.01453

    Examples
    --------
    >>> estimate(np.array([1, 0] * 8), np.array([1, 0] * 8), rest=np.zeros(100)).value.round(2).tolist()
    [0.5, 0.07, 0.07]
    """
    coded, labels, rest = (np.asarray(values, dtype=float) for values in (coded, labels, rest))
    n, more = len(coded), len(rest)
    spread = _variance(labels) * (1 + n / more) if more else 0.0
    weight = np.cov(coded, labels)[0, 1] / spread if n > 1 and spread > 0 else 0.0
    shift = weight * (rest.mean() - labels.mean()) if more else 0.0
    everyone = np.concatenate([labels, rest])
    both_error = _variance(coded - weight * labels) / n + (weight**2 * _variance(rest) / more if more else 0.0)
    rows = [
        ("coded", coded.mean(), _variance(coded) / n, n),
        ("machine", everyone.mean(), _variance(everyone) / len(everyone), len(everyone)),
        ("both", coded.mean() + shift, both_error, len(everyone)),
    ]
    table = pd.DataFrame([_row(*row, coded=n) for row in rows], columns=["way", "value", "low", "high", "n"])
    return table


def _variance(values: np.ndarray) -> float:
    return float(np.var(values, ddof=1)) if len(values) > 1 else 0.0


def _row(way: str, value: float, squared_error: float, n: int, *, coded: int) -> tuple:
    from scipy.stats import t

    half = t.ppf((1 + LEVEL) / 2, max(coded - 1, 1)) * np.sqrt(squared_error)
    half = half if coded >= MIN_SENTENCES else np.nan
    return way, value, value - half, value + half, n


def rates(folder: Path, groups: pd.Series, *, sample: Path) -> pd.DataFrame:
    """How many documents of each group hold a critical, or a supportive, statement toward each target.

    Parameters
    ----------
    folder : Path
        An archive.
    groups : Series
        The group of each document, by id.
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
        A row of the sample names no document of the archive, or has a stance that there isn't.
    """
    coded = _sample(sample, set(groups.index))
    machine = read_table(folder, "ledger")
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


def _sample(path: Path, known: set[str]) -> pd.DataFrame:
    from analysis.codebook import rows

    read = []
    for line, row in rows(path, CODED):
        if row["brief_id"] not in known:
            raise CodebookError(f'no document "{row["brief_id"]}" in the archive', remedy="Correct the id, or leave the row out", path=path, row=line)  # fmt: skip # noqa: E501
        if row["stance"] not in ("-1", "0", "1", "") or (row["target"] and not row["stance"]):
            raise CodebookError(f'stance "{row["stance"]}"', remedy="Allowed: -1, 0, 1", path=path, row=line)
        read.append((row["brief_id"], row["target"], int(row["stance"] or 0)))
    return pd.DataFrame(read, columns=list(CODED))


def _holds(statements: pd.DataFrame, documents: pd.Index, target: str, sign: int) -> pd.Series:
    """1 for each document with a statement of that sign toward the target, else 0."""
    hit = statements[(statements.target == target) & (statements.stance == sign)].brief_id
    return pd.Series(documents.isin(hit).astype(float), index=documents)

"""Groups of documents beside each other: by outlet, year, slant, or whatever an archive says of its documents.

The tables have the columns of a study's (`data/README.md`), a group in the place of a brief, and
documents are what is resampled: sentences of one document go together.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.compare.actors import ALL
from analysis.compare.resampling import DEFAULT, LEVEL, Resampling, enough, interval, p_values, q_values
from analysis.errors import SettingsError

BATCH = 50_000  # weights held at a time: few enough for the cache of a core
AUTHOR = "author"
COLUMNS = {
    "documents": None,
    "sentences": ["brief_id", "sentence_id", "part"],
    "mentions": ["brief_id", "sentence_id", "actor_id"],
    "sentiment": ["brief_id", "sentence_id", "polarity"],
    "ledger": ["brief_id", "holder", "target", "stance"],
}
NAMED = {
    "presence": ("n_sentences", "sentence_share"),
    "actor_sentiment": ("n_scored_sentences", "mean"),
    "stance_balance": ("n_statements", "balance"),
}


def read_table(folder: Path, name: str) -> pd.DataFrame:
    """A table of all partitions of an archive.

    Raises
    ------
    SettingsError
        The folder holds no such table.
    """
    files = sorted(folder.glob(f"[0-9]*/{name}.parquet"))
    if not files:
        raise SettingsError(
            f"it holds no table of {name}", remedy="Name a folder that `python -m analysis corpus` wrote", path=folder
        )
    columns = COLUMNS.get(name)
    return pd.concat([pd.read_parquet(file, columns=columns) for file in files], ignore_index=True)


def grouped(documents: pd.DataFrame, *, by: str) -> pd.Series:
    """The group of each document, by id; documents without one are left out.

    Raises
    ------
    SettingsError
        There is no such column, or fewer than two groups in it.
    """
    values = documents.date.str[:4] if by == "year" and "year" not in documents else documents.get(by)
    known = [c for c in documents if not c.startswith("n_")]
    if values is None:
        raise SettingsError(f'no column "{by}"', remedy=f"Choose one of {', '.join(known)}, or year")
    found = pd.Series(values.to_numpy(), index=documents.brief_id)
    found = found[found.fillna("") != ""]
    if found.nunique() < 2:
        raise SettingsError(f'column "{by}" has fewer than two groups', remedy=f"Choose one of {', '.join(known)}")
    return found


class Sums:
    """What each document adds to a numerator and a denominator, for many keys at once.

    `top` and `below` are documents by keys; a ratio of a group is the sum of one over that of the
    other, which weighs long documents more, as the sentences of a brief do.
    """

    def __init__(self, groups: pd.Series, keys: pd.Index):
        self.groups, self.keys = groups, keys
        self.top, self.below, self.n = (np.zeros((len(groups), len(keys))) for _ in range(3))

    def add(self, brief_id: pd.Series, key: object, top: np.ndarray | float, below: np.ndarray | float) -> Sums:
        """Add a row a time to the cells of its document and key; rows of other documents don't count."""
        row, column = self.groups.index.get_indexer(brief_id), self.keys.get_indexer(key)
        known = (row >= 0) & (column >= 0)
        for into, values in ((self.top, top), (self.below, below), (self.n, 1.0)):
            np.add.at(into, (row[known], column[known]), np.broadcast_to(values, len(row))[known])
        return self

    def ratios(self, *, resampling: Resampling) -> tuple[pd.DataFrame, dict[str, np.ndarray]]:
        """The ratio of each group and key with its interval, and the draws of each group.

        An interval needs eight documents that hold the key, as a study's needs eight sentences.
        """
        tables, drawn = [], {}
        for group in sorted(self.groups.unique()):
            own = (self.groups == group).to_numpy()
            top, below, n = self.top[own], self.below[own], self.n[own]
            held = (n > 0).sum(axis=0)
            drawn[group] = _draws(top, below, resampling.generator(str(group)), resampling.resamples)
            with np.errstate(invalid="ignore", divide="ignore"):
                value = top.sum(axis=0) / below.sum(axis=0)
            low, high = interval(drawn[group], n=held)
            table = pd.DataFrame({"n_documents": held, "n": n.sum(axis=0).astype(int), "value": value})
            tables.append(table.assign(low=low, high=high, brief_id=str(group), key=self.keys))
        return pd.concat(tables, ignore_index=True), drawn


def _draws(top: np.ndarray, below: np.ndarray, generator: np.random.Generator, resamples: int) -> np.ndarray:
    """Ratios of documents drawn with replacement: weights by document as one matrix product, batch by batch."""
    n, out = len(top), np.empty((resamples, top.shape[1]))
    below = below[:, :1] if (below == below[:, :1]).all() else below  # as where all keys share the words of a document
    step, small = max(1, BATCH // max(n, 1)), np.uint16 if n < 2**16 else np.uint32  # small numbers are drawn faster
    for start in range(0, resamples, step):
        size = min(step, resamples - start)
        picks = generator.integers(n, size=(size, n), dtype=small) + n * np.arange(size)[:, None]
        weights = np.bincount(picks.ravel(), minlength=n * size).reshape(size, n).astype(float)
        with np.errstate(invalid="ignore", divide="ignore"):
            out[start : start + size] = (weights @ top) / (weights @ below)
    return out


def differences(table: pd.DataFrame, drawn: dict[str, np.ndarray]) -> pd.DataFrame:
    """The difference of each pair of groups, a minus b, for every key, tested over the pair.

    Returns
    -------
    DataFrame
        `key`, `brief_a`, `brief_b`, `value_a`, `value_b`, `n_a`, `n_b` (documents that hold the key),
        `difference`, `low`, `high`, `p` (of the bootstrap), `q`, `clear`.
    """
    pairs = []
    for a, b in itertools.combinations(drawn, 2):
        one, other = (table[table.brief_id == str(g)].reset_index(drop=True) for g in (a, b))
        n = np.minimum(one.n_documents, other.n_documents).to_numpy()
        draws = drawn[a] - drawn[b]
        low, high = interval(draws, n=n)
        pair = pd.DataFrame({"key": one.key, "brief_a": str(a), "brief_b": str(b), "value_a": one.value,
                             "value_b": other.value, "n_a": one.n_documents, "n_b": other.n_documents})  # fmt: skip
        pair["difference"] = pair.value_a - pair.value_b
        observed = pair.difference.to_numpy()
        p = p_values(observed, null=draws - observed)
        pair["low"], pair["high"], pair["p"] = low, high, np.where(enough(n), p, np.nan)
        pair["q"] = q_values(pair.p.to_numpy(float))
        pair["clear"] = ((pair.low > 0) | (pair.high < 0)) & (pair.q <= 1 - LEVEL)
        pairs.append(pair)
    return pd.concat(pairs, ignore_index=True)


def compare_archive(folder: Path, *, by: str, resampling: Resampling = DEFAULT) -> dict[str, pd.DataFrame]:
    """The comparison tables of an archive by a column of its documents.

    Parameters
    ----------
    folder : Path
        What `python -m analysis corpus` wrote.
    by : str
        A column of `documents`, or `year`.
    resampling : Resampling
        Seed and number of resamples; documents are what is drawn.

    Returns
    -------
    dict of DataFrame
        `presence`, `actor_sentiment`, `stance_balance`, each with its `..._difference`. An archive
        that was run with the gate has only stances, since the rest of its sentences was not read.
    """
    groups = grouped(read_table(folder, "documents"), by=by)
    tables: dict[str, pd.DataFrame] = {}
    for name, (sums, keys) in _sums(folder, groups):
        ratios, drawn = sums.ratios(resampling=resampling)
        tables[name] = _named(ratios, keys).rename(columns=dict(zip(("n", "value"), NAMED[name], strict=True)))
        tables[f"{name}_difference"] = _named(differences(ratios, drawn), keys)
    _count(tables, folder, groups)
    return tables


def _count(tables: dict[str, pd.DataFrame], folder: Path, groups: pd.Series) -> None:
    """Add the counts that stand beside the numbers in a study's tables."""
    if "presence" in tables:
        presence, moods = tables["presence"], tables["actor_sentiment"]
        presence["n_mentions"] = _size(presence, read_table(folder, "mentions"), groups, ["actor_id"])
        moods["measure"] = "polarity"
        held = presence.set_index(["brief_id", "actor_id"]).n_sentences
        whole = moods.set_index(["brief_id", "actor_id"]).n_scored_sentences
        moods["n_sentences"] = held.reindex(whole.index).fillna(whole).astype(int).to_numpy()
    ledger = _authors_as_one(read_table(folder, "ledger"))
    for name, sign in (("n_supportive", 1), ("n_critical", -1), ("n_neutral", 0)):
        balance, own = tables["stance_balance"], ledger[ledger.stance == sign]
        balance[name] = _size(balance, own, groups, ["holder", "target"])


def _size(table: pd.DataFrame, rows: pd.DataFrame, groups: pd.Series, keys: list[str]) -> np.ndarray:
    """How many rows there are of each group and key of a table."""
    sizes = rows.assign(brief_id=rows.brief_id.map(groups).astype("str")).groupby(["brief_id", *keys]).size()
    return sizes.reindex(pd.MultiIndex.from_frame(table[["brief_id", *keys]]), fill_value=0).to_numpy()


def _authors_as_one(ledger: pd.DataFrame) -> pd.DataFrame:
    """Each author as "author": in an archive they are many, and what is compared is their outlets."""
    mine = ledger.holder == "author_" + ledger.brief_id
    return ledger.assign(holder=ledger.holder.where(~mine, AUTHOR))


def _sums(folder: Path, groups: pd.Series) -> Iterator[tuple[str, tuple[Sums, list[str]]]]:
    if list(folder.glob("[0-9]*/sentiment.parquet")):
        yield from _of_sentences(folder, groups)
    ledger = _authors_as_one(read_table(folder, "ledger"))
    pairs = pd.MultiIndex.from_frame(ledger[["holder", "target"]])
    sums = Sums(groups, pairs.unique().sort_values())
    yield "stance_balance", (sums.add(ledger.brief_id, pairs, ledger.stance.to_numpy(float), 1.0), ["holder", "target"])


def _of_sentences(folder: Path, groups: pd.Series) -> Iterator[tuple[str, tuple[Sums, list[str]]]]:
    """Presence and mood, both of the sentences of the body."""
    sentences = read_table(folder, "sentences").query("part == 'paragraph'")
    scores = read_table(folder, "sentiment").set_index("sentence_id").polarity
    mentions = read_table(folder, "mentions").drop_duplicates(["sentence_id", "actor_id"])
    mentions = mentions[mentions.sentence_id.isin(sentences.sentence_id)]
    actors = pd.Index(sorted(mentions.actor_id.unique()), name="actor_id")
    present = Sums(groups, actors).add(mentions.brief_id, mentions.actor_id, 1.0, 0.0)
    present.below += groups.index.map(sentences.brief_id.value_counts()).to_numpy(float)[:, None]
    yield "presence", (present, ["actor_id"])
    whole = sentences[["brief_id", "sentence_id"]].assign(actor_id=ALL)
    rows = pd.concat([whole, mentions[["brief_id", "sentence_id", "actor_id"]]], ignore_index=True)
    rows["score"] = rows.sentence_id.map(scores)
    rows = rows.dropna(subset="score")
    moods = Sums(groups, pd.Index([ALL, *actors], name="actor_id"))
    yield "actor_sentiment", (moods.add(rows.brief_id, rows.actor_id, rows.score.to_numpy(), 1.0), ["actor_id"])


def _named(table: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """The key of each row under the names of its parts, the group first."""
    parts = pd.DataFrame(table.key.tolist(), columns=keys) if len(keys) > 1 else table[["key"]].set_axis(keys, axis=1)
    first = ["brief_id"] if "brief_id" in table else []
    rest = table.drop(columns=["key", *first])
    return pd.concat([table[first], parts, rest], axis=1)

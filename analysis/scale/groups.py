"""Groups of documents beside each other: by outlet, year, slant, or whatever an archive says of its documents.

The tables have the columns of a study's (`data/README.md`), a group in the place of a brief, and
documents are what is resampled: sentences of one document go together.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.compare.actors import ALL
from analysis.compare.frames import VOICES
from analysis.compare.resampling import DEFAULT, Resampling
from analysis.scale.archive import Archive
from analysis.scale.measures import NAMING, SIDED, Measure, measures
from analysis.scale.sums import PAIR, Compared
from analysis.scale.terms import Counted, keyness, unnamed
from analysis.scale.told import Items, naming_difference, overlap, selection

KINDS = {"stance_balance": "relation", f"stance_balance{SIDED}": "relation_by_side", "presence": "actor",
         "frames_by_voice": "frame"}  # fmt: skip
SHIFT = ["actor_id", "word", "brief_a", "brief_b", "score", "n_a", "n_b", "contribution", "low", "high", "p", "q",
         "clear"]  # fmt: skip


def compare_archive(archive: Archive, *, resampling: Resampling = DEFAULT) -> dict[str, pd.DataFrame]:
    """The comparison tables of an archive, group by group and for every pair.

    Parameters
    ----------
    archive : Archive
    resampling : Resampling
        Seed and number of resamples; documents are what is drawn.

    Returns
    -------
    dict of DataFrame
        By name, as the codebook has them. An archive that was run with the gate has only what rests on
        stances, since the rest of its sentences was not read; one without the model has no portrayals.
    """
    tables: dict[str, pd.DataFrame] = {}
    told: list[Items] = []
    asked = [*measures(archive)]
    with tempfile.TemporaryDirectory() as aside:
        sizes, words = _read(archive, asked, Path(aside))
        for number, measure in enumerate(asked):
            sums = measure.sums(_set_aside(Path(aside), number), groups=archive.groups, sizes=sizes)
            if measure.name == NAMING:
                tables[NAMING] = naming_difference(Items("naming", sums, np.arange(len(sums.keys))))
                continue
            compared = Compared(sums, resampling=resampling)
            if measure.name:
                tables[measure.name] = _of_groups(compared, measure)
            if measure.difference:
                tables[measure.difference] = _of_pairs(compared, measure)
            if measure.name in KINDS:
                told.append(_items(compared, KINDS[measure.name]))
    if not archive.gated:
        _add_company(tables)
        tables["keyness"] = keyness(words)
    return tables | {"selection": selection(told), "overlap": overlap(told, resampling=resampling)}


def _read(archive: Archive, asked: Sequence[Measure], aside: Path) -> tuple[pd.DataFrame, Counted]:
    """The sizes of the documents and the words of each group: every partition is read once.

    The cells of each measure are set aside in files, so that those of one measure at a time are in memory.
    """
    sizes, words = [pd.DataFrame()], Counted(sorted(archive.groups.unique()))
    for part in archive.parts():
        for number, measure in enumerate(asked):
            measure.of(part).to_feather(aside / f"{number}-{part.place.name}.feather")
        if not archive.gated:
            sizes.append(part.sizes)
            texts = unnamed(part)
            words.add(texts.tolist(), archive.groups[texts.index])
    return pd.concat(sizes).reindex(archive.groups.index, fill_value=0), words


def _set_aside(aside: Path, number: int) -> Iterator[pd.DataFrame]:
    """The cells of a measure, partition by partition."""
    return (pd.read_feather(file) for file in sorted(aside.glob(f"{number}-*.feather")))


def _of_groups(compared: Compared, measure: Measure) -> pd.DataFrame:
    """The ratios under the names of a study, most first where only what was found has a row."""
    table = measure.finished(compared.groups.rename(columns={"value": measure.value}))
    if not measure.everywhere:
        place = table.groupby("brief_id", sort=False).ngroup()
        table = table.loc[table.assign(_place=place, _n=-table[measure.n]).sort_values(["_place", "_n"]).index]
    counts = [name for name in table if name.startswith("n_")]
    first = ["brief_id", *measure.by, *sorted(counts, key="n_documents".__ne__), measure.value, "low", "high"]
    rest = [name for name in table if name not in (*first, "documents") and not name.startswith("_")]
    return table[[*first, *rest, "documents"]].reset_index(drop=True)


def _of_pairs(compared: Compared, measure: Measure) -> pd.DataFrame:
    """The differences; of words what each adds to the difference of mood."""
    table = compared.differences
    if measure.difference != "word_shift":
        return table
    every = compared.sums.cells.groupby("word")[["score", "n_uses"]].sum()
    table["score"] = table.word.map(every.score / every.n_uses)
    table = table.assign(actor_id=ALL).rename(columns={"difference": "contribution"})
    order = pd.DataFrame({"pair": table.groupby(PAIR, sort=False).ngroup(), "size": -table.contribution.abs()})
    return table.loc[order.sort_values(["pair", "size"], kind="stable").index, SHIFT].reset_index(drop=True)


def _items(compared: Compared, kind: str) -> Items:
    """What counts as told: relations, actors, or the frames that carry a finding."""
    keys, codes = compared.sums.keys, np.arange(len(compared.sums.keys))
    if kind == "frame":
        keys = keys[["voice", "carries", "frame"]]
        codes = codes[(keys.voice == VOICES[0]) & keys.carries.astype(bool)]
    return Items(kind, compared.sums, codes, compared.intervals if kind.startswith("relation") else None)


def _add_company(tables: dict[str, pd.DataFrame]) -> None:
    """Beside how often two stand together, how often each stands at all."""
    for by_side in ("", SIDED):
        table, held = tables[f"co_mention{by_side}"], tables[f"presence{by_side}"]
        held = held.set_index(["brief_id", "actor_id"]).n_sentences
        for end in ("a", "b"):
            keys = pd.MultiIndex.from_frame(table[["brief_id", f"actor_{end}"]])
            table[f"n_{end}"] = held.reindex(keys).to_numpy()
        table["jaccard"] = table.n_sentences / (table.n_a + table.n_b - table.n_sentences)

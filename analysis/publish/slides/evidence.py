"""The sentences behind a finding or a chart: its own, or those that its first rows were counted or scored from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from analysis.study import Study
    from analysis.style import Chart

MOST = 3  # sentences of each brief


def evidence(study: Study, chart: Chart) -> pd.DataFrame:
    """The first sentences of each brief behind a chart that no finding names the sentences of; as `told`."""
    return told(study, _ids(study, chart.table))


def told(study: Study, sentence_ids: Iterable[str], *, most: int = MOST) -> pd.DataFrame:
    """The first of these sentences of each brief, in the order of the text.

    Returns
    -------
    DataFrame
        `sentence_id`, `brief_id`, `text`; without rows where no sentence is named, as behind
        scores on public data.
    """
    found = study.evidence(*dict.fromkeys(s for s in sentence_ids if pd.notna(s)))
    chosen = found.groupby("brief_id", sort=False).head(most)
    places = {sentence_id: n for n, sentence_id in enumerate(study.sentences.sentence_id)}
    return chosen.sort_values("sentence_id", key=lambda ids: ids.map(places), ignore_index=True)


def _ids(study: Study, table: pd.DataFrame) -> Iterator[str]:
    """Sentence ids, those of the weightiest rows first, by what the rows are about."""
    columns = set(table.columns)
    for named in (c for c in ("evidence_a", "evidence_b", "sentence_ids") if c in columns):
        yield from table[named].str.split("; ").explode()
    if {"holder", "target"} <= columns:
        yield from _statements(study, table)
    elif "sentence_id" in columns:
        scores = table[[c for c in ("score", "polarity") if c in table][:1]]
        order = (
            scores.abs().iloc[:, 0].sort_values(ascending=False, kind="stable").index if scores.size else table.index
        )
        yield from table.sentence_id[order]
    elif {"sentence_a", "sentence_b"} <= columns:
        yield from table.sort_values("cosine", ascending=False, kind="stable")[["sentence_a", "sentence_b"]].stack()
    elif {"actor_a", "actor_b"} <= columns:
        yield from _together(study, table)
    elif "actor_id" in columns and "name" in columns:
        yield from _mentions(study, table.actor_id)
    elif "frame" in columns:
        yield from study.frames.sentence_id[study.frames.frame.isin(table.frame)]
    elif columns & {"word", "term"}:
        yield from _words(study, table["word" if "word" in columns else "term"])


def _statements(study: Study, table: pd.DataFrame) -> Iterator[str]:
    own = {f"author_{b}" for b in table.brief_id} if "Author" in set(table.holder) else set()
    ledger = study.ledger.sort_values("confidence", ascending=False, kind="stable")
    side = study.actors.set_index("actor_id").side.dropna().to_dict()
    pairs = set(zip(table.holder, table.target, strict=True))
    for row in ledger.itertuples():
        ends = [("Author" if end in own else end, "Author" if end in own else side.get(end, end))
                for end in (row.holder, row.target)]  # fmt: skip
        if {(a, b) for a in ends[0] for b in ends[1]} & pairs:
            yield row.sentence_id


def _mentions(study: Study, actor_ids: pd.Series) -> Iterator[str]:
    mentions = study.mentions.merge(study.actors[["actor_id", "side"]], on="actor_id", how="left")
    for actor_id in actor_ids.drop_duplicates():
        yield from mentions.sentence_id[(mentions.actor_id == actor_id) | (mentions.side == actor_id)]


def _together(study: Study, table: pd.DataFrame) -> Iterator[str]:
    held = study.mentions.groupby("sentence_id", sort=False).actor_id.agg(set)
    for row in table.sort_values("n_sentences", ascending=False, kind="stable").itertuples():
        yield from held.index[[{row.actor_a, row.actor_b} <= actors for actors in held]]


def _words(study: Study, terms: pd.Series) -> Iterator[str]:
    texts = study.sentences.set_index("sentence_id").text.str.lower()
    for term in terms:
        yield from texts.index[texts.str.contains(str(term).lower(), regex=False)]

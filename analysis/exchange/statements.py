"""The ledger as the list of statements that Discourse Network Analyzer exports.

Leifeld, P. (2017). Discourse network analysis: policy debates as dynamic networks. In: Victor,
Montgomery and Lubell (eds), The Oxford Handbook of Political Networks. doi:10.1093/oxfordhb/9780190228217.013.25
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.corrections import HUMAN, squeezed
from analysis.files import csv_bytes

if TYPE_CHECKING:
    from analysis.study import Study

MACHINE_CODER, HUMAN_CODER = 1, 2


def statements(study: Study) -> pd.DataFrame:
    """The statements of the ledger, one a row, with the columns of that program's event list.

    *How to read it*: `person` or `organization` agrees (1) or disagrees (0) with `concept`, the target.
    A neutral statement has no `agreement`; `stance` has all three. `coder` 1 is the machine, 2 a person.
    """
    actors = study.actors.set_index("actor_id")
    briefs = study.briefs.set_index("brief_id")
    number = {brief_id: n for n, brief_id in enumerate(briefs.index, start=1)}
    rows = []
    for n, row in enumerate(study.ledger.itertuples(), start=1):
        brief = briefs.loc[row.brief_id]
        rows.append({
            "statement_id": n, "time": f"{brief.date} 00:00:00", **_holder(row.holder, actors),
            "concept": study.names[row.target], "agreement": {1: 1, -1: 0}.get(row.stance), "stance": row.stance,
            "voice": row.voice, "modality": row.modality, "start_position": row.start, "stop_position": row.end,
            "text": row.evidence, "coder": HUMAN_CODER if row.source == HUMAN else MACHINE_CODER,
            "document_id": number[row.brief_id], "document_title": brief.title, "document_author": brief.author,
            "document_source": brief.publisher, "document_section": row.sentence_id, "document_type": "brief",
        })  # fmt: skip
    return pd.DataFrame(rows, columns=COLUMNS).astype({"agreement": "Int64"})


COLUMNS = [
    "statement_id", "time", "person", "organization", "concept", "agreement", "stance", "voice", "modality",
    "start_position", "stop_position", "text", "coder", "document_id", "document_title", "document_author",
    "document_source", "document_section", "document_type",
]  # fmt: skip


def statement_list(study: Study) -> bytes:
    """The statements as CSV: semicolons between cells, and none within, nor double quotes."""
    table = statements(study)
    texts = table.select_dtypes(exclude="number").columns
    return csv_bytes(table.assign(**{name: table[name].map(_plain) for name in texts}), separator=";")


def _plain(text: str) -> str:
    return squeezed(text).replace(";", ",").replace('"', "'")


def _holder(holder: str, actors: pd.DataFrame) -> dict[str, str]:
    """A person with the side that he stands for, or an organisation; own words are a person's."""
    if holder not in actors.index:
        return {"person": holder, "organization": ""}
    actor = actors.loc[holder]
    if actor.kind != "person":
        return {"person": "", "organization": actor["name"]}
    side = actors["name"].get(actor.side, "") if isinstance(actor.side, str) else ""
    return {"person": actor["name"], "organization": side}

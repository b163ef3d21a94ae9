"""The codes of a REFI-QDA project: a row of a table is a selection with one code for each of its columns.

A code is named "facet: value" ("holder: Iran"), so that names are unique, and that codes which people
make in another program are understood when they come back.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from analysis.study import Study

NAMESPACE = uuid.UUID("6f1f1d1e-52a5-5c39-9f0b-5d0c7d7f2b11")  # of this project; any fixed one would do
BARRED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
BETWEEN = "; "
STANCES = {1: "supportive", 0: "neutral", -1: "critical"}
FACETS = {  # facet -> table, column, what it says
    "mention": ("mentions", "actor_id", "Whom the words refer to."),
    "form": ("mentions", "form", "How they refer to the actor."),
    "stance": ("ledger", "stance", "The holder's stance toward the target."),
    "holder": ("ledger", "holder", "Who takes the stance."),
    "target": ("ledger", "target", "Toward whom or what."),
    "speaker": ("ledger", "speaker", "Whose words these are."),
    "voice": ("ledger", "voice", "The author's own words, or a speaker's, quoted or reported."),
    "modality": ("ledger", "modality", "Asserted, reported, hypothetical or recommended."),
    "basis": ("ledger", "basis", "Told in words, or done."),
    "frame": ("frames", "frame", "What the passage makes of the matter."),
    "frame voice": ("frames", "voice", "The author's own words, or a speaker's, quoted or reported."),
    "frame speaker": ("frames", "speaker", "Whose words these are."),
    "doer": ("frames", "actor", "Who does what the frame is about; several with semicolons."),
    "done to": ("frames", "target", "To whom or what; several with semicolons."),
    "attribution": ("attributions", "kind", "Whether the content is quoted."),
    "content": ("attributions", "type", "Speech, belief, intention or attitude."),
    "source": ("attributions", "speaker", "To whom the content is attributed."),
}
SPANS = {
    "mentions": ("start", "end"), "ledger": ("start", "end"), "frames": ("start", "end"),
    "attributions": ("content_start", "content_end"),
}  # fmt: skip
OF_ACTORS = ("mention", "holder", "target", "speaker", "source")  # a code for each actor of the registry
ALSO_OF_ACTORS = ("frame speaker", "doer", "done to")


@dataclass(frozen=True)
class Code:
    """A value of a facet; its guid is the same in every project of the study."""

    facet: str
    name: str
    description: str = ""

    @property
    def guid(self) -> str:
        """The id that other programs keep."""
        return guid("code", self.facet, self.name)


def guid(*parts: object) -> str:
    """An id that is always the same for the same parts."""
    return str(uuid.uuid5(NAMESPACE, "\x1f".join(map(str, parts))))


def printable(text: str) -> str:
    """The text without characters that XML can't hold."""
    return BARRED.sub("\ufffd", text)


def codes(study: Study) -> dict[str, dict[object, Code]]:
    """The codes by facet and value: every actor, and every other value that stands in a table."""
    described = {row.actor_id: _described(row) for row in study.actors.itertuples()}
    found = {}
    for facet, (table, column, _) in FACETS.items():
        values = getattr(study, table)[column].dropna().unique().tolist()
        if facet in OF_ACTORS:
            values = list(dict.fromkeys([*study.names, *values])) if facet != "source" else values
        found[facet] = {
            value: Code(facet, printable(f"{facet}: {named(facet, value, study.names)}"), described.get(value, ""))
            for value in values
        }
    return found


def named(facet: str, value: object, names: Mapping[str, str]) -> str:
    """A value as people read it: actors by name, stances in a word."""
    if facet == "stance":
        return STANCES[value]
    return BETWEEN.join(names.get(part, part) for part in str(value).split(BETWEEN))


def meant(facet: str, name: str, names: Mapping[str, str]) -> str:
    """A value as the tables have it, from what people read; an actor's id is understood too."""
    if facet == "stance":
        return next((str(sign) for sign, word in STANCES.items() if word == name), name)
    if facet in OF_ACTORS + ALSO_OF_ACTORS:
        ids = {printable(own): actor_id for actor_id, own in names.items()}
        return BETWEEN.join(ids.get(part, part) for part in name.split(BETWEEN))
    return name


def _described(row: pd.Series) -> str:
    side = row.side if isinstance(row.side, str) else ""
    parts = (row.actor_id, row.kind, row.role, f"side: {side}" if side else "", row.note)
    return "; ".join(printable(part) for part in parts if part)

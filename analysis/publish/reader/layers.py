"""What the tables of a study read into its texts, as layers: one entry a table.

A table that a study lacks has no layer; a new table needs an entry of `LAYERS` and no more. Those
that say most of a sentence come first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.publish.reader.spans import Span
from analysis.wording import listed

if TYPE_CHECKING:
    from analysis.study import Study

STANCES = {1: "supportive", 0: "neutral", -1: "critical"}
SIGNS = {1: "+", 0: "±", -1: "−"}
VOICES = {"author": "the author’s own", "quoted": "quoted or reported"}
PEOPLE = ("speaker", "target", "actor")  # columns of actor_ids
HUMAN = "human"
Row = Any  # of DataFrame.itertuples
Name = Callable[[object], str]


@dataclass(frozen=True)
class Layer:
    """How a table becomes readings: `roles` name its spans, the last one holds the words that are shown.

    `facets` say by which column a reading can be filtered; `facts` which columns are told of it;
    `opens_on` whether a page opens with the layer on.
    """

    table: str
    title: str
    one: str
    roles: tuple[str, ...]
    headline: Callable[[Row, Name], str]
    facts: Mapping[str, str]
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    id: str = ""
    label: Callable[[Row, Name], str] = lambda row, name: ""
    kind: Callable[[Row], str] = lambda row: ""
    opens_on: bool = True


@dataclass(frozen=True)
class Reading:
    """One row of a table as a reader sees it; `words` are the span that its headline is about."""

    id: str
    layer: str
    brief_id: str
    sentence_id: str
    headline: str
    label: str
    spans: tuple[Span, ...]
    words: tuple[int, int]
    facts: tuple[tuple[str, str], ...]
    facets: Mapping[str, list[str]]
    by_hand: bool
    correctable: bool


LAYERS = (
    Layer(
        "ledger", "Stances", "stance", ("",),
        headline=lambda row, name: f"{name(row.holder)} toward {name(row.target)}: {STANCES[row.stance]}",
        facets={"actor": ("holder", "target", "speaker"), "speaker": ("speaker",), "holder": ("holder",),
                "target": ("target",), "stance": ("stance",)},
        facts={"speaker": "speaker", "modality": "modality", "basis": "basis", "rule": "rule",
               "confidence": "confidence", "model, negative": "negative", "model, neutral": "neutral",
               "model, positive": "positive"},
        id="statement_id",
        label=lambda row, name: SIGNS[row.stance],
        kind=lambda row: STANCES[row.stance],
    ),
    Layer(
        "frames", "Frames", "frame", ("",),
        headline=lambda row, name: f"Frame: {name(row.frame)}",
        facets={"actor": ("actor", "target", "speaker"), "speaker": ("speaker",), "target": ("target",),
                "frame": ("frame",)},
        facts={"system": "system", "actor": "actor", "target": "target", "speaker": "speaker", "rule": "rule",
               "cue": "cue", "a finding can rest on it": "carries"},
        id="frame_id",
        label=lambda row, name: name(row.frame),
        opens_on=False,
    ),
    Layer(
        "recommendations", "Recommendations", "recommendation", ("condition", ""),
        headline=lambda row, name: f"Recommended to {name(row.addressee)}",
        facets={"actor": ("addressee", "target"), "addressee": ("addressee",), "target": ("target",)},
        facts={"about": "target", "condition": "condition", "rule": "form", "confidence": "confidence"},
        id="recommendation_id",
        label=lambda row, name: "→",
    ),
    Layer(
        "attributions", "Attributions", "attribution", ("source", "cue", "content"),
        headline=lambda row, name: f"{_said(row)} {name(row.speaker)}{', supposed' if row.hypothetical else ''}",
        facets={"actor": ("speaker",), "speaker": ("speaker",)},
        facts={"kind": "kind", "type": "type", "cue": "cue", "inside": "parent_id"},
        id="attribution_id",
    ),
    Layer(
        "mentions", "Mentions", "mention", ("",),
        headline=lambda row, name: name(row.actor_id),
        facets={"actor": ("actor_id",)},
        facts={"form": "form", "rule": "method", "confidence": "confidence", "linked through": "antecedent_id"},
        id="mention_id",
    ),
    Layer(
        "citations", "Citations", "citation", ("",),
        headline=lambda row, name: f"Cites {name(row.cites)}" if pd.notna(row.cites) else "Was a link",
        facts={"kind": "kind", "rule": "reason"},
    ),
)  # fmt: skip


def layers(study: Study) -> tuple[Layer, ...]:
    """The layers whose tables the study has."""
    return tuple(layer for layer in LAYERS if getattr(study, layer.table, None) is not None)


def readings(study: Study) -> list[Reading]:
    """Every reading of a study, layer by layer, in the order of the text."""
    voice, name = _Voices(study), namer(study)
    return [_reading(layer, row, n, name, voice) for layer in layers(study) for n, row in _rows(study, layer)]


def namer(study: Study) -> Name:
    """What to call an actor, several of them, or a frame; own words stay as they are."""
    known = {frame.frame: frame.name for frame in study.frame_book.frames.values()} | study.names

    def name(value: object) -> str:
        if pd.isna(value):
            return "nobody named"
        return listed(known.get(part, part.replace("_", " ")) for part in str(value).split("; "))

    return name


def _rows(study: Study, layer: Layer) -> Iterator[tuple[int, Row]]:
    return enumerate(getattr(study, layer.table).itertuples(index=False), start=1)


def _reading(layer: Layer, row: Row, n: int, name: Name, voice: _Voices) -> Reading:
    own = getattr(row, layer.id) if layer.id else f"{row.brief_id}-cite-{n}"
    label = layer.label(row, name)
    kind = f"{layer.table} {layer.kind(row)}".strip()
    spans = tuple(Span(*ends, own, kind, role, label) for role in layer.roles if (ends := _ends(row, role)))
    return Reading(
        id=own, layer=layer.table, brief_id=row.brief_id, sentence_id=row.sentence_id, label=label,
        headline=layer.headline(row, name), spans=spans, words=(spans[-1].start, spans[-1].end),
        facts=(("voice", VOICES[spoken := voice.of(row, spans[0].start)]), *_facts(layer, row, name)),
        facets={"brief": [row.brief_id], "voice": [spoken], **_facets(layer, row)},
        by_hand=_by_hand(layer, row), correctable=bool(layer.id),
    )  # fmt: skip


def _ends(row: Row, role: str) -> tuple[int, int] | None:
    start, end = (getattr(row, f"{role}_{end}".strip("_")) for end in ("start", "end"))
    return None if pd.isna(start) else (int(start), int(end))


def _said(row: Row) -> str:
    verbs = {"speech": "said by", "belief": "believed by", "intention": "wanted by", "attitude": "felt by"}
    return f"{'not ' if row.negated else ''}{verbs[row.type]}".capitalize()


def _facts(layer: Layer, row: Row, name: Name) -> Iterator[tuple[str, str]]:
    for fact, column in layer.facts.items():
        value = getattr(row, column, None)
        if pd.isna(value) or value == "":
            continue
        if isinstance(value, bool):
            yield fact, "yes" if value else "no"
        elif isinstance(value, float):
            yield fact, f"{value:.2f}"
        else:
            yield fact, name(value) if column in PEOPLE else str(value)


def _facets(layer: Layer, row: Row) -> dict[str, list[str]]:
    """The values by which a reading is found; only a speaker may be several at once."""
    found = {}
    for facet, columns in layer.facets.items():
        values = [str(v) for column in columns if pd.notna(v := getattr(row, column, None))]
        parts = [part for value in values for part in ([value] if facet == "speaker" else value.split("; "))]
        found[facet] = list(dict.fromkeys(parts))
    return found


def _by_hand(layer: Layer, row: Row) -> bool:
    """Whether a person made or corrected the row; the `source` of an attribution is words of the text."""
    return "source" not in layer.roles and getattr(row, "source", None) == HUMAN


class _Voices:
    """Whose words stand where: the voice of the table, or else of the token at which a reading begins."""

    def __init__(self, study: Study):
        voiced = study.voiced
        self._speeches = set(voiced.attribution_id.dropna())
        groups = voiced.groupby("brief_id", sort=False)
        self._starts = {b: own.start.to_numpy() for b, own in groups}
        self._voices = {b: own.voice.to_numpy() for b, own in groups}

    def of(self, row: Row, start: int) -> str:
        if hasattr(row, "voice"):
            return row.voice
        if hasattr(row, "attribution_id"):
            return "quoted" if row.attribution_id in self._speeches else "author"
        at = self._starts[row.brief_id].searchsorted(start, side="right") - 1
        return self._voices[row.brief_id][max(at, 0)]

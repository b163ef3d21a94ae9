"""What two passes of a reference coding are compared on: rows, and labels per character, cell or match."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

import pandas as pd

from analysis.evaluate.shares import Pairs, paired

HEADLINE = {
    "mentions": "actor ids per character",
    "attributions": "speech/other/none per character",
    "statements": "presence of cells, narrow universe",
    "recommendations": "presence per sentence",
    "frames": "presence per sentence and frame",
}
MENTION = ("sentence_id", "start", "end", "actor_id")
EXACT = ("sentence_id", "source_text", "cue_text", "content_text")
FIVE = ("sentence_id", "voice", "speaker", "holder", "target")
FRAMED = ("sentence_id", "frame")
FRAMING = ("sentence_id", "frame", "voice", "speaker")
CELL = ("sentence_id", "holder", "target")
ADDRESSED = ("sentence_id", "addressee")
OVERLAP = 0.5

Coding = dict[str, pd.DataFrame]


@dataclass(frozen=True)
class Rows:
    """Rows of A, of B, and how many stand in both."""

    a: int
    b: int
    both: int


@dataclass(frozen=True)
class Labels:
    """The labels of both coders per unit; `empty` is the label that means "nothing here"."""

    codings: pd.DataFrame
    empty: str | None = None
    nominal: bool = True


def _keys(table: pd.DataFrame, columns: Iterable[str]) -> set[tuple]:
    return set(table[list(columns)].itertuples(index=False, name=None))


def _rows(a: pd.DataFrame, b: pd.DataFrame, columns: Iterable[str]) -> Rows:
    keys_a, keys_b = _keys(a, columns), _keys(b, columns)
    return Rows(len(keys_a), len(keys_b), len(keys_a & keys_b))


def _matched(a: pd.DataFrame, b: pd.DataFrame, pairs: Pairs, column: str) -> Labels:
    """The values of one column on matched rows."""
    own, other = a.iloc[[i for i, _ in pairs]], b.iloc[[j for _, j in pairs]]
    codings = pd.DataFrame({"a": own[column].astype(str).to_numpy(), "b": other[column].astype(str).to_numpy()})
    return Labels(codings.set_index(own.sentence_id.to_numpy()), nominal=column != "evidence")


def _equal(columns: Iterable[str]) -> Callable[[NamedTuple, NamedTuple], bool]:
    return lambda a, b: all(getattr(a, column) == getattr(b, column) for column in columns)


def _per_character(a: dict, b: dict, sentences: pd.DataFrame) -> Labels:
    """The label of each character of the sentences; `a` and `b` name those that aren't empty."""
    places = [(s.sentence_id, (s.brief_id, s.start + n)) for s in sentences.itertuples() for n in range(len(s.text))]
    codings = {"a": [a.get(p, "none") for _, p in places], "b": [b.get(p, "none") for _, p in places]}
    return Labels(pd.DataFrame(codings, index=[s for s, _ in places]), empty="none")


def _actors_of_characters(mentions: pd.DataFrame) -> dict[tuple, str]:
    """The ids of the mentions that cover a character, so that a plural is one label."""
    covered: dict[tuple, set[str]] = {}
    for row in mentions.itertuples():
        for place in range(row.start, row.end):
            covered.setdefault((row.brief_id, place), set()).add(row.actor_id)
    return {place: "+".join(sorted(ids)) for place, ids in covered.items()}


def _speech_of_characters(attributions: pd.DataFrame) -> dict[tuple, str]:
    """`speech` inside a content of speech, else `other` inside another content."""
    covered = {}
    for speech in (False, True):
        for row in attributions[(attributions.type == "speech") == speech].itertuples():
            covered |= dict.fromkeys(_characters(row), "speech" if speech else "other")
    return covered


def _characters(attribution: NamedTuple) -> set[tuple[str, int]]:
    return {(attribution.brief_id, place) for start, end in attribution.pieces for place in range(start, end)}


def _alike(a: NamedTuple, b: NamedTuple) -> float:
    """Jaccard of the contents, 0 below a half or where cues don't overlap (or only one has none)."""
    if bool(a.cue_text) != bool(b.cue_text):
        return 0
    if a.cue_text and (a.cue_start >= b.cue_end or b.cue_start >= a.cue_end):
        return 0
    own, other = _characters(a), _characters(b)
    jaccard = len(own & other) / len(own | other)
    return jaccard if jaccard >= OVERLAP else 0


def _open_alike(a: NamedTuple, b: NamedTuple) -> int:
    """Whether one action begins with the other, the same addressee going first."""
    alike = a.action.startswith(b.action) or b.action.startswith(a.action)
    return alike * (1 + (a.addressee == b.addressee))


def _mentions(a: Coding, b: Coding, sentences: pd.DataFrame) -> Iterator[tuple[str, Rows | Labels]]:
    own, other = a["mentions"], b["mentions"]
    yield "rows (sentence, text, occurrence, actor)", _rows(own, other, MENTION)
    yield (
        HEADLINE["mentions"],
        _per_character(_actors_of_characters(own), _actors_of_characters(other), sentences),
    )
    yield "form on matched rows", _matched(own, other, paired(own, other, _equal(MENTION)), "form")


def _attributions(a: Coding, b: Coding, sentences: pd.DataFrame) -> Iterator[tuple[str, Rows | Labels]]:
    own, other = (_with_parent(coding["attributions"]) for coding in (a, b))
    pairs = paired(own, other, _alike)
    yield "rows, matched contents", Rows(len(own), len(other), len(pairs))
    yield "rows, source, cue and content identical", _rows(own, other, EXACT)
    yield (
        HEADLINE["attributions"],
        _per_character(_speech_of_characters(own), _speech_of_characters(other), sentences),
    )
    for column in ("speaker", "type", "kind", "negated", "parent"):
        yield f"{column} on matched contents", _matched(own, other, pairs, column)


def _with_parent(attributions: pd.DataFrame) -> pd.DataFrame:
    cues = dict(zip(attributions.attribution_id, attributions.cue_text, strict=True))
    return attributions.assign(parent=[cues.get(parent, "none") for parent in attributions.parent_id])


def _statements(a: Coding, b: Coding, sentences: pd.DataFrame) -> Iterator[tuple[str, Rows | Labels]]:
    own, other = a["statements"], b["statements"]
    yield "rows (sentence, voice, speaker, holder, target)", _rows(own, other, FIVE)
    for name, cells in (("narrow", _narrow(a, b, sentences)), ("wide", _wide(own, other, sentences))):
        yield f"presence of cells, {name} universe", _presence(cells, _keys(own, CELL), _keys(other, CELL))
    pairs = paired(own, other, _equal(CELL))
    for column in ("stance", "modality", "basis", "voice", "speaker", "evidence"):
        yield f"{column} on matched cells", _matched(own, other, pairs, column)


def _presence(cells: list[tuple], a: set[tuple], b: set[tuple]) -> Labels:
    codings = pd.DataFrame({"a": [str(c in a) for c in cells], "b": [str(c in b) for c in cells]})
    return Labels(codings.set_index(pd.Index([cell[0] for cell in cells])), empty="False")


def _narrow(a: Coding, b: Coding, sentences: pd.DataFrame) -> list[tuple]:
    """Cells that could have been coded: whoever either pass mentions or codes there, and the author."""
    coded = pd.concat([a["statements"], b["statements"]])
    mentioned = pd.concat([a["mentions"], b["mentions"]]).groupby("sentence_id").actor_id.agg(set).to_dict()
    by_role = {role: coded.groupby("sentence_id")[role].agg(set).to_dict() for role in ("holder", "target")}
    cells = []
    for brief_id, s in zip(sentences.brief_id, sentences.sentence_id, strict=True):
        holders, targets = (mentioned.get(s, set()) | by_role[role].get(s, set()) for role in ("holder", "target"))
        cells += [(s, h, t) for h, t in product(holders | {f"author_{brief_id}"}, targets) if h != t]
    return cells


def _wide(a: pd.DataFrame, b: pd.DataFrame, sentences: pd.DataFrame) -> list[tuple]:
    """Every sentence with every pair of holder and target that either pass coded in the brief."""
    pairs = _keys(pd.concat([a, b]), ("brief_id", "holder", "target"))
    return [
        (s, holder, target)
        for brief_id, s in zip(sentences.brief_id, sentences.sentence_id, strict=True)
        for own, holder, target in pairs
        if own == brief_id
    ]


def _recommendations(a: Coding, b: Coding, sentences: pd.DataFrame) -> Iterator[tuple[str, Rows | Labels]]:
    own, other = a["recommendations"], b["recommendations"]
    yield "rows (sentence, addressee)", _rows(own, other, ADDRESSED)
    ids = [(s,) for s in sentences.sentence_id]
    yield HEADLINE["recommendations"], _presence(ids, *(_keys(t, ("sentence_id",)) for t in (own, other)))
    pairs = paired(own, other, _open_alike)
    for column in ("addressee", "target", "condition"):
        yield f"{column} on matched actions", _matched(own, other, pairs, column)


def _frames(a: Coding, b: Coding, sentences: pd.DataFrame) -> Iterator[tuple[str, Rows | Labels]]:
    own, other = a["frames"], b["frames"]
    yield "rows (sentence, frame, voice, speaker)", _rows(own, other, FRAMING)
    held, also = (_keys(table, FRAMED) for table in (own, other))
    names = sorted({frame for _, frame in held | also})
    yield HEADLINE["frames"], _presence([(s, f) for s in sentences.sentence_id for f in names], held, also)
    for name in names:
        yield name, _presence([(s, name) for s in sentences.sentence_id], held, also)
    pairs = paired(own, other, _equal(FRAMING))
    for column in ("actor", "target"):
        yield f"{column} on matched rows", _matched(own, other, pairs, column)


COMPARED = {
    "mentions": _mentions,
    "attributions": _attributions,
    "statements": _statements,
    "recommendations": _recommendations,
    "frames": _frames,
}

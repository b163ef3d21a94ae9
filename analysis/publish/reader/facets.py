"""By what readings can be filtered, and the address of a choice of them.

An address such as `#layers=ledger&brief=cfr&target=talks` names the layers that are shown and, for
each facet, the value that a reading must have; it is what a number of a summary links to.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from analysis.publish.reader.layers import STANCES, VOICES, Reading

FACETS = {
    "brief": "Brief", "actor": "Actor", "speaker": "Speaker", "voice": "Voice", "holder": "Holder",
    "target": "Target", "addressee": "Addressee", "stance": "Stance", "frame": "Frame",
}  # fmt: skip
FIXED = {"voice": VOICES, "stance": {str(sign): word for sign, word in STANCES.items()}}


@dataclass(frozen=True)
class Facet:
    """A filter: its name and label, the layers that have it, and its choices (value, label, count)."""

    name: str
    label: str
    layers: tuple[str, ...]
    choices: tuple[tuple[str, str, int], ...]


def facets(readings: Sequence[Reading], *, name: Callable[[object], str], labels: Mapping[str, str]) -> list[Facet]:
    """The filters that the readings of a page allow, each choice with its number of readings."""
    found = []
    for facet, label in FACETS.items():
        having = [reading for reading in readings if reading.facets.get(facet)]
        counts = Counter(value for reading in having for value in reading.facets[facet])
        known = labels if facet == "brief" else FIXED.get(facet, {})
        named = [(value, known[value] if known else name(value), n) for value, n in counts.items()]
        order = [*known].index if known else str
        choices = tuple(sorted(named, key=lambda c: (order(c[0]),) if known else (c[1].casefold(), c[0])))
        if len(choices) > (facet == "brief"):
            found.append(Facet(facet, label, tuple(dict.fromkeys(r.layer for r in having)), choices))
    return found


def chosen(readings: Iterable[Reading], *, layers: Sequence[str], **values: str) -> list[Reading]:
    """The readings of those layers that have each value."""
    return [
        reading
        for reading in readings
        if reading.layer in layers and all(v in reading.facets.get(facet, ()) for facet, v in values.items())
    ]


def address(*, layers: Sequence[str], **values: str) -> str:
    """The choice as the part of an address behind `#`."""
    return urlencode({"layers": ",".join(layers), **values})

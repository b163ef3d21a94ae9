"""The states and international organisations that some texts name, from `codebook/countries.csv`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from analysis.actors.names import DEMONYM_COLUMNS, folded
from analysis.codebook import rows
from analysis.wording import count

COUNTRY_COLUMNS = ("actor_id", "name", "kind", "aliases", "metonyms", "note")
ENDS = r"(?:n|an|ian|i|ish|ese|ic|er|ard|ien|ean)s?"  # what makes a people's name of a land's


def states(texts: Sequence[str], *, countries: Path, demonyms: Path) -> list[dict[str, str]]:
    """The rows of the registry for what the texts name: by name, alias, capital or people.

    A capital alone proposes no state, since it may be no more than a place.
    """
    people: dict[str, list[str]] = {}
    for _, row in rows(demonyms, DEMONYM_COLUMNS):
        people.setdefault(row["actor_id"], []).append(row["demonym"])
    found = []
    for _, row in rows(countries, COUNTRY_COLUMNS):
        names = [row["name"], *filter(None, row["aliases"].split("; ")), *people.get(row["actor_id"], [])]
        n, briefs = counted(names, texts)
        if n:
            governed = _governed(row["name"], people.get(row["actor_id"], [])) if row["kind"] == "state" else []
            aliases = "; ".join(filter(None, [row["aliases"], *governed]))
            note = f"Proposed from countries.csv: named {count(n, 'time')} in {briefs} of {len(texts)} briefs."
            found.append(dict(row) | {"side": row["actor_id"], "aliases": aliases, "note": note})
    return found


def counted(names: Iterable[str], texts: Sequence[str]) -> tuple[int, int]:
    """How often any of the names stands in the texts, and in how many of them."""
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(folded(name))}(?!\w)" for name in names))
    uses = [len(pattern.findall(folded(text))) for text in texts]
    return sum(uses), sum(map(bool, uses))


def _governed(name: str, people: Sequence[str]) -> list[str]:
    return [f"{adjective} government" for adjective in people[:1]] + [f"government of {name}"]


def peoples(lands: Mapping[str, str], words: Iterable[str]) -> list[tuple[str, str, bool]]:
    """Which words are the people or the adjective of which land, by their common beginning.

    Parameters
    ----------
    lands : mapping
        actor_id by the name of a state that no codebook knows.
    words : iterable of str
        Words of the texts with a capital.

    Returns
    -------
    list
        The word, the actor_id, and whether it is an adjective.

    Examples
    --------
    >>> peoples({"Norvania": "norvania"}, ["Norvanian", "Norvanians", "Norway"])
    [('Norvanian', 'norvania', True), ('Norvanians', 'norvania', False)]
    """
    found = []
    for word in dict.fromkeys(words):
        for name, actor_id in lands.items():
            stem = re.sub(r"(?:ia|land|[aeiouy])$", "", name)
            if word != name and len(stem) > 3 and re.fullmatch(rf"{re.escape(stem)}{ENDS}", word):
                found.append((word, actor_id, not word.endswith("s")))
    return found

"""`actors.csv` of a new study: who is named, how often, under which names, on which side."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pandas as pd

from analysis.actors.names import DESCRIPTION_COLUMNS, folded
from analysis.actors.registry import COLUMNS
from analysis.codebook import rows
from analysis.draft.about import Source, slug
from analysis.draft.matters import Matter
from analysis.draft.people import Standing, standing
from analysis.readers.publishers import BODY, OUTLET
from analysis.wording import count

FEWEST = {"person": 1, "organisation": 1, "outlet": 1, "event": 1}  # mentions, by what it seems to be
UNKNOWN = 3  # mentions, where it isn't known what it is
PLACE = re.compile(
    r"\b(?:Point|Bridge|Dam|River|Bay|Strait|Straits|Islands?|Mountains?|Lake|Valley|Street|Square|Port|Harbour|Harbor"
    r"|Gulf|Sea|Ocean|City|Province|Region|Zone|Airport|Cape|Canal)$"
)  # fmt: skip
GOVERNMENT = re.compile(r"(?<=[Tt]he )[A-Z][\w’'-]+ (?:administration|government|cabinet|coalition|presidency)\b")
ARM = re.compile(
    r"\b(?:Ministry|Navy|Army|Parliament|Government|Coast ?guard|Embassy|Cabinet|Authority|Agency|Police|Forces|Senate"
    r"|Central Bank|Foreign Office|Department|Administration)\b",
    re.IGNORECASE,
)  # fmt: skip


def proposed(
    candidates: pd.DataFrame,
    *,
    known: Sequence[Mapping[str, str]],
    sources: Sequence[Source],
    sentences: Sequence[str],
    descriptions: Path,
    sides: Mapping[str, str],
    happened: Sequence[tuple[str, int, int]],
    spoken: Sequence[Matter],
    speakers: frozenset[str] = frozenset(),
) -> tuple[list[dict[str, str]], dict[str, list[str]]]:
    """The rows of a registry for new texts, and by reason the names that were not taken, with their mentions.

    Parameters
    ----------
    candidates : DataFrame
        As `analysis.actors.candidates` returns them.
    known : sequence of mapping
        Rows of states and organisations.
    sources : sequence of Source
        The files; each gives its author and its publisher.
    sentences : sequence of str
        All sentences of the texts.
    descriptions : Path
        `descriptions.csv`, for the nouns of what a person can be.
    sides : mapping
        actor_id by the words for a state.
    happened : sequence of tuple
        As `analysis.draft.about.events` returns it.
    spoken : sequence of Matter
        As `analysis.draft.matters.matters` returns it.
    speakers : frozenset of str
        The names that the texts let speak or tell to act: they are taken though named but once.
    """
    book = Registry(known)
    for source in sources:
        book.add(actor_id=f"author_{source.id}", name=source.author, kind="person", role="author",
                 note=f"Author of {source.id}; holds all that stands in its own voice.")  # fmt: skip
        kind = "outlet" if OUTLET.search(source.publisher) else "organisation"
        if source.publisher:
            book.add(name=source.publisher, kind=kind, note=f"Publisher of {source.id}.")
    for name, uses, briefs in happened:
        book.add(name=name, kind="event", note=f"Proposed: named {count(uses, 'time')} in {count(briefs, 'brief')}.")
    for matter in spoken:
        book.speak_of(matter)
    for name, uses in _governments(sentences, sides):
        american = name.endswith("administration") and "united_states" in sides.values()
        note = f"Proposed: named {count(uses, 'time')}; CHECK its side."
        book.add(name=name, kind="government", side="united_states" if american else "", note=note)
    roles = frozenset(row["noun"] for _, row in rows(descriptions, DESCRIPTION_COLUMNS) if row["kinds"] == "person")
    left: dict[str, list[str]] = {}
    for row in candidates.itertuples():
        name = _spelling(row.variants.split("; "))
        kind = row.kind if isinstance(row.kind, str) else ""
        body = "outlet" if OUTLET.search(name) else "organisation" if BODY.search(name) or ARM.search(name) else ""
        kind = body or ("person" if _is_somebody(name, row.variants.split("; "), sentences) else kind)
        if book.knows(name.partition(" ")[2]) and (kind in ("state", "group") or _opens(name, kind, sentences)):
            continue  # "Ask Quito": a word before a name that is known
        if kind != "organisation" and _urges(name, candidates.name, sentences):
            continue  # "Press Salas to go", where the texts name Rosa Salas
        if book.knows(name):
            book.also(name, row.variants.split("; "))
        elif name not in speakers and (reason := _where(name, sentences) or _why_not(row, name, kind, candidates.name)):
            left.setdefault(reason, []).append(f"{name} ({row.n_mentions})")
        else:
            book.add(**_row(row, name, kind, sentences, roles=roles, sides=sides))
    return book.rows, left


def _spelling(names: Sequence[str]) -> str:
    """The longest spelling, in capitals only where there is no other."""
    return next((name for name in names if not (name.isupper() and len(name) > 5)), names[0])


def _why_not(row, name: str, kind: str, all_names: pd.Series) -> str:
    """What is missing to say that this names an actor: a name of its own, a land that is known, mentions."""
    alone = " " not in name
    if alone and all_names.str.contains(rf"^{re.escape(name)} \w", regex=True).any():
        return "part of a longer name"
    if kind in ("state", "group"):
        return "a place, land or people that countries.csv doesn't list"
    return "named too seldom" if row.n_mentions < FEWEST.get(kind, UNKNOWN) + alone else ""


def _governments(sentences: Sequence[str], sides: Mapping[str, str]) -> list[tuple[str, int]]:
    """Governments called by who leads them ("the Obama administration"), with their uses."""
    named = Counter(match[0] for sentence in sentences for match in GOVERNMENT.finditer(sentence))
    return sorted((name, n) for name, n in named.items() if name.rpartition(" ")[0] not in sides)


def _is_somebody(name: str, names: Sequence[str], sentences: Sequence[str]) -> bool:
    """Whether a name is a person's: called by its last word alone, or "he" or "she", and never with "the"."""
    if " " not in name or any(f"the {name}" in sentence for sentence in sentences):
        return False
    called = re.compile(rf"\b{re.escape(name)}\b.* (?:he|she|his|her|him|himself|herself)\b")
    return name.rpartition(" ")[2] in names or any(map(called.search, sentences))


def _opens(name: str, kind: str, sentences: Sequence[str]) -> bool:
    """Whether it is no body, and its first word may be large only since a sentence opens with it."""
    return kind != "organisation" and all(s.startswith(name) for s in sentences if name in s)


def _urges(name: str, all_names: pd.Series, sentences: Sequence[str]) -> bool:
    """Whether it is an imperative and another's surname: it opens each sentence it stands in, and "to go" follows."""
    _, _, surname = name.partition(" ")
    others = all_names[all_names.str.endswith(f" {surname}") & (all_names != name)] if surname else ()
    urged = re.compile(rf"{re.escape(name)} (?:to|for|on|into|over|with|not)\b")
    return len(others) > 0 and all(map(urged.match, (s for s in sentences if name in s)))


def _where(name: str, sentences: Sequence[str]) -> str:
    """What makes it a place: its name, or "in" or "at" before it in every third use or more."""
    named, within = re.compile(rf"\b{re.escape(name)}\b"), re.compile(rf"\b(?:in|at|near|above) {re.escape(name)}\b")
    uses = sum(len(named.findall(sentence)) for sentence in sentences)
    if PLACE.search(name):
        return "a place by its name"
    often = 3 * sum(len(within.findall(sentence)) for sentence in sentences) >= max(uses, 1)
    return 'a place, since "in" or "at" stands before it' if often else ""


def _row(
    row, name: str, kind: str, sentences: Sequence[str], *, roles: frozenset[str], sides: Mapping[str, str]
) -> dict:
    """The row of a candidate, with the role and side that stand beside its name."""
    names = row.variants.split("; ")
    note = f"Proposed: named {count(row.n_mentions, 'time')} in {count(row.n_briefs, 'brief')}"
    is_body = BODY.search(name) or ARM.search(name) or OUTLET.search(name)
    who = Standing() if is_body else standing(names, sentences, roles=roles, sides=sides)
    kind = "person" if who.role else kind
    side = _owner(name, sentences, sides) if ARM.search(name) else who.side
    note += "; side by the words beside it" if side else ""
    note += "" if who.sure else "; CHECK: the texts name more than one side beside it"
    note += "" if row.kind == kind else "; CHECK: what it is was guessed"
    return {
        "name": name,
        "kind": kind or "organisation",
        "side": side,
        "role": who.role,
        "aliases": names,
        "note": f"{note}.",
    }


def _owner(name: str, sentences: Sequence[str], sides: Mapping[str, str]) -> str:
    """The state whose arm it is: by its name, or by the word that most often stands before it ("Peru's Senate")."""
    words = "|".join(re.escape(word) for word in sorted(sides, key=len, reverse=True)) or "(?!)"
    within = re.search(rf"\b(?:{words})\b", name)
    if within:
        return sides[within[0]]
    before = re.compile(rf"(?<!\w)({words})(?:['’]s?)? {re.escape(name)}\b")
    told = Counter(sides[word] for sentence in sentences for word in before.findall(sentence))
    return max(told, key=told.__getitem__, default="")


class Registry:
    """Rows in which no id and no name stands twice."""

    def __init__(self, known: Iterable[Mapping[str, str]]):
        self.rows: list[dict[str, str]] = []
        self._owner: dict[str, str] = {}
        for row in known:
            names = {key: [n for n in row.get(key, "").split("; ") if n] for key in ("aliases", "metonyms")}
            self.add(**{key: row.get(key, "") for key in ("actor_id", "name", "kind", "side", "note")}, **names)

    def add(self, *, name: str, kind: str, actor_id: str = "", aliases: Iterable[str] = (),
            metonyms: Iterable[str] = (), **more: str) -> None:  # fmt: skip
        """A row, unless its name is another's already; aliases that are another's are left out."""
        taken = {row["actor_id"] for row in self.rows}
        base = actor_id or slug(name.replace(".", "_")).removeprefix("brief_") or "actor"
        base = base if base[0].isalpha() else f"actor_{base}"
        if folded(name) in self._owner and not base.startswith("author_"):
            return
        ids = (base if n == 1 else f"{base}_{n}" for n in range(1, len(taken) + 2))
        actor_id = next(found for found in ids if found not in taken)
        if folded(name) in self._owner:
            name = f"{name} ({actor_id})"
        row = dict.fromkeys(COLUMNS, "") | {"actor_id": actor_id, "name": _cell(name), "kind": kind} | more
        self._owner[folded(row["name"])] = actor_id
        self.rows.append(row | {"aliases": self._own(actor_id, aliases), "metonyms": self._own(actor_id, metonyms)})

    def knows(self, name: str) -> bool:
        """Whether the name is an actor's here."""
        return folded(_cell(name)) in self._owner

    def also(self, name: str, names: Iterable[str]) -> None:
        """More spellings for the actor of that name."""
        owner = self._owner[folded(_cell(name))]
        row = next(row for row in self.rows if row["actor_id"] == owner)
        row["aliases"] = "; ".join(filter(None, [row["aliases"], self._own(owner, names)]))

    def speak_of(self, matter: Matter) -> None:
        """The nouns of a matter: of the one event that has a name of that sort, or a row of their own."""
        if not matter.named:
            name = matter.names[0].capitalize()
            note = f"Proposed: {matter.told}; CHECK: do these words always mean the same?"
            self.add(name=name, kind=matter.kind, aliases=matter.names, note=note)
        elif len(matter.named) == 1:
            self.also(matter.named[0], matter.names)

    def _own(self, actor_id: str, names: Iterable[str]) -> str:
        """The names that are nobody's yet, now this actor's."""
        free = dict.fromkeys(_cell(name) for name in names if folded(_cell(name)) not in self._owner)
        self._owner |= {folded(name): actor_id for name in free}
        return "; ".join(filter(None, free))


def _cell(name: str) -> str:
    """A name without what separates the names of a list."""
    return " ".join(name.replace(";", " ").split())

"""Every way in which a text can name an actor, as one pattern.

`lexicon` compiles the registry, the demonyms and the nouns of description once for a study;
`Lexicon.found` then finds the longest names in a text in one pass, however many there are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from types import SimpleNamespace

import pandas as pd

from analysis.codebook import rows, words_of
from analysis.errors import CodebookError

DEMONYM_COLUMNS = ("demonym", "actor_id", "adjective", "note")
DESCRIPTION_COLUMNS = ("noun", "kinds", "family", "number", "note")
KINDS = ("state", "government", "organisation", "person", "group", "outlet", "issue", "event")
THINGS = frozenset(("issue", "event"))  # kinds that receive a stance and hold none
DESCRIBED = (*KINDS, "pair", "place")  # the last: a capital beside such a noun is only a place
NUMBERS = ("singular", "plural", "any")
PARTICLE = re.compile(r"\b(?:Al|El|Bin|Ibn|Van|Von|De|Ul)(?= \w)")
COMPLEMENT = re.compile(r" (?:to|of|for|in) (?:the )?(?=[A-Z])")


class _Plain(dict):
    """One character for each: apostrophes straight, hyphens a space, letters without accents."""

    def __missing__(self, code: int) -> str:
        letter = unicodedata.normalize("NFD", chr(code))[0]
        self[code] = letter
        return letter


PLAIN = _Plain({ord(c): " " for c in "-\u2010\u2011\u2012\u2013"} | {ord(c): "'" for c in "\u2018\u2019\u02bc`"})


def folded(text: str) -> str:
    """The text as names are compared, character for character: "Al-Ṣadr" and "al Sadr" are one."""
    return PARTICLE.sub(lambda found: found[0].lower(), text.translate(PLAIN))


@dataclass(frozen=True)
class Actor:
    """What the linking of mentions needs to know of a registry row."""

    actor_id: str
    kind: str
    side: str | None
    role: str
    valid_from: pd.Timestamp
    valid_to: pd.Timestamp
    words: frozenset[str]
    heads: frozenset[str]
    nations: frozenset[str]

    @property
    def is_plural(self) -> bool:
        """Whether one of its names is a plural: "the Cuzco talks"."""
        return any(not self.heads.isdisjoint(singular(head)[1:]) for head in self.heads)

    def valid(self, date: pd.Timestamp) -> bool:
        """True unless the dates of office say that it was another's."""
        return not (date < self.valid_from or date > self.valid_to)


@dataclass(frozen=True)
class Noun:
    """A row of descriptions.csv: what a common noun can point back to."""

    noun: str
    kinds: frozenset[str]
    family: str
    number: str


@dataclass(frozen=True)
class Lexicon:
    """All names of a study, ready to be looked for.

    `senses` gives for each folded name the actors by form; an empty tuple blocks a word that
    looks like a demonym and names nobody ("Iranian-American").
    """

    pattern: re.Pattern[str] | None
    senses: dict[str, dict[str, tuple[str, ...]]]
    actors: dict[str, Actor]
    nouns: dict[str, Noun]
    nations: frozenset[str]
    by_head: dict[str, list[str]]
    by_family: dict[str, list[str]]

    def found(self, text: str) -> Iterator[tuple[int, int, dict[str, tuple[str, ...]]]]:
        """Start, end and senses of the longest names in a text, in order and without overlap."""
        if self.pattern is None:
            return
        for match in self.pattern.finditer(folded(text)):
            yield *match.span(), self.senses[match[0]]

    def kin(self, noun: str, family: str) -> list[Actor]:
        """The actors whose names have that noun, or another of its family, as their head."""
        ids = dict.fromkeys((*self.by_head.get(noun, ()), *self.by_family.get(family, ())))
        return [self.actors[actor_id] for actor_id in ids]

    def with_author(self, actor_id: str, name: str) -> Lexicon:
        """The same names, and an author who can hold a stance but isn't looked for by name."""
        row = SimpleNamespace(actor_id=actor_id, name=name, kind="person", side=None, role="author",
                              aliases=(), valid_from=pd.NaT, valid_to=pd.NaT)  # fmt: skip
        return replace(self, actors=self.actors | {actor_id: _actor(row, self.nations)})


def lexicon(registry: pd.DataFrame, *, demonyms: Path, descriptions: Path) -> Lexicon:
    """All names of a study as one pattern, with the demonyms and nouns of description.

    Parameters
    ----------
    registry : DataFrame
        What `analysis.actors.actors` returns.
    demonyms, descriptions : Path
        The codebooks of those names; a demonym of an actor whom the registry lacks is ignored.

    Raises
    ------
    CodebookError
        A codebook lacks a column, or a cell holds a value that isn't allowed.
    """
    senses: dict[str, dict[str, tuple[str, ...]]] = {}
    for word, form, actor_id in [*_names(registry), *_demonyms(demonyms, set(registry.actor_id))]:
        forms = senses.setdefault(folded(word), {})
        known = forms.get(form, ())
        forms[form] = known if actor_id is None or actor_id in known else (*known, actor_id)
    nouns = {noun.noun: noun for noun in _nouns(descriptions)}
    nations = frozenset(folded(row["demonym"]).lower() for _, row in rows(demonyms, DEMONYM_COLUMNS))
    known = {actor.actor_id: actor for actor in _actors(registry, nations)}
    by_head: dict[str, list[str]] = {}
    by_family: dict[str, list[str]] = {}
    for actor_id, actor in known.items():
        for head in sorted(actor.heads):
            by_head.setdefault(head, []).append(actor_id)
        for family in sorted({nouns[head].family for head in actor.heads if head in nouns} - {""}):
            by_family.setdefault(family, []).append(actor_id)
    return Lexicon(_pattern(senses), senses, known, nouns, nations, by_head, by_family)


def _names(registry: pd.DataFrame) -> Iterator[tuple[str, str, str]]:
    """Every registered word with its form and actor; small letters also as a sentence opens."""
    for row in registry.itertuples():
        named = [("name", row.name), *(("alias", w) for w in row.aliases), *(("metonym", w) for w in row.metonyms)]
        for form, word in named:
            yield word, form, row.actor_id
            yield word[0].upper() + word[1:], form, row.actor_id
        if row.kind == "person":
            parts = folded(row.name).split()
            yield parts[-1], "surname", row.actor_id
            yield " ".join(parts[-2:] if parts[-2:-1] == ["al"] else parts[-1:]), "surname", row.actor_id
            for office in offices(row.role) if row.side or pd.notna(row.valid_from) else ():
                yield office, "office", row.actor_id


def offices(role: str) -> Iterator[str]:
    """The words of an office without its country, in one and in many, small and large.

    >>> list(offices("ambassador to Iraq"))[:2]
    ['ambassador', 'Ambassador']
    """
    title = COMPLEMENT.split(role)[0]
    if not title:
        return
    head, of, rest = title.partition(" of ")
    plural = (head[:-1] + "ies" if head.endswith("y") else head + "s") + of + rest
    for words in (title, plural):
        yield words
        yield re.sub(r"\b(?!of\b)[a-z]", lambda letter: letter[0].upper(), words)
        yield words[0].upper() + words[1:]


def _demonyms(path: Path, known: set[str]) -> Iterator[tuple[str, str, str | None]]:
    for line, row in rows(path, DEMONYM_COLUMNS):
        if row["adjective"] not in ("yes", "no"):
            raise CodebookError(f'adjective "{row["adjective"]}"', remedy="Allowed: yes, no", path=path, row=line)
        if row["demonym"] and (not row["actor_id"] or row["actor_id"] in known):
            yield row["demonym"], "demonym", row["actor_id"] or None


def _nouns(path: Path) -> Iterator[Noun]:
    for line, row in rows(path, DESCRIPTION_COLUMNS):
        if row["number"] not in NUMBERS:
            raise CodebookError(
                f'number "{row["number"]}"', remedy=f"Allowed: {', '.join(NUMBERS)}", path=path, row=line
            )
        kinds = frozenset(filter(None, map(str.strip, row["kinds"].split(";"))))
        if kinds - set(DESCRIBED):
            raise CodebookError(
                f'kinds "{row["kinds"]}"', remedy=f"Allowed: {', '.join(DESCRIBED)}", path=path, row=line
            )
        yield Noun(row["noun"].lower(), kinds, row["family"], row["number"])


def _actors(registry: pd.DataFrame, nations: frozenset[str]) -> Iterator[Actor]:
    return (_actor(row, nations) for row in registry.itertuples())


def _actor(row, nations: frozenset[str]) -> Actor:
    names = [folded(word).lower().split() for word in (row.name, *row.aliases)]
    words = frozenset(word.removesuffix("'s") for name in names for word in name)
    ends = [_upto_head(name) for name in names if name]
    heads = frozenset(form for end in ends for form in singular(end[-1]))
    nation = frozenset(word for end in ends for word in _nation(end, nations))
    side = row.side if isinstance(row.side, str) else None
    return Actor(row.actor_id, row.kind, side, row.role, row.valid_from, row.valid_to, words, heads, nation)


def _upto_head(name: list[str]) -> list[str]:
    """The words of a name up to its head: "talks" of "talks on May 28"."""
    cut = next((n for n, word in enumerate(name) if n and word in words_of("behind")), len(name))
    return name[:cut]


def _nation(name: list[str], nations: frozenset[str]) -> Iterator[str]:
    """Of what nation the people of a name are: the last word of nationality in it counts."""
    own = next((word for word in reversed(name) if word in nations), None)
    if own:
        yield from singular(own)


def singular(noun: str) -> tuple[str, ...]:
    """The noun and what it may be the plural of."""
    forms = [noun]
    if noun.endswith("ies"):
        forms.append(noun[:-3] + "y")
    elif noun.endswith("s") and not noun.endswith("ss"):
        forms.append(noun[:-1])
    return tuple(forms)


def _pattern(words: Iterable[str]) -> re.Pattern[str] | None:
    trie: dict = {}
    for word in words:
        node = trie
        for letter in word:
            node = node.setdefault(letter, {})
        node[""] = {}
    return re.compile(rf"(?<!\w)(?:{_branches(trie)})(?!\w)") if trie else None


def _branches(node: dict) -> str:
    """The trie below a node as a pattern: common beginnings once, the longest word first."""
    run = []
    while len(node) == 1 and "" not in node:
        ((letter, node),) = node.items()
        run.append(re.escape(letter))
    ways = [re.escape(letter) + _branches(below) for letter, below in sorted(node.items()) if letter]
    if not ways:
        return "".join(run)
    tail = f"(?:{'|'.join(ways)})" + ("?" if "" in node else "")
    return "".join(run) + tail

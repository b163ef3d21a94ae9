"""The ledger of an article that no registry was written for: its actors are those that its coders named.

The words, the holders and the targets are found as in a study. Only the list of names is given,
as a user's registry would give it: name, short forms, and a kind guessed from the name.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pandas as pd

from analysis import actors, attribution, ledger, stance, tokens
from analysis.codebook import rows
from analysis.evaluate.links import EMPTY, ROLES, UNNAMED
from analysis.settings import CODEBOOKS, BriefSettings
from analysis.stance.mentioned import mention_stance

BRIEF = "article"
DATE = dt.date(2016, 1, 1)  # of no weight: these registries know no offices
NUMBER = re.compile(r"-s(\d+)-")
BODIES = frozenset(
    "party court senate house committee congress department administration government council agency bureau "
    "association university union institute commission police army forces fund group company news network "
    "times post organization organisation coalition caucus bank office center centre church campaign".split()
)
MATTERS = frozenset(
    "act amendment order wall bill deal agreement program programme policy plan law reform rights crisis war "
    "shooting attack election debate ban treaty budget decision ruling".split()
)
ROLES_OF_A_ROW = ("speaker", "holder", "target")
PEOPLE = frozenset(("person", "group"))


def article_sentences(coded: pd.DataFrame) -> pd.Series:
    """The sentences of an article that are known, by their number: those coded, and their neighbours."""
    found: dict[int, str] = {}
    for row in coded.itertuples():
        number = int(NUMBER.search(row.id)[1])
        for n, text in ((number - 1, row.previous), (number, row.text), (number + 1, row.next)):
            if isinstance(text, str) and text.strip():
                found.setdefault(n, text)
    return pd.Series(found).sort_index()


@dataclass(frozen=True)
class Article:
    """An article read as far as the ledger: the reading, the names of its ids, where each sentence begins."""

    reading: ledger.Reading
    names: dict[str, str]
    starts: pd.Series

    def ledger(self, scorer: ledger.Scorer | None = None) -> pd.DataFrame:
        """The directed statements, toward and of the actors whose names are given.

        Columns as of `study.ledger`, and `number`, the sentence's. Holder and target are the names
        given; the holder is "author" in the article's own voice, and own words for who has no name.
        """
        book = stance.stance_book()
        advised = ledger.recommendations(self.reading, advice=ledger.advice_book(), book=book)
        found = ledger.ledger(self.reading, book=book, advised=advised, scorer=scorer)
        places = self.starts.searchsorted(found.start, side="right") - 1
        named = {role: found[role].map(lambda one: self.names.get(one, one)) for role in ROLES_OF_A_ROW}
        return found.assign(number=self.starts.index.to_numpy()[places], **named)

    def portrayal(self) -> pd.Series:
        """The mean balance of the mentions of each actor, by name, as in `study.portrayal`."""
        asked = mention_stance(self.reading.mentions, sentences=self.reading.sentences)
        return asked.groupby(asked.actor_id.map(self.names)).balance.mean()


def read_article(sentences: pd.Series, names: Iterable[str]) -> Article:
    """An article as the rooms before the ledger read it.

    Parameters
    ----------
    sentences : Series of str
        Indexed by their number in the article; a gap in the numbers begins a new paragraph.
    names : iterable of str
        The actors, issues and events of the article.
    """
    text, starts, passages = _text(sentences)
    registry = article_registry(names)
    brief = BriefSettings(BRIEF, Path(), "", "", "", DATE, "")
    known = dict(zip(registry.actor_id, registry.name, strict=True)) | {brief.author_actor: "author"}
    return Article(_reading(text, passages, registry, brief), known, pd.Series(starts, index=sentences.index))


def _text(sentences: pd.Series) -> tuple[str, list[int], pd.DataFrame]:
    """The sentences as one text, where each begins, and its paragraphs."""
    text, starts, paragraphs, before = "", [], [], None
    for number, sentence in sentences.items():
        if before is None or number != before + 1:
            text += "\n\n" if text else ""
            paragraphs.append([len(text), 0])
        else:
            text += " "
        starts.append(len(text))
        text += sentence
        paragraphs[-1][1], before = len(text), number
    table = pd.DataFrame(paragraphs, columns=["start", "end"])
    return text, starts, table.assign(part="paragraph", section="", paragraph=range(1, len(table) + 1))


def _reading(text: str, passages: pd.DataFrame, registry: pd.DataFrame, brief: BriefSettings) -> ledger.Reading:
    """The article as the rooms before the ledger read it."""
    none = pd.DataFrame({"kind": [], "start": [], "end": []})
    parses = tokens.parses(text, passages=passages, citations=none)
    sentences = tokens.sentences(text, brief_id=brief.id, passages=passages, parses=parses)
    lexicon = actors.lexicon(registry, demonyms=CODEBOOKS / "demonyms.csv", descriptions=CODEBOOKS / "descriptions.csv")
    lexicon = lexicon.with_author(brief.author_actor, brief.author)
    mentions = actors.mentions(text, brief=brief, sentences=sentences, parses=parses, lexicon=lexicon)
    said = attribution.brief_attributions(
        text, brief_id=brief.id, sentences=sentences, parses=parses, mentions=mentions, book=attribution.codebook()
    )
    return ledger.Reading(brief.id, brief.author_actor, text, sentences, parses, mentions, said, lexicon)


def article_registry(names: Iterable[str]) -> pd.DataFrame:
    """A registry for names alone: short forms that name only one of them, and the kind that each looks like."""
    names = sorted({name for name in names if name != UNNAMED})
    forms = {name: [form for form in _short_forms(name) if form != name] for name in names}
    shared = Counter(form for own in forms.values() for form in {form.lower() for form in own})
    shared.update(name.lower() for name in names)
    ids = _ids(names)
    table = pd.DataFrame({
        "actor_id": ids, "name": names, "kind": [_kind(*each) for each in zip(names, ids, strict=True)],
        "side": None, "role": "",
        "aliases": [tuple(f for f in dict.fromkeys(forms[name]) if shared[f.lower()] == 1) for name in names],
        "metonyms": [()] * len(names), "note": "",
    })  # fmt: skip
    return table.assign(valid_from=pd.NaT, valid_to=pd.NaT)


def _ids(names: Sequence[str]) -> list[str]:
    """An id of each name; of a state the one that the codebook of demonyms knows."""
    slugs = ["_".join(re.findall(r"[a-z0-9]+", name.lower())) for name in names]
    once = Counter(slugs)
    return [slug if slug and once[slug] == 1 else f"{slug}_{n}" for n, slug in enumerate(slugs)]


def _short_forms(name: str) -> list[str]:
    """Last word of a person's name, initials, what reporters call it, and plurals of common nouns."""
    words = name.split()
    found = []
    if _kind(name, "") == "person":
        found.append(words[-1])
    capitals = "".join(word[0] for word in words if word[0].isupper() and word.lower() not in EMPTY)
    if len(capitals) > 2:
        found.append(capitals)
    if name == name.lower():
        found.append(name.removesuffix("s") if name.endswith("s") else name + "s")
    roles = ROLES.get(name.lower(), ())
    return found + [form for role in roles for form in (role, role.title(), role.upper())]


def _kind(name: str, actor_id: str) -> str:
    """What a name looks like: a state, a body of people, a matter, a group or a person."""
    words = name.lower().split()
    if actor_id in _states():
        return "state"
    if set(words) & MATTERS:
        return "issue"
    if set(words) & BODIES:
        return "organisation"
    if name == name.lower():
        return "group" if _names_people(words[-1]) else "issue"
    if name.lower() in ROLES and len(ROLES[name.lower()][0].split()) == 1 and words[-1].endswith("s"):
        return "group"
    if len(words) == 1 and name[1:].islower() and not name.endswith("s"):
        return "person"  # a surname: states, bodies and matters are told above
    if 2 <= len(words) <= 4 and all(word[0].isupper() or len(word) < 4 for word in name.split()):
        return "person"
    return "group" if words[-1].endswith("s") and len(words) > 1 else "organisation"


@lru_cache(maxsize=1)
def _states() -> frozenset[str]:
    return frozenset(row["actor_id"] for _, row in rows(CODEBOOKS / "demonyms.csv", ("actor_id",)) if row["actor_id"])


@lru_cache(maxsize=1)
def _people() -> frozenset[str]:
    listed = rows(CODEBOOKS / "descriptions.csv", ("noun", "kinds"))
    return frozenset(row["noun"] for _, row in listed if PEOPLE & set(re.split(r"; ?", row["kinds"])))


def _names_people(noun: str) -> bool:
    return noun in _people() or noun.removesuffix("s") in _people()

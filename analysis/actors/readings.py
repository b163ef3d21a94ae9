"""What a name means where it stands: government or place, whose act or whose origin, who holds the office."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import pandas as pd

from analysis.actors.names import Lexicon
from analysis.codebook import words_of
from analysis.tokens import lemma

if TYPE_CHECKING:
    from analysis.parsed import Doc, Span, Token

MODIFIERS = ("amod", "compound", "nmod", "npadvmod", "quantmod")
PRIVATE = ("captives", "civilians")
FORMER = frozenset(["former", "ex", "late", "next", "future", "then", "vice", "deputy", "assistant", "acting", "would"])
MAX_TITLE = 5  # words between an office and the name beside it


@dataclass
class Reference:
    """A stretch of a parsed passage that points to one or more actors."""

    start: int
    end: int
    token: Token
    actors: tuple[str, ...]
    form: str
    method: str
    confidence: float
    antecedents: tuple[Reference | None, ...] = ()


def readings(doc: Doc, *, lexicon: Lexicon, date: pd.Timestamp) -> list[Reference]:
    """The names of a passage, each with what it means there; places and mere origins are left out."""
    spans = [(doc.char_span(start, end, alignment_mode="expand"), start, end, senses)
             for start, end, senses in lexicon.found(doc.text)]  # fmt: skip
    read = [r for span, start, end, senses in spans for r in _read(span, start, end, senses, lexicon)]
    persons = [r for r in read if lexicon.actors[r.actors[0]].kind == "person"]
    kept = [r for r in read if r.form != "demonym" or not _origin_of(r, persons, lexicon)]
    held = [Reference(start, end, span.root, who, "office", "office held at the date", 0.9)
            for span, start, end, senses in spans if "office" in senses and not {"name", "alias"} & senses.keys()
            and (who := _holders(span, senses["office"], kept, persons, lexicon, date))]  # fmt: skip
    return _joined_groups(sorted([*kept, *held], key=lambda r: r.start), lexicon)


def _read(span: Span, start: int, end: int, senses: dict, lexicon: Lexicon) -> Iterator[Reference]:
    """The reading of one name by its form, if it has one here."""
    root = span.root
    if "demonym" in senses and (_modified(root) is not None or not {"name", "alias"} & senses.keys()):
        if senses["demonym"]:
            yield from _demonym(span, start, end, senses["demonym"], lexicon)
        return
    for form in ("name", "alias"):
        if form in senses and _is_name(span, senses[form][0], lexicon):
            yield Reference(start, end, root, senses[form], form, f"registered {form}", 1.0)
            return
    if "metonym" in senses:
        if not _is_place(span, lexicon):
            yield Reference(start, end, root, senses["metonym"], "metonym", "capital acting as a government", 0.9)
        elif len(span) > 1:
            yield from _within(span, lexicon)
    elif "surname" in senses and _is_name(span, senses["surname"][0], lexicon):
        yield Reference(start, end, root, senses["surname"], "alias", "surname of a person named before", 0.9)


def _within(span: Span, lexicon: Lexicon) -> Iterator[Reference]:
    """The demonyms inside a place name of several words: "Iraqi" in "Iraqi Kurdistan"."""
    for token in span:
        found = lexicon.senses.get(token.text, {})
        if found.get("demonym"):
            word = span.doc[token.i : token.i + 1]
            yield from _demonym(word, token.idx, token.idx + len(token), found["demonym"], lexicon)


def _is_name(span: Span, actor_id: str, lexicon: Lexicon) -> bool:
    """False for a common word used otherwise ("to press Iran") and for another's surname alone ("Laura Bush")."""
    if span.text.islower() and span.root.pos_ not in ("NOUN", "PROPN"):
        return False
    actor = lexicon.actors[actor_id]
    before = span.doc[span.start - 1] if span.start else None
    whole = len(span) > 1 and span[0].dep_ == "compound"
    if actor.kind != "person" or whole or before is None or before.head != span.root or before.pos_ != "PROPN":
        return True
    known = before.lower_ in lexicon.nouns or before.text in lexicon.senses or before.lower_ in words_of("honorific")
    return known or before.lower_ in actor.words or before.dep_ != "compound" or not before.is_alpha


def _modified(root: Token) -> Token | None:
    """The noun that a word modifies, through coordination ("U.S. and Iranian interests")."""
    first = root
    while first.dep_ == "conj" and first.head.i < first.i:
        first = first.head
    return first.head if first.dep_ in MODIFIERS and first.head.i > first.i else None


def _demonym(span: Span, start: int, end: int, actors: tuple[str, ...], lexicon: Lexicon) -> Iterator[Reference]:
    root, noun = span.root, _modified(span.root)
    if noun is None:
        if root.pos_ in ("NOUN", "PROPN") or root.dep_ != "attr":
            yield Reference(start, end, root, actors, "demonym", "nationality noun", 0.9)
        return
    row = lexicon.nouns.get(lemma(noun))
    if row and row.family in PRIVATE:
        return
    if noun.pos_ == "PROPN" and _is_unregistered(span, noun, lexicon):
        return
    yield Reference(start, end, root, actors, "demonym", "nationality adjective", 0.95)


def _is_unregistered(span: Span, noun: Token, lexicon: Lexicon) -> bool:
    """True inside a name that the registry lacks ("American Enterprise Institute")."""
    between = span.doc[span.end : noun.i + 1]
    titled = any(t.lower_ in lexicon.nouns and "person" in lexicon.nouns[t.lower_].kinds for t in between)
    listed = any(True for _ in lexicon.found(between.text))
    return all(t.pos_ == "PROPN" for t in between) and not titled and not listed


def _is_place(span: Span, lexicon: Lexicon) -> bool:
    """True where a capital is a spot on the map and not the government that sits there."""
    token = span.root
    if any(t.lower_ in ("a", "an") for t in token.children):
        return True
    while token.dep_ in ("conj", "appos") and token.head.i < token.i:
        token = token.head
    head = token.head
    if token.dep_ in MODIFIERS:
        return not _acts(token, head, lexicon)
    if token.dep_ == "pobj":
        return head.lower_ in words_of("placed") or (head.dep_ != "agent" and _is_spot(head.head, lexicon))
    if token.dep_ == "poss":
        return head.pos_ == "PROPN" or _is_spot(head, lexicon)
    return token.dep_ == "dobj" and _is_spot(head, lexicon)


def _acts(token: Token, head: Token, lexicon: Lexicon) -> bool:
    """True before a noun of government ("Tehran officials") and in "Tehran-backed"."""
    noun = lexicon.nouns.get(lemma(head))
    governs = noun is not None and noun.family in ("government", "officials")
    return governs or ((token.dep_ == "npadvmod" or head.tag_ in ("VBN", "VBG")) and head.pos_ != "PROPN")


def _is_spot(token: Token, lexicon: Lexicon) -> bool:
    noun = lexicon.nouns.get(lemma(token))
    return noun is not None and "place" in noun.kinds


def _origin_of(demonym: Reference, persons: Sequence[Reference], lexicon: Lexicon) -> bool:
    """True where a nationality is only where a private person comes from ("Iraqi cleric Sadr")."""
    noun = _modified(demonym.token)
    if noun is None or noun.pos_ not in ("NOUN", "PROPN"):
        return False
    beside = {noun, *(t for t in noun.children if t.dep_ == "appos")}
    beside |= {noun.head} if noun.dep_ in ("compound", "nmod") else set()
    own = [lexicon.actors[p.actors[0]].side for p in persons if p.token in beside]
    return bool(own) and lexicon.actors[demonym.actors[0]].side not in own


def _holders(span: Span, holders: Sequence[str], read: Sequence[Reference], persons: Sequence[Reference],
             lexicon: Lexicon, date: pd.Timestamp) -> tuple[str, ...]:  # fmt: skip
    """Who holds the office that stands here without a name, by date, country and post."""
    root = span.root
    before = span.doc[span.start - 1].lower_ if span.start else ""
    if before in FORMER or any(t.lower_ in FORMER for t in root.children) or _beside(span, persons):
        return ()
    phrase = {t.i for t in root.subtree} | {t.i for t in root.children}
    sides = {lexicon.actors[r.actors[0]].side for r in read
             if (r.token.i in phrase and r.token.i < root.i) or _complements(r.token, root)}  # fmt: skip
    taken = {r.token.i for r in read} | {t.i for t in span}
    if any(
        t.dep_ == "amod" and t.text[0].isupper() and t.i not in taken and not t.is_sent_start for t in root.children
    ):
        return ()  # of a country that the registry lacks ("the French president")
    who = [a for a in map(lexicon.actors.get, holders) if a.valid(date)]
    who = [a for a in who if not sides or a.side in sides] if who else []
    plural = root.tag_ in ("NNS", "NNPS")
    if plural:
        return tuple(a.actor_id for a in who) if len(who) > 1 and sides else ()
    definite = sides or any(t.dep_ == "det" and t.lower_ in ("the", "this", "that") for t in root.children)
    return (who[0].actor_id,) if len(who) == 1 and (definite or root.text[0].isupper()) else ()


def _complements(token: Token, office: Token) -> bool:
    """True for the country in "the president of Iraq"."""
    return token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head == office


def _beside(span: Span, persons: Sequence[Reference]) -> bool:
    """True where the office stands as a title by a name, before it or after a comma."""
    for person in persons:
        text = span.doc.text
        ahead, behind = text[span.end_char : person.start], text[person.end : span.start_char]
        if person.start >= span.end_char and _is_apposition(ahead, first=True):
            return True
        if person.end <= span.start_char and _is_apposition(behind, first=False):
            return True
    return False


def _is_apposition(between: str, *, first: bool) -> bool:
    words = between.replace(",", " ").split()
    few = len(words) <= MAX_TITLE and between.count(",") <= 1 and not set(".;:") & set(between.replace("U.S.", ""))
    if not words:
        return few
    return few and (between.startswith((" to ", " of ", " for ")) if first else between.startswith(","))


def _joined_groups(read: list[Reference], lexicon: Lexicon) -> list[Reference]:
    """In '"Irbil Five" Iranian agents' the second name only says what the first is."""
    for one, two in pairwise(read):
        groups = {lexicon.actors[r.actors[0]].kind for r in (one, two)} == {"group"}
        if groups and one.token.dep_ in MODIFIERS and two.token in one.token.ancestors:
            two.actors, two.form, two.method, two.confidence = one.actors, "description", "same noun phrase", 0.8
    return read

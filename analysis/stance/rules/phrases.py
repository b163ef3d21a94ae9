"""What a phrase shows of holder and target: on whose behalf, in whose hands, joined against whom, backed by whom."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from analysis.attribution.clauses import VERBAL, children
from analysis.codebook import words_of
from analysis.stance.denial import denied
from analysis.stance.grammar import after, doers, named, owners, owners_of, spread, subjects, undergoers
from analysis.stance.link import Link, linked
from analysis.stance.rules.predicates import predicated
from analysis.stance.words import PLACES, StanceBook
from analysis.tokens import lemma

if TYPE_CHECKING:
    from analysis.parsed import Token


def phrases(token: Token, book: StanceBook) -> Iterator[Link]:
    """The links of the phrases that a word heads."""
    yield from _hyphened(token, book)
    yield from _sakes(token, book)
    yield from _captives(token, book)
    yield from _in_hands(token, book)
    yield from _against(token, book)


def _sakes(noun: Token, book: StanceBook) -> Iterator[Link]:
    """For whom or against whom something is done: "spoke in defense of Lima", "on her behalf"."""
    rows = book.words.get((lemma(noun).lower(), "SAKE"), ())
    if not rows or noun.dep_ != "pobj":
        return
    over = noun.head.head
    owned = [o for o in owners(noun) if o.dep_ == "poss"]
    comes = lemma(over) in words_of("comes") and owners_of(noun, frozenset({"of"}))  # "came to the aid of Lima"
    to = noun.head.lower_ == "to" and (owned or comes)
    if not (noun.head.lower_ in ("in", "on") or to):
        return
    holders = doers(over) if over.pos_ in VERBAL else named(owners(over))
    for row in rows:
        whose = owned if "owner" in row.target else []
        if row.holder == "author":  # "to its credit, Lima waited"
            yield from linked(noun, holders if over.pos_ in VERBAL else whose, [None], row, "judgement", book)
        else:
            yield from linked(noun, after(noun, row.target - PLACES) or whose, holders, row, "sake", book)


def _captives(noun: Token, book: StanceBook) -> Iterator[Link]:
    """Who holds somebody captive: "prisoners of Lima", "Lima's hostages"."""
    row = book.one(lemma(noun), "CAPTIVE") if noun.pos_ == "NOUN" else None
    if row is not None:
        holders = [o for o in owners(noun) if o.dep_ == "poss"] or owners_of(noun, frozenset({"of"}))
        yield from linked(noun, predicated(noun) or [noun], holders, row, "relation", book)


def _in_hands(noun: Token, book: StanceBook) -> Iterator[Link]:
    """Who is in somebody's hands: "held in Peruvian jails", "under Lima's protection"."""
    row = book.one(lemma(noun), "HANDS") if noun.dep_ == "pobj" else None
    if row is not None and noun.head.lower_ in ("in", "under"):
        over = noun.head.head
        held = (undergoers(over) or subjects(over)) if over.pos_ in VERBAL else [over]
        yield from linked(noun, held, named(owners(noun)), row, "relation", book)


def _against(word: Token, book: StanceBook) -> Iterator[Link]:
    """Who stands against somebody: "the coalition against Lima", "Quito is against it", "they rose against it"."""
    if word.lower_ != "against" or word.dep_ != "prep":
        return
    group, targets = word.head, spread(children(word, "pobj"))
    if group.dep_ == "pobj" and group.head.head.pos_ in VERBAL:  # "took to the streets against"
        group = group.head.head
    if book.of(group) or denied(group) or lemma(group) in words_of("contests"):
        return
    holders = doers(group) if group.pos_ in VERBAL else [group] if group.pos_ in ("NOUN", "PROPN") else []
    for holder in holders:
        yield from (Link(word, target, holder, -1, "words", "relation", -1) for target in targets)


def _hyphened(token: Token, book: StanceBook) -> Iterator[Link]:
    """ "Peruvian-backed rebels" and "anti-Peruvian groups"."""
    if token.i < 2 or token.nbor(-1).text not in "-–":
        return
    before = token.nbor(-2)
    backing, prefix = book.one(token.lower_, "BACKED"), book.one(before.lower_, "PREFIX")
    if backing is not None:
        noun = token.head if token.dep_ != "ROOT" else token
        yield Link(token, noun, before, backing.sign, backing.basis, "compound", backing.sign)
    elif prefix is not None:
        yield Link(before, token, _bearer(token), prefix.sign, prefix.basis, "compound", prefix.sign)


def _bearer(token: Token) -> Token:
    """The noun that a word with a prefix describes."""
    while token.dep_ in ("amod", "compound", "npadvmod", "nmod", "punct") and token.head != token:
        token = token.head
    return token

"""A link: what one word says of a holder and a target, with its sign after all denials."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.attribution import codebook
from analysis.attribution.clauses import VERBAL
from analysis.codebook import words_of
from analysis.stance.denial import denied, governors
from analysis.stance.grammar import fitting
from analysis.stance.words import StanceBook, StanceWord
from analysis.tokens import lemma

if TYPE_CHECKING:
    from analysis.parsed import Token

ONLY_MATTERS = frozenset(("event", "matter"))


@dataclass(frozen=True)
class Link:
    """A stance that words show: of a holder toward a target.

    `word` shows it, `holder` is None where it is whoever speaks. `sign` is what the word means after
    all denials, None where it is open; `plain` is the sign before them. `rule` names the rule,
    `events` says that the target must be an event or issue, `people` that it must be a person or group.
    """

    word: Token
    target: Token
    holder: Token | None
    sign: int | None
    basis: str
    rule: str
    plain: int | None = None
    denied: bool = False
    events: bool = False
    people: bool = False


def turned(word: Token, book: StanceBook) -> int:
    """How often what a word says is turned round: by "not", "no", "refuse to", "stop", "lack of"."""
    times, below = int(denied(word)), word
    for verb in governors(word):
        stops = book.lists(verb, "STOP")
        states = word.pos_ in VERBAL or word.dep_ in ("acomp", "attr", "oprd", "conj") or _lends(verb, book)
        if not stops and not (verb.pos_ in VERBAL and states):
            break
        shared = below.dep_ == "conj"  # its denial is counted with the word itself
        times += int(stops) + (0 if shared else int(denied(verb)))
        below = verb
    return times + int(_is_unproven(word) or _is_hard_to_see(word))


def _is_unproven(word: Token) -> bool:
    """Whether there is no proof of what a clause says: "no evidence that the truce holds"."""
    verb = word if word.pos_ in VERBAL else word.head
    noun = verb.head
    told = verb.pos_ in VERBAL and verb.dep_ in ("acl", "ccomp", "relcl") and lemma(noun) in words_of("proofs")
    return told and any(c.lower_ in ("no", "little", "scant") for c in noun.children)


def _is_hard_to_see(word: Token) -> bool:
    """Whether somebody doubts what a clause says: "it is hard to see how the truce holds"."""
    verb = word if word.pos_ in VERBAL else word.head
    seeing = verb.head
    fits = fitting(seeing) if verb.dep_ == "ccomp" and lemma(seeing) in words_of("sees") else None
    return fits is not None and fits.lower_ in words_of("hard")


def _lends(verb: Token, book: StanceBook) -> bool:
    return book.lists(verb, "LIGHT") or book.lists(verb, "OUTCOME")


def _link(
    word: Token, target: Token, holder: Token | None, row: StanceWord, rule: str, book: StanceBook
) -> Link | None:
    """A link with its sign after all denials; a denied act is no evidence."""
    is_denied = turned(word, book) % 2 == 1
    sign = after_denial(row.sign, is_denied)
    stops = any(book.lists(verb, "STOP") for verb in governors(word))
    if is_denied and row.sign != 1 and (row.basis == "act" or stops):
        return None
    if is_denied and row.basis == "act" and not stops:
        return None
    basis = "words" if stops or _is_promised(word) else row.basis
    return Link(word, target, holder, sign, basis, rule, row.sign, is_denied, bool(ONLY_MATTERS & row.target),
                "people" in row.target)  # fmt: skip


def _is_promised(word: Token) -> bool:
    """Whether what a verb says is only offered, wanted or threatened: "offered to train"."""
    cues = [codebook().cue(lemma(v), "VERB") for v in governors(word) if codebook().knows(lemma(v), "VERB")]
    return any("inf" in cue.content for cue in cues)


def after_denial(sign: int | None, is_denied: bool) -> int | None:
    """Denied praise is criticism, denied criticism is neutral."""
    return (-1 if sign > 0 else 0) if is_denied and sign is not None else sign


def linked(
    word: Token, targets: Iterable[Token], holders: Iterable[Token | None], row: StanceWord, rule: str, book: StanceBook
) -> Iterator[Link]:
    """A link for each holder and target of a word."""
    targets = list(targets)
    for holder in holders:
        for target in targets:
            found = _link(word, target, holder, row, rule, book)
            if found is not None:
                yield found

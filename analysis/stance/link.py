"""A link: what one word says of a holder and a target, with its sign after all denials."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.attribution import codebook
from analysis.attribution.clauses import VERBAL
from analysis.codebook import words_of
from analysis.stance.denial import denials, governors
from analysis.stance.grammar import OBJECTS, fitting, is_urged
from analysis.stance.words import StanceBook, StanceWord, below
from analysis.tokens import lemma

if TYPE_CHECKING:
    from analysis.parsed import Token

ONLY_MATTERS = frozenset(("event", "matter"))


@dataclass(frozen=True)
class Link:
    """A stance that words show: of a holder toward a target.

    `word` shows it, `holder` is None where it is whoever speaks. `sign` is what the word means after
    all denials, None where it is open; `plain` is the sign before them. `rule` names the rule,
    `events` says that the target must be an event or issue, `people` that it must be people, also those of a state.
    `turning` are the words without which it can't be read: those that turn it round or take praise back, and the
    second of an idiom.
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
    turning: tuple[Token, ...] = ()

    @property
    def spared(self) -> bool:
        """Whether it is a call not to harm, or to stop: "urged Lima to stop its attacks on Quito"."""
        return self.plain == -1 and self.sign == 1


def turns(word: Token, book: StanceBook) -> Iterator[list[Token]]:
    """What turns round what a word says, once for each time: "not", "no", "refuse to", "stop", "lack of"."""
    lower, own = word, list(denials(word))
    if own:
        yield own
    for verb in governors(word):
        stops = book.lists(verb, "STOP")
        states = word.pos_ in VERBAL or word.dep_ in ("acomp", "attr", "oprd", "conj") or _lends(verb, book)
        if not stops and not (verb.pos_ in VERBAL and states):
            break
        if stops:
            yield [verb]
        above = [] if lower.dep_ == "conj" else list(denials(verb))  # shared: counted with the word itself
        if above:
            yield above
        lower = verb
    doubted = _unproven(word) or _hard_to_see(word)
    if doubted:
        yield doubted


def _unproven(word: Token) -> list[Token]:
    """The words that there is no proof of what a clause says: "no evidence that the truce holds"."""
    verb = word if word.pos_ in VERBAL else word.head
    noun = verb.head
    told = verb.pos_ in VERBAL and verb.dep_ in ("acl", "ccomp", "relcl") and lemma(noun) in words_of("proofs")
    scant = [c for c in noun.children if c.lower_ in ("no", "little", "scant")] if told else []
    return [*scant, noun] if scant else []


def _hard_to_see(word: Token) -> list[Token]:
    """The word by which somebody doubts what a clause says: "it is hard to see how the truce holds"."""
    verb = word if word.pos_ in VERBAL else word.head
    seeing = verb.head
    fits = fitting(seeing) if verb.dep_ == "ccomp" and lemma(seeing) in words_of("sees") else None
    return [fits] if fits is not None and fits.lower_ in words_of("hard") else []


def _lends(verb: Token, book: StanceBook) -> bool:
    return book.lists(verb, "LIGHT") or book.lists(verb, "OUTCOME")


def _link(
    word: Token, target: Token, holder: Token | None, row: StanceWord, rule: str, book: StanceBook
) -> Link | None:
    """A link with its sign after all denials; a denied act is no evidence, a harm that should stop is support."""
    second = row.lemma.split()[1:]
    idiom = [c for c in below(word) if c.lower_ in second or lemma(c) in second] if second else []  # "makes no sense"
    found = [*turns(word, book), *(own for c in idiom if c.pos_ == "NOUN" and (own := list(denials(c))))]
    is_denied = len(found) % 2 == 1
    sign = after_denial(row.sign, is_denied)
    stops = [verb for verb in governors(word) if book.lists(verb, "STOP")]
    called = any(is_urged(verb) for verb in (word, *stops))
    lifted = word.pos_ == "NOUN" and any(lemma(verb) in words_of("lifts") for verb in stops)
    opposed = any(token.lower_ == "against" for turn in found for token in turn)
    if is_denied and row.sign == -1 and (called or lifted or opposed):
        sign = 1  # "urged Lima to stop bombing Quito", "lifted its sanctions", "spoke against bombing it"
    elif is_denied and row.sign != 1 and (row.basis == "act" or stops):
        return None
    left_undone = any(lemma(verb) in words_of("omits") for verb in stops)  # "failed to protect them"
    if is_denied and row.basis == "act" and (left_undone or not (stops or called or opposed)):
        return None
    harm = _harming(word, target, book)
    if harm is not None:  # "spoke against attacking Lima"
        found, sign = [*found, [harm]], sign and -sign
    basis = "words" if (stops and not lifted) or called or opposed or _is_promised(word) else row.basis
    return Link(word, target, holder, sign, basis, rule, row.sign, is_denied, bool(ONLY_MATTERS & row.target),
                "people" in row.target, tuple(token for turn in (idiom, *found) for token in turn))  # fmt: skip


def _harming(word: Token, target: Token, book: StanceBook) -> Token | None:
    """The verb of harm after a preposition, whose object is the target: "spoke against attacking Lima"."""
    while target.dep_ in ("conj", "appos"):
        target = target.head
    verb = target.head
    below = target.dep_ in OBJECTS and verb.dep_ == "pcomp" and verb.head.head in (word, *word.children)
    harms = any(row.sign == -1 and row.target & {"object", "people", "matter"} for row in book.of(verb))
    return verb if below and harms else None


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

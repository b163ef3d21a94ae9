"""What of a text is worth parsing, if only the ledger is wanted: the gate.

A statement needs a word that shows a stance or gives advice, and somebody or something of the
registry that it is toward: by name, or by a pronoun or noun that can point back to one. Sentences
that can't hold one are left out of the parse, as citation tags are; those that may hold one are read
with the sentences that their pronouns reach. A passage with a quotation is read whole or not at all.
Which words count is read off the codebooks and the registry alone, so that the gate follows when
they grow.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from analysis.actors import descriptions, pronouns
from analysis.actors.coreference import PRONOUNS
from analysis.actors.names import KINDS, THINGS, Lexicon, Noun, singular
from analysis.attribution.quotes import MARK
from analysis.codebook import words_of
from analysis.ledger.actions import advice_book
from analysis.settings import Settings
from analysis.stance.words import stance_book

Span = tuple[int, int]
WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
END = re.compile(r"(\w+)[.!?…]+[\"”’')\]]*\s+(?=[\"“‘(\[]*[A-Z0-9])")
TITLE = 4  # letters of a capitalised word before a stop that may be an abbreviation: "Gen.", "Sept."
OPEN = pronouns.SELF | pronouns.OURS
DEFINITE = descriptions.POINTING | {"such", "same"}
SORTS = {"person": ("person",), "thing": tuple(THINGS), "party": tuple({*KINDS} - {"person", *THINGS})}
BEFORE = 4  # words between a noun and its determiner, both counted
HYPHEN = re.compile("[-–’']")
ALONE = (
    "VERB", "NOUN", "ADJ", "ADV", "HARM", "MERIT", "SAKE", "CAPTIVE", "HANDS", "BACKED", "PREFIX", "REPROACH", "EFFECT",
)  # fmt: skip
TOGETHER = (("OUTCOME", "GAIN"), ("CAUSE", "ILL"))
ENDINGS = ("s", "es", "ed", "d", "ing", "er", "est")


class Pointer(NamedTuple):
    """Whom words without a name may mean.

    Somebody of a kind, so many sentences back (`near`: kinds with their reach); one of the actors `kin`,
    if the text names him; somebody whom it names nowhere by himself, if it names anybody (`anyone`) or two
    (`pair`).
    """

    near: frozenset[tuple[str, int]] = frozenset()
    kin: frozenset[str] = frozenset()
    anyone: bool = False
    pair: bool = False

    def __or__(self, other: Pointer) -> Pointer:
        return Pointer(*(a | b for a, b in zip(self, other, strict=True)))

    @property
    def reach(self) -> int:
        """How many sentences back the words can point."""
        return max((reach for _, reach in self.near), default=0)


BY_PRONOUN = {
    word: Pointer(frozenset((kind, asks.reach) for sort in asks.sorts for kind in SORTS.get(sort, ())))
    for word, asks in PRONOUNS.items()
}


@dataclass(frozen=True)
class Gate:
    """The words that open the gate.

    `telling` holds what shows a stance or advises: sets of base forms that must all be in the
    sentence. `nouns` holds whom each noun of description can stand for, and whether only after a
    word like "the" or "both".
    """

    telling: dict[str, list[frozenset[str]]]
    nouns: dict[str, list[tuple[frozenset[str], Pointer]]]
    _stems: dict[str, frozenset[str]] = field(default_factory=dict, compare=False)
    _pointers: dict[str, list[tuple[frozenset[str], Pointer]]] = field(default_factory=dict, compare=False)

    def tells(self, words: Sequence[str]) -> bool:
        """Whether the words can hold one of the sets, in any inflection."""
        bases: set[str] = set().union(*map(self._bases, words))
        return any(need <= bases for base in bases for need in self.telling.get(base, ()))

    def _bases(self, word: str) -> frozenset[str]:
        if word not in self._stems:
            found = {stem for part in {word, *HYPHEN.split(word)} for stem in stems(part)}
            self._stems[word] = frozenset(found)
        return self._stems[word]

    def points(self, words: Sequence[str]) -> Pointer:
        """Whom the words of a sentence may mean without naming him."""
        found = Pointer()
        for n, word in enumerate(words):
            for after, pointer in self._of(word):
                if not after or not after.isdisjoint(words[max(n - BEFORE, 0) : n]):
                    found |= pointer
        return found

    def _of(self, word: str) -> list[tuple[frozenset[str], Pointer]]:
        """Whom a word may mean without naming him, and after which words."""
        if word not in self._pointers:
            own = BY_PRONOUN.get(word) or Pointer(anyone=word in OPEN, pair=word in pronouns.PAIRED)
            nouns = [pointer for noun in singular(word) for pointer in self.nouns.get(noun, ())]
            self._pointers[word] = [(frozenset(), own), *nouns] if own != Pointer() else nouns
        return self._pointers[word]


def gate(settings: Settings, lexicon: Lexicon) -> Gate:
    """The gate of these codebooks and this registry."""
    words = stance_book(settings.codebook("stance.csv")).words
    advice = advice_book(settings.codebook("advice.csv")).by_kind
    needs = [lemma.split() for lemma, pos in words if pos in ALONE]
    needs += [[one, other] for first, second in TOGETHER for one, of in words if of == first
              for other, to in words if to == second]  # fmt: skip
    stops = words_of("leaves") | {lemma for lemma, pos in words if pos == "STOP"}
    needs += [[stop, ask] for stop in sorted(stops) for ask in sorted(words_of("asks"))]  # "called on Lima to stop"
    needs += [[word] for word in sorted(advice["duty"] | words_of("needed") | {"need", "against"})]
    telling: dict[str, list[frozenset[str]]] = {}
    for need in needs:
        telling.setdefault(need[0], []).append(frozenset(need))
    return Gate(telling, {noun: list(_pointers(row, lexicon)) for noun, row in lexicon.nouns.items()})


def _pointers(noun: Noun, lexicon: Lexicon) -> Iterator[tuple[frozenset[str], Pointer]]:
    """Whom a noun can mean after which words, as `analysis.actors.descriptions` links it."""
    if "pair" in noun.kinds:
        yield descriptions.PAIRED, Pointer(pair=True)
    kin = [a for a in lexicon.kin(noun.noun, noun.family) if descriptions.is_able(a, noun)]
    ids = frozenset(a.actor_id for a in kin)
    n = Counter(a.kind for a in kin)
    if n["event"] or n["issue"]:
        yield frozenset(), Pointer(kin=ids, anyone=1 in (n["event"], n["issue"]))
    if "person" in noun.kinds:
        yield descriptions.POINTING, Pointer(frozenset({("person", descriptions.FAR)}))
    kinds = noun.kinds - descriptions.UNLIKE if noun.number != "plural" else ()
    near = frozenset((kind, descriptions.REACH) for kind in kinds)
    yield DEFINITE, Pointer(near, ids, n["event"] + n["government"] == 1)


def stems(word: str) -> Iterator[str]:
    """The word, and what it may be an inflected form of: a wide net, since a miss loses a row."""
    yield word
    yield from irregular().get(word, ())
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word[: -len(ending)]
            yield stem
            yield stem + "e"
            if stem[-1] == "i":
                yield stem[:-1] + "y"
            if len(stem) > 2 and stem[-1] == stem[-2]:
                yield stem[:-1]


@lru_cache(maxsize=1)
def irregular() -> dict[str, frozenset[str]]:
    """The base forms of irregular words, as the lemmatizer has them."""
    from analysis.tokens import nlp

    found: dict[str, set[str]] = {}
    for forms in nlp().get_pipe("lemmatizer").lookups.get_table("lemma_exc").values():
        for word, bases in forms.items():
            found.setdefault(word, set()).update(bases)
    return {word: frozenset(bases) for word, bases in found.items()}


def unread(text: str, spans: Sequence[Span], *, opens: Gate, lexicon: Lexicon) -> list[Span]:
    """The sentences that the ledger can't use, as characters of the text; neighbours together."""
    heard = [one for span in spans for one in _sentences(text, *span, opens, lexicon)]
    meant = _meant(heard, lexicon)
    kept: set[int] = set()
    for n, one in enumerate(heard):
        if one.tells and meant[n]:
            _keep(n, heard, meant, kept)
    left: list[Span] = []
    for start, end in (one.span for n, one in enumerate(heard) if n not in kept):
        joins = bool(left) and left[-1][1] == start
        left[len(left) - joins :] = [(left[-1][0] if joins else start, end)]
    return left


class Heard(NamedTuple):
    """What the gate sees of a sentence: whom it names, whether it tells, and whom else it may mean."""

    span: Span
    named: frozenset[str]
    tells: bool
    points: Pointer


def _meant(heard: Sequence[Heard], lexicon: Lexicon) -> list[set[str]]:
    """The kinds of those of the registry whom each sentence may mean."""
    named = frozenset().union(*(one.named for one in heard))
    meant: list[set[str]] = []
    for n, one in enumerate(heard):
        points = one.points
        kinds = {lexicon.actors[actor_id].kind for actor_id in one.named | (points.kin & named)}
        kinds |= {kind for kind, reach in points.near if any(kind in near for near in meant[max(n - reach, 0) :])}
        if (points.anyone and named) or (points.pair and len(named) > 1):
            kinds |= {*KINDS}
        meant.append(kinds)
    return meant


def _keep(n: int, heard: Sequence[Heard], meant: Sequence[set[str]], kept: set[int]) -> None:
    """Keep a sentence with those that say whom it means, and whom else it could."""
    kept.add(n)
    points = heard[n].points
    around = set(range(max(n - points.reach, 0), n))
    if points.kin or points.anyone or points.pair:
        around |= {k for k in range(n) if heard[k].named}
    for k in around - kept:
        if meant[k] and not heard[k].named:
            _keep(k, heard, meant, kept)
        kept.add(k)


def _sentences(text: str, start: int, end: int, opens: Gate, lexicon: Lexicon) -> Iterator[Heard]:
    names = [(a + start, b + start, senses) for a, b, senses in lexicon.found(text[start:end])]
    for a, b in _units(text, start, end):
        own = [(x, y) for x, y, _ in names if a <= x < b]
        named = frozenset(i for x, _, senses in names if a <= x < b for ids in senses.values() for i in ids)
        found = [word for word in WORD.finditer(text, a, b) if not any(x <= word.start() < y for x, y in own)]
        words = [word[0].lower() for word in found]
        yield Heard((a, b), named, opens.tells(words), opens.points(words))


def _units(text: str, start: int, end: int) -> Iterator[Span]:
    """Stretches of a passage that end where a sentence does for sure, or all of it where somebody is quoted."""
    at = start
    for found in () if MARK.search(text, start, end) else END.finditer(text, start, end):
        word = found[1]
        if word[0].isupper() and len(word) <= TITLE:
            continue
        yield at, found.end()
        at = found.end()
    if at < end:
        yield at, end

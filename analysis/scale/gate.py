"""What of a text is worth parsing, if only the ledger is wanted: the gate.

A statement needs a word that shows a stance or gives advice, and somebody or something of the
registry that it is toward. Passages that can't hold one are left out of the parse, as citation
tags are; passages that may hold one are read whole, so that they are parsed as without the gate.
Which words count is read off the codebooks and the registry alone, so that the gate follows when
they grow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from analysis.actors.names import Lexicon, singular
from analysis.ledger.actions import advice_book
from analysis.settings import Settings
from analysis.stance.words import stance_book

Span = tuple[int, int]
WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
END = re.compile(r"(\w+)[.!?…]+[\"”’')\]]*\s+(?=[\"“‘(\[]*[A-Z0-9])")
TITLE = 4  # letters of a capitalised word before a stop that may be an abbreviation: "Gen.", "Sept."
LEANING = frozenset("he him his she her hers it its they them their theirs both whose".split())
MARKS = frozenset("\"“‘'")
HYPHEN = re.compile("[-–’']")
ALONE = ("VERB", "NOUN", "ADJ", "HARM", "BACKED", "PREFIX")
TOGETHER = (("OUTCOME", "GAIN"), ("CAUSE", "ILL"))
ENDINGS = ("s", "es", "ed", "d", "ing", "er", "est")


@dataclass(frozen=True)
class Gate:
    """The words that open the gate.

    `telling` holds what shows a stance or advises: sets of base forms that must all be in the
    sentence. `pointing` holds the nouns that can stand for somebody of the registry.
    """

    telling: dict[str, list[frozenset[str]]]
    pointing: frozenset[str]
    _stems: dict[str, frozenset[str]] = field(default_factory=dict, compare=False)

    def tells(self, words: list[str]) -> bool:
        """Whether the words can hold one of the sets, in any inflection."""
        bases: set[str] = set().union(*map(self._bases, words))
        return any(need <= bases for base in bases for need in self.telling.get(base, ()))

    def _bases(self, word: str) -> frozenset[str]:
        if word not in self._stems:
            found = {stem for part in {word, *HYPHEN.split(word)} for stem in stems(part)}
            self._stems[word] = frozenset(found)
        return self._stems[word]

    def leans(self, words: list[str]) -> bool:
        """Whether a word points back: a pronoun, or a noun that can stand for somebody of the registry."""
        return any(word in LEANING or not self.pointing.isdisjoint(singular(word)) for word in words)


def gate(settings: Settings, lexicon: Lexicon) -> Gate:
    """The gate of these codebooks and this registry."""
    words = stance_book(settings.codebook("stance.csv")).words
    advice = advice_book(settings.codebook("advice.csv")).by_kind
    needs = [lemma.split() for lemma, pos in words if pos in ALONE]
    needs += [[one, other] for first, second in TOGETHER for one, of in words if of == first
              for other, to in words if to == second]  # fmt: skip
    needs += [[word] for word in sorted(advice["duty"] | {"need"})]
    telling: dict[str, list[frozenset[str]]] = {}
    for need in needs:
        telling.setdefault(need[0], []).append(frozenset(need))
    pointing = {
        row.noun for row in lexicon.nouns.values()
        if "pair" in row.kinds or row.noun in lexicon.by_head or row.family in lexicon.by_family
    }  # fmt: skip
    return Gate(telling, frozenset(pointing))


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
    """The passages that the ledger can't use, as characters of the text."""
    read = [list(_sentences(text, *span, opens, lexicon)) for span in spans]
    kept: set[int] = set()
    for n, own in enumerate(read):
        known = any(one.named for near in read[max(n - 1, 0) : n + 1] for one in near)
        if any(one.tells and (one.named or (one.leans and known)) for one in own):
            kept |= {n, n - 1} if own[0].leans else {n}
    return [span for n, span in enumerate(spans) if n not in kept]


class Heard(NamedTuple):
    """What the gate sees of a sentence; one that opens inside a quotation leans on what stands before it."""

    named: bool
    tells: bool
    leans: bool


def _sentences(text: str, start: int, end: int, opens: Gate, lexicon: Lexicon) -> Iterator[Heard]:
    names = [(first + start, last + start) for first, last, _ in lexicon.found(text[start:end])]
    for a, b in _units(text, start, end):
        own = [(first, last) for first, last in names if a <= first < b]
        found = [word for word in WORD.finditer(text, a, b) if not any(x <= word.start() < y for x, y in own)]
        words = [word[0].lower() for word in found]
        yield Heard(bool(own), opens.tells(words), opens.leans(words) or text[a] in MARKS)


def _units(text: str, start: int, end: int) -> Iterator[Span]:
    """Stretches of a passage that end where a sentence does for sure; two in one are only slower."""
    at = start
    for found in END.finditer(text, start, end):
        word = found[1]
        if word[0].isupper() and len(word) <= TITLE:
            continue
        yield at, found.end()
        at = found.end()
    if at < end:
        yield at, end

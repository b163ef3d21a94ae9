"""The codebook of stance words: which word says who stands for or against whom.

Each row of `stance.csv` is a lemma with its part of speech, the sign, where the holder hangs, where
the target hangs, and whether it tells of words or of an act. An analyst corrects and extends the
file, not this module.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.codebook import rows
from analysis.errors import CodebookError
from analysis.settings import CODEBOOKS
from analysis.tokens import lemma

if TYPE_CHECKING:
    from analysis.parsed import Token

STANCE = CODEBOOKS / "stance.csv"
COLUMNS = ("lemma", "pos", "sign", "holder", "target", "basis", "note")
SIGNS = {"1": 1, "0": 0, "-1": -1, "?": None}
PARTS = (
    "VERB", "NOUN", "ADJ", "OUTCOME", "GAIN", "LIGHT", "STOP", "BACKED", "PREFIX", "CAUSE", "ILL", "HARM", "MERIT",
    "RECEIVE", "SAKE", "TRAIT", "CAPTIVE", "HANDS", "DOUBT", "PATH", "REPROACH", "EFFECT", "ADV",
)  # fmt: skip
HOLDERS = ("subject", "object", "owner", "self", "author")
BASES = ("words", "act")
PLACES = frozenset("subject object owner head event matter people predicate as seen".split())
READ_AS = {"AUX": "VERB", "PROPN": "NOUN"}


@dataclass(frozen=True)
class StanceWord:
    """One row of the codebook; a verb of two words ("pay off") needs the second below it.

    `holder` is the dependent who takes the stance: `subject`, `object` ("it angered Lima"), `owner`
    ("Lima's support"), `self` ("Lima's enemies") or `author`, whoever speaks. `target` names the
    places of the target: `subject`, `object`, `owner`, `head` (the noun that an adjective describes),
    `event` (the subject, if it is an event or issue), `matter` (the object, if it is one), `people`
    (the object, if it is people, also those of a state), `predicate` and `as` (the object, judged by what
    follows), `seen` (what somebody wants "to see" or "to have"), or prepositions. A `sign` of None
    is open. `pos` is a part of speech, or one of:
    `OUTCOME` (verbs that bring what their object says), `GAIN` (what an event is there for, or
    should not bring), `LIGHT` (verbs that lend their subject to a noun), `STOP` (verbs that turn
    round what they govern), `BACKED` ("Lima-backed"), `PREFIX` ("pro-", "anti-"), `CAUSE` and `ILL`
    ("sow discord"), `HARM` and `MERIT` (deeds that nobody tells of another without blame or praise),
    `RECEIVE` (verbs whose subject gets what their object says: "drew praise"), `SAKE` ("in defense
    of", "on his behalf"), `TRAIT` (verbs whose subject has the fault or virtue that their object
    names), `CAPTIVE` ("prisoners of Lima"), `HANDS` ("in Peruvian jails"), `DOUBT` (cues that deny their content) and
    `PATH` (nouns that stand for what they lead to: "efforts toward peace"); `REPROACH` are deeds that a
    speaker tells of another only to blame ("he said that Lima failed to act"), `EFFECT` what praises or blames an
    event or issue that does it ("the truce protects farmers", "makes them safer"); `ADV` judges who
    does what its verb says ("rightly condemned").
    """

    lemma: str
    pos: str
    sign: int | None
    holder: str
    target: frozenset[str]
    basis: str


@dataclass(frozen=True)
class StanceBook:
    """All stance words, looked up by token, or by lemma and part of speech."""

    words: Mapping[tuple[str, str], tuple[StanceWord, ...]]
    phrases: Mapping[str, tuple[StanceWord, ...]]
    hyphened: Mapping[str, Mapping[str, tuple[StanceWord, ...]]]

    def of(self, token: Token) -> tuple[StanceWord, ...]:
        """The rows of a token by its lemma and its part of speech; a word with an object is a verb."""
        part = READ_AS.get(token.pos_, token.pos_)
        if part in ("ADV", "ADP", "NOUN", "ADJ") and any(c.dep_ == "dobj" for c in token.children):
            part = "VERB"
        own = lemma(token).lower()
        found = self.words.get((own, part), ())
        if part == "VERB" and own in self.phrases:
            near = {word for c in below(token) for word in (lemma(c).lower(), c.lower_)}
            over = (token, *(c for c in token.children if c.dep_ == "dobj"))
            far = {c.lower_ for t in over for c in t.children if c.dep_ == "prep"}  # "blamed the attack on Lima"
            second = {row: row.lemma.split()[1] for row in self.phrases[own]}
            found = tuple(r for r, word in second.items() if word in near or word in far & r.target) or found
        if token.lower_ in self.hyphened and token.i > 1 and token.nbor(-1).text in "-–":
            found = self.hyphened[token.lower_].get(token.nbor(-2).lower_, ()) or found  # "ill-advised"
        if token.tag_ == "VBN":  # "is opposed to"
            found += self.words.get((token.lower_, "ADJ"), ())
        return found

    def one(self, word: str, pos: str) -> StanceWord | None:
        """The first row of a lemma in one of the lists."""
        return next(iter(self.words.get((word.lower(), pos), ())), None)

    def lists(self, token: Token, pos: str) -> bool:
        """Whether one of the lists holds a token."""
        return (lemma(token).lower(), pos) in self.words


def below(verb: Token) -> list[Token]:
    """What can be the second word of a verb: its particle, what stands right after it, and its nouns."""
    near = (c for child in verb.children for c in (child, *child.children))
    return [c for c in near if c.dep_ == "prt" or c.i == verb.i + 1 or c.pos_ in ("NOUN", "PROPN")]


@lru_cache(maxsize=8)
def stance_book(path: Path = STANCE) -> StanceBook:
    """The stance words in a file, read once.

    Raises
    ------
    CodebookError
        A column is missing, or a row has a part of speech, sign, holder or basis that there isn't.
    """
    words: dict[tuple[str, str], tuple[StanceWord, ...]] = {}
    for word in _words(path):
        key = word.lemma, word.pos
        words[key] = (*words.get(key, ()), word)
    phrases: dict[str, tuple[StanceWord, ...]] = {}
    hyphened: dict[str, dict[str, tuple[StanceWord, ...]]] = {}
    for (lemmas, pos), found in words.items():
        if pos == "VERB" and " " in lemmas:
            first = lemmas.split()[0]
            phrases[first] = (*phrases.get(first, ()), *found)
        elif pos in ("ADJ", "NOUN") and lemmas.count("-") == 1:
            first, last = lemmas.split("-")
            hyphened.setdefault(last, {})[first] = found
    return StanceBook(words, phrases, hyphened)


def _words(path: Path) -> Iterator[StanceWord]:
    allowed = {"pos": PARTS, "sign": tuple(SIGNS), "holder": HOLDERS, "basis": BASES}
    for line, row in rows(path, COLUMNS):
        for column, values in allowed.items():
            if row[column] not in values:
                raise CodebookError(
                    f'{column} "{row[column]}"', remedy=f"Allowed: {', '.join(values)}", path=path, row=line
                )
        places = frozenset(row["target"].split())
        yield StanceWord(row["lemma"], row["pos"], SIGNS[row["sign"]], row["holder"], places, row["basis"])

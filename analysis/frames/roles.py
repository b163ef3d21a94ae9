"""Who does what a frame is about, and to whom: read off the grammar around the cue."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from analysis.actors.names import THINGS
from analysis.attribution.clauses import is_passive
from analysis.frames.book import Frame
from analysis.frames.cues import Hit
from analysis.ledger.reading import Reading
from analysis.ledger.voices import Voice
from analysis.stance.grammar import doers, joined, owners, owners_of, undergoers
from analysis.tokens import Parse

if TYPE_CHECKING:
    from analysis.parsed import Token

AND = "; "
ONTO = frozenset("to on upon against for toward towards of in between with over".split())
PEOPLE = frozenset(("group", "person"))
INNER = frozenset("dobj attr pobj prep amod acomp xcomp pcomp oprd compound dative".split())
CLIMB = 4  # words between a noun and the verb that tells who does it


def roles(reading: Reading, parse: Parse, hit: Hit, frame: Frame, heard: Voice) -> tuple[str, str]:
    """The ids of the actors and of the targets of a frame, `; ` between; empty where nobody is named."""
    found = {
        "doer": lambda: _ids(reading, parse, _doing(hit.anchor)),
        "done": lambda: _ids(reading, parse, _done(hit.anchor), things=True),
        "judge": lambda: list(heard.thinkers or heard.speakers or (reading.author,)),
        "judged": lambda: _ids(reading, parse, [*_done(hit.anchor), *_described(hit.anchor)], things=True),
        "held": lambda: _people(reading, parse, hit.anchor),
        "person": lambda: _people(reading, parse, hit.anchor),
        "": list,
    }  # fmt: skip
    actors = [a for a in found[frame.actor]() if reading.kind(a)]
    targets = [t for t in found[frame.target]() if t not in actors]
    return AND.join(dict.fromkeys(actors)), AND.join(dict.fromkeys(targets))


def _ids(reading: Reading, parse: Parse, tokens: Iterable[Token], *, things: bool = False) -> list[str]:
    """The actors whom the first tokens that mean any of them mean."""
    meant = [m.actor_id for t in tokens for m in reading.mentioned(parse, t) or _owned(reading, parse, t)]
    return [a for a in meant if things or reading.kind(a) not in THINGS]


def _owned(reading: Reading, parse: Parse, token: Token) -> list:
    """Whose a thing is that nobody is by itself: "Lima's soldiers"."""
    return [m for o in (*owners(token), *owners_of(token)) for m in reading.mentioned(parse, o)]


def _doing(word: Token) -> list[Token]:
    """Who does it: the subject of a verb, the owner of a noun, or the subject of the verb above."""
    return _upwards(word, lambda t: doers(t) if t.pos_ in ("VERB", "AUX") else owners(t))


def _done(word: Token) -> list[Token]:
    """Whom it is done to: the object of a verb, or what a preposition adds."""
    found = undergoers(word) if word.pos_ in ("VERB", "AUX") else []
    return found or [t for c in word.children if c.dep_ in ("prep", "dative") and c.lower_ in ONTO
                     for p in c.children if p.dep_ == "pobj" for t in joined([p])]  # fmt: skip


def _described(word: Token) -> list[Token]:
    """Whom a word of judgement describes: the noun it stands with, its own bearer, or the subject it is said of."""
    if word.pos_ == "NOUN":
        return [word, *owners(word)]
    return [word.head] if word.dep_ == "amod" else _upwards(word, doers)


def _upwards(word: Token, told: Callable[[Token], list[Token]]) -> list[Token]:
    for _ in range(CLIMB):
        found = told(word)
        if found or word.dep_ not in INNER or is_passive(word):
            return found
        word = word.head
    return []


def _people(reading: Reading, parse: Parse, word: Token) -> list[str]:
    """The group or person spoken of nearest to the cue."""
    for token in sorted(word.sent, key=lambda t: (abs(t.i - word.i), t.i)):
        found = [m.actor_id for m in reading.mentioned(parse, token) if reading.kind(m.actor_id) in PEOPLE]
        if found:
            return found
    return []

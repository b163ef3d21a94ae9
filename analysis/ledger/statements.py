"""The ledger: who stands where toward whom, in whose voice, by which words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import TYPE_CHECKING

import pandas as pd

from analysis.actors.names import THINGS
from analysis.attribution import codebook
from analysis.attribution.clauses import MODALS, VERBAL, children
from analysis.codebook import words_of
from analysis.ledger.evidence import phrase
from analysis.ledger.facts import is_doubted, is_no_fact, of_claim
from analysis.ledger.modality import clauses, is_stated, mood, weight
from analysis.ledger.reading import UNNAMED, Meant, Reading, Span
from analysis.ledger.voices import Voice, sayings, voice
from analysis.stance.denial import rejections
from analysis.stance.link import Link
from analysis.stance.rules import links
from analysis.stance.words import StanceBook
from analysis.tokens import Parse, lemma

if TYPE_CHECKING:
    from analysis.parsed import Token

SURE = {
    "verb": 0.85, "verb with a preposition": 0.75, "noun": 0.75, "predicate with a holder": 0.8, "compound": 0.8,
    "judgement": 0.65, "outcome": 0.7, "feeling": 0.7, "relation": 0.5, "advice": 0.6, "call to stop": 0.6,
    "harm": 0.6, "merit": 0.6, "charge": 0.6, "sake": 0.7, "pair": 0.5, "reproach": 0.5, "effect": 0.55,
    "omission": 0.5,
}  # fmt: skip
DENIED = 0.9
MUTUAL = (("each", "other"), ("one", "another"), ("the", "other"))
OWN_WORDS = 0.8
VICTIM = 0.8
NOBODY = ""  # the target of a harm to somebody whom the registry lacks
ANYBODY = frozenset(("one", "you"))
FIRST = frozenset("i we me us my our".split())


@dataclass(frozen=True)
class Statement:
    """One row on its way; `sign` is None where only a model can settle it, `plain` the sign before denials."""

    sentence_id: str
    span: Span
    voice: str
    speaker: str
    holder: str
    target: str
    sign: int | None
    confidence: float
    modality: str
    basis: str
    rule: str
    holder_span: Span | None = None
    target_span: Span = (0, 0)
    plain: int | None = None
    denied: bool = False
    weight: int = 1
    odds: tuple[float, ...] = field(default=())

    @property
    def five(self) -> tuple[str, ...]:
        """What two rows never share."""
        return self.sentence_id, self.voice, self.speaker, self.holder, self.target

    @property
    def cell(self) -> tuple[str, ...]:
        """Who stands toward whom in which sentence, whoever says so."""
        return self.sentence_id, self.holder, self.target


def found(reading: Reading, *, book: StanceBook, advised: pd.DataFrame) -> list[Statement]:
    """Every statement that the rules see, before rows of the same five are made one."""
    said = sayings(reading, book)
    suggested = [(row.start, row.end) for row in advised.itertuples() if row.form == "suggestion"]
    rows = []
    for parse in reading.parses:
        for link in (*links(parse.doc, book=book), *_two(reading, parse, book)):
            word = reading.raw(parse, link.word)
            if reading.sentence_id(word[0]) not in reading.questions:
                for meant in _targets(reading, parse, link, book) or _victims(reading, parse, link):
                    advice = any(a <= word[0] < b for a, b in suggested)
                    near = [s for s in said.near(word[0]) if not (link.spared and s.reports(word))]
                    heard = voice(word, reading.raw(parse, link.target), near, advice)
                    heard = of_claim(heard, [reading.raw(parse, token) for token in rejections(link.word)])
                    rows += _statements(reading, parse, link, meant, heard)
    charges = (row for row in _charges(rows) if reading.kind(row.target))
    return [row for row in [*rows, *charges] if row.holder != row.target and _is_somebody(row)]


def _is_somebody(row: Statement) -> bool:
    """Whether a target is of the registry, and a holder no pronoun that nobody is linked to."""
    holder = row.holder.lower()
    return row.target != NOBODY and holder not in UNNAMED and not holder.startswith("not ")  # "not everyone"


def _two(reading: Reading, parse: Parse, book: StanceBook) -> Iterator[Link]:
    """What one noun says of two: "the two rivals" stand against each other."""
    for token in parse.doc:
        for row in book.of(token) if token.tag_ == "NNS" else ():
            if row.holder == "self" and row.sign and len(reading.mentioned(parse, token)) == 2:
                yield Link(token, token, token, row.sign, row.basis, "pair", row.sign)


def _targets(reading: Reading, parse: Parse, link: Link, book: StanceBook) -> list[Meant]:
    """Whom the target of a link means; "each other" are those who hold it."""
    found = reading.target(parse, link.target, book)
    if found or not _is_mutual(link):
        return found
    return [m for holder in _together(link) for m in reading.holders(parse, holder)]


def _victims(reading: Reading, parse: Parse, link: Link) -> list[Meant]:
    """Whom the registry lacks, where a verb of harm says that somebody did them wrong: a charge, if it is quoted."""
    harmed = link.basis == "act" and link.sign == -1 and lemma(link.word) in words_of("crimes")
    return [Meant(NOBODY, VICTIM, reading.raw(parse, link.target))] if harmed and link.holder is not None else []


def _is_mutual(link: Link) -> bool:
    before = link.target.nbor(-1).lower_ if link.target.i else ""
    return link.holder is not None and (before, link.target.lower_) in MUTUAL


def _together(link: Link) -> list[Token]:
    """The holder of a link with all that are joined to it."""
    return [] if link.holder is None else [link.holder, *link.holder.conjuncts]


def _charges(rows: list[Statement]) -> Iterator[Statement]:
    """To say of another that he did somebody wrong is to stand against him; his friends don't charge him."""
    for row in rows:
        known = row.basis == "act" and row.sign == -1 and row.voice == "quoted" and row.modality == "reported"
        if known and row.holder_span is not None:
            yield replace(row, holder=row.speaker, target=row.holder, target_span=row.holder_span, holder_span=None,
                          basis="words", modality="asserted", confidence=row.confidence * SURE["charge"],
                          rule=row.rule.replace(row.rule.split(":")[0], "charge"))  # fmt: skip


def _statements(reading: Reading, parse: Parse, link: Link, meant: Meant, heard: Voice) -> Iterator[Statement]:
    """The rows of one link toward one actor: one for each speaker and holder."""
    kind = reading.kind(meant.actor_id)
    if (link.events and kind not in THINGS) or (link.people and not _are_people(reading, link, kind)):
        return
    if is_no_fact(link, heard):
        return
    if link.rule == "reproach" and not heard.speakers:
        return
    if _is_beside(link.word):
        heard = heard._replace(thinkers=None, denied=False)
    if link.rule == "relation" and _overlap(meant.span, reading.raw(parse, link.word)):
        return
    advised = heard.suggested and is_stated(link.word) and not _is_told(link.word)
    told = "recommended" if advised else mood(link.word, turned=link.denied)
    calls = told == "recommended" and heard.thinkers is None
    held = [] if link.holder is None or calls else _held(reading, parse, link, heard)
    if link.holder is not None and not calls and not held and not _speaks(reading, link, heard):
        return
    if held and is_doubted(link, heard, {m.actor_id for m in held}):
        return
    if held and heard.judging:
        heard, held = _whose(reading, parse, link, heard, held)
    sentence_id = reading.sentence_id(reading.raw(parse, link.word)[0])
    turning = [*(reading.raw(parse, token) for token in link.turning), *heard.turning]
    turning = [span for span in turning if reading.sentence_id(span[0]) == sentence_id]
    span = phrase(reading, parse, link.word, target=link.target, named=meant.span, turning=turning)
    basis = "words" if calls else link.basis
    for speaker, holder in _pairs(reading, heard, held):
        sign = _sign(link, meant, heard, holder)
        modality = told or ("hypothetical" if heard.hypothetical else "")
        modality = modality or ("asserted" if holder.actor_id == speaker else "reported")
        sure = SURE[link.rule] * meant.confidence * holder.confidence * (DENIED if link.denied else 1)
        yield Statement(
            sentence_id, span, "quoted" if heard.speakers else "author", speaker, holder.actor_id, meant.actor_id,
            sign, sure, modality, basis, f"{link.rule}: {link.word.text}", holder.span if holder.span[1] else None,
            meant.span, link.plain, link.denied, weight(link.word),
        )  # fmt: skip


def _is_beside(word: Token) -> bool:
    """Whether it describes a name beside it, which is no part of a thought: "wants to see Vega, a popular man"."""
    while word.pos_ not in VERBAL and word.head != word:
        if word.dep_ == "appos":
            return True
        word = word.head
    return False


def _are_people(reading: Reading, link: Link, kind: str) -> bool:
    """Whether a target is people: a person or group, or the diplomats of a state, and not its votes."""
    return kind in ("person", "group") or reading.is_people(link.target)


def _is_told(word: Token) -> bool:
    """Whether a word stands in what somebody is advised to say: that isn't advised itself."""
    return any(v.dep_ == "ccomp" and codebook().knows(lemma(v.head), "VERB") for v in clauses(word))


def _whose(reading: Reading, parse: Parse, link: Link, heard: Voice, held: list[Meant]) -> tuple[Voice, list[Meant]]:
    """Whose a verb of judgement is: each one's own, or the attribution's speaker's where the parse differs."""
    together = {m.actor_id for holder in _together(link) for m in reading.holders(parse, holder)}
    if together & set(heard.speakers):
        return heard._replace(speakers=tuple(m.actor_id for m in held)), held
    return heard, []


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _speaks(reading: Reading, link: Link, heard: Voice) -> bool:
    """Whether a text or proof holds what its speaker does: "a statement condemning"."""
    carriers = codebook().lemmas("CARRIER") | words_of("proofs")
    carried = link.holder is not None and lemma(link.holder).lower() in carriers
    return bool(heard.speakers) and (heard.judging or carried)


def _held(reading: Reading, parse: Parse, link: Link, heard: Voice) -> list[Meant]:
    """The holders whom the words name; "each other" is held by whoever is not its target."""
    if link.holder.lower_ in FIRST and heard.speakers:
        return [Meant(one, OWN_WORDS, reading.raw(parse, link.holder)) for one in heard.speakers if one]
    found = reading.holders(parse, link.holder)
    able = any(c.lower_ in MODALS for c in children(link.holder.head, "aux"))
    own = link.holder.lower_ in FIRST or (link.holder.lower_ in ANYBODY and able)  # "you cannot trust"
    if not found and own and not heard.speakers:  # "we", of nobody whom the registry has
        return [Meant(reading.author, OWN_WORDS, reading.raw(parse, link.holder))]
    own = [m for m in found if not reading.kind(m.actor_id)]
    return [m._replace(confidence=OWN_WORDS) if m in own else m for m in found]


def _pairs(reading: Reading, heard: Voice, held: list[Meant]) -> Iterator[tuple[str, Meant]]:
    """Speaker and holder of each row: who is named, who is said to think so, or who speaks."""
    speakers = heard.speakers or (reading.author,)
    thinkers = heard.thinkers
    for speaker in filter(None, speakers):
        if held:
            named = {m.actor_id for m in held}
            yield from ((speaker, m) for m in held if m.actor_id == speaker or speaker not in named)
        elif thinkers is not None:
            yield from ((speaker, Meant(one, OWN_WORDS, (0, 0))) for one in thinkers)
        else:
            yield speaker, Meant(speaker, 1.0, (0, 0))


def _sign(link: Link, meant: Meant, heard: Voice, holder: Meant) -> int | None:
    """The sign once the target's own loss and a denied belief are counted."""
    sign = link.sign
    if sign is None:
        return None
    if meant.turned:
        sign = -sign
    if heard.refuted:  # to deny a charge is to stand up for who is charged
        sign = -sign
    if heard.denied and link.holder is None:
        sign = -1 if sign > 0 else 0
    return sign


def settled(rows: Iterable[Statement]) -> list[Statement]:
    """One row for each five: words before acts, conclusions before concessions, the surer first."""
    ordered = sorted(rows, key=lambda row: row.five)
    return [_one(list(group)) for _, group in groupby(ordered, key=lambda row: row.five)]


def _one(group: list[Statement]) -> Statement:
    plain = {row.plain for row in group if row.denied and row.basis == "words"}
    best = max(group, key=lambda row: (row.basis == "words", row.weight, row.confidence, -row.span[0]))
    if {1, -1} <= plain:  # "neither backs nor opposes"
        return replace(best, sign=0)
    return best

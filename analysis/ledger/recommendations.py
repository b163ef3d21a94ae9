"""Who is told to do what: the recommendations of a brief's author."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from analysis.actors.names import THINGS
from analysis.attribution.clauses import children
from analysis.ledger.actions import Advice, Draft, asks_for, condition, drafts, extent, is_order
from analysis.ledger.reading import Reading, Span
from analysis.ledger.voices import Sayings, sayings, voice
from analysis.stance.grammar import SUBJECTS, subjects
from analysis.stance.words import StanceBook
from analysis.tokens import Parse
from analysis.typed import typed

if TYPE_CHECKING:
    from analysis.parsed import Token

COLUMNS = {
    "recommendation_id": "str", "brief_id": "str", "sentence_id": "str", "start": "int64", "end": "int64",
    "addressee": "str", "action": "str", "target": "str", "condition": "str", "form": "str",
    "condition_start": "Int64", "condition_end": "Int64",
}  # fmt: skip
ADVICE = frozenset("should must ought could need".split())
OURS = frozenset("we us our ours".split())


@dataclass(frozen=True)
class Counsel:
    """What a brief's advice is read with: its attributions, whom it advises, whom the items of a list ("Peru
    should:") by passage, and where it announces suggestions.
    """

    said: Sayings
    advised: str | None
    listed: Mapping[int, tuple[str, ...]]
    camp: frozenset[str]
    announced: frozenset[str]
    headed: frozenset[str]


def recommendations(reading: Reading, *, advice: Advice, book: StanceBook) -> pd.DataFrame:
    """Who is told by the author of a brief to do, or not to do, what.

    *How to read it*: one row for each action and addressee. A brief that prescribes nothing has an
    empty table, which is a finding. What a quoted speaker urges is none.

    Parameters
    ----------
    reading : Reading
        The brief.
    advice : Advice
        The words of advice, as `advice_book` reads them.
    book : StanceBook
        The stance words; they tell cues that deny what they report.

    Returns
    -------
    DataFrame
        `recommendation_id`, `brief_id`, `sentence_id`, `addressee` (actor_id), `action` (its words),
        `target` (actor_id toward whom or what it goes, or missing), `condition` (its words, or
        missing), `form` (imperative, duty, need, suggestion, opener), and the spans of action and
        condition in characters of the raw text.
    """
    counsel = _counsel(reading, advice, book)
    rows = [row for parse in reading.parses for draft in drafts(parse.doc, advice)
            for row in _rows(reading, parse, draft, counsel, advice)]  # fmt: skip
    rows.sort(key=lambda row: (row["start"], row["end"]))
    named = (row | {"recommendation_id": f"{reading.brief_id}-r{n:02d}"} for n, row in enumerate(rows, start=1))
    return typed(([row[column] for column in COLUMNS] for row in named), COLUMNS)


def _counsel(reading: Reading, advice: Advice, book: StanceBook) -> Counsel:
    said = sayings(reading, book)
    advised = _advised(reading, said)
    camp = frozenset(a for a, known in reading.lexicon.actors.items() if advised in (a, known.side))
    headed = frozenset(reading.sentences.sentence_id[reading.sentences.part != "paragraph"])
    return Counsel(said, advised, dict(_listed(reading, advice)), camp, _announced(reading, advice), headed)


def _listed(reading: Reading, advice: Advice) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The passages that are items under "Peru should:", and to whom that speaks: nobody if the registry lacks him."""
    led: tuple[str, ...] | None = None
    for parse in reading.parses:
        verbs = [t for t in parse.doc if t.dep_ == "ROOT"]
        if parse.doc.text.rstrip().endswith(":"):
            asks = verbs and (asks_for(verbs[-1], advice) or advice.lists(verbs[-1], "duty"))
            led = tuple(_actors(reading, parse, subjects(verbs[-1]))) if asks else None
        elif led is not None and verbs and (is_order(verbs[0]) or not children(verbs[0], *SUBJECTS)):
            yield parse.passage, led
        else:
            led = None


def _announced(reading: Reading, advice: Advice) -> frozenset[str]:
    """The sentences under a heading that announces suggestions, or with run-in headings."""
    cells = (reading.sentences[column].tolist() for column in ("sentence_id", "section", "paragraph", "run_in"))
    own = list(zip(*cells, strict=True))
    first = min((paragraph for *_, paragraph, run_in in own if run_in), default=0)
    opened = {section for _, section, _, run_in in own if run_in}
    return frozenset(
        sentence_id for sentence_id, section, paragraph, _ in own
        if not advice.headings.isdisjoint(_stems(section)) or (section in opened and paragraph >= first)
    )  # fmt: skip


def _stems(title: str) -> set[str]:
    return {word.lower().removesuffix("s") for word in title.split()}


def _advised(reading: Reading, said: Sayings) -> str | None:
    """The state that the author calls "we", or else the one most often told what it should do; else the body."""
    mine = [row for row in reading.named if row.text.lower() in OURS]
    spoken = [s.content for s in said.all if s.is_told]
    told = Counter(
        row.actor_id for row in mine
        if reading.kind(row.actor_id) == "state" and not any(a <= row.start < b for a, b in spoken)
    )  # fmt: skip
    for kinds in (("state",), ("government", "organisation")):
        told = told or Counter(actor for parse in reading.parses for actor in _told(reading, parse, kinds))
    ranked = told.most_common(2)
    tied = len(ranked) == 2 and ranked[0][1] == ranked[1][1]
    return ranked[0][0] if ranked and not tied else None


def _told(reading: Reading, parse: Parse, kinds: Collection[str]) -> Iterator[str]:
    """The actors of these kinds that are told what they should do."""
    for token in parse.doc:
        if token.dep_ == "nsubj" and any(t.lower_ in ADVICE for t in children(token.head, "aux")):
            yield from (m.actor_id for m in reading.mentioned(parse, token) if reading.kind(m.actor_id) in kinds)


def _rows(reading: Reading, parse: Parse, draft: Draft, counsel: Counsel, advice: Advice) -> Iterator[dict]:
    """The rows of one action: one for each addressee; none where somebody else speaks or thinks."""
    first = reading.raw(parse, draft.verb)
    heard = voice(first, first, counsel.said.near(first[0]))
    sentence_id = reading.sentence_id(first[0])
    if heard.speakers or heard.thinkers is not None:
        return
    if draft.form == "imperative" and sentence_id in counsel.headed:
        return  # a heading without a verb is easily read as an order
    if draft.form == "suggestion" and sentence_id not in counsel.announced:
        return
    span = _raw(parse, extent(draft, advice))
    held = condition(draft.verb, advice)
    held = _raw(parse, held) if held else None
    for addressee in _addressees(reading, parse, draft, counsel):
        target = _target(reading, sentence_id, span, addressee)
        yield {
            "brief_id": reading.brief_id, "sentence_id": sentence_id, "addressee": addressee,
            "action": reading.text[slice(*span)], "target": target, "form": draft.form,
            "condition": reading.text[slice(*held)] if held else None,
            "start": span[0], "end": span[1],
            "condition_start": held[0] if held else None, "condition_end": held[1] if held else None,
        }  # fmt: skip


def _raw(parse: Parse, tokens: tuple) -> Span:
    first, last = tokens
    return parse.span(first.idx, last.idx + len(last))


def _addressees(reading: Reading, parse: Parse, draft: Draft, counsel: Counsel) -> list[str]:
    """Who is to act: the subject, or for imperatives and passives the state that the brief advises."""
    named = draft.addressees if draft.addressees is not None else subjects(draft.verb)
    actors = _actors(reading, parse, named)
    if draft.form == "suggestion" and not draft.open:
        return [a for a in dict.fromkeys(actors) if a in counsel.camp]
    if draft.open and not actors:
        advised = (counsel.advised,) if counsel.advised else ()
        return [*counsel.listed.get(parse.passage, advised)]
    return list(dict.fromkeys(actors))


def _actors(reading: Reading, parse: Parse, named: Iterable[Token]) -> list[str]:
    return [m.actor_id for t in named for m in reading.holders(parse, t) if reading.kind(m.actor_id)]


def _target(reading: Reading, sentence_id: str, span: Span, addressee: str) -> str | None:
    """What an action is about: the first issue or event in its words, else the first other actor."""
    actors = [a for a in reading.inside(sentence_id, span) if a != addressee]
    return next((a for a in actors if reading.kind(a) in THINGS), next(iter(actors), None))

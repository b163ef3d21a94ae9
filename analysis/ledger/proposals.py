"""Pairs of holder and target that a model may judge where the rules are silent.

Which pairs, and how sure the model must be, was chosen on SEESAW's train articles (METHODS.md): a
speaker named in the sentence, in the registry or not, toward whom his words mention, and the subject
of a clause toward whom the clause mentions. The author's own stance isn't asked for: there the model reads the mood.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from analysis.ledger.evidence import phrase
from analysis.ledger.modality import mood
from analysis.ledger.reading import PEOPLE, UNNAMED, Reading, Span
from analysis.ledger.scoring import SIGNS, Scorer
from analysis.ledger.statements import OWN_WORDS, Statement
from analysis.ledger.voices import Sayings, Voice, sayings, voice
from analysis.stance.words import StanceBook
from analysis.tokens import Parse

if TYPE_CHECKING:
    from analysis.parsed import Span as Sentence
    from analysis.parsed import Token

STANDS = 0.5  # the least probability, by the model, that the holder has a stance toward the target
CALLED_FOR = "recommended"
WEIGHTY = ("VERB", "NOUN", "ADJ", "ADV")
Question = tuple[str, Span, Span]
BESIDE = ("compound", "conj", "appos", "amod")
DESCRIBING = ("compound", "amod", "nmod", "npadvmod")


class Mentioned(NamedTuple):
    """An actor in a sentence: the head of the words, their span, how surely they mean him."""

    token: Token
    actor_id: str
    span: Span
    confidence: float


class Pair(NamedTuple):
    """A holder and a target in a sentence, in somebody's voice."""

    parse: Parse
    sentence: Sentence
    heard: Voice
    speaker: str
    holder: Mentioned
    target: Mentioned


def proposed(
    reading: Reading,
    *,
    book: StanceBook,
    scorer: Scorer,
    known: Collection[tuple[str, ...]] = (),
    shown: bool = True,
) -> list[Statement]:
    """The rows that a model adds: pairs that it takes to have a stance, each with the words it rests on.

    Parameters
    ----------
    reading : Reading
    book : StanceBook
        For the voices: which cues deny their content.
    scorer : callable
        Like `analysis.directed_stance`.
    known : collection of tuple, optional
        Cells that the rules have settled (`Statement.cell`): of these the model isn't asked.
    shown : bool
        Whether somebody will read the words. To find the one that a row rests on, the model reads the
        sentence once for each of its words; if nobody will, it does so only where the row hangs on it.

    Returns
    -------
    list of Statement
        Rule "model: WORD", where WORD is the one without which the model is least sure; basis
        "model", since it can't tell words from acts.
    """
    asked: dict[Question, list[Pair]] = {}
    for pair in _pairs(reading, sayings(reading, book)):
        if pair.holder.actor_id != pair.target.actor_id and _cell(reading, pair) not in known:
            asked.setdefault(_asked(reading, pair), []).append(pair)
    if not asked:
        return []
    odds = scorer(*zip(*asked, strict=True))[list(SIGNS)].itertuples(index=False, name=None)
    sure = ((pairs, o) for pairs, o in zip(asked.values(), odds, strict=True) if 1 - o[1] >= STANDS)
    return [row for pairs, o in sure for row in _statements(reading, pairs, o, scorer, shown)]


def _cell(reading: Reading, pair: Pair) -> tuple[str, ...]:
    return reading.sentence_id(pair.target.span[0]), pair.holder.actor_id, pair.target.actor_id


def _pairs(reading: Reading, said: Sayings) -> Iterator[Pair]:
    """Who may stand for or against whom, sentence by sentence."""
    for parse in reading.parses:
        for sentence in parse.doc.sents:
            if reading.sentence_id(parse.span(sentence.start_char, sentence.end_char)[0]) not in reading.questions:
                known = _mentioned(reading, parse, sentence)
                for target in (one for one in known if not _describes(one.token)):
                    yield from _toward(reading, Pair(parse, sentence, None, "", None, target), known, said)


def _mentioned(reading: Reading, parse: Parse, sentence: Sentence) -> list[Mentioned]:
    """The actors of a sentence, by the head of each mention."""
    found = []
    for token in sentence:
        for meant in reading.mentioned(parse, token):
            if token.head == token or not _inside(reading.raw(parse, token.head), meant.span):
                found.append(Mentioned(token, meant.actor_id, meant.span, meant.confidence))
    return found


def _inside(one: Span, other: Span) -> bool:
    return other[0] <= one[0] and one[1] <= other[1]


def _toward(reading: Reading, pair: Pair, known: Sequence[Mentioned], said: Sayings) -> Iterator[Pair]:
    """The holders of one target: those who speak of it, and the subject of its clause."""
    target = pair.target
    heard = voice(target.span, target.span, said.near(target.span[0]))
    if heard.refuted or heard.denied:
        return
    speakers = [s for s in heard.speakers or (reading.author,) if s]
    for speaker in speakers:
        own = min((k for k in known if k.actor_id == speaker), key=lambda k: _apart(k, target), default=None)
        own = own or _in_own_words(pair, speaker, said)
        if own is not None and heard.thinkers is None:
            yield pair._replace(heard=heard, speaker=speaker, holder=own)
        for one in known:
            if one.actor_id != speaker and _governs(one.token, target.token) and _can_hold(reading, one):
                yield pair._replace(heard=heard, speaker=speaker, holder=one)


def _in_own_words(pair: Pair, speaker: str, said: Sayings) -> Mentioned | None:
    """A speaker whom the registry lacks, where the words that name him stand in the sentence."""
    at = pair.target.span[0]
    start, end = pair.parse.span(pair.sentence.start_char, pair.sentence.end_char)
    around = sorted((s for s in said.near(at) if s.is_told and s.holds(at)), key=lambda s: s.content[1] - s.content[0])
    known = around and speaker in around[0].speakers and speaker.lower() not in UNNAMED
    source = around[0].source if known else None
    inside = source is not None and start <= source[0] and source[1] <= end
    return Mentioned(pair.sentence.root, speaker, source, OWN_WORDS) if inside else None


def _describes(name: Token) -> bool:
    """Whether a name only describes another noun ("Lima talks") or says where ("in Peru")."""
    return name.dep_ in DESCRIBING or (name.dep_ == "pobj" and name.head.lower_ == "in")


def _apart(one: Mentioned, other: Mentioned) -> int:
    return abs(one.token.i - other.token.i)


def _can_hold(reading: Reading, one: Mentioned) -> bool:
    return reading.kind(one.actor_id) in PEOPLE


def _governs(holder: Token, target: Token) -> bool:
    """Whether a holder is the subject of a verb over the target, which isn't in the subject itself."""
    while holder.dep_ in BESIDE and holder.head != holder:
        holder = holder.head
    return holder.dep_ == "nsubj" and holder.head in target.ancestors and holder not in target.ancestors


def _asked(reading: Reading, pair: Pair) -> Question:
    """A pair as the model reads it: the sentence, and both spans in it."""
    start, end = pair.parse.span(pair.sentence.start_char, pair.sentence.end_char)
    spans = ((max(s - start, 0), min(e, end) - start) for s, e in (pair.holder.span, pair.target.span))
    return reading.text[start:end], *spans


def _statements(
    reading: Reading, pairs: Sequence[Pair], odds: Sequence[float], scorer: Scorer, shown: bool
) -> list[Statement]:
    """The rows of pairs of one question, resting on the word without which the model is least sure."""
    sign = 1 if odds[2] > odds[0] else -1
    word = _resting_on(reading, pairs[0], sign, scorer, shown)
    rows = [_statement(reading, pair, word, sign, odds) for pair in pairs] if word is not None else []
    return [row for row in rows if row is not None]


def _statement(reading: Reading, pair: Pair, word: Token, sign: int, odds: Sequence[float]) -> Statement | None:
    told = mood(word)
    if told == CALLED_FOR and pair.holder.actor_id != pair.speaker:
        return None  # what somebody should do is no stance of his
    modality = told or ("hypothetical" if pair.heard.hypothetical else "")
    modality = modality or ("asserted" if pair.holder.actor_id == pair.speaker else "reported")
    sure = odds[sign + 1] * pair.holder.confidence * pair.target.confidence
    evidence = phrase(reading, pair.parse, word, target=pair.target.token, named=pair.target.span)
    return Statement(
        reading.sentence_id(pair.target.span[0]), evidence, "quoted" if pair.heard.speakers else "author",
        pair.speaker, pair.holder.actor_id, pair.target.actor_id, sign, sure, modality, "model",
        f"model: {word.text}", pair.holder.span, pair.target.span, odds=tuple(odds),
    )  # fmt: skip


def _resting_on(reading: Reading, pair: Pair, sign: int, scorer: Scorer, shown: bool) -> Token | None:
    """The word whose removal lowers the probability of the sign most."""
    text, holder, target = _asked(reading, pair)
    start = pair.parse.span(pair.sentence.start_char, pair.sentence.end_char)[0]
    named = [pair.holder.span, pair.target.span]
    own = ((t, reading.raw(pair.parse, t)) for t in pair.sentence if t.pos_ in WEIGHTY)
    words = [t for t, span in own if not any(_meets(span, name) for name in named)]
    if not words or not (shown or any(mood(t) == CALLED_FOR for t in words)):
        return next(iter(words), None)
    cuts = [tuple(at - start for at in reading.raw(pair.parse, t)) for t in words]
    without = [_without(text, holder, target, cut) for cut in cuts]
    column = {-1: "negative", 1: "positive"}[sign]
    left = scorer(*zip(*without, strict=True))[column].to_numpy()
    return words[int(left.argmin())]


def _meets(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _without(text: str, holder: Span, target: Span, cut: Span) -> tuple[str, Span, Span]:
    """A sentence without one word, its spans moved along."""
    gone = cut[1] - cut[0]
    moved = (tuple(at - gone if at >= cut[1] else at for at in span) for span in (holder, target))
    return text[: cut[0]] + text[cut[1] :], *moved

"""A brief as the rooms before have read it, and whom each of its words means."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from analysis.actors.names import THINGS, Lexicon
from analysis.attribution.clauses import NEGATIVE, children
from analysis.codebook import words_of
from analysis.stance.grammar import makers, owners, owners_of, reporters
from analysis.stance.words import PLACES, StanceBook
from analysis.tokens import Parse, lemma

if TYPE_CHECKING:
    from analysis.parsed import Token

PEOPLE = frozenset(("person", "group", "organisation", "government", "state", "outlet"))
CROWD = frozenset(
    "nobody none many some most few everyone everybody others anyone all thousands hundreds dozens millions".split()
)
THIRD = frozenset("he she it they".split())
UNNAMED = THIRD - {"it"}
FORMER = frozenset("former ex then-".split())
REPRESENTING = frozenset(("of", "for"))
PRECISE, BY_OWNER, BY_OF = 1.0, 0.9, 0.75
Span = tuple[int, int]


class Meant(NamedTuple):
    """An actor whom a word means; `turned` where what is judged is that actor's end, loss or arrest."""

    actor_id: str
    confidence: float
    span: Span
    turned: bool = False


@dataclass(frozen=True)
class Reading:
    """One brief: its text and the tables of it (sentences, mentions, attributions), with the parses behind them.

    `author` is the actor who holds all that stands in the author's own voice; `lexicon` the names
    of the study.
    """

    brief_id: str
    author: str
    text: str
    sentences: pd.DataFrame
    parses: Sequence[Parse]
    mentions: pd.DataFrame
    attributions: pd.DataFrame
    lexicon: Lexicon

    @cached_property
    def _starts(self) -> list[int]:
        return self.sentences.start.tolist()

    @cached_property
    def _ids(self) -> list[str]:
        return self.sentences.sentence_id.tolist()

    @cached_property
    def _by_sentence(self) -> dict[str, list[tuple[Span, str, float]]]:
        found: dict[str, list[tuple[Span, str, float]]] = {}
        for row in self.named:
            found.setdefault(row.sentence_id, []).append(((row.start, row.end), row.actor_id, row.confidence))
        return found

    @cached_property
    def named(self) -> list[tuple]:
        """The rows of the mentions."""
        return list(self.mentions.itertuples())

    @cached_property
    def said(self) -> list[tuple]:
        """The rows of the attributions."""
        return list(self.attributions.itertuples())

    def opening(self, at: int) -> list[str]:
        """The actors of the mentions that begin at a character of the raw text."""
        return [actor for (start, _), actor, _ in self._by_sentence.get(self.sentence_id(at), ()) if start == at]

    def inside(self, sentence_id: str, span: Span) -> list[str]:
        """The actors mentioned within a span of a sentence, in the order of the text."""
        rows = self._by_sentence.get(sentence_id, ())
        return [actor for (start, end), actor, _ in rows if start >= span[0] and end <= span[1]]

    @cached_property
    def lemmas(self) -> dict[int, str]:
        """The base form of each word, by where it starts in the raw text."""
        return {parse.span(t.idx, t.idx + len(t))[0]: lemma(t).lower() for parse in self.parses for t in parse.doc}

    @cached_property
    def questions(self) -> frozenset[str]:
        """The sentences that ask: they show no stance."""
        rows = zip(self._ids, self.sentences.text.tolist(), strict=True)
        return frozenset(sentence_id for sentence_id, text in rows if text.rstrip("\"”' ").endswith("?"))

    def sentence_id(self, at: int) -> str:
        """The id of the sentence that holds a character of the raw text."""
        return self._ids[max(bisect_right(self._starts, at) - 1, 0)]

    def kind(self, actor_id: str) -> str:
        """What an actor of the registry is; empty for a source's own words."""
        known = self.lexicon.actors.get(actor_id)
        return known.kind if known else ""

    def raw(self, parse: Parse, first: Token, last: Token | None = None) -> Span:
        """The span of a token, or of several, in the raw text."""
        last = first if last is None else last
        return parse.span(first.idx, last.idx + len(last))

    def mentioned(self, parse: Parse, token: Token) -> list[Meant]:
        """The actors of the longest mention that a token stands in."""
        if token not in self._meant:
            start, end = self.raw(parse, token)
            rows = self._by_sentence.get(self.sentence_id(start), ())
            around = [row for row in rows if row[0][0] < end and row[0][1] > start]
            widest = max((span for span, *_ in around), key=lambda s: s[1] - s[0], default=None)
            self._meant[token] = [Meant(actor, sure, span) for span, actor, sure in around if span == widest]
        return self._meant[token]

    @cached_property
    def _meant(self) -> dict[Token, list[Meant]]:
        return {}

    def target(self, parse: Parse, token: Token, book: StanceBook) -> list[Meant]:
        """Whom a target phrase means: its head, or the actor whose act, policy or presence it is."""
        direct = self.mentioned(parse, token)
        if direct:
            return direct
        rows = book.of(token) if token.pos_ in ("NOUN", "PROPN") else ()
        if any(row.holder == "self" for row in rows):
            return []
        called = [m for o in children(token, "appos") if self.is_people(token) for m in self.mentioned(parse, o)]
        if called:
            return called  # "Peru's president, Rosa Salas" is no Peru
        owned = [m for o in (*owners(token), *makers(token)) for m in self.mentioned(parse, o)]
        if owned and any(c.lower_ in words_of("bettered") for c in children(token, "amod")):
            return []  # whoever wants "improved Peruvian behaviour" isn't for Peru
        stop = book.one(lemma(token), "STOP")
        ends = stop is not None
        done = [row for row in rows if row.sign == -1 and "of" in row.target]
        flips = ends or bool(done)
        suffered = ends and stop.holder != "owner"  # "Lima's refusal" is its own
        done_to = any(row.basis == "act" for row in done) and lemma(token).lower() not in words_of("waged")
        to_owner = suffered or done_to  # "Lima's arrest" is done to Lima, "Lima's invasion" by Lima
        if to_owner and owned and not owners_of(token, frozenset({"of"})):
            return [m._replace(confidence=m.confidence * BY_OWNER, turned=not m.turned) for m in owned]
        if owned:
            return [m._replace(confidence=m.confidence * BY_OWNER) for m in owned]
        carried = [o for c in children(token, "acl") if lemma(c) in words_of("carries") for o in children(c, "dobj")]
        beside = [m for o in (*children(token, "appos"), *carried) for m in self.target(parse, o, book)]
        if beside:
            return beside
        if self.is_people(token):
            within = owners_of(token, frozenset({"in", "within", "inside", "among"}))
            found = [m._replace(confidence=m.confidence * BY_OF) for o in within for m in self.mentioned(parse, o)]
            found = [m for m in found if self.kind(m.actor_id) not in ("state", *THINGS)]
            if found:
                return found
        hurt = [row.target - PLACES for row in rows if row.sign == -1 and row.basis == "act"]
        helped = [row.target - PLACES for row in rows if row.sign == 1 and row.holder == "owner"]
        against = frozenset().union(*hurt) - {"of"}  # to condemn "the attack on Lima" is to stand by Lima
        paths = frozenset().union(*(row.target for row in book.words.get((lemma(token).lower(), "PATH"), ())))
        meant = not book.lists(token.head, "LIGHT")  # "threatened an attack on Lima" has no Lima to stand by
        through = [(frozenset({"of", "to"} if ends else {"of"}), flips), (against, meant), (paths, False)]
        through.append((frozenset().union(*helped), False))  # to want "an end to aid for Lima" is to be against Lima
        return [
            m._replace(confidence=m.confidence * BY_OF, turned=m.turned != turns)
            for prepositions, turns in through
            for o in owners_of(token, prepositions)
            for m in self.target(parse, o, book)
        ]

    def holders(self, parse: Parse, token: Token) -> list[Meant]:
        """Who holds: the actor at the head of a phrase, whose people they are, or their own words."""
        found = self.mentioned(parse, token)
        found = found or [m for o in children(token, "appos") for m in self.mentioned(parse, o)]
        found = found or [m for o in self._bodies(token) for m in self.mentioned(parse, o)]
        if not found and token.lower_ in THIRD:
            told = [m for o in reporters(token) for m in self.holders(parse, o)]
            found = [m._replace(confidence=m.confidence * BY_OWNER) for m in told]
        part = owners_of(token, frozenset({"of"})) if not found and lemma(token).lower() in words_of("parts") else []
        named = [m._replace(confidence=m.confidence * BY_OF) for o in part for m in self.mentioned(parse, o)]
        if named or any(self.is_people(o) for o in part):  # "half of Lima's voters"
            whole = (self._phrase(parse, token)[0], self.raw(parse, part[0])[1])
            return named or [Meant(self.text[slice(*whole)], PRECISE, whole)]
        if not found and (token.lower_ in NEGATIVE | CROWD or self.is_people(token)):
            words = self.text[slice(*self._phrase(parse, token))]
            return [Meant(words, PRECISE, self._phrase(parse, token))]
        return [m for m in found if self.kind(m.actor_id) not in THINGS]

    def _bodies(self, token: Token) -> list[Token]:
        """Whose people a noun are: "Lima's diplomats", "the lawyer for Lima", no former ones and no critics."""
        if lemma(token).lower() in words_of("apart") or any(c.lower_ in FORMER for c in children(token, "amod")):
            return []
        of = owners_of(token, REPRESENTING) if self.is_people(token) else []
        above = owners(token)
        return [*(above or of), *(o for a in above for o in owners(a))]

    def is_people(self, token: Token) -> bool:
        """Whether a noun or name means people."""
        named = token.pos_ == "PROPN" and token.dep_ not in ("compound", "amod", "npadvmod")
        return named or (token.pos_ == "NOUN" and self.are_people(lemma(token)))

    def are_people(self, word: str) -> bool:
        """Whether a word is a name, or a noun for people ("officials")."""
        if word.lower() in words_of("people"):
            return True
        row = self.lexicon.nouns.get(word.lower()) or self.lexicon.nouns.get(word.lower().removesuffix("s"))
        return row is not None and bool(PEOPLE & set(row.kinds))

    def _phrase(self, parse: Parse, token: Token) -> Span:
        """A noun with what stands before it."""
        before = [c for c in children(token, "amod", "compound", "det", "nummod", "quantmod") if c.i < token.i]
        first = min([token, *(t.left_edge for t in before)], key=lambda t: t.i)
        return self.raw(parse, first, token)

"""Attributions in the making, and what is asked of a paragraph and its codebook to make them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.attribution.clauses import VERBAL, Range, Span, spans
from analysis.attribution.modality import is_denied, is_hypothetical, is_negated
from analysis.codebook import words_of

if TYPE_CHECKING:
    from analysis.attribution.cues import Codebook, Cue
    from analysis.parsed import Doc, Token


@dataclass
class Draft:
    """An attribution in the making; spans in characters."""

    token: Token
    rule: Cue
    frame: str  # the dependents that gave the content
    cue: Span | None
    source: Span | None
    parts: list[Span]
    negated: bool = False
    hypothetical: bool = False

    @property
    def content(self) -> Span:
        """From the first to the last character of the content."""
        return min(start for start, _ in self.parts), max(end for _, end in self.parts)

    @property
    def quotes(self) -> bool:
        """Whether the cue can pass a quotation on."""
        return bool({"that", "quote", "insert"} & self.rule.content)

    def holds(self, point: int) -> bool:
        """Whether a character lies in the content."""
        return any(start <= point < end for start, end in self.parts)

    def shift(self, by: int) -> None:
        """Move all spans."""
        self.cue = (self.cue[0] + by, self.cue[1] + by)
        self.source = self.source and (self.source[0] + by, self.source[1] + by)
        self.parts = [(start + by, end + by) for start, end in self.parts]


class Reader:
    """One parsed paragraph with the codebook by which it is read."""

    def __init__(self, doc: Doc, book: Codebook):
        self.doc = doc
        self.book = book
        self.carriers = book.lemmas("CARRIER")
        self.light = book.lemmas("LIGHT")
        self.projecting = (book.of_infinitives | {"likely", "have"}) - words_of("factual")

    def made(self, token: Token, rule: Cue, frame: str, source: Span | None, ranges: list[Range]) -> Draft:
        """A draft whose cue is one word and the particle after it."""
        tail = [c for c in token.children if c.i == token.i + 1 and c.dep_ == "prt"]
        if token.lower_ == "according":
            tail = [c for c in token.children if c.lower_ == "to"]
        last = tail[0] if tail else token
        parts = spans(self.doc, ranges)
        draft = Draft(token, rule, frame, (token.idx, last.idx + len(last)), source, parts)
        if token.pos_ in VERBAL:
            draft.negated = is_negated(token)
            draft.hypothetical = is_hypothetical(token, self.projecting)
        else:
            draft.negated = is_denied(token)
        return draft

    def lemma(self, verb: Token) -> str:
        """The lemma, mended where the model cuts a silent e ("hoped" to "hop")."""
        found = verb.lemma_.lower()
        regular = verb.lower_ in (found + "ed", found + "es", found + "ing")
        if regular and self.book.knows(found + "e", "VERB") and not self.book.knows(found, "VERB"):
            return found + "e"
        return found

    def verb_rule(self, verb: Token) -> Cue | None:
        """The codebook's row of a verb."""
        rule = self.book.cue(self.lemma(verb), "VERB")
        is_other = rule is not None and rule.lemma == "*"
        return None if is_other and (verb.pos_ != "VERB" or not verb.text.isalpha()) else rule

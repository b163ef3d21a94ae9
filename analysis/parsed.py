"""A parsed text as plain words.

The rules ask each word for its tags, its head and its dependents hundreds of times, and spaCy works every
answer out anew. Here each is asked for once and kept. Names and meanings are spaCy's; what spaCy yields one
by one (`children`, `sents`) is a list.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, overload

if TYPE_CHECKING:
    from spacy import tokens as spacy


class Token:
    """A word: what the parser says of it, the word that it hangs on, and those that hang on it."""

    __slots__ = (
        "children", "dep_", "doc", "head", "i", "idx", "is_alpha", "is_punct", "is_sent_start", "is_space", "lemma_",
        "lower_", "pos_", "tag_", "text",
    )  # fmt: skip

    def __init__(self, doc: Doc, read: spacy.Token):
        self.doc, self.i, self.idx, self.text, self.lower_ = doc, read.i, read.idx, read.text, read.lower_
        self.lemma_, self.pos_, self.tag_, self.dep_ = read.lemma_, read.pos_, read.tag_, read.dep_
        self.is_alpha, self.is_punct, self.is_space = read.is_alpha, read.is_punct, read.is_space
        self.is_sent_start = read.is_sent_start
        self.head: Token = self
        self.children: list[Token] = []

    def __len__(self) -> int:
        return len(self.text)

    def __repr__(self) -> str:
        return self.text

    def nbor(self, by: int = 1) -> Token:
        """The word so many places on, or back."""
        return self.doc[self.i + by]

    @property
    def ancestors(self) -> Iterator[Token]:
        """The word that this one hangs on, the one that that hangs on, and so on up."""
        token = self
        while token.head is not token:
            token = token.head
            yield token

    def is_ancestor(self, other: Token) -> bool:
        """Whether another word hangs on this one, directly or not."""
        return any(token is self for token in other.ancestors)

    @property
    def subtree(self) -> Iterator[Token]:
        """The word and all that hangs on it."""
        before = [child for child in self.children if child.i < self.i]
        for child in before:
            yield from child.subtree
        yield self
        for child in self.children[len(before) :]:
            yield from child.subtree

    @property
    def left_edge(self) -> Token:
        """The first word of the subtree."""
        return self.doc[self.doc.read[self.i].left_edge.i]

    @property
    def right_edge(self) -> Token:
        """The last word of the subtree."""
        return self.doc[self.doc.read[self.i].right_edge.i]

    @property
    def conjuncts(self) -> list[Token]:
        """The words that "and" and the like join to this one."""
        return [self.doc[token.i] for token in self.doc.read[self.i].conjuncts]

    @property
    def sent(self) -> Span:
        """The sentence that the word stands in."""
        return self.doc.sents[bisect_right(self.doc.sents, self.i, key=lambda sentence: sentence.end)]


class Doc:
    """A text as the parser read it; `read` is spaCy's own."""

    def __init__(self, read: spacy.Doc):
        self.read, self.text = read, read.text
        self._tokens = [Token(self, token) for token in read]
        for token, own in zip(self._tokens, read, strict=True):
            if own.head.i != token.i:
                token.head = self._tokens[own.head.i]
                token.head.children.append(token)

    def __iter__(self) -> Iterator[Token]:
        return iter(self._tokens)

    def __len__(self) -> int:
        return len(self._tokens)

    @overload
    def __getitem__(self, place: int) -> Token: ...
    @overload
    def __getitem__(self, place: slice) -> Span: ...
    def __getitem__(self, place):
        if isinstance(place, slice):
            start, end, _ = place.indices(len(self))
            return Span(self, start, max(start, end))
        return self._tokens[place]

    @cached_property
    def sents(self) -> list[Span]:
        """The sentences."""
        return [self[sentence.start : sentence.end] for sentence in self.read.sents] if len(self) else []

    @property
    def noun_chunks(self) -> list[Span]:
        """The noun phrases without what hangs on them."""
        return [self[chunk.start : chunk.end] for chunk in self.read.noun_chunks] if len(self) else []

    def char_span(self, start: int, end: int, alignment_mode: str = "strict") -> Span | None:
        """The words between two characters; with `expand` those that they only touch too."""
        found = self.read.char_span(start, end, alignment_mode=alignment_mode)
        return None if found is None else self[found.start : found.end]


@dataclass(frozen=True)
class Span:
    """Words side by side."""

    doc: Doc
    start: int
    end: int

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc._tokens[self.start : self.end])

    def __len__(self) -> int:
        return self.end - self.start

    def __getitem__(self, place: int) -> Token:
        return self.doc._tokens[self.start : self.end][place]

    @property
    def start_char(self) -> int:
        """Where the first word begins, in characters of the text."""
        return self.doc[self.start].idx

    @property
    def end_char(self) -> int:
        """Where the last word ends."""
        last = self.doc[self.end - 1]
        return last.idx + len(last)

    @property
    def text(self) -> str:
        """The words as they stand."""
        return self.doc.text[self.start_char : self.end_char] if len(self) else ""

    @property
    def root(self) -> Token:
        """The word that the others hang on."""
        return self.doc[self.doc.read[self.start : self.end].root.i]

"""The links between holder, word and target: every rule asked of every word, in one order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from analysis.attribution.clauses import VERBAL
from analysis.stance.link import Link
from analysis.stance.rules.calls import calls, calls_to_stop
from analysis.stance.rules.deeds import deeds, outcomes, traits
from analysis.stance.rules.feelings import feelings
from analysis.stance.rules.judgements import adverbs, judgements
from analysis.stance.rules.nouns import nouns
from analysis.stance.rules.phrases import phrases
from analysis.stance.rules.verbs import verbs
from analysis.stance.words import StanceBook

if TYPE_CHECKING:
    from analysis.parsed import Doc, Token


def links(doc: Doc, *, book: StanceBook) -> list[Link]:
    """The stances that a parsed text shows, each by one word.

    *How to read it*: a link holds between words, not yet between actors: whose voice it is, whom the
    words mean and whether it is asserted is the ledger's to say.

    Parameters
    ----------
    doc : Doc
        A parsed passage.
    book : StanceBook
        The stance words.

    Returns
    -------
    list of Link
        In the order of the words; one word can link several holders and targets.

    Examples
    --------
    >>> from analysis.parsed import Doc
    >>> from analysis.stance import stance_book
    >>> from analysis.tokens import nlp
    >>> [found] = links(Doc(nlp()("Lima condemned Quito.")), book=stance_book())
    >>> found.holder.text, found.sign, found.target.text
    ('Lima', -1, 'Quito')
    """
    found = [link for token in doc for link in _of(token, book)]
    return [link for link in dict.fromkeys(found) if link.holder != link.target]


def _of(token: Token, book: StanceBook) -> Iterator[Link]:
    if token.pos_ in VERBAL:
        yield from outcomes(token, book)
        yield from calls(token, book)
        yield from calls_to_stop(token, book)
        yield from deeds(token, book)
        yield from traits(token, book)
    if token.pos_ == "ADV":
        yield from adverbs(token, book)
    yield from phrases(token, book)
    for row in book.of(token):
        if row.holder == "author":
            yield from judgements(token, row, book)
        elif row.pos == "VERB":
            yield from verbs(token, row, book)
        elif row.pos == "NOUN":
            yield from nouns(token, row, book)
        elif row.pos == "ADJ":
            yield from feelings(token, row, book)

"""What a speaker calls somebody or something: predicates, adjectives, faults, and how somebody does a deed.

"The meeting was useful", "Lima's absurd trial", "Lima's stubbornness", "rightly condemned": the holder is whoever
speaks, or the one of whom the words say so ("Quito considers it absurd").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from analysis.attribution.clauses import VERBAL, children, is_infinitive
from analysis.codebook import words_of
from analysis.stance.denial import denied
from analysis.stance.grammar import after, doers, fitting, makers, owners, owners_of, subjects
from analysis.stance.link import Link, linked
from analysis.stance.rules.predicates import judges, predicated, sort
from analysis.stance.words import PLACES, StanceBook, StanceWord
from analysis.tokens import lemma

if TYPE_CHECKING:
    from analysis.parsed import Token

AMPLE = frozenset("good great fair large".split())
LESS = frozenset("less least".split())
FAINT = frozenset("only mostly merely chiefly mainly largely".split())


def judgements(word: Token, row: StanceWord, book: StanceBook) -> Iterator[Link]:
    """What the speaker, or whoever is said to think so, calls somebody or something."""
    if _is_advice(word):
        return
    taken = faint(word) if row.sign == 1 else []
    if taken:
        row = replace(row, sign=-1)
    for link in linked(word, said_of(word, row, book), judges(word, book), row, "judgement", book):
        yield replace(link, turning=(*link.turning, *taken))


def _is_advice(word: Token) -> bool:
    """Whether it says what somebody had better do: "Lima would be wise to listen" is no praise of Lima."""
    verb = word.head
    open_yet = word.dep_ == "acomp" and any(t.tag_ == "MD" for t in children(verb, "aux"))
    deeds = (*children(word, "xcomp"), *children(verb, "xcomp"))  # the parse hangs it on either
    return open_yet and any(is_infinitive(deed) and fitting(deed) is None for deed in deeds)


def adverbs(adverb: Token, book: StanceBook) -> Iterator[Link]:
    """Who is judged by how he does something: "Lima rightly condemned it", "was wrongly jailed by Lima"."""
    row = book.one(adverb.lower_, "ADV") if adverb.dep_ == "advmod" and adverb.head.pos_ in VERBAL else None
    if row is not None and not denied(adverb.head):
        yield from linked(adverb, doers(adverb.head), [None], row, "judgement", book)


def said_of(word: Token, row: StanceWord, book: StanceBook) -> list[Token]:
    """The targets of a word of judgement, at the places that its row names."""
    found: list[Token] = []
    if "head" in row.target and word.dep_ in ("amod", "conj") and _described(word) is not None:
        noun = _described(word)
        found += [noun, *predicated(noun, book)]
    if "subject" in row.target or "head" in row.target:
        found += predicated(word, book)
    if "subject" in row.target and _described(word) is not None:  # "was a great mayor"
        found += _borne(_described(word), word)
    if "subject" in row.target and word.pos_ in ("NOUN", "PROPN"):
        found += [*children(word, "appos"), *makers(word)]
    if "owner" in row.target:
        suffered = any("of" in other.target for other in book.of(word))
        found += owners(word) + ([] if suffered else owners_of(word)) + makers(word) or _shown_by(word)
    if "event" in row.target:
        found += subjects(word)
    found += after(word, row.target - PLACES)
    kind = sort(word)
    if kind is not None and not owners(word):
        found += predicated(kind, book)
    return found


def _shown_by(word: Token) -> list[Token]:
    """Who shows or admits a fault that has no owner of its own: "Lima's admission of wrongdoing"."""
    of = word.head
    shown = word.dep_ == "pobj" and of.lower_ == "of" and lemma(of.head).lower() in words_of("shown")
    return owners(of.head) if shown else []


def _described(adjective: Token) -> Token | None:
    """The noun that an adjective stands before, through joined adjectives."""
    first = adjective
    while first.dep_ == "conj" and first.head.pos_ == "ADJ":
        first = first.head
    return first.head if first.dep_ == "amod" and first.head.pos_ in ("NOUN", "PROPN") else None


def _borne(noun: Token, adjective: Token) -> list[Token]:
    """Of whom a noun is said as a predicate, where it says what somebody is and not how much: no "great deal"."""
    said = noun.dep_ in ("attr", "oprd") or noun.head.lower_ == "as"
    much = lemma(noun).lower() in words_of("amounts") and adjective.lower_ in AMPLE
    return predicated(noun) if said and not much else []


def faint(word: Token) -> list[Token]:
    """The words that take praise back, none where nothing does: "notable only for its length", "less successful"."""
    less = [c for c in children(word, "advmod") if c.lower_ in LESS]
    if less:
        return less
    over = [word, word.head] if word.dep_ in ("acomp", "attr", "oprd") else [word]
    fors = [c for w in over for c in children(w, "prep") if c.lower_ == "for" and c.i > word.i]
    marks = [c for w in (*over, *fors) for c in children(w, "advmod") if c.lower_ in FAINT]
    nouns = [t for c in fors for t in children(c, "pobj")]
    lacking = any(lemma(t) in words_of("lacks") for t in nouns)
    told = [t for noun in nouns for t in (noun, *(o for c in children(noun, "prep") for o in children(c, "pobj")))]
    return [*marks, *fors, *told] if fors and (marks or lacking) else []

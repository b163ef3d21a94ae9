"""What a speaker calls somebody or something: predicates, adjectives, names of faults, outcomes.

"The meeting was useful", "Lima's absurd trial", "Lima's stubbornness", "the talks yielded nothing":
the holder is whoever speaks, or the one of whom the words say so ("Quito considers it absurd").
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from analysis.attribution.clauses import VERBAL, children, is_passive
from analysis.codebook import words_of
from analysis.stance.grammar import (
    COPULAS,
    OBJECTS,
    SUBJECTS,
    after,
    doers,
    examples,
    fitting,
    joined,
    makers,
    owners,
    owners_of,
    spread,
    subjects,
    undergoers,
)
from analysis.stance.words import PLACES, StanceBook, StanceWord
from analysis.tokens import lemma

if TYPE_CHECKING:
    from analysis.parsed import Token

LESS = frozenset("less least".split())
FAINT = frozenset("only mostly merely chiefly mainly largely".split())
SCENE = frozenset("at in during from of through".split())
BRINGING = frozenset("in to of without with".split())
WHOSE = frozenset(("of", "for"))
SOME = frozenset("one some many most several part all both none".split())


def predicated(word: Token, book: StanceBook | None = None) -> list[Token]:
    """Who or what a noun or adjective is said of, as a predicate: "X is weak", "calls X weak"."""
    if word.dep_ == "conj" and word.head.pos_ not in VERBAL:
        return predicated(word.head, book)
    if word.dep_ == "dobj" and book is not None and _is_judging(word.head, book):
        return [*_before_subject(word.head), *spread(examples(word))]
    head = word.head
    if head.lower_ == "of" and word.dep_ == "pobj" and head.head.lower_ in SOME:
        return predicated(head.head, book)
    own = children(word, *SUBJECTS)
    if own:  # "deems X weak", and verbless clauses
        return spread([head.head if _is_gap(own[-1], word) else own[-1]])
    deeds = [c for w in (word, head) for c in children(w, "advcl", "xcomp", "ccomp") if fitting(c) == word]
    if deeds:  # "it was wrong of Lima to", "wrong for Lima to"
        return spread([*(s for c in deeds for s in children(c, "nsubj")), *owners_of(word, WHOSE)])
    if word.dep_ in ("acomp", "attr") and lemma(head) in COPULAS:
        return [] if children(head, "expl") else spread(subjects(head))
    if word.dep_ in ("oprd", "acomp", "attr") or (word.dep_ == "xcomp" and word.pos_ == "ADJ"):
        return undergoers(head) if head.pos_ in VERBAL else []
    if head.lower_ == "as" and head.dep_ == "prep" and head.head.pos_ in VERBAL:
        serves = lemma(head.head) in words_of("serves") and not children(head.head, *OBJECTS)
        return spread(subjects(head.head)) if serves else undergoers(_judging_verb(head.head, book))
    if word.dep_ == "dobj" and lemma(head) in words_of("equates"):  # "poses a threat", "marks a failure"
        return spread(subjects(head))
    if word.dep_ == "appos":
        return [head]
    return []


def _is_judging(verb: Token, book: StanceBook) -> bool:
    return verb.pos_ in VERBAL and any({"predicate", "as"} & row.target for row in book.of(verb))


def _judging_verb(verb: Token, book: StanceBook | None) -> Token:
    """The verb that "as" belongs to: one that judges, where the parse hangs "as" on a verb below it."""
    above = [verb, *verb.ancestors]
    known = [v for v in above if v.pos_ in VERBAL and book is not None and book.of(v)]
    return known[0] if known else verb


def _before_subject(verb: Token) -> list[Token]:
    """The noun that a clause without "that" describes: "groups Lima deems terrorists"."""
    own = children(verb, "nsubj")
    if not own or own[0].left_edge.i == 0:
        return []
    before = own[0].left_edge.nbor(-1)
    return [before] if before.pos_ in ("NOUN", "PROPN") else []


def _is_gap(subject: Token, word: Token) -> bool:
    return subject.lower_ in ("who", "which", "that") and word.head.dep_ == "relcl"


def judges(word: Token, book: StanceBook) -> list[Token | None]:
    """Who says so: the subject of the judging verb over a predicate, else whoever speaks."""
    if word.pos_ in VERBAL:
        return [None]
    top = _sort(word) or word
    while top.dep_ in ("conj", "amod", "compound") and top.head.pos_ not in VERBAL:
        top = top.head
    verb = top.head.head if top.head.lower_ == "as" else top.head
    if top.head.lower_ == "as" and verb.pos_ in VERBAL:
        verb = _judging_verb(verb, book)
        return list(doers(verb)) if book.of(verb) else [None]
    return list(doers(verb)) if verb != top and _is_judging(verb, book) else [None]


def said_of(word: Token, row: StanceWord, book: StanceBook) -> list[Token]:
    """The targets of a word of judgement, at the places that its row names."""
    found: list[Token] = []
    if "head" in row.target and word.dep_ in ("amod", "conj") and _described(word) is not None:
        noun = _described(word)
        found += [noun, *predicated(noun, book)]
    if "subject" in row.target or "head" in row.target:
        found += predicated(word, book)
    if "subject" in row.target and _described(word) is not None:  # "was a great mayor"
        found += _borne(_described(word))
    if "subject" in row.target and word.pos_ in ("NOUN", "PROPN"):
        found += [*children(word, "appos"), *makers(word)]
    if "owner" in row.target:
        suffered = any("of" in other.target for other in book.of(word))
        found += owners(word) + ([] if suffered else owners_of(word)) + makers(word) or _shown_by(word)
    if "event" in row.target:
        found += subjects(word)
    found += after(word, row.target - PLACES)
    sort = _sort(word)
    if sort is not None and not owners(word):
        found += predicated(sort, book)
    return found


def _shown_by(word: Token) -> list[Token]:
    """Who shows or admits a fault that has no owner of its own: "Lima's admission of wrongdoing"."""
    of = word.head
    shown = word.dep_ == "pobj" and of.lower_ == "of" and lemma(of.head).lower() in words_of("shown")
    return owners(of.head) if shown else []


def _sort(word: Token) -> Token | None:
    """The noun that says of what kind or sign a fault or virtue is: "a sign of weakness"."""
    of = word.head
    sort = of.head if word.dep_ == "pobj" and of.lower_ == "of" else None
    return sort if sort is not None and lemma(sort).lower() in words_of("sorts") else None


def _described(adjective: Token) -> Token | None:
    """The noun that an adjective stands before, through joined adjectives."""
    first = adjective
    while first.dep_ == "conj" and first.head.pos_ == "ADJ":
        first = first.head
    return first.head if first.dep_ == "amod" and first.head.pos_ in ("NOUN", "PROPN") else None


def _borne(noun: Token) -> list[Token]:
    """Of whom a noun is said as a predicate, where it says what somebody is and not how much: "a mayor"."""
    said = noun.dep_ in ("attr", "oprd") or noun.head.lower_ == "as"
    return predicated(noun) if said and lemma(noun).lower() not in words_of("amounts") else []


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


def outcomes(verb: Token, book: StanceBook) -> Iterator[tuple[Token, Token, int]]:
    """What an event brought: the noun that says it, the event, and the sign before any denial."""
    there = lemma(verb) == "be" and bool(children(verb, "expl"))
    if not (there or book.lists(verb, "OUTCOME")):
        return
    gained = children(verb, *OBJECTS, "nsubjpass", "attr", "oprd") if not there else children(verb, "attr", "nsubj")
    if not there:
        gained += after(verb, BRINGING, deep=False)
    for noun in joined(gained):
        row = _gain(noun, book)
        if row is not None and row.sign is not None:
            scene = subjects(verb) if not (there or is_passive(verb)) else []
            for target in [*spread(scene), *after(verb, SCENE, deep=False), *after(noun, SCENE, deep=False)]:
                yield noun, target, row.sign


def traits(verb: Token, book: StanceBook) -> Iterator[tuple[Token, StanceWord]]:
    """The fault or virtue that a verb gives its subject, with the row that says which it is."""
    if not book.lists(verb, "TRAIT") or is_passive(verb):
        return
    for noun in joined(children(verb, "dobj")):
        told = [row for row in book.of(noun) if row.sign is not None and _is_trait(row, verb)]
        if lemma(noun).lower() in words_of("conduct"):
            told += [row for a in children(noun, "amod") for row in book.of(a) if "head" in row.target]
        if told and all(o.pos_ == "ADJ" for o in owners(noun)):
            yield noun, told[0]


def _is_trait(row: StanceWord, verb: Token) -> bool:
    """Whether a noun names a fault or virtue, or after "deserve" what others should show."""
    own = row.holder == "author" and "owner" in row.target
    return own or (lemma(verb) in ("deserve", "merit") and row.holder == "owner")


def _gain(noun: Token, book: StanceBook) -> StanceWord | None:
    return book.one(lemma(noun), "GAIN") or book.one(noun.lower_, "GAIN")


def harms(verb: Token, book: StanceBook) -> Iterator[tuple[Token, list[Token]]]:
    """Whom a verb makes out as doing harm, with the harm: "sows discord", "is responsible for the crisis"."""
    causes = [c for c in children(verb, "acomp") if book.lists(c, "CAUSE")] if lemma(verb) in COPULAS else []
    done = after(causes[0], WHOSE) if causes else joined(children(verb, *OBJECTS))
    ills = [t for t in done if book.one(lemma(t), "ILL") is not None]
    if ills and (causes or (book.lists(verb, "CAUSE") and not is_passive(verb))):
        yield from ((target, ills) for target in subjects(verb))

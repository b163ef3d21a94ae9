"""What nouns, adjectives, adverbs and phrases of saying, thinking and wanting report.

Each function gives the draft of one word, or nothing: "Iran's claim that", "skeptical of",
"reportedly", "according to", "in X's words".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.attribution.clauses import (
    NOMINAL,
    RELATIVE,
    VERBAL,
    Range,
    Span,
    agent,
    children,
    is_infinitive,
    is_passive,
    noun_phrase,
    subtree,
)
from analysis.attribution.drafts import Draft, Reader
from analysis.attribution.insertions import around
from analysis.attribution.subjects import possessor, subject

if TYPE_CHECKING:
    from collections.abc import Iterable

    from analysis.attribution.cues import Cue
    from analysis.parsed import Token

MODIFYING = ("acl", "relcl", "ccomp", "xcomp", "advcl", "prep")
# Frames of a noun that report even where nobody is named: "claims that", "questions about".
OWNERLESS = frozenset({"that", "about", "inf", "for", "against"})
# Frames that a noun may have where the parse hangs them on its verb: "heard a plea on Monday to wait".
APART = frozenset({"that", "inf", "about", "over", "against", "toward", "towards"})
SUBJECTS = ("nsubj", "nsubjpass")
BY = frozenset({"by", "from", "among"})


def _modifiers(word: Token, rule: Cue) -> tuple[list[Range], list[str]]:
    """What a noun or adjective of saying, thinking or wanting takes after it."""
    own = children(word, *MODIFYING)
    found = _named(word, own, rule.content)
    return found if found[0] else _named(word, _apart(word), rule.content & APART)


def _apart(noun: Token) -> list[Token]:
    """What the parse hangs on the verb over an object instead of on the object."""
    return [c for c in children(noun.head, *MODIFYING) if c.i > noun.i] if noun.dep_ == "dobj" else []


def _named(word: Token, modifiers: Iterable[Token], allowed: frozenset[str]) -> tuple[list[Range], list[str]]:
    """The ranges of those modifiers that a word may take after it, and their frames."""
    ranges, frames = [], []
    for child in modifiers:
        name, first = child.lower_, child.left_edge.i
        if child.dep_ == "prep":
            found = children(child, "pobj", "pcomp")
            first = found[0].left_edge.i if found else -1
        elif is_infinitive(child):
            name = "inf"
        else:
            marked = child.left_edge.lower_ in {"that", "whether"} and child.dep_ != "relcl"
            name = "that" if marked or _is_adjectival(word, child) else ""
        if first > word.i and name in allowed:
            ranges.append((first, child.right_edge.i))
            frames.append(name)
    return ranges, frames


def _is_adjectival(word: Token, clause: Token) -> bool:
    """Whether a clause without "that" completes an adjective: "sure he will"."""
    return word.pos_ == "ADJ" and clause.dep_ == "ccomp"


def noun(reader: Reader, noun: Token) -> Draft | None:
    """Iran's claim that S, made a plea for X."""
    rule = reader.book.cue(noun.lemma_.lower(), "NOUN")
    ranges, frames = _modifiers(noun, rule) if rule else ([], [])
    if rule is None or not ranges:
        return None
    source = _holder(reader, noun)
    if source is None and not OWNERLESS & set(frames):
        return None
    return reader.made(noun, rule, "+".join(frames), source, ranges)


def _holder(reader: Reader, noun: Token) -> Span | None:
    """Whose claim or hope a noun is: its owner's, or that of the subject of the verb that lends it."""
    whose = possessor(noun)
    own = any(c.tag_ == "PRP$" for c in children(noun, "poss"))
    rule = reader.book.cue(reader.lemma(noun.head), "VERB")
    if own and noun.dep_ == "dobj" and (rule is None or not rule.content):  # "got their hopes up"
        return subject(noun.head, reader.carriers) or whose
    beside = [c for c in _apart(noun) if c.lower_ in BY and noun.doc[noun.i + 1 : c.i].text in ("", ",")]
    if whose is None and beside:
        return noun_phrase(next(iter(children(beside[0], "pobj")), beside[0]))
    return _light_source(reader, noun.head) if whose is None and noun.dep_ == "dobj" else whose


def _light_source(reader: Reader, verb: Token) -> Span | None:
    """The subject of a verb that lends it to its object: "X voiced the fear that"."""
    if reader.lemma(verb) not in reader.light:
        return None
    by = agent(verb) if is_passive(verb) else None
    return subject(verb, reader.carriers) if by is None else noun_phrase(by)


def adjective(reader: Reader, word: Token) -> Draft | None:
    """X is skeptical of Y, officials angry about Z."""
    rule = reader.book.cue(word.lower_, "ADJ")
    ranges, frames = _modifiers(word, rule) if rule else ([], [])
    if rule is None or not ranges:
        return None
    source = None
    if word.dep_ in ("acomp", "attr", "conj", "oprd"):
        source = subject(word, reader.carriers)
    elif word.dep_ in ("amod", "acl", "advcl") and word.head.pos_ in NOMINAL:
        source = noun_phrase(word.head, before=word)
    return None if source is None else reader.made(word, rule, "+".join(frames), source, ranges)


def adverb(reader: Reader, word: Token) -> Draft | None:
    """Reportedly S; X, reportedly a Y."""
    rule = reader.book.cue(word.lower_, "ADV")
    if rule is None or not (word.head.pos_ in VERBAL or word.head.dep_ == "appos"):
        return None
    first, last = subtree(word.head)
    return reader.made(word, rule, "adverb", None, [(first, word.i - 1), (word.i + 1, last)])


def according(reader: Reader, word: Token) -> Draft | None:
    """According to X, S."""
    rule = reader.book.cue("according", "ADP")
    to = next((c for c in word.children if c.lower_ == "to"), None)
    source = next(iter(children(to, "pobj")), None) if to is not None else None
    if rule is None or source is None:
        return None
    ranges = around(word.sent, word.i, _with_title(source))
    return reader.made(word, rule, "according", noun_phrase(source), ranges)


def _with_title(source: Token) -> int:
    """The last word of a source and of what it is called after a comma: "Salas, the mayor of Lima,".

    The parse takes the title for the subject of what is said: here it is none where another noun
    stands right before the verb.
    """
    last, doc = source.right_edge.i, source.doc
    title = next((c for c in source.sent.root.children if c.dep_ in SUBJECTS and c.left_edge.i == last + 2), None)
    if title is None or title.pos_ != "NOUN" or doc[last + 1].text != ",":
        return last
    verb = min((t.i for t in (title.head, *children(title.head, "aux", "auxpass"))), default=last)
    comma = next((i for i in range(title.i, verb) if doc[i].text == ","), verb)
    between = doc[comma + 1 : verb]
    told = any(t.pos_ in NOMINAL for t in between) and not any(t.text == "," or t.lower_ in RELATIVE for t in between)
    return comma - 1 if told else last


def _after_conjunction(word: Token) -> bool:
    """Whether a phrase opens a clause that isn't the sentence's first: "although, by X's logic, S"."""
    before = [t for t in word.sent if t.i < word.i and not t.is_punct]
    return len(before) > 1 and before[-1].pos_ in ("SCONJ", "CCONJ")


def in_words(reader: Reader, noun: Token) -> Draft | None:
    """In X's words, S; in the view of X, S."""
    rule = reader.book.cue(noun.lemma_.lower(), "IN")
    if rule is None or noun.dep_ != "pobj" or noun.head.lower_ not in ("in", "by"):
        return None
    holders = [c for of in children(noun, "prep") for c in children(of, "pobj")]
    source = possessor(noun) or (noun_phrase(holders[0]) if holders else None)
    last = holders[0].right_edge.i if holders and holders[0].i > noun.i else noun.i
    first = noun.head.i
    ranges = [(last + 1, noun.sent.end - 1)] if _after_conjunction(noun.head) else around(noun.sent, first, last)
    return reader.made(noun, rule, "words", source, ranges) if source and ranges else None

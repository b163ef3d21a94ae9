"""What a word governs and who its subject is, read off the parse.

Everything here is grammar: which words report, and which of their dependents they report, stands
in the codebook. Token ranges are first and last token, both included.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from analysis.codebook import words_of

if TYPE_CHECKING:
    from analysis.parsed import Doc, Token
    from analysis.parsed import Span as Sentence

Span = tuple[int, int]
Range = tuple[int, int]

RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
VERBAL = frozenset({"VERB", "AUX"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
MODALS = frozenset("could might may would should can must will shall ca wo 'll ’ll 'd ’d".split())
NEGATIVE = frozenset("nobody none neither no nothing".split())
REFUSING = frozenset("refuse decline fail".split())
# What may stand between a subject and its verb without words of its own.
PARTED = frozenset({"aux", "neg", "advmod", "auxpass", "mark", "prt", "cc"})
DASHES = frozenset({",", "–", "—", "--", "-", "―"})
CLOSERS = DASHES | {".", ";", "?", "!", ")", ":"}
OPENERS = frozenset({"(", "”", '"', "''", "’"})
EDGES = frozenset({",", ";", ":", "–", "—", "-", "--", ".", "?", "!"})


def children(token: Token, *deps: str) -> list[Token]:
    """Dependents with one of these relations, in order."""
    return [child for child in token.children if child.dep_ in deps]


def characters(doc: Doc, first: int, last: int) -> Span:
    """Characters of a token range, without the punctuation around it."""
    while first < last and (doc[first].is_space or doc[first].text in EDGES):
        first += 1
    while last > first and (doc[last].is_space or doc[last].text in EDGES):
        last -= 1
    return doc[first].idx, doc[last].idx + len(doc[last])


def spans(doc: Doc, ranges: Iterable[Range]) -> list[Span]:
    """Characters of the token ranges that hold a word."""
    return [
        characters(doc, first, last)
        for first, last in ranges
        if any(token.text[0].isalnum() for token in doc[first : last + 1])
    ]


def subtree(token: Token) -> Range:
    """First and last token under a token."""
    return token.left_edge.i, token.right_edge.i


def noun_phrase(head: Token, *, before: Token | None = None) -> Span:
    """A noun with its dependents, cut where a dependent clause that reports begins."""
    first, last = subtree(head)
    if before is not None and head.i < before.i <= last:
        last = before.i - 1
    return characters(head.doc, first, last)


def is_infinitive(verb: Token) -> bool:
    """Whether "to" stands before a verb."""
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children)


def is_finite(verb: Token) -> bool:
    """Whether a clause is a full one: tensed, or opened by a conjunction."""
    if any(c.dep_ == "mark" and c.lower_ in {"that", "if", "whether"} for c in verb.children):
        return True
    return any(t.tag_ in FINITE for t in (verb, *children(verb, "aux", "auxpass")))


def is_imperative(verb: Token) -> bool:
    """Whether a verb is a command to the reader: "Consider a swap"."""
    top = verb
    while top.dep_ == "conj" and top.head.pos_ in VERBAL:
        top = top.head
    subjects = ("nsubj", "nsubjpass", "csubj", "expl", "aux")
    bare = verb.tag_ == "VB" and top.tag_ == "VB" and top.dep_ == "ROOT"
    return bare and not children(verb, *subjects) and not children(top, *subjects)


def is_passive(verb: Token) -> bool:
    """Whether a verb is passive ("was told") or a passive participle ("criticized by")."""
    return bool(children(verb, "auxpass", "nsubjpass")) or (verb.tag_ == "VBN" and verb.dep_ == "acl")


def agent(verb: Token) -> Token | None:
    """The noun after "by"."""
    for by in verb.children:
        if by.dep_ == "agent" or (by.dep_ == "prep" and by.lower_ == "by"):
            return next(iter(children(by, "pobj")), None)
    return None


def own_subject(verb: Token) -> Token | None:
    """The subject attached to a verb itself; of several, the nearest."""
    found = [c for c in children(verb, "nsubj", "csubj") if c.lower_ not in DAYS]
    return min(found, key=lambda child: abs(child.i - verb.i), default=None)


def passive_subject(verb: Token) -> Span | None:
    """The noun phrase before a passive verb."""
    found = children(verb, "nsubjpass")
    return noun_phrase(found[0]) if found else None


def antecedent(verb: Token) -> Span:
    """The noun phrase that a relative or participial clause describes."""
    return noun_phrase(verb.head, before=verb.left_edge)


def possessor(noun: Token) -> Span | None:
    """Who holds a noun: "Iran's claim", "a claim by Iran"."""
    for child in children(noun, "poss"):
        return characters(noun.doc, *subtree(child))
    for by in children(noun, "prep", "agent"):
        if by.lower_ in {"by", "from", "among"}:
            for holder in children(by, "pobj"):
                return noun_phrase(holder)
    return None


def subject(word: Token, carriers: frozenset[str] = frozenset(), depth: int = 6) -> Span | None:
    """The subject of a verb or predicate adjective, its own or the one that it inherits.

    Parameters
    ----------
    word : the verb or adjective.
    carriers : nouns for texts; what one says is its author's ("issued a statement saying").
    depth : how many clauses up to look.
    """
    own = own_subject(word)
    if own is not None:
        is_relative = own.lower_ in RELATIVE and word.dep_ == "relcl"
        return antecedent(word) if is_relative else noun_phrase(own)
    if depth == 0 or word.head == word:
        return None
    return _inherited(word, carriers, depth - 1)


def _inherited(word: Token, carriers: frozenset[str], depth: int) -> Span | None:
    """The subject that a clause without its own takes from the clause above."""
    head, relation = word.head, word.dep_
    if relation == "csubj":
        return None
    if relation == "relcl":
        return antecedent(word)
    if relation == "acl":
        return _described(word, carriers, depth)
    if relation == "xcomp" and head.lemma_ in words_of("controls"):
        found = [c for c in children(head, "dobj", "dative") if c.i < word.i]
        if found:
            return noun_phrase(found[0], before=word.left_edge)
    if relation == "conj" and head.pos_ not in VERBAL and word.pos_ in VERBAL:
        return None
    if head.pos_ in VERBAL and is_passive(head) and not (relation == "conj" and is_passive(word)):
        found = passive_subject(head)
        if found:
            return found
    if head.pos_ in NOMINAL and head.dep_ != "attr":
        return possessor(head)
    return subject(head, carriers, depth)


def _described(verb: Token, carriers: frozenset[str], depth: int) -> Span | None:
    """The subject of a participle or infinitive that describes a noun."""
    noun = verb.head
    above = noun.head.head if noun.dep_ == "pobj" else noun.head
    if verb.tag_ == "VB" and possessor(noun):
        return possessor(noun)
    is_carried = noun.lemma_.lower() in carriers and noun.dep_ in ("dobj", "pobj", "attr")
    if (is_carried or verb.tag_ == "VB") and above.pos_ in VERBAL:
        return subject(above, carriers, depth)
    return noun_phrase(noun, before=verb.left_edge)


def beside(verb: Token) -> Span | None:
    """The noun phrase that touches a verb, after it or before it, whatever the parse says."""
    doc = verb.doc
    for place in (verb.i + 1, verb.i - 1):
        if not 0 <= place < len(doc):
            continue
        head = doc[place]
        while head.head.pos_ in NOMINAL and head.dep_ in ("det", "compound", "amod", "nummod"):
            head = head.head
        if head.pos_ in NOMINAL:
            first, last = subtree(head)
            first = max(first, verb.i + 1) if place > verb.i else first
            last = min(last, verb.i - 1) if place < verb.i else last
            return characters(doc, first, last) if first <= last else None
    return None


def reporting_clause(verb: Token) -> Range:
    """Verb and subject with what stands between and right after them ("he said on Monday")."""
    first = last = verb.i
    own = own_subject(verb)
    for child in verb.children:
        after = child.i > verb.i and child.dep_ in (
            "advmod", "dative", "dobj", "npadvmod", "prep", "prt",
        )  # fmt: skip
        alone = child.dep_ in PARTED and child.left_edge.i == child.i
        if child == own or after or (alone and child.dep_ != "cc"):
            first, last = min(first, child.left_edge.i), max(last, child.right_edge.i)
    return first, last


def as_word(verb: Token) -> Token | None:
    """The "as" of "as X said"."""
    deps = ("mark", "advmod", "prep", "dobj")
    found = (c for c in verb.children if c.lower_ == "as" and c.dep_ in deps and c.i < verb.i)
    return next(found, None)


def _is_set_in(sentence: Sentence, first: int, last: int, *, has_as: bool) -> bool:
    """Whether a reporting clause is cut off from the sentence around it by punctuation."""
    doc = sentence.doc
    before = doc[first - 1].text if first > sentence.start else ""
    after = doc[last + 1].text if last + 1 < sentence.end else "."
    if not has_as:
        return before in DASHES | OPENERS and after in CLOSERS | OPENERS
    if not before:
        return after in DASHES
    return before in DASHES | OPENERS or after in CLOSERS


def around(sentence: Sentence, first: int, last: int) -> list[Range]:
    """The sentence, from semicolon to semicolon, without a clause set into it.

    Empty where no verb is left that could be what the clause reports.
    """
    doc, start, end = sentence.doc, sentence.start, sentence.end
    lo = max((i + 1 for i in range(start, first) if doc[i].text in {";", ":"}), default=start)
    hi = min((i for i in range(last + 1, end) if doc[i].text == ";"), default=end)
    rest = [doc[i] for i in range(lo, hi) if not first <= i <= last]
    relative = ("relcl", "acl")
    is_bounded = lo > start
    has_verb = any(
        (t.tag_ in FINITE or (is_bounded and t.pos_ in VERBAL))
        and t.dep_ not in relative
        and not (t.dep_ in ("aux", "auxpass") and t.head.dep_ in relative)
        for t in rest
    )
    parts = [(lo, first - 1), (last + 1, hi - 1)]
    return [(i, j) for i, j in parts if i <= j and _says(doc, i, j)] if has_verb else []


def _says(doc: Doc, first: int, last: int) -> bool:
    """Whether a stretch holds more than conjunctions and punctuation."""
    return any(t.pos_ not in ("CCONJ", "PUNCT", "SPACE") for t in doc[first : last + 1])


def _governing_verb(infinitive: Token) -> Token:
    """The verb over an infinitive, also through a noun: "was at pains to explain"."""
    head = infinitive.head
    while head.pos_ not in VERBAL and head.head != head:
        head = head.head
    return head


def quoting_phrase(verb: Token) -> list[Range]:
    """What "to quote X" is set into."""
    first, last = verb.left_edge.i, verb.right_edge.i
    if not is_infinitive(verb) or not _is_set_in(verb.sent, first, last, has_as=True):
        return []
    return around(verb.sent, first, last)


def insertion(verb: Token) -> list[Range]:
    """What a reporting clause is set into: "S, as X was at pains to explain, S", "S, X said, S"."""
    top = verb
    mark = as_word(top)
    while mark is None and top.dep_ in ("xcomp", "acl") and is_infinitive(top):
        top = _governing_verb(top)
        mark = as_word(top)
    if own_subject(top) is None and (mark is None or agent(verb) is None):
        return []
    full = children(verb, "ccomp", "xcomp", "dobj")
    if any(c != mark and c.i > verb.i and c.lower_ != "it" for c in full):
        return []
    first, last = reporting_clause(top)
    if mark is not None:
        first = min(first, mark.i)
        tail = ("acomp", "agent", "prep", "xcomp", "attr")
        last = max([last, *(c.right_edge.i for c in children(top, *tail) if c.i > top.i)])
    elif verb.dep_ == "relcl" or children(verb, "mark"):
        return []
    if not _is_set_in(verb.sent, first, last, has_as=mark is not None):
        return []
    return around(verb.sent, first, last)


def is_negated(verb: Token) -> bool:
    """Whether the verb says that it did not happen: "did not say", "nobody said", "refused to"."""
    own = own_subject(verb)
    if any(c.dep_ == "neg" or c.lower_ in {"never", "nor", "hardly"} for c in verb.children):
        return True
    if own is not None and (
        own.lower_ in NEGATIVE or any(c.lower_ in NEGATIVE and c.i == own.left_edge.i for c in own.children)
    ):
        return True
    head = verb.head
    if verb.dep_ == "pcomp" and head.lower_ == "without":
        return True
    if verb.dep_ == "conj" and own is None and any(c.lower_ in ("or", "nor") for c in head.children):
        return head.pos_ in VERBAL and is_negated(head)
    if verb.dep_ == "xcomp" and head != verb and head.pos_ in VERBAL:
        return head.lemma_ in REFUSING or is_negated(head)
    return False


def is_hypothetical(verb: Token, projecting: frozenset[str]) -> bool:
    """Whether the verb only may, would or is meant to happen: "could tell", "wants to say".

    Parameters
    ----------
    verb : the cue.
    projecting : lemmas whose infinitive is no fact ("want", "expect", "likely").
    """
    if any(child.dep_ == "aux" and child.lower_ in MODALS for child in verb.children):
        return True
    if any(c.dep_ == "mark" and c.lower_ in {"if", "unless", "whether"} for c in verb.children):
        return True
    head = verb.head
    if head == verb or verb.dep_ not in ("xcomp", "ccomp", "conj", "acl"):
        return False
    if verb.tag_ == "VBG" and verb.dep_ == "xcomp" and is_infinitive(head):  # "wants him to stop criticizing"
        return is_hypothetical(head, projecting)
    if is_infinitive(verb) and verb.dep_ != "conj":
        return head.lemma_.lower() in projecting or is_hypothetical(head, projecting)
    bare_conjunct = verb.dep_ == "conj" and verb.tag_ == "VB" and own_subject(verb) is None
    return bare_conjunct and is_hypothetical(head, projecting)

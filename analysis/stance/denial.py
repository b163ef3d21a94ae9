"""What is denied, and what stands under which verb."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from analysis.attribution.clauses import NEGATIVE, VERBAL, children
from analysis.codebook import words_of
from analysis.stance.grammar import SUBJECTS
from analysis.tokens import lemma

if TYPE_CHECKING:
    from analysis.parsed import Token

NEVER = frozenset("not n't n’t never nor neither hardly scarcely barely rarely seldom no nowhere".split())
SCANT = frozenset("no little few scant neither without zero".split())
ONLY = frozenset("just only merely simply solely".split())
BELOW = ("xcomp", "acomp", "attr", "dobj", "oprd")


def denied(word: Token) -> bool:
    """Whether a word itself is denied: "did not", "nobody", "no support", "lack of", "without"."""
    for child in word.children:
        before = child.lower_ in NEVER and child.i < word.i and child.dep_ in ("neg", "preconj", "cc", "advmod", "det")
        longer = child.lower_ in ("longer", "more") and any(c.lower_ in ("no", "not") for c in child.children)
        if (child.dep_ == "neg" or before or longer) and not (is_counterfactual(word) or _is_more(child)):
            return True
    if any(c.lower_ in SCANT and c.dep_ in ("det", "amod", "advmod") and not _a_little(c) for c in word.children):
        return True
    if any(_is_nobody(s) for s in children(word, *SUBJECTS)):
        return True
    return _lacking(word) or _denied_before(word)


def _is_more(denial: Token) -> bool:
    """Whether a denial denies nothing: "not only", "did not just blame"."""
    after = denial.nbor(1) if denial.i + 1 < len(denial.doc) else denial
    return denial.dep_ == "neg" and after.lower_ in ONLY


def is_counterfactual(word: Token) -> bool:
    """Whether a clause supposes what wasn't so: in "had Lima not fired", Lima did fire."""
    own = children(word, *SUBJECTS)
    return any(c.lower_ == "had" and own and c.i < own[0].i for c in children(word, "aux"))


def _lacking(word: Token) -> bool:
    """Whether a word stands after "without", "lack of" or "nor"."""
    head = word.head
    if word.dep_ in ("pcomp", "pobj") and head.lower_ in ("without", "instead"):
        return True
    if head.lower_ == "of" and word.dep_ in ("pobj", "pcomp"):
        return lemma(head.head).lower() in words_of("lacks") or head.head.lower_ == "instead"
    return word.dep_ == "conj" and any(c.lower_ == "nor" for c in head.children)


def _denied_before(word: Token) -> bool:
    """Whether "not" before a first verb holds for this second one: "did not praise or thank"."""
    first = word.head
    shared = word.dep_ == "conj" and first.pos_ in VERBAL and not children(word, *SUBJECTS, "aux", "auxpass", "neg")
    turned = any(c.lower_ in ("but", "yet", ";") and c.i > first.i for c in first.children)
    return shared and word.tag_ == first.tag_ and word.tag_ in ("VB", "VBG", "VBN") and not turned and denied(first)


def _is_nobody(subject: Token) -> bool:
    return subject.lower_ in NEGATIVE or any(
        c.lower_ in ("no", "neither") and c.dep_ in ("det", "preconj", "cc") for c in subject.children
    )


def _a_little(word: Token) -> bool:
    return word.lower_ in ("little", "few") and any(c.lower_ == "a" for c in (*word.children, *word.head.children))


def governors(word: Token) -> Iterator[Token]:
    """The verbs that a word is the infinitive, participle, predicate or object of, upward."""
    while word.head != word:
        head, relation = word.head, word.dep_
        through = relation == "pcomp" and head.lower_ in ("from", "on", "to", "in", "for")
        beside = relation == "conj" and not children(word, *SUBJECTS, "aux") and word.tag_ == head.tag_
        if relation in BELOW or beside or (relation == "acl" and word.tag_ == "VB"):
            word = head
        elif through:
            word = head.head
        else:
            return
        yield word

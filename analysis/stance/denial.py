"""What is denied or called untrue, and what stands under which verb."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from analysis.attribution import codebook
from analysis.attribution.clauses import NEGATIVE, VERBAL, children, is_finite, is_infinitive
from analysis.attribution.modality import misread_rejection
from analysis.codebook import words_of
from analysis.stance.grammar import SUBJECTS
from analysis.tokens import lemma

if TYPE_CHECKING:
    from analysis.parsed import Token

NEVER = frozenset("not n't n’t never nor neither hardly scarcely barely rarely seldom no nowhere".split())
SCANT = frozenset("no little few scant neither without zero".split())
ONLY = frozenset("just only merely simply solely".split())
DENYING = {"pobj": ("without", "instead"), "pcomp": ("without", "instead", "against")}
BELOW = ("xcomp", "acomp", "attr", "dobj", "oprd")


def denied(word: Token) -> bool:
    """Whether a word itself is denied: "did not", "nobody", "no support", "lack of", "without"."""
    return next(denials(word), None) is not None


def denials(word: Token) -> Iterator[Token]:
    """The words that deny a word: "not" in "did not support", "nobody" in "nobody supports"."""
    own = lemma(word)
    for child in word.children:
        near = child.i < word.i or own == "be"  # "was hardly a friend"
        before = child.lower_ in NEVER and near and child.dep_ in ("neg", "preconj", "cc", "advmod", "det")
        longer = child.lower_ in ("longer", "more") and any(c.lower_ in ("no", "not") for c in child.children)
        stated = (child.dep_ == "neg" or before or longer) and not (is_counterfactual(word) or _is_more(child))
        scant = child.lower_ in SCANT and child.dep_ in ("det", "amod", "advmod") and not _a_little(child)
        open_yet = child.lower_ == "yet" and own == "have" and children(word, "xcomp")  # "has yet to sign"
        if stated or scant or open_yet:
            yield child
    yield from (s for s in children(word, *SUBJECTS) if _is_nobody(s))
    yield from _neither(word)
    yield from _lacking(word)
    yield from _denied_before(word)


def _neither(verb: Token) -> Iterator[Token]:
    """What denies both objects at once: "trusts neither Lima nor Quito"."""
    if verb.pos_ in VERBAL:
        behind = (noun for at in children(verb, "prep") for noun in children(at, "pobj"))
        for noun in (*children(verb, "dobj"), *behind):
            yield from (t for t in noun.children if t.lower_ == "neither")


def _is_more(denial: Token) -> bool:
    """Whether a denial denies nothing: "not only", "did not just blame"."""
    after = denial.nbor(1) if denial.i + 1 < len(denial.doc) else denial
    return denial.dep_ == "neg" and after.lower_ in ONLY


def is_counterfactual(word: Token) -> bool:
    """Whether a clause supposes what wasn't so: in "had Lima not fired", Lima did fire."""
    own = children(word, *SUBJECTS)
    return any(c.lower_ == "had" and own and c.i < own[0].i for c in children(word, "aux"))


def _lacking(word: Token) -> Iterator[Token]:
    """What denies a word from above: "without", "lack of", "nor", "against" in "warned against helping"."""
    head = word.head
    if head.lower_ in DENYING.get(word.dep_, ()):
        yield head
    elif head.lower_ == "of" and word.dep_ in ("pobj", "pcomp"):
        if lemma(head.head).lower() in words_of("lacks") or head.head.lower_ in ("instead", "short"):
            yield head.head
    elif missed := missing(word):
        yield missed
    elif word.dep_ == "conj":
        yield from (c for c in head.children if c.lower_ == "nor")
    elif word.dep_ in ("xcomp", "advcl") and lemma(head) == "do":  # "did little to help"
        yield from (c for c in children(head, "dobj") if c.lower_ in ("little", "nothing"))


def missing(word: Token) -> Token | None:
    """The word by which a predicate is missed: "far" in "far from perfect", "anything" in "anything but a success"."""
    above = word.head if word.head.lower_ in ("from", "but") else word
    missed = above.head
    far = above.lower_ == "from" and missed.lower_ == "far"
    but = missed.lower_ == "anything" and any(c.lower_ == "but" for c in missed.children)
    return missed if far or but else None


def _denied_before(word: Token) -> Iterator[Token]:
    """What denies a first verb, and so this second one: "did not praise or thank"."""
    first = word.head
    shared = word.dep_ == "conj" and first.pos_ in VERBAL and not children(word, *SUBJECTS, "aux", "auxpass", "neg")
    bare = {word.tag_, first.tag_} <= {"VB", "VBP"} and any(c.lower_ in ("or", "nor") for c in first.children)
    if shared and (bare or (word.tag_ == first.tag_ and word.tag_ in ("VB", "VBG", "VBN"))):
        turned = any(c.lower_ in ("but", "yet", ";") and c.i > first.i for c in first.children)
        yield from () if turned else denials(first)


def _is_nobody(subject: Token) -> bool:
    return subject.lower_ in NEGATIVE or any(
        (c.lower_ in ("no", "neither") and c.dep_ in ("det", "preconj", "cc"))
        or (c.lower_ == "few" and c.dep_ in ("amod", "det", "nummod") and not _a_little(c))
        for c in subject.children
    )


def _a_little(word: Token) -> bool:
    return word.lower_ in ("little", "few") and any(c.lower_ == "a" for c in (*word.children, *word.head.children))


def governors(word: Token) -> Iterator[Token]:
    """The verbs that a word is the infinitive, participle, predicate or object of, upward."""
    while word.head != word:
        head, relation = word.head, word.dep_
        through = relation == "pcomp" and head.lower_ in ("from", "on", "to", "in", "for")
        beside = relation == "conj" and not children(word, *SUBJECTS, "aux") and word.tag_ == head.tag_
        asked = relation == "ccomp" and is_infinitive(word) and lemma(head) in words_of("asks")  # "want him to help"
        if relation in BELOW or beside or asked or (relation == "acl" and word.tag_ == "VB"):
            word = head
        elif through:
            word = head.head
        else:
            return
        yield word


def rejections(word: Token) -> list[Token]:
    """The words that reject the claim in which a word stands: "rejects claims that", "the false charge that"."""
    for clause in (word, *word.ancestors):
        through = clause.head.head if clause.dep_ == "pcomp" and clause.head.lower_ == "of" else clause.head
        misread = misread_rejection(through) if clause.dep_ == "ccomp" else None
        if misread is not None:
            return [misread]
        if clause.pos_ in VERBAL and _is_told(clause) and _is_claim(through):
            return _rejecting(through)
    return []


def _is_told(clause: Token) -> bool:
    """Whether a clause says what a noun claims: "that it armed them", "of arming them", no "offer to arm them"."""
    full = clause.dep_ in ("acl", "ccomp") and is_finite(clause)
    return full or clause.dep_ == "pcomp" or (clause.dep_ == "relcl" and bool(children(clause, "mark")))


def _is_claim(noun: Token) -> bool:
    """Whether a noun names what somebody says or thinks, and not for a fact: "the claim that"."""
    known = noun.pos_ == "NOUN" and codebook().knows(lemma(noun), "NOUN")
    return known and "that" in codebook().cue(lemma(noun), "NOUN").content


def _rejecting(claim: Token) -> list[Token]:
    """The words that call a claim untrue: its adjective, its predicate, or the verb or noun over it."""
    over = claim.head
    above = over.head if claim.dep_ == "pobj" else over
    said = children(over, "acomp", "oprd", "attr") if claim.dep_ in SUBJECTS else []
    untrue = [t for t in (*children(claim, "amod"), *said, over) if t.lower_ in words_of("untrue")]
    known = claim.dep_ in ("dobj", "pobj", "nsubjpass") and lemma(above).lower() in words_of("rejects")
    return untrue or ([above] if known and not denied(above) else [])

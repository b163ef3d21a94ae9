"""Who does, or holds, what a verb or predicate says: its own subject, an inherited one, or whoever asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.attribution import codebook
from analysis.attribution.clauses import FINITE, RELATIVE, VERBAL, agent, children, is_infinitive, is_passive
from analysis.codebook import words_of
from analysis.stance.grammar.asking import COPULAS, asked_by, fitting, fittings
from analysis.stance.grammar.nouns import OBJECTS, SUBJECTS, joined, owners, owners_of, spread
from analysis.tokens import lemma

if TYPE_CHECKING:
    from analysis.parsed import Token


def doers(word: Token) -> list[Token]:
    """Who holds what a verb says: its subject, whoever asks for it, or in the passive the noun after "by"."""
    if is_passive(word):
        by = agent(word)
        return spread([by]) if by is not None else _wanted_by(word)
    asking = asked_by(word)
    return subjects(word) if asking is None else doers(asking)


def _wanted_by(deed: Token) -> list[Token]:
    """Who wants, or announces, what is done without a doer: "expects them to be freed", "announced that"."""
    above = deed.head
    told = deed.dep_ in ("ccomp", "xcomp") and not is_passive(above)
    return doers(above) if told and lemma(above) in words_of("answers") else []


def subjects(word: Token, depth: int = 6) -> list[Token]:
    """Who does what a verb or predicate says, its own subject or the one that it inherits."""
    own = children(word, *SUBJECTS)
    if own:
        return joined([meant(own[-1])])
    head, relation = word.head, word.dep_
    if depth == 0 or head == word:
        return []
    if relation == "relcl" and not is_infinitive(word):
        return joined([head])
    if relation == "acl" and fittings(word):
        return []
    if relation in ("acl", "relcl"):
        return subjects(head.head.head, depth - 1) if _is_in_order(head) else _described(word, depth)
    if relation == "pcomp":
        return _after_preposition(word, depth)
    if relation == "xcomp" and lemma(head) in words_of("controls"):
        found = [c for c in children(head, *OBJECTS) if c.i < word.i]
        if found:
            return joined(found)
    if relation in ("xcomp", "advcl") and is_infinitive(word) and (_is_told_to(word) or fitting(word) is not None):
        return []
    if relation in ("csubj", "csubjpass", "ccomp") and head.pos_ in VERBAL:
        return []
    if relation == "dobj" and word.tag_ in FINITE and head.pos_ in ("NOUN", "PROPN"):  # a misread verb
        return joined([head])
    if relation in ("amod", "pobj", "dobj", "nsubj", "compound"):
        return []
    if head.pos_ in VERBAL and is_passive(head) and relation == "conj" and not is_passive(word):
        return subjects(head, depth - 1)
    return subjects(head, depth - 1)


def meant(subject: Token) -> Token:
    """The noun that a relative pronoun stands for, or the subject itself."""
    clause = subject.head
    cleft = children(clause.head, "attr") if clause.dep_ == "ccomp" and lemma(clause.head) in COPULAS else []
    if cleft and subject.lower_ in RELATIVE:  # "it is Lima that failed"
        return cleft[0]
    while clause.dep_ in ("ccomp", "xcomp") and clause.head.dep_ == "relcl" and subject.lower_ in RELATIVE:
        clause = clause.head
    return clause.head if subject.lower_ in RELATIVE and clause.dep_ == "relcl" else subject


def _is_in_order(noun: Token) -> bool:
    """Whether a noun only says what for: "in order to help", "in an effort to help"."""
    return noun.lower_ in words_of("purposes") and noun.dep_ == "pobj" and noun.head.lower_ == "in"


def _is_told_to(infinitive: Token) -> bool:
    """Whether an infinitive spells out a noun of speech before it: "ignored suggestions to engage"."""
    nouns = [c for c in children(infinitive.head, *OBJECTS) if c.i < infinitive.i]
    cues = [codebook().cue(lemma(noun), "NOUN") for noun in nouns if codebook().knows(lemma(noun), "NOUN")]
    return any("inf" in cue.content for cue in cues) and lemma(infinitive.head) not in words_of("lends")


def _described(verb: Token, depth: int) -> list[Token]:
    """The subject of a participle or infinitive that describes a noun: its owner, the one above, the noun."""
    noun = verb.head
    if verb.tag_ in ("VBG", "VBN"):
        return joined([noun])
    whose = owners(noun)
    if whose:
        return whose
    above = noun.head.head if noun.dep_ == "pobj" else noun.head
    lends = above.pos_ in VERBAL and lemma(above) in words_of("lends") and noun.dep_ not in SUBJECTS
    return subjects(above, depth - 1) if lends else []


def _after_preposition(verb: Token, depth: int) -> list[Token]:
    """The subject of a participle after a preposition: the one who is charged, or the one who acts."""
    above = verb.head.head
    if lemma(above) in words_of("charges") and verb.head.lower_ in ("of", "for", "with", "over"):
        charged = children(above, *OBJECTS) or (children(above, "nsubjpass") if is_passive(above) else [])
        if charged:
            return joined(charged)
    if above.pos_ in ("NOUN", "PROPN"):
        of = owners(above) or owners_of(above)
        over = {"dobj": above.head, "pobj": above.head.head}.get(above.dep_)  # "is on record of favoring"
        return of if of or over is None or over.pos_ not in VERBAL else subjects(over, depth - 1)
    return subjects(above, depth - 1)


def reporters(pronoun: Token) -> list[Token]:
    """Who says it, where a pronoun is the subject of what is said: "Lima and its friends said they would"."""
    verb, above = pronoun.head, pronoun.head.head
    if pronoun.dep_ not in SUBJECTS or verb.dep_ != "ccomp" or not codebook().knows(lemma(above), "VERB"):
        return []
    found = subjects(above) if above.i < pronoun.i else []
    plural = any(t.tag_ in ("NNS", "NNPS") or t.conjuncts for t in found)
    return found if plural == (pronoun.lower_ == "they") else []

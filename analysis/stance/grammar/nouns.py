"""What hangs on a noun or another word: those joined to it, whose it is, what follows its prepositions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from analysis.attribution import codebook
from analysis.attribution.clauses import RELATIVE, VERBAL, agent, children, is_passive

if TYPE_CHECKING:
    from analysis.parsed import Token

SUBJECTS = ("nsubj", "csubj", "nsubjpass", "csubjpass")
OBJECTS = ("dobj", "dative", "obj")
OWNERS = ("poss", "compound", "amod", "nmod", "npadvmod")
PREFIXES = frozenset("anti non counter".split())
MADE = RELATIVE - {"who", "whom"}  # what can be somebody's deed
NAMING = ("PROPN", "NOUN", "ADJ", "PRON")
EXAMPLES = frozenset("like including include as especially".split())


def spread(tokens: Iterable[Token]) -> list[Token]:
    """Nouns with those joined to them, their appositions and their examples ("groups like X")."""
    found: list[Token] = []
    queue = list(tokens)
    while queue:
        token = queue.pop(0)
        if token in found:
            continue
        found.append(token)
        queue += children(token, "conj", "appos")
        judged = (o for clause in children(token, "relcl") for o in children(clause, *OBJECTS))
        queue += [*examples(token), *(e for o in judged for e in examples(o))]
    return found


def examples(noun: Token) -> list[Token]:
    """What follows "like", "such as" or "including" after a noun, or after "groups from Lima" for the groups."""
    within = [t for p in children(noun, "prep") for t in children(p, "pobj") if noun.tag_ == "NNS" != t.tag_]
    return [
        example
        for child in children(noun, "prep") + [c for t in within for c in children(t, "prep")]
        if child.lower_ in EXAMPLES and (child.lower_ != "as" or child.nbor(-1).lower_ == "such")
        for example in children(child, "pobj")
    ]


def joined(tokens: Iterable[Token]) -> list[Token]:
    """Nouns with those joined to them by "and", "or", "nor"."""
    found: list[Token] = []
    for token in tokens:
        found += [token, *joined(children(token, "conj"))]
    return found


def after(word: Token, prepositions: frozenset[str], *, deep: bool = True) -> list[Token]:
    """The nouns after prepositions that hang on a word, through "of doing" too."""
    found = []
    for child in word.children:
        if child.dep_ in ("prep", "agent", "dative", "prt", "advmod") and child.lower_ in prepositions:
            found += [_related(t) for t in children(child, "pobj")]
            if deep:
                found += [o for verb in children(child, "pcomp") for o in children(verb, *OBJECTS)]
            for second in children(child, "prep"):  # "because of", "out against"
                found += children(second, "pobj")
    return spread(found)


def _related(noun: Token) -> Token:
    """What a relative pronoun after a preposition stands for: "the bank against which"."""
    clause = next((t for t in noun.ancestors if t.dep_ == "relcl"), None) if noun.lower_ in RELATIVE else None
    return noun if clause is None else clause.head


def owners(noun: Token) -> list[Token]:
    """Whose a noun is, by what stands before it or "by" after it: "Lima's", "Peruvian", "by Lima"."""
    before = [c for c in noun.children if c.dep_ in OWNERS and c.i < noun.i and c.pos_ in NAMING and not _is_anti(c)]
    possessing = [c for c in before if c.dep_ == "poss"]
    return joined(possessing or before) + [t for c in children(noun, "prep", "agent") if c.lower_ in ("by", "among")
                                            for t in joined(children(c, "pobj"))]  # fmt: skip


def _is_anti(word: Token) -> bool:
    """Whether a prefix turns a name round: "anti-Peruvian"."""
    doc, at = word.doc, word.i
    while at > 1 and doc[at - 1].text in "-–":
        at -= 2
    return doc[at].lower_ in PREFIXES or (at > 0 and doc[at].text in "-–") or word.lower_ in PREFIXES


def named(owning: Iterable[Token]) -> list[Token]:
    """Owners without adjectives that name nobody ("broad", as against "Peruvian")."""
    return [o for o in owning if o.pos_ != "ADJ" or o.text[0].isupper()]


def owners_of(noun: Token, prepositions: frozenset[str] = frozenset({"of", "from"})) -> list[Token]:
    """Whose a noun is, by "of" after it: "the policies of Lima"."""
    return [t for c in children(noun, "prep") if c.lower_ in prepositions for t in joined(children(c, "pobj"))]


def _is_said(noun: Token, clause: Token) -> bool:
    """Whether a clause says what a noun claims, and not who made it: "the criticism that the truce consists of"."""
    claims = codebook().knows(noun.lemma_.lower(), "NOUN")
    return claims and not codebook().knows(clause.lemma_.lower(), "LIGHT")


def makers(word: Token) -> list[Token]:
    """Whose deed a noun or clause is: "the reforms that Lima made", "reforms made by Lima", "what Lima did"."""
    if word.pos_ in VERBAL:
        return children(word, "nsubj") if word.dep_ in ("csubj", "csubjpass", "pcomp", "ccomp") else []
    clauses = [c for c in children(word, "relcl") if not is_passive(c) and not _is_said(word, c)]
    own = [s for c in clauses for s in children(c, "nsubj") if s.lower_ not in RELATIVE]
    done = [agent(c) for c in children(word, "acl", "relcl") if is_passive(c)]
    return [s for s in own if all(o.lower_ in MADE for o in children(s.head, *OBJECTS))] + list(filter(None, done))

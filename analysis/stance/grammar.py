"""Who does what to whom, read off the parse: tokens in, tokens out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from analysis.attribution import codebook
from analysis.attribution.clauses import (
    FINITE,
    RELATIVE,
    VERBAL,
    agent,
    children,
    is_imperative,
    is_infinitive,
    is_passive,
)
from analysis.codebook import words_of
from analysis.tokens import lemma

if TYPE_CHECKING:
    from analysis.parsed import Token

SUBJECTS = ("nsubj", "csubj", "nsubjpass", "csubjpass")
OBJECTS = ("dobj", "dative", "obj")
OWNERS = ("poss", "compound", "amod", "nmod", "npadvmod")
PREFIXES = frozenset("anti non counter".split())
NAMING = ("PROPN", "NOUN", "ADJ", "PRON")
COPULAS = frozenset("be remain become seem appear prove look sound stay feel".split())
DUTIES = frozenset("should must ought".split())
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


def subjects(word: Token, depth: int = 6) -> list[Token]:
    """Who does what a verb or predicate says, its own subject or the one that it inherits."""
    own = children(word, *SUBJECTS)
    if own:
        return joined([_meant(own[-1])])
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


def _meant(subject: Token) -> Token:
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
    return noun.lower_ in ("order", "effort", "attempt", "bid") and noun.dep_ == "pobj" and noun.head.lower_ == "in"


def _is_told_to(infinitive: Token) -> bool:
    """Whether an infinitive spells out a noun of speech before it: "ignored suggestions to engage"."""
    nouns = [c for c in children(infinitive.head, *OBJECTS) if c.i < infinitive.i]
    cues = [codebook().cue(lemma(noun), "NOUN") for noun in nouns if codebook().knows(lemma(noun), "NOUN")]
    return any("inf" in cue.content for cue in cues) and lemma(infinitive.head) not in words_of("lends")


def fitting(infinitive: Token) -> Token | None:
    """What is said of a deed: the adjective in "it is vital to keep the truce"."""
    head = infinitive.head
    verb = head.head if head.dep_ == "acomp" else head
    it = any(c.lower_ == "it" for c in children(verb, "nsubj", "expl"))
    if not (it and is_infinitive(infinitive) and lemma(verb) in COPULAS):
        return None
    return next((c for c in children(verb, "acomp", "oprd") if c.pos_ == "ADJ"), None)


def fittings(deed: Token) -> list[Token]:
    """The words that may judge a deed without a doer: "it was a mistake to sign", "signing it was wise"."""
    above = deed.head
    if deed.dep_ == "csubj":
        return children(above, "acomp", "attr", "oprd")
    fits = fitting(deed)
    if fits is not None:
        return [fits]
    noun = [above] if deed.dep_ == "acl" and is_infinitive(deed) else []
    return [t for t in noun if t.dep_ == "attr" and any(c.lower_ == "it" for c in children(t.head, "nsubj", "expl"))]


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


def asked_by(word: Token) -> Token | None:
    """The verb by which somebody asks another to do, or to stop, what a verb says: "urged Lima to stop shelling"."""
    asking = _asking(word)
    if asking is None and word.dep_ == "xcomp" and word.head.pos_ in VERBAL and not children(word, *SUBJECTS):
        return asked_by(word.head)
    return asking


def _asking(word: Token) -> Token | None:
    """The verb that asks for what a verb says, right above it: "urged Lima to back", "demanded that Lima back"."""
    head = word.head
    if word.dep_ == "conj" and word.tag_ == "VB" and head != word and not children(word, *SUBJECTS, "aux"):
        return _asking(head)
    if lemma(head) not in words_of("asks"):
        return None
    if word.dep_ == "ccomp" and word.tag_ == "VB" and not children(word, "aux"):
        return head
    below = word.dep_ in ("xcomp", "ccomp", "advcl") or any(c.lower_ == "for" for c in children(word, "mark"))
    told = is_passive(head) or children(head, *OBJECTS, "prep", "prt") or children(word, *SUBJECTS)
    return head if below and is_infinitive(word) and told else None


def asked(word: Token) -> list[Token]:
    """Whom a verb asks to do what another says: "called on Lima to stop", "demanded that Lima stop"."""
    asking = _asking(word)
    if asking is None:
        return []
    found = children(word, "nsubj") or children(asking, *OBJECTS) or after(asking, frozenset(("on", "upon", "to")))
    return joined(found)


def undergoers(word: Token) -> list[Token]:
    """Whom a verb is done to: its objects, or in the passive its subject."""
    if is_passive(word):
        return spread([word.head] if word.dep_ == "acl" and not children(word, "nsubjpass") else subjects(word))
    own = children(word, *OBJECTS) or [c for c in children(word, "npadvmod") if c.i > word.i]
    own = own or _enabled(word)
    gap = word.dep_ == "relcl" and not own and not any(s.lower_ in RELATIVE for s in children(word, *SUBJECTS))
    if gap:
        return spread([word.head])
    if not own and word.dep_ == "conj":  # "praised and thanked the envoy"
        return []
    shared = [d for c in children(word, "conj") if not own for d in children(c, *OBJECTS)]
    return spread([_meant(t) for t in (own or shared)])


def _enabled(verb: Token) -> list[Token]:
    """Who is helped or allowed to do something, or held to be so: "helped him leave", "held him accountable"."""
    clauses = children(verb, "ccomp")
    bare = [c for c in clauses if c.tag_ == "VB" and lemma(verb) in words_of("enables")]
    return [s for c in (*bare, *(c for c in clauses if c.pos_ == "ADJ")) for s in children(c, "nsubj")]


def seen(word: Token) -> list[Token]:
    """What somebody wants "to see", "to have" or "to achieve"."""
    return [
        t
        for c in children(word, "xcomp", "ccomp")
        if lemma(c) in words_of("attains")
        for t in spread(children(c, *OBJECTS))
    ]


def is_called_for(verb: Token) -> bool:
    """Whether a verb says what should be done: "should", "must", "ought", "needs to", or a command."""
    if any(c.lower_ in DUTIES for c in children(verb, "aux", "auxpass")) or is_imperative(verb):
        return not any(lemma(c) == "have" for c in children(verb, "aux"))
    head, fits = verb.head, fitting(verb)
    if fits is not None and fits.lower_ in words_of("needed"):
        return True
    if verb.dep_ == "xcomp" and lemma(head) in ("need", "have") and is_infinitive(verb):
        return not (children(head, "neg") or any(c.lower_ == "yet" for c in head.children))
    shared = verb.dep_ == "conj" and head.pos_ in VERBAL and not children(verb, *SUBJECTS, "aux") and verb.tag_ == "VB"
    return shared and head != verb and is_called_for(head)


def is_urged(verb: Token) -> bool:
    """Whether somebody asks for what a verb says, or says that it should be done."""
    return asked_by(verb) is not None or is_called_for(verb)


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


def makers(word: Token) -> list[Token]:
    """Whose deed a noun or clause is: "the reforms that Lima made", "reforms made by Lima", "what Lima did"."""
    if word.pos_ in VERBAL:
        return children(word, "nsubj") if word.dep_ in ("csubj", "csubjpass", "pcomp", "ccomp") else []
    clauses = [c for c in children(word, "relcl") if not is_passive(c)]
    own = [s for c in clauses for s in children(c, "nsubj") if s.lower_ not in RELATIVE]
    done = [agent(c) for c in children(word, "acl", "relcl") if is_passive(c)]
    return [s for s in own if all(o.lower_ in RELATIVE for o in children(s.head, *OBJECTS))] + list(filter(None, done))


def reporters(pronoun: Token) -> list[Token]:
    """Who says it, where a pronoun is the subject of what is said: "Lima and its friends said they would"."""
    verb, above = pronoun.head, pronoun.head.head
    if pronoun.dep_ not in SUBJECTS or verb.dep_ != "ccomp" or not codebook().knows(lemma(above), "VERB"):
        return []
    found = subjects(above) if above.i < pronoun.i else []
    plural = any(t.tag_ in ("NNS", "NNPS") or t.conjuncts for t in found)
    return found if plural == (pronoun.lower_ == "they") else []


def owners_of(noun: Token, prepositions: frozenset[str] = frozenset({"of", "from"})) -> list[Token]:
    """Whose a noun is, by "of" after it: "the policies of Lima"."""
    return [t for c in children(noun, "prep") if c.lower_ in prepositions for t in joined(children(c, "pobj"))]

"""Who stands where toward whom in a parsed text, by the stance words and the grammar around them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from analysis.attribution import codebook
from analysis.attribution.clauses import (
    NEGATIVE,
    RELATIVE,
    VERBAL,
    children,
    is_imperative,
    is_infinitive,
    is_passive,
)
from analysis.codebook import words_of
from analysis.stance.denial import denied, governors
from analysis.stance.grammar import (
    COPULAS,
    OBJECTS,
    after,
    agent,
    asked,
    asked_by,
    doers,
    fittings,
    is_called_for,
    is_urged,
    joined,
    owners,
    seen,
    spread,
    subjects,
    undergoers,
)
from analysis.stance.judgements import faint, harms, judges, outcomes, predicated, said_of, traits
from analysis.stance.link import Link, after_denial, linked, turns
from analysis.stance.phrases import named, phrases
from analysis.stance.words import PLACES, StanceBook, StanceWord
from analysis.tokens import lemma

if TYPE_CHECKING:
    from analysis.parsed import Doc, Token

FEELING = frozenset("by with at about in over".split())
DEALING = frozenset("with to for on into".split())
OUT = frozenset("out away off aside apart".split())
BESIDE = frozenset("with alongside beside".split())
AIMED = frozenset("at against on".split())
GIVERS = frozenset("from by among of".split())
FROM = frozenset(("from",))


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
        yield from _outcomes(token, book)
        yield from _calls(token, book)
        yield from _stops(token, book)
        yield from _deeds(token, book)
        yield from _traits(token, book)
    if token.pos_ == "ADV":
        yield from _adverb(token, book)
    yield from phrases(token, book)
    for row in book.of(token):
        if row.holder == "author":
            yield from _judgements(token, row, book)
        elif row.pos == "VERB":
            yield from _verb(token, row, book)
        elif row.pos == "NOUN":
            yield from _noun(token, row, book)
        elif row.pos == "ADJ":
            yield from _adjective(token, row, book)


def _verb(verb: Token, row: StanceWord, book: StanceBook) -> Iterator[Link]:
    """A verb whose subject holds the stance, or whose object does ("it angered Lima")."""
    prepositions = row.target - PLACES
    if lemma(verb) == "let" and is_imperative(verb):  # "let us", "let it be"
        return
    got = [o for o in children(verb, "dobj") if book.one(lemma(o), "NOUN") and _receiver(o, book) is not None]
    if got and " " not in row.lemma:  # "enjoys the support of": whose it is stands for it, not who has it
        return
    if (row.sign == 1 and _tells_to(verb)) or ("matter" in row.target and is_called_for(verb)):
        return
    if row.holder == "object":
        felt = [agent(verb), *after(verb, FEELING)] if is_passive(verb) else subjects(verb)
        yield from linked(verb, [t for t in felt if t is not None], undergoers(verb), row, "feeling", book)
        return
    holders: list[Token | None] = [*doers(verb)]
    deed = 0 if holders else _judged(verb, book)
    if deed and row.sign:  # "it was wrong to trust Lima"
        holders, row = [None], replace(row, sign=deed * row.sign, basis="words")
    if not holders and is_called_for(verb):
        holders = [None]
    targets = undergoers(verb) if row.target & {"object", "matter", "people", "predicate", "as"} else []
    idiom = [t for t in targets if t.lower_ in row.lemma.split()[1:]]  # "hopes" in "get hopes up"
    targets = [t for t in targets if t not in idiom] or [c for t in idiom for c in children(t, "compound", "nmod")]
    if "predicate" in row.target:
        targets = [t for c in children(verb, "ccomp") for t in children(c, "nsubj")] or targets
    if "seen" in row.target:
        targets = targets or seen(verb)
    if row.sign == 1 and any(c.lower_ in OUT for t in (verb, *targets) for c in t.children):
        return  # "want him out"
    if "object" in row.target and not targets:  # "took aim at Lima", "went after Lima"
        prepositions |= frozenset(row.lemma.split()[1:])
    rule = "verb" if targets else "verb with a preposition"
    if lemma(verb) in words_of("foresees"):
        targets = targets or _of_whom(verb)
    if not targets and lemma(verb.head) == "be" and lemma(verb) in words_of("charges") and is_infinitive(verb):
        yield from linked(verb, subjects(verb.head), [None], row, rule, book)  # "is to blame"
        return
    targets = targets or [t for word in (verb, *idiom) for t in after(word, prepositions)]
    if row.target & {*row.lemma.split()[1:]}:  # "blamed the attack on Lima"
        targets = targets or [t for o in children(verb, "dobj") for t in after(o, prepositions)]
    for link in linked(verb, targets, holders, row, rule, book):
        yield replace(link, turning=(*link.turning, *fittings(verb))) if deed else link


def _judged(deed: Token, book: StanceBook) -> int:
    """The sign of what is said of a deed without a doer, 0 where nothing is: "it was wrong to trust Lima"."""
    told = (row.sign for word in fittings(deed) for row in book.of(word) if row.holder == "author" and row.sign)
    return next(told, 0)


def _tells_to(verb: Token) -> bool:
    """Whether a verb asks its object to do something: "urged Lima to stop"."""
    told = lemma(verb) in words_of("controls") - words_of("enables") and bool(children(verb, *OBJECTS))
    return told and any(is_infinitive(c) for c in children(verb, "xcomp", "ccomp"))


def _noun(noun: Token, row: StanceWord, book: StanceBook) -> Iterator[Link]:
    """A noun whose owner holds the stance, or the subject of a verb that lends it its own."""
    if row.holder == "self":
        bound = [*_bonds(noun), *after(noun, row.target - PLACES)]
        yield from linked(noun, bound, predicated(noun) or [noun], row, "relation", book)
        return
    top = _over(noun)
    got = _receiver(noun, book)
    if got is not None:
        holders = [*named(owners(noun)), *after(noun, GIVERS), *after(got, GIVERS)]
        yield from linked(noun, subjects(got), holders, row, "noun", book)
        return
    verb = _lender(top, book)
    targets = after(noun, row.target)
    lent = doers(verb) if verb is not None else []
    if verb is not None:
        above = (t for v in (verb, *governors(verb)) for t in after(v, row.target) if t not in asked(verb))
        targets = targets or list(above)
        if lemma(verb) in words_of("swaps"):
            targets = targets or lent
    owning = (*owners(noun), *(owners(top) if top != noun else ()))
    said = _put(noun, book)
    if said is not None:  # "the criticism that Lima leveled at Quito"
        lent, targets = children(said, "nsubj"), targets or after(said, row.target | AIMED)
    lent = lent or ([] if any(r.holder == "author" for r in book.of(noun)) else _being(noun))
    targets = targets or _told_of(noun, row)
    called = verb is not None and book.lists(verb, "STOP") and is_urged(verb)
    own = [] if called else [o for o in named(owning) if o not in targets]  # "should end its support"
    holders = own if any(o.dep_ == "poss" or o.i > noun.i for o in own) else [*own, *lent, *_charged(noun)]
    yield from linked(noun, targets, holders, row, "noun", book)


def _put(noun: Token, book: StanceBook) -> Token | None:
    """The verb of a clause that says who put a noun to whom: "the criticism that Lima leveled at Quito"."""
    clauses = [c for c in children(noun, "relcl") if book.lists(c, "LIGHT") and not is_passive(c)]
    return next((c for c in clauses if all(o.lower_ in RELATIVE for o in children(c, "dobj"))), None)


def _being(noun: Token) -> list[Token]:
    """Whose deed is called so: "Lima's speech was an attack on Quito"."""
    verb = noun.head
    return subjects(verb) if noun.dep_ == "attr" and lemma(verb) in COPULAS and not children(verb, "expl") else []


def _told_of(noun: Token, row: StanceWord) -> list[Token]:
    """Of whom a charge tells a deed: "Lima's accusation that Quito armed them"."""
    clauses = children(noun, "acl", "ccomp") if row.sign == -1 and row.basis == "words" else []
    told = [c for c in clauses if any(m.lower_ == "that" for m in children(c, "mark")) and not is_passive(c)]
    return joined([s for c in told for s in children(c, "nsubj")])


def _charged(noun: Token) -> list[Token]:
    """Of whom a charge says what a noun names: "accuses Quito of support for the rebels"."""
    verb = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ in ("of", "for", "with", "to", "over") else noun
    if verb == noun or lemma(verb) not in words_of("charges") | words_of("ties"):
        return []
    return joined(children(verb, "nsubjpass") if is_passive(verb) else children(verb, *OBJECTS))


def _receiver(noun: Token, book: StanceBook) -> Token | None:
    """The verb whose subject gets what a noun says: "drew praise from Quito", "came under fire"."""
    under = noun.dep_ == "pobj" and noun.head.lower_ in ("under", "with")
    verb = noun.head.head if under else noun.head
    gets = (under or noun.dep_ == "dobj") and verb.pos_ in VERBAL and book.lists(verb, "RECEIVE")
    return verb if gets and not is_passive(verb) else None


def _over(noun: Token) -> Token:
    """The noun that says how much of another there is, or how it shows: "lack of confidence"."""
    above = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else noun
    return above if lemma(above).lower() in words_of("lacks") | words_of("measures") else noun


def _bonds(noun: Token) -> list[Token]:
    """Whose friend or enemy somebody is: "Lima's critics", "a Salas ally"."""
    return [o for o in owners(noun) if o.dep_ == "poss" or o.pos_ in ("PROPN", "PRON")]


def _lender(noun: Token, book: StanceBook) -> Token | None:
    """The verb that lends its subject to a noun: "voiced support", "imposed sanctions"."""
    first = noun
    while first.dep_ == "conj" and first.head.pos_ in ("NOUN", "PROPN"):
        first = first.head
    verb = first.head
    if first.dep_ == "pobj" and verb.dep_ == "prep":
        verb = verb.head
    lists = book.lists(verb, "LIGHT") or book.lists(verb, "STOP") or lemma(verb) in words_of("swaps")
    lends = verb.pos_ in VERBAL and lists
    return verb if lends and first.dep_ in ("dobj", "pobj", "nsubjpass") else None


def _adjective(adjective: Token, row: StanceWord, book: StanceBook) -> Iterator[Link]:
    """A predicate whose subject holds the stance: "nervous about", "grateful for"."""
    behind = adjective.dep_ == "amod" and adjective.i > adjective.head.i
    holders = joined([adjective.head]) if behind else subjects(adjective)
    targets = after(adjective, row.target) or _by_copula(adjective, row) or _of_whom(adjective)
    targets = targets or (_greeted(adjective) if row.sign == 1 else [])
    yield from linked(adjective, targets, holders, row, "predicate with a holder", book)


def _greeted(word: Token) -> list[Token]:
    """Whom somebody is glad to be with: "proud to stand with Lima", "happy to be welcomed by Salas"."""
    below = (v for over in (word, word.head) for v in children(over, "xcomp", "ccomp", "advcl") if is_infinitive(v))
    met = [v for v in below if lemma(v) in words_of("greets")]
    by = [t for v in met if is_passive(v) for t in (agent(v),) if t is not None]
    return [*spread(by), *(t for v in met if not is_passive(v) for t in undergoers(v) or after(v, BESIDE))]


def _of_whom(word: Token) -> list[Token]:
    """Whose deed a feeling is about: "afraid that Lima will attack", "hopes Lima will help"."""
    above = word.head if word.dep_ == "acomp" else word
    clauses = [*children(word, "ccomp"), *(children(above, "ccomp") if above != word else [])]
    return joined(
        [
            s
            for c in clauses
            if not is_passive(c)
            for s in children(c, "nsubj")
            if children(c, *OBJECTS, "xcomp") or lemma(c) in words_of("lasts")
        ]
    )


def _by_copula(adjective: Token, row: StanceWord) -> list[Token]:
    """What follows a predicate where the parse hangs the preposition on the verb."""
    return after(adjective.head, row.target) if adjective.dep_ in ("acomp", "oprd", "attr") else []


def _judgements(word: Token, row: StanceWord, book: StanceBook) -> Iterator[Link]:
    """What the speaker, or whoever is said to think so, calls somebody or something."""
    taken = faint(word) if row.sign == 1 else []
    if taken:
        row = replace(row, sign=-1)
    for link in linked(word, said_of(word, row, book), judges(word, book), row, "judgement", book):
        yield replace(link, turning=(*link.turning, *taken))
        yield from _unlike(link)


def _unlike(link: Link) -> Iterator[Link]:
    """Who is set against the one that is judged: "unlike Quito, Lima was honest"."""
    verb = next((t for t in (link.word, *link.word.ancestors) if t.pos_ in VERBAL), None)
    if verb is not None and link.sign and link.target in subjects(verb):
        marks = [c for c in children(verb, "prep") if c.lower_ == "unlike"]
        for other in (t for c in marks for t in children(c, "pobj")):
            yield replace(link, target=other, sign=-link.sign, turning=(*link.turning, *marks))


def _adverb(adverb: Token, book: StanceBook) -> Iterator[Link]:
    """Who is judged by how he does something: "Lima rightly condemned it", "was wrongly jailed by Lima"."""
    row = book.one(adverb.lower_, "ADV") if adverb.dep_ == "advmod" and adverb.head.pos_ in VERBAL else None
    if row is not None and not denied(adverb.head):
        yield from linked(adverb, doers(adverb.head), [None], row, "judgement", book)


def _outcomes(verb: Token, book: StanceBook) -> Iterator[Link]:
    """What an event brought or failed to bring."""
    for noun, target, sign in outcomes(verb, book):
        found = [*turns(noun, book), *([c] for c in children(verb, "neg") if noun.dep_ != "dobj")]
        is_denied = len(found) % 2 == 1
        after_all = after_denial(sign, is_denied) if noun.lower_ not in ("little", "few") else sign
        told = tuple(token for turn in found for token in turn)
        yield Link(noun, target, None, after_all, "words", "outcome", sign, is_denied, True, turning=told)


def _deeds(verb: Token, book: StanceBook) -> Iterator[Link]:
    """Blame or praise in the telling: "sows discord", "violates the truce", "inspires"."""
    if len(list(turns(verb, book))) % 2:
        return
    told = [row for pos in ("HARM", "MERIT") if (row := book.one(lemma(verb), pos)) is not None]
    sign = told[0].sign if told else -1
    for target, ills in ((t, []) for t in doers(verb)) if told else harms(verb, book):
        rule = "harm" if sign == -1 else "merit"
        yield Link(verb, target, None, sign, "words", rule, sign, turning=tuple(ills))
    yield from _effects(verb, book)
    for target in doers(verb) if book.lists(verb, "REPROACH") and not told else ():
        yield Link(verb, target, None, -1, "words", "reproach", -1)


def _effects(verb: Token, book: StanceBook) -> Iterator[Link]:
    """What an event or issue does for good or ill: "the truce protects farmers", "solves nothing", "makes it worse"."""
    made = children(verb, "ccomp", "oprd", "acomp", "xcomp") if lemma(verb) in words_of("makes") else []
    told = [row for word in (verb, *made) if (row := book.one(word.lower_ if word in made else lemma(word), "EFFECT"))]
    nothing = any(o.lower_ in NEGATIVE for o in children(verb, *OBJECTS))
    for target in doers(verb) if told and (made or undergoers(verb)) else ():
        sign = after_denial(told[0].sign, nothing)
        yield Link(verb, target, None, sign, "words", "effect", told[0].sign, nothing, events=True)


def _traits(verb: Token, book: StanceBook) -> Iterator[Link]:
    """Whose fault or virtue an object names: "shows cowardice", "has no credibility", "deserves praise"."""
    for noun, row in traits(verb, book):
        yield from linked(noun, subjects(verb), [None], row, "judgement", book)


def _calls(verb: Token, book: StanceBook) -> Iterator[Link]:
    """What somebody is called upon to do, or to stop, and who should stop."""
    if not is_called_for(verb) or lemma(verb) in COPULAS or any(c.lower_ in OUT for c in verb.children):
        return
    own = [row for row in book.of(verb) if "matter" not in row.target]
    stops = book.lists(verb, "STOP") or any(row.sign == -1 for row in book.of(verb) if "matter" in row.target)
    says = any(row.sign is not None or "object" in row.target for row in own)
    reports = is_passive(verb) and codebook().knows(lemma(verb), "VERB")  # "must be seen as"
    if (says or reports) and not stops:
        return
    sign = -1 if stops != denied(verb) else 1
    doing = [c for c in children(verb, "xcomp") if not book.of(c)]
    below = [*doing, *(c for p in children(verb, "prep") for c in children(p, "pcomp"))]
    for target in [t for v in (verb, *below) for t in (*undergoers(v), *after(v, DEALING, deep=False))]:
        yield Link(verb, target, None, sign, "words", "advice", sign, events=True)
    for target in doers(verb) if stops and not denied(verb) and _is_fault(verb, book) else ():
        yield Link(verb, target, None, -1, "words", "call to stop", -1)


def _stops(verb: Token, book: StanceBook) -> Iterator[Link]:
    """Who asks whom to stop a wrong, or to go: "called on Lima to end its attacks", "wants her to resign"."""
    if denied(verb) or denied(asked_by(verb) or verb.head):
        return
    leaves = lemma(verb) in words_of("leaves") and not (children(verb, *OBJECTS) or after(verb, FROM))
    if leaves or (book.lists(verb, "STOP") and _is_fault(verb, book)):
        for target in asked(verb):
            for holder in doers(asked_by(verb) or verb.head):
                yield Link(verb, target, holder, -1, "words", "call to stop", -1)


def _is_fault(stop: Token, book: StanceBook) -> bool:
    """Whether what somebody should stop is his own wrong: his attacks, but not aid, nor a treaty that he should leave.

    Who is only asked to stop a favour isn't blamed for it. What nobody calls good or bad is a wrong
    where it is the doer's own ("stop lecturing", "halt its tests").
    """
    deeds = children(stop, "xcomp")
    things = joined([*undergoers(stop), *after(stop, FROM)])
    told = {row.sign for word in (*deeds, *things) for row in book.of(word) if row.pos in ("VERB", "NOUN")}
    bad = any(lemma(word) in words_of("wrongs") or book.lists(word, "ILL") for word in (*deeds, *things))
    if bad or told & {1, -1}:
        return bad or -1 in told
    return bool(deeds) or not things or any(owners(thing) for thing in things)

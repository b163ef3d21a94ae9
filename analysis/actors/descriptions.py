"""What a description points back to: "the meeting", "these captives", "both sides", "that country"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.actors.coreference import Phrase
from analysis.actors.names import THINGS, Actor, Lexicon, Noun, folded, singular
from analysis.actors.readings import PRIVATE, Reference
from analysis.actors.thread import Thread
from analysis.codebook import words_of
from analysis.tokens import lemma

if TYPE_CHECKING:
    from analysis.parsed import Token

TOPICAL = frozenset(["on", "about", "over", "of", "at", "in"])
POINTING = frozenset(["the", "this", "that", "these", "those"])
INDEFINITE = frozenset(["a", "an", "any", "some", "no", "another", "every"])
ANOTHER = frozenset(["next", "previous", "former", "incoming"])  # "the next administration" isn't the one at hand
NEAR = frozenset(["this", "that", "these", "those"])
PAIRED = frozenset(["both", "either", "two"])
FRONT = ("amod", "compound", "nummod", "nmod", "advmod", "det")
UNLIKE = frozenset(["pair", "place", "person", "event"])  # never meant by their kind alone
BODIES = frozenset(["group", "organisation", "government", "outlet"])
GENERAL = frozenset(["organisation", "proposal"])  # families of nouns that any body, or any issue, can be called by
FAR = 6  # sentences after which a group, organisation or government needs its name again
REACH = 2  # sentences that a description by kind alone looks back


@dataclass(frozen=True)
class Link:
    """Whom words point to, by which rule, how surely, and through which mentions."""

    actors: tuple[str, ...]
    method: str
    confidence: float
    antecedents: tuple[Reference | None, ...]


def front(head: Token, taken: set[int]) -> int:
    """Where a description begins: with the adjectives, numbers and nouns before its head, no article."""
    first = head.i
    for n in range(head.i - 1, head.left_edge.i - 1, -1):
        token = head.doc[n]
        fits = token.dep_ in FRONT and head.is_ancestor(token) and n not in taken
        if not fits or (token.dep_ == "det" and token.lower_ not in PAIRED) or token.lower_ == "such":
            break
        first = n
    return first


def described(head: Token, *, sentence: int, thread: Thread) -> Link | None:
    """The actors to whom a noun phrase without a name points; None where it points to none."""
    noun = thread.lexicon.nouns.get(lemma(head)) or Noun(lemma(head), frozenset(), "", "any")
    dets = {t.lower_ for t in head.children if t.dep_ in ("det", "predet", "nummod", "amod") and t.i < head.i}
    if "pair" in noun.kinds and dets & PAIRED:
        return _paired(sentence, thread)
    kin = [a for a in thread.lexicon.kin(noun.noun, noun.family)
           if is_able(a, noun) and not _is_elsewhere(head, a, thread.lexicon)]  # fmt: skip
    if dets & (INDEFINITE | ANOTHER) or head.dep_ == "attr" or (head.dep_ == "pobj" and head.head.lower_ == "as"):
        return None
    of_kin = kin and (_owned(head, kin, thread) or _private(head, noun, kin, sentence, thread)
                      or _by_words(head, kin, thread) or _by_kin(head, noun, dets, kin, sentence, thread))  # fmt: skip
    return of_kin or _by_title(head, dets, sentence, thread) or _by_kind(head, noun, dets, sentence, thread)


def _is_elsewhere(head: Token, actor: Actor, lexicon: Lexicon) -> bool:
    """Whether a description stands at a place that isn't the actor's: "the court in The Hague".

    Where an event or issue was, its names needn't say.
    """
    if actor.kind in THINGS:
        return False
    at = (c for c in head.children if c.dep_ == "prep" and c.lower_ in words_of("placed"))
    places = [folded(t.text) for c in at for t in c.children if t.dep_ == "pobj" and t.pos_ == "PROPN"]
    owners = [{a for ids in lexicon.senses.get(place, {}).values() for a in ids} for place in places]
    own = {actor.actor_id, actor.side}
    return any(not own & ids and p.lower() not in actor.words for p, ids in zip(places, owners, strict=True))


def _paired(sentence: int, thread: Thread) -> Link | None:
    actors = thread.pair(sentence, states=True) or thread.pair(sentence)
    return Link(actors, "the two that the text sets side by side", 0.8, thread.latest(actors)) if actors else None


def is_able(actor: Actor, noun: Noun) -> bool:
    """True where the noun can mean an actor of that kind; persons and states have their own rules."""
    return actor.kind not in ("person", "state") and (not noun.kinds or actor.kind in noun.kinds)


def _owned(head: Token, kin: Sequence[Actor], thread: Thread) -> Link | None:
    """ "Our soldiers", "Tehran's diplomats": the group of that name on the owner's side."""
    owners = [p for p in thread.phrases[-8:] for t in head.children if t.dep_ == "poss" and p.token == t and p.actors]
    sides = {thread.lexicon.actors[a].side for p in owners for a in p.actors} - {None}
    groups = [a for a in kin if a.side in sides and a.kind == "group" and set(singular(head.lower_)) & a.heads]
    if len(groups) != 1:
        return None
    ids = (groups[0].actor_id,)
    return Link(ids, "group of that name on the owner's side", 0.75, thread.latest(ids))


def _by_words(head: Token, kin: Sequence[Actor], thread: Thread) -> Link | None:
    """The one actor of the family whose names hold a proper word of the phrase ("Afghanistan")."""
    proper = {folded(t.text).lower() for t in _topic(head) if t.pos_ == "PROPN"}
    own = [a for a in kin if any(w in a.words and sum(w in b.words for b in kin) == 1 for w in proper)]
    if len(own) != 1 or len(kin) < 2 or own[0].kind not in THINGS or not _is_as_many(head, own[0]):
        return None
    ids = (own[0].actor_id,)
    return Link(ids, "description that holds a word of the name", 0.8, thread.latest(ids))


def _is_plural(head: Token) -> bool:
    return head.tag_ in ("NNS", "NNPS")


def _is_as_many(head: Token, actor: Actor) -> bool:
    """Whether a description can mean one actor alone: "the agreements" aren't the only one that is registered."""
    own = head.lower_ in actor.heads or (actor.is_plural and lemma(head).lower() not in actor.heads)
    return actor.kind == "group" or own or not _is_plural(head)


def _topic(head: Token) -> Iterator[Token]:
    """The words that say what an event is about; not when it was, nor between whom."""
    for child in head.children:
        if child.dep_ in ("amod", "compound", "nmod", "relcl") or child.lower_ in TOPICAL:
            yield from child.subtree
        elif child.dep_ == "acl":
            yield from (t for below in child.children if below.lower_ in TOPICAL for t in below.subtree)


def _private(head: Token, noun: Noun, kin: Sequence[Actor], sentence: int, thread: Thread) -> Link | None:
    """ "American citizens": the group of private people of that nation, if just spoken of."""
    nations = {t.lower_ for t in head.children if t.dep_ == "amod"}
    own = {a.actor_id for a in kin if noun.family in PRIVATE and a.kind == "group" and a.nations & nations}
    for phrase in reversed(thread.phrases if own else ()):
        if phrase.sentence < sentence - REACH - 1:
            return None
        actors = tuple(a for a in phrase.actors if a in own)
        if actors:
            return Link(actors, "private people of that nation, just spoken of", 0.6, thread.latest(actors))
    return None


def _by_kin(
    head: Token, noun: Noun, dets: set[str], kin: Sequence[Actor], sentence: int, thread: Thread
) -> Link | None:
    """By the noun: the last actor spoken of whose names have that noun or its like."""
    ids = {a.actor_id for a in kin if a.valid(thread.date)}
    plural = _is_plural(head)
    issues = [a.actor_id for a in kin if a.kind == "issue"]
    events = [a.actor_id for a in kin if a.kind == "event"]
    alone = [a.actor_id for a in kin if _is_as_many(head, a)]
    ids -= {a.actor_id for a in kin if a.kind in BODIES and _is_another(head, a)}
    before = [p for p in thread.phrases if p.actors and set(p.actors) & ids]
    if issues and events and (not dets & POINTING or "such" in dets):
        if not plural and "such" not in dets:
            return None
        fresh = not [p for p in before if p.sentence >= 0 and set(p.actors) & set(events)] and "such" not in dets
        first = [event for event in events if event in alone]
        one = thread.foremost(first) if fresh else issues if len(issues) == 1 else []
        method = "first mention of its kind" if fresh else "talk of its kind in general"
        return Link(tuple(one), method, 0.7, thread.latest(one)) if one else None
    if not dets & POINTING and "such" not in dets and "same" not in dets:
        return None
    before = [p for p in before if len(p.actors) > 1 or p.actors[0] in alone]
    return _last_of(before, ids, head, sentence, events, thread) or _only(kin, ids.intersection(alone), thread)


def _is_another(head: Token, actor: Actor) -> bool:
    """Whether a name before a noun tells it from an actor: "the Peruvian team" isn't the one of Quito."""
    named = [t for t in head.children if t.dep_ in FRONT and t.i < head.i and t.text[0].isupper() and t.pos_ != "DET"]
    return any(folded(t.text).lower() not in actor.words | actor.nations for t in named)


def _last_of(
    before: Sequence[Phrase], ids: set[str], head: Token, sentence: int, events: Sequence[str], thread: Thread
) -> Link | None:
    """The last phrase of the family, in number like the description if there is one; groups all at once."""
    number = "plural" if _is_plural(head) else "singular"
    like = [p for p in before if p.number in (number, "any")] or [p for p in before if number == "singular"]
    if number == "singular" and any(set(p.actors) & set(events) for p in like):
        like = [p for p in like if set(p.actors) & set(events)]
    if not like:
        return None
    last = like[-1]
    if thread.kind(last.actors[0]) not in THINGS and last.sentence < sentence - FAR:
        return None
    actors = tuple(a for a in last.actors if a in ids)
    if number == "plural" and thread.kind(actors[0]) == "group":
        same = [p for p in like if p.sentence == last.sentence]
        actors = tuple(dict.fromkeys(a for p in same for a in p.actors if a in ids))
    return Link(actors, "description, last of its kind", 0.8, thread.latest(actors))


def _only(kin: Sequence[Actor], ids: set[str], thread: Thread) -> Link | None:
    """The only event or government of the family, though not spoken of before."""
    one = thread.foremost([a.actor_id for a in kin if a.actor_id in ids and a.kind in ("event", "government")])
    return Link(tuple(one), "the one of its kind that the brief names most", 0.6, thread.latest(one)) if one else None


def _by_title(head: Token, dets: set[str], sentence: int, thread: Thread) -> Link | None:
    """ "The lawyer": the person last spoken of whom the text has called a lawyer beside the name."""
    beside = head.dep_ in ("appos", "compound") or any(t.dep_ in ("appos", "amod", "compound") for t in head.children)
    if not dets & POINTING or head.tag_ != "NN" or beside or _is_defined(head):
        return None
    for phrase in reversed(thread.phrases):
        if phrase.sentence < sentence - FAR:
            return None
        if len(phrase.actors) == 1 and lemma(head).lower() in thread.titles.get(phrase.actors[0], ()):
            return Link(phrase.actors, "what the text calls a person named before", 0.8, thread.latest(phrase.actors))
    return None


def _by_kind(head: Token, noun: Noun, dets: set[str], sentence: int, thread: Thread) -> Link | None:
    """By what the noun means alone: "that country" is the state spoken of last."""
    kinds = noun.kinds - UNLIKE
    if not kinds or not dets & POINTING or noun.number == "plural" or _is_defined(head):
        return None
    number = "plural" if _is_plural(head) else "singular"
    for phrase in reversed(thread.phrases):
        if phrase.sentence < sentence - REACH:
            return None
        fits = len(phrase.actors) == 1 and _is_of_kind(head, noun, thread.lexicon.actors[phrase.actors[0]], thread)
        if fits and (phrase.number in (number, "any") or number == "singular") and not _share_noun(phrase.token, head):
            near = 0.7 if dets & NEAR else 0.5
            return Link(phrase.actors, "description, last of its sort", near, thread.latest(phrase.actors))
    return None


def _is_of_kind(head: Token, noun: Noun, actor: Actor, thread: Thread) -> bool:
    """Whether a noun can mean an actor whose names don't have it: "the bloc", but no "court", means a union."""
    if actor.kind not in noun.kinds or _is_elsewhere(head, actor, thread.lexicon):
        return False
    named = actor.heads & thread.lexicon.nouns.keys()
    general = noun.family in GENERAL
    if actor.kind in THINGS:  # "the crisis" is no talks
        return general or not named
    return actor.kind not in BODIES or general or bool(noun.family and not named)


def _is_defined(head: Token) -> bool:
    """True where the phrase itself says whose or which: "the government of ...", "Iran's program"."""
    return any(
        t.dep_ in ("poss", "relcl", "nmod") or t.pos_ == "PROPN" or (t.dep_ == "prep" and t.lower_ == "of")
        for t in head.children
    )


def _share_noun(token: Token, head: Token) -> bool:
    """True where both hang on one noun: who holds "U.S.-Iranian talks about that country" isn't their topic."""
    if token.doc is not head.doc:
        return False
    return any(n.pos_ == "NOUN" and n in set(_nouns(token)) for n in _nouns(head))


def _nouns(token: Token) -> Iterator[Token]:
    """The noun that a word modifies, and no further."""
    for above in token.ancestors:
        if above.pos_ in ("NOUN", "VERB"):
            if above.pos_ == "NOUN":
                yield above
            return

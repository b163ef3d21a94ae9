"""One passage read word by word: each name, description and pronoun linked to all that stood before it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from analysis.actors.coreference import SUBJECTS, Phrase, weight
from analysis.actors.descriptions import Link, described, front
from analysis.actors.names import THINGS
from analysis.actors.pronouns import OURS, SELF, author, is_pronoun, owner, paired, pronoun_phrase, salient, speaker
from analysis.actors.readings import MODIFIERS, Reference
from analysis.actors.thread import Thread
from analysis.codebook import meanings, words_of
from analysis.tokens import lemma

if TYPE_CHECKING:
    from analysis.parsed import Doc, Token

BESIDE = re.compile(r",? (?:and|or|nor|versus|vs\.|&) (?:the )?|[-–/]")
LISTED = re.compile(r", (?:the )?")
QUOTED = re.compile(r"“[^”]*(?:”|$)|(?<!\w)\"[^\"]*(?:\"|$)")
SINGULAR_KINDS = ("state", "government", "organisation", "person", "outlet")
RELATIVE = frozenset(["who", "which", "that"])
PLURAL_WORDS = frozenset(["they", "them", "their", "we", "us", "our", "those", "these"])
GENDERS = ("he", "she")
TOPIC = 2  # sentences for which a group of a nation stays what its name means


@dataclass
class Walk:
    """A passage on its way from names to references; `first` is the number of its first sentence."""

    doc: Doc
    named: list[Reference]
    thread: Thread
    first: int
    author_id: str
    advised: tuple[str, ...]
    run: list[Reference] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.sentence = {t.i: self.first + n for n, s in enumerate(self.doc.sents) for t in s} if len(self.doc) else {}
        self.text = self.doc.text  # a property that joins all words anew
        self.headline = not self.text.rstrip('"”’)').endswith((".", "?", "!"))
        self.quotes = [found.span() for found in QUOTED.finditer(self.text)]
        spans = (self.doc.char_span(r.start, r.end, alignment_mode="expand") for r in self.named)
        self.covered = {t.i for span in spans for t in span}

    def references(self) -> Iterator[Reference]:
        """What the passage refers to, in the order of its words."""
        ends = {r.token.i: r for r in self.named}
        heads = {chunk.root.i for chunk in self.doc.noun_chunks} if len(self.doc) else set()
        for token in self.doc:
            if token.i in ends:
                yield from self._name(ends[token.i])
            elif token.i in self.covered:
                continue
            elif is_pronoun(token):
                yield from self._pronoun(token)
            elif token.dep_ in SUBJECTS and token.lower_ in RELATIVE and token.head.dep_ == "relcl":
                self._again(token, token.head.head)
            elif token.lower_ in ("this", "that") and token.dep_ in SUBJECTS:
                self._note(token, ())
            elif token.i in heads and token.pos_ in ("NOUN", "PROPN"):
                yield from self._description(token)

    def _name(self, reference: Reference) -> Iterator[Reference]:
        thread = self.thread
        if reference.method.startswith("surname"):
            known = [a for a in reference.actors if a in thread.last]
            if not known:
                return
            reference.actors = tuple(known[-1:])
        if reference.method == "nationality noun" and thread.kind(reference.actors[0]) == "state":
            self._narrow(reference)
        self._note(reference.token, reference.actors, source=reference)
        if thread.kind(reference.actors[0]) == "person":
            self._entitle(reference.token, reference.actors[0])
        yield reference
        self._coordinate(reference)

    def _entitle(self, name: Token, actor_id: str) -> None:
        """Keep what stands beside a person's name: "lawyer" in "the lawyer Salas", and what it tells of gender."""
        beside = [t for t in name.children if t.dep_ in ("compound", "nmod", "appos") and t.i not in self.covered]
        beside += [name.head] if name.dep_ == "appos" and name.head.pos_ == "NOUN" else []
        titles = meanings("title")
        words = {titles.get(t.lower_, lemma(t).lower()) for t in beside}
        nouns = self.thread.lexicon.nouns
        called = {w for w in words if w in nouns and "person" in nouns[w].kinds}
        self.thread.titles.setdefault(actor_id, set()).update(called)
        for gender in GENDERS:
            self.thread.genders[actor_id, gender] += len(words & words_of(gender))

    def _description(self, head: Token) -> Iterator[Reference]:
        link = described(head, sentence=self.sentence[head.i], thread=self.thread)
        if link and self._describing(head) & {*link.actors}:  # "Iran-Contra" has its own row in "Iran-Contra meetings"
            self._note(head, link.actors)
        elif link:
            yield self._linked(head, front(head, self.covered), link, "description")
        else:
            self._note(head, self._apposed(head) or self._stands_for(head))

    def _apposed(self, head: Token) -> tuple[str, ...]:
        """Who is named beside a phrase: "the new president, Lia Duarte", "Kofi Mensah, the police spokesman"."""
        beside = [t for t in (head, *head.children) if t.dep_ == "appos"]
        beside = [t if t != head else head.head for t in beside]
        return tuple(a for r in self.named if r.token in beside for a in r.actors)

    def _describing(self, head: Token) -> set[str]:
        """The actors whose names stand before a noun as its modifiers."""
        return {a for r in self.named if head.is_ancestor(r.token) and r.token.dep_ in MODIFIERS for a in r.actors}

    def _pronoun(self, token: Token) -> Iterator[Reference]:
        sentence = self.sentence[token.i]
        phrase = pronoun_phrase(token, sentence=sentence, thread=self.thread)
        if phrase and not phrase.actors:
            self._note(token, (), entity=phrase.entity)
            return
        link = salient(token, phrase, sentence=sentence, thread=self.thread) if phrase else self._other(token)
        if link:
            yield self._linked(token, token.i, link, "pronoun")

    def _other(self, token: Token) -> Link | None:
        """The pronouns that aren't of the third person: each has its own rule."""
        sentence, thread = self.sentence[token.i], self.thread
        if token.lower_ == "whose":
            return owner(token, thread=thread)
        if token.lower_ not in SELF | OURS:
            return paired(token, sentence=sentence, thread=thread) if token.tag_ not in ("PRP", "PRP$") else None
        if any(start <= token.idx < end for start, end in self.quotes):
            return speaker(token, sentence=sentence, thread=thread)
        return author(token, author_id=self.author_id, advised=self.advised, thread=thread)

    def _linked(self, token: Token, first: int, link: Link, form: str) -> Reference:
        start, end = self.doc[first].idx, token.idx + len(token)
        reference = Reference(start, end, token, link.actors, form, link.method, link.confidence, link.antecedents)
        self._note(token, link.actors, source=reference)
        return reference

    def _note(
        self, token: Token, actors: tuple[str, ...], *, source: Reference | None = None, entity: object = None
    ) -> None:
        """Keep a phrase as something that later words can point to."""
        thread, sentence = self.thread, self.sentence[token.i]
        if entity is None:
            entity = actors or len(thread.phrases)
        number, sort = self._number(token, actors), self._sort(token, actors)
        thread.phrases.append(Phrase(token, sentence, number, sort, actors, entity, weight(token)))
        if source:
            thread.last.update(dict.fromkeys(actors, source))
            if len(actors) == 2:
                thread.pairs.append((sentence, actors))

    def _again(self, token: Token, noun: Token) -> None:
        """ "Who" and "which" bring up their noun once more, as the subject of their own clause."""
        phrase = next((p for p in reversed(self.thread.phrases) if p.token == noun), None)
        if phrase is not None:
            self.thread.phrases.append(replace(phrase, token=token, weight=weight(token)))

    def _number(self, token: Token, actors: tuple[str, ...]) -> str:
        plural = token.tag_ in ("NNS", "NNPS") or token.lower_ in PLURAL_WORDS
        if len(actors) > 1:
            return "plural"
        kind = self.thread.kind(actors[0]) if actors else ""
        if kind in SINGULAR_KINDS:  # "the Iranians" are plural though they stand for a state; the United States isn't
            return "plural" if plural and token.text.endswith("ns") else "singular"
        return "plural" if plural else "any" if kind == "group" else "singular"

    def _sort(self, token: Token, actors: tuple[str, ...]) -> str:
        if token.lower_ in SELF:
            return "self"  # who says "I" isn't called "he" by the same voice
        if actors:
            kinds = {self.thread.kind(a) for a in actors}
            return "person" if kinds == {"person"} else "thing" if kinds & THINGS else "party"
        noun = self.thread.lexicon.nouns.get(lemma(token))
        return "any" if token.pos_ == "PROPN" else "person" if noun and "person" in noun.kinds else "thing"

    def _narrow(self, reference: Reference) -> None:
        """ "The Iranians" are a group of Iranians where one has just been spoken of in the paragraph."""
        lexicon, token = self.thread.lexicon, reference.token
        verbs = [token.head, *(t for t in token.children if t.dep_ == "acl")]
        rows = [lexicon.nouns.get(lemma(verb)) for verb in verbs if verb.pos_ == "VERB"]
        if any(row and row.family == "troops" for row in rows):
            side = lexicon.actors[reference.actors[0]].side
            own = [a.actor_id for a in lexicon.kin("", "troops") if a.side == side]
            if len(own) == 1:
                reference.actors, reference.confidence = tuple(own), 0.8
                reference.method = "people of that nation who serve"
            return
        for phrase in reversed(self.thread.phrases):
            if phrase.sentence < self.sentence[token.i] - TOPIC or phrase.token.doc is not self.doc:
                return
            own = [a for a in phrase.actors if self._is_group_of(a, token.lower_)]
            if own:
                reference.actors, reference.confidence = tuple(own[:1]), 0.7
                reference.method = "group of that nation just spoken of"
                reference.antecedents = self.thread.latest(own[:1])
                return

    def _is_group_of(self, actor_id: str, word: str) -> bool:
        actor = self.thread.lexicon.actors[actor_id]
        return actor.kind == "group" and bool({word, word.removesuffix("s")} & actor.nations)

    def _coordinate(self, reference: Reference) -> None:
        """Names side by side are one phrase for "they"; two of them are a pair for "both"."""
        before = self.run[-1] if self.run else reference
        between = self.text[before.end : reference.start]
        listed = LISTED.fullmatch(between)
        last = BESIDE.fullmatch(between) or (self.headline and listed)
        self.run = [*self.run, reference] if last or listed else [reference]
        actors = tuple(dict.fromkeys(a for r in self.run for a in r.actors))
        if not last or len(actors) < 2 or len({self._rank(a) for a in actors}) > 1:
            return
        if len(actors) == 2:
            self.thread.pairs.append((self.sentence[reference.token.i], actors))
        self._note(self.run[0].token, actors)

    def _rank(self, actor: str) -> str:
        """Kinds that can stand side by side as parties."""
        kind = self.thread.kind(actor)
        return kind if kind in ("person", *THINGS) else "party"

    def _stands_for(self, head: Token) -> tuple[str, ...]:
        """The states whose officials, delegation or people a phrase without a name is."""
        noun = self.thread.lexicon.nouns.get(lemma(head))
        if not noun or noun.family != "officials":
            return ()
        own = [r for r in self.named if head.is_ancestor(r.token) and r.token.i < head.i]
        own = [r for r in own if r.token.dep_ in (*MODIFIERS, "poss", "conj")]
        return tuple(dict.fromkeys(a for r in own for a in r.actors))

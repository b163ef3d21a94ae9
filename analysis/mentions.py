"""Who is spoken of where: every stretch of a brief that refers to an actor, and how it was linked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import pandas as pd

from analysis.coreference import PRONOUNS, SUBJECTS, Phrase, antecedent, weight
from analysis.descriptions import Link, Thread, described, front
from analysis.names import Lexicon
from analysis.readings import MODIFIERS, Reference, readings
from analysis.settings import BriefSettings
from analysis.tokens import Parse, lemma, located

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

COLUMNS = (
    "mention_id", "brief_id", "sentence_id", "actor_id", "start", "end", "text", "form", "method",
    "confidence", "antecedent_id",
)  # fmt: skip
BESIDE = re.compile(r"(,?) (?:and|or|nor|versus|vs\.|&) (?:the )?|-|–|/")
LISTED = re.compile(r", (?:the )?")
ADVICE = frozenset(("should", "must", "ought", "could", "need"))
QUOTED = re.compile(r"“[^”]*(?:”|$)|(?<!\w)\"[^\"]*(?:\"|$)")
SELF, OURS = frozenset(("i", "me", "my", "mine")), frozenset(("we", "us", "our", "ours"))
SINGULAR_KINDS = ("state", "government", "organisation", "person", "outlet")


def mentions(
    text: str, *, brief: BriefSettings, sentences: pd.DataFrame, parses: Sequence[Parse], lexicon: Lexicon
) -> pd.DataFrame:
    """Every stretch of a brief that refers to a registered actor, issue or event.

    Parameters
    ----------
    text : str
        The raw text of the brief.
    brief : BriefSettings
        Its id, author and date: the date decides who holds an office.
    sentences : DataFrame
        One row per sentence, as `analysis.tokens.sentences` returns them.
    parses : sequence of Parse
        The parsed passages of the body.
    lexicon : Lexicon
        The names of the study, as `analysis.names.lexicon` compiles them.

    Returns
    -------
    DataFrame
        One row per span and actor, in the order of the text: `mention_id`, `brief_id`, `sentence_id`,
        `actor_id`, `start`, `end` (characters of the raw text), `text`, `form` (name, alias, metonym,
        office, demonym, description, pronoun), `method` (the rule that linked it), `confidence` (0 to 1:
        1 is a name of the registry; the rest are set by rule and tell only which links to trust more)
        and `antecedent_id` (the mention it was linked through; missing for what names the actor itself).
        Words that point to two actors have two rows with the same span.
    """
    date = pd.Timestamp(brief.date)
    read = [readings(parse.doc, lexicon=lexicon, date=date) for parse in parses]
    thread = Thread(lexicon, date, named=Counter(a for named in read for r in named for a in r.actors))
    advised = _advised([r for named in read for r in named], lexicon)
    found: list[tuple[Parse, Reference]] = []
    at = -1
    for parse, named in zip(parses, read, strict=True):
        at += 1
        walk = _Walk(parse.doc, named, thread, at, brief.author_actor, advised)
        found += [(parse, reference) for reference in walk.references()]
        at += len(list(parse.doc.sents)) if len(parse.doc) else 0
    return _table(text, found, brief.id, sentences)


def _advised(named: Sequence[Reference], lexicon: Lexicon) -> tuple[str, ...]:
    """The state that the brief most often tells what it should do: "we" in its author's voice."""
    told: Counter[str] = Counter()
    for reference in named:
        token = reference.token
        if token.dep_ == "nsubj" and any(t.lower_ in ADVICE for t in token.head.children):
            told.update(a for a in reference.actors if lexicon.actors[a].kind == "state")
    ranked = told.most_common(2)
    clear = ranked and ranked[0][1] >= 2 and (len(ranked) < 2 or ranked[0][1] > ranked[1][1])
    return (ranked[0][0],) if clear else ()


class _Walk:
    """One passage read word by word, each link open to all that stood before it."""

    def __init__(self, doc: Doc, named: list[Reference], thread: Thread, first: int, author: str, advised: tuple):
        self.doc, self.named, self.thread = doc, named, thread
        self.author, self.advised = author, advised
        self.run: list[Reference] = []
        self.at = {t.i: first + n for n, s in enumerate(doc.sents) for t in s} if len(doc) else {}
        self.quotes = [m.span() for m in QUOTED.finditer(doc.text)]
        self.covered = {t.i for r in named for t in doc.char_span(r.start, r.end, alignment_mode="expand")}

    def references(self) -> Iterator[Reference]:
        ends = {r.token.i: r for r in self.named}
        heads = {chunk.root.i for chunk in self.doc.noun_chunks} if len(self.doc) else set()
        before = None
        for token in self.doc:
            if token.i in ends:
                reference = self._named(ends[token.i])
                if reference:
                    yield reference
                    self._coordinate(before, reference)
                    before = reference
            elif token.i not in self.covered:
                yield from self._unnamed(token, token.i in heads)

    def _unnamed(self, token: Token, is_head: bool) -> Iterator[Reference]:
        pronoun = token.tag_ in ("PRP", "PRP$", "WP$") or token.lower_ in ("both", "each", "neither", "other")
        link = self._pronoun(token) if pronoun else None
        if link:
            yield self._linked(token, token.i, link, "pronoun")
        elif not pronoun and token.lower_ in ("this", "that") and token.dep_ in SUBJECTS:
            self._push(token, ())
        elif not pronoun and is_head and token.pos_ in ("NOUN", "PROPN"):
            link = described(token, sentence=self.at[token.i], thread=self.thread)
            inner = {a for r in self.named if token.is_ancestor(r.token) and r.token.dep_ in MODIFIERS for a in r.actors}
            if link and set(link.actors) & inner:
                self._push(token, link.actors, source=None)
            elif link:
                yield self._linked(token, front(token, self.covered), link, "description")
            else:
                self._push(token, self._stands_for(token))

    def _linked(self, token: Token, first: int, link: Link, form: str) -> Reference:
        start, end = self.doc[first].idx, token.idx + len(token)
        reference = Reference(
            start, end, token, link.actors, form, link.method, link.confidence, link.antecedents
        )
        self._push(token, link.actors, source=reference)
        return reference

    def _push(self, token: Token, actors: tuple[str, ...], source: Reference | None = None, entity: int | None = None):
        """Note a phrase as something that later words can point to."""
        thread = self.thread
        if entity is None:
            entity = hash(actors) if actors else len(thread.phrases)
        phrase = Phrase(token, self.at[token.i], self._number(token, actors), self._sort(token, actors), actors,
                        entity, weight(token), source)  # fmt: skip
        thread.phrases.append(phrase)
        if source:
            thread.last.update(dict.fromkeys(actors, source))
        if len(actors) == 2 and source:
            thread.pairs.append((phrase.sentence, (source,)))

    def _number(self, token: Token, actors: tuple[str, ...]) -> str:
        plural = token.tag_ in ("NNS", "NNPS") or token.lower_ in ("they", "them", "their", "we", "our", "us")
        if len(actors) > 1:
            return "plural"
        if not actors:
            return "plural" if plural else "singular"
        kind = self.thread.kind(actors[0])
        if kind in SINGULAR_KINDS:
            return "plural" if plural and token.lower_.endswith("ns") else "singular"
        return "plural" if plural else "any" if kind == "group" else "singular"

    def _sort(self, token: Token, actors: tuple[str, ...]) -> str:
        if actors:
            kinds = {self.thread.kind(a) for a in actors}
            return "person" if kinds == {"person"} else "thing" if kinds & {"event", "issue"} else "party"
        noun = self.thread.lexicon.nouns.get(lemma(token))
        if token.pos_ == "PROPN":
            return "any"
        return "person" if noun and "person" in noun.kinds else "thing"

    def _named(self, reference: Reference) -> Reference | None:
        thread = self.thread
        if reference.method.startswith("surname"):
            known = [a for a in reference.actors if a in thread.last]
            if not known:
                return None
            reference.actors = (known[-1],)
        if reference.method == "nationality noun" and thread.kind(reference.actors[0]) == "state":
            self._narrowed(reference)
        self._push(reference.token, reference.actors, source=reference)
        return reference

    def _narrowed(self, reference: Reference) -> None:
        """ "The Iranians" are a group of Iranians where one has just been spoken of in the paragraph."""
        lexicon, token = self.thread.lexicon, reference.token
        nation, word = reference.actors[0], token.lower_
        verbs = [token.head, *(t for t in token.children if t.dep_ == "acl")]
        rows = [lexicon.nouns.get(lemma(v)) for v in verbs if v.pos_ == "VERB"]
        if any(row and row.family == "troops" for row in rows):
            side = lexicon.actors[nation].side
            troops = [a for a in lexicon.actors.values() if a.side == side and "troops" in lexicon.families(a.actor_id)]
            if len(troops) == 1:
                reference.actors, reference.confidence = (troops[0].actor_id,), 0.8
                reference.method = "people of that nation who serve"
            return
        for phrase in reversed(self.thread.phrases):
            if phrase.sentence < self.at[token.i] - 2 or phrase.token.doc is not self.doc:
                return
            for actor in phrase.actors:
                if lexicon.actors[actor].kind == "group" and word in _plurals(lexicon.actors[actor].nations):
                    reference.actors, reference.confidence = (actor,), 0.7
                    reference.method = "group of that nation just spoken of"
                    reference.antecedents = self.thread.latest((actor,))
                    return

    def _coordinate(self, before: Reference | None, reference: Reference) -> None:
        """Two names side by side are a pair, and one phrase for "they"."""
        between = self.doc.text[before.end : reference.start] if before else ""
        headline = not self.doc.text.rstrip("\"”’)").endswith((".", "?", "!"))
        listed = LISTED.fullmatch(between)
        last = BESIDE.fullmatch(between) or headline and listed
        self.run = [*self.run, reference] if last or listed else [reference]
        actors = tuple(dict.fromkeys(a for r in self.run for a in r.actors))
        if not last or len(actors) < 2 or len({self._rank(a) for a in actors}) > 1:
            return
        if len(actors) == 2:
            self.thread.pairs.append((self.at[reference.token.i], tuple(self.run)))
        self._push(self.run[0].token, actors)

    def _rank(self, actor: str) -> str:
        """Kinds that can stand side by side as parties."""
        kind = self.thread.kind(actor)
        return kind if kind in ("person", "event", "issue") else "party"

    def _stands_for(self, token: Token) -> tuple[str, ...]:
        """The states whose officials, delegation or people a phrase without a name is."""
        noun = self.thread.lexicon.nouns.get(lemma(token))
        if not noun or noun.family != "officials":
            return ()
        own = [r for r in self.named if token.is_ancestor(r.token) and r.token.i < token.i and r.token.dep_ in (*MODIFIERS, "poss", "conj")]
        return tuple(dict.fromkeys(a for r in own for a in r.actors))

    def _pronoun(self, token: Token) -> Link | None:
        word, sentence = token.lower_, self.at[token.i]
        if word in SELF | OURS:
            return self._speaker(token, word)
        if word in ("both", "each", "neither", "other"):
            return self._both(token, word, sentence)
        if word == "whose":
            return self._whose(token)
        asks = PRONOUNS.get(word)
        if not asks:
            return None
        phrase = antecedent(token, asks=asks, phrases=self.thread.phrases, sentence=sentence)
        if phrase is None:
            return None
        if not phrase.actors:
            self._push(token, (), entity=phrase.entity)
            return None
        here = phrase.sentence == sentence
        method = "most salient phrase of its sentence" if here else "most salient phrase before its sentence"
        return Link(phrase.actors, method, asks.sure if here else asks.less_sure, self._through(phrase))

    def _through(self, phrase: Phrase) -> tuple[Reference | None, ...]:
        return self.thread.latest(phrase.actors)

    def _both(self, token: Token, word: str, sentence: int) -> Link | None:
        alone = token.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj")
        other = word == "other" and any(t.lower_ in ("the", "each") for t in token.children) or word != "other"
        actors = self.thread.pair(sentence) if alone and other else ()
        return Link(actors, "the two that the text sets side by side", 0.8, self.thread.latest(actors)) if actors else None

    def _whose(self, token: Token) -> Link | None:
        """The noun before the relative clause; the people rather than the country they are in."""
        clause = next((t for t in token.ancestors if t.dep_ == "relcl"), None)
        if clause is None:
            return None
        head = clause.head
        if head.dep_ == "pobj" and head.head.lower_ == "in" and head.head.head.pos_ == "NOUN":
            head = head.head.head
        phrase = next((p for p in reversed(self.thread.phrases) if p.token == head and p.actors), None)
        return Link(phrase.actors, "noun before the relative clause", 0.8, self._through(phrase)) if phrase else None

    def _speaker(self, token: Token, word: str) -> Link | None:
        lexicon = self.thread.lexicon
        if not any(start <= token.idx < end for start, end in self.quotes):
            actors = (self.author,) if word in SELF else self.advised
            actors = tuple(a for a in actors if a in lexicon.actors)
            method, sure = ("the author", 0.9) if word in SELF else ("state that the brief advises", 0.5)
            return Link(actors, method, sure, self.thread.latest(actors)) if actors else None
        for phrase in reversed(self.thread.phrases):
            if phrase.sentence < self.at[token.i] - 1:
                return None
            if len(phrase.actors) == 1 and self.thread.kind(phrase.actors[0]) == "person" and phrase.token.dep_ == "nsubj":
                actor = lexicon.actors[phrase.actors[0]]
                actors = (actor.actor_id,) if word in SELF else (actor.side,) if actor.side else ()
                return Link(actors, "speaker of the quotation", 0.8, self._through(phrase)) if actors else None
        return None


def _plurals(nations: frozenset[str]) -> set[str]:
    return {word for nation in nations for word in (nation, nation + "s")}


def _table(text: str, found: Sequence[tuple[Parse, Reference]], brief_id: str, sentences: pd.DataFrame) -> pd.DataFrame:
    """One row per span and actor, numbered in the order of the text."""
    placed = sorted(((parse.span(r.start, r.end), r) for parse, r in found), key=lambda row: row[0])
    rows = [(r, actor, n, start, end) for (start, end), r in placed for n, actor in enumerate(r.actors)]
    ids = {(id(r), actor): f"{brief_id}-m{n:03d}" for n, (r, actor, *_) in enumerate(rows, start=1)}
    where = located(pd.Series([start for *_, start, _ in rows], dtype=int), sentences=sentences) if rows else []
    table = [
        (ids[id(r), actor], brief_id, sentence_id, actor, start, end, text[start:end], r.form, r.method, r.confidence,
         _through(r, n, actor, ids))
        for (r, actor, n, start, end), sentence_id in zip(rows, where, strict=True)
    ]  # fmt: skip
    return pd.DataFrame(table, columns=list(COLUMNS))


def _through(reference: Reference, n: int, actor: str, ids: dict) -> str | None:
    links = reference.antecedents
    via = links[n] if n < len(links) else None
    if via is None:
        return None
    return ids.get((id(via), actor)) or next((ids[id(via), a] for a in via.actors if (id(via), a) in ids), None)

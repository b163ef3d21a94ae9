"""What each cue of a paragraph reports, and of whom: the codebook applied to the parse.

Verbs are read here, all other words in `nominals`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.attribution import nominals
from analysis.attribution.clauses import (
    FINITE,
    RELATIVE,
    VERBAL,
    Range,
    Span,
    agent,
    as_word,
    beside,
    characters,
    children,
    insertion,
    is_finite,
    is_hypothetical,
    is_imperative,
    is_infinitive,
    is_negated,
    is_passive,
    noun_phrase,
    own_subject,
    passive_subject,
    quoting_phrase,
    reporting_clause,
    spans,
    subject,
    subtree,
)

if TYPE_CHECKING:
    from analysis.attribution.cues import Codebook, Cue
    from analysis.parsed import Doc, Token

# Prepositions after an object that say when or where rather than what: "praised him on Monday".
OUTSIDE = frozenset("in on at during after before by since until while when".split())
# What opens a clause that any verb at all can report.
WH = frozenset({"that", "how", "why", "what"})
FACTUAL = frozenset({"go", "continue", "seem", "appear", "refuse", "decline"})


@dataclass
class Draft:
    """An attribution in the making; spans in characters."""

    token: Token
    rule: Cue
    frame: str  # the dependents that gave the content
    cue: Span | None
    source: Span | None
    parts: list[Span]
    negated: bool = False
    hypothetical: bool = False

    @property
    def content(self) -> Span:
        """From the first to the last character of the content."""
        return min(start for start, _ in self.parts), max(end for _, end in self.parts)

    @property
    def quotes(self) -> bool:
        """Whether the cue can pass a quotation on."""
        return bool({"that", "quote", "insert"} & self.rule.content)

    def holds(self, point: int) -> bool:
        """Whether a character lies in the content."""
        return any(start <= point < end for start, end in self.parts)

    def shift(self, by: int) -> None:
        """Move all spans."""
        self.cue = (self.cue[0] + by, self.cue[1] + by)
        self.source = self.source and (self.source[0] + by, self.source[1] + by)
        self.parts = [(start + by, end + by) for start, end in self.parts]


class Reader:
    """Reads the drafts of one parsed paragraph."""

    def __init__(self, doc: Doc, book: Codebook):
        self.doc = doc
        self.book = book
        self.carriers = book.lemmas("CARRIER")
        self.light = book.lemmas("LIGHT")
        self.projecting = (book.of_infinitives | {"likely", "have"}) - FACTUAL

    def drafts(self) -> list[Draft]:
        """One draft per cue word, in order; where it reports nothing, its parts are empty."""
        found = [d for token in self.doc if (d := self.draft(token)) is not None]
        by_token = {draft.token.i: draft for draft in found}
        for draft in found:
            self.lift(draft, by_token)
        return found

    def draft(self, token: Token) -> Draft | None:
        """The draft of one word."""
        if token.lower_ == "according":
            return nominals.according(self, token)
        if token.pos_ in VERBAL:
            return self.verb(token)
        if token.pos_ == "NOUN":
            return nominals.in_words(self, token) or nominals.noun(self, token)
        if token.pos_ == "ADJ":
            return nominals.adjective(self, token)
        return nominals.adverb(self, token) if token.pos_ == "ADV" else None

    def made(self, token: Token, rule: Cue, frame: str, source: Span | None, ranges: list[Range]) -> Draft:
        """A draft whose cue is one word and the particle after it."""
        tail = [c for c in token.children if c.i == token.i + 1 and c.dep_ == "prt"]
        if token.lower_ == "according":
            tail = [c for c in token.children if c.lower_ == "to"]
        last = tail[0] if tail else token
        parts = spans(self.doc, ranges)
        draft = Draft(token, rule, frame, (token.idx, last.idx + len(last)), source, parts)
        if token.pos_ in VERBAL:
            draft.negated = is_negated(token)
            draft.hypothetical = is_hypothetical(token, self.projecting)
        return draft

    def lemma(self, verb: Token) -> str:
        """The lemma, mended where the model cuts a silent e ("hoped" to "hop")."""
        found = verb.lemma_.lower()
        regular = verb.lower_ in (found + "ed", found + "es", found + "ing")
        if regular and self.book.knows(found + "e", "VERB") and not self.book.knows(found, "VERB"):
            return found + "e"
        return found

    def verb_rule(self, verb: Token) -> Cue | None:
        """The codebook's row of a verb."""
        rule = self.book.cue(self.lemma(verb), "VERB")
        is_other = rule is not None and rule.lemma == "*"
        return None if is_other and (verb.pos_ != "VERB" or not verb.text.isalpha()) else rule

    def verb(self, verb: Token) -> Draft | None:
        """Said that S, criticized X, was told, wants to, S, he said."""
        rule = self.verb_rule(verb)
        if rule is None or not rule.content or is_imperative(verb) or self.is_idiom(verb):
            return None
        ranges, frame = self.complement(verb, rule)
        if not ranges:
            ranges, frame = self.host(verb, rule), "insertion"
        source = self.verb_source(verb, rule, frame)
        if rule.lemma == "*" and (source is None or frame != "that"):
            return None
        if rule.source == "none" and ranges:
            ranges += [subtree(c) for c in children(verb, "nsubj")]
        if rule.source == "object":
            moved = [c.i for c in children(verb, "dobj", "nsubjpass")]
            ranges = [(lo, hi) for lo, hi in ranges if not any(lo <= i <= hi for i in moved)]
            by = agent(verb)
            ranges += [subtree(by)] if by is not None and rule.type != "speech" else []
        draft = self.made(verb, rule, frame, source, ranges)
        draft.hypothetical &= as_word(verb) is None  # "as X would have it" was said
        return draft

    def is_idiom(self, verb: Token) -> bool:
        """Not to mention X."""
        before = [t.lower_ for t in self.doc[max(verb.i - 2, 0) : verb.i]]
        return before == ["not", "to"] and self.book.knows(self.lemma(verb), "NOT")

    def host(self, verb: Token, rule: Cue) -> list[Range]:
        """The clause that a reporting clause is set into."""
        if rule.lemma == "*" or not {"that", "quote", "insert"} & rule.content:
            return []
        if rule.source == "object":
            return quoting_phrase(verb)
        needs_as = not {"that", "quote"} & rule.content
        return [] if needs_as and as_word(verb) is None else insertion(verb)

    def verb_source(self, verb: Token, rule: Cue, frame: str) -> Span | None:
        """Who says it."""
        if rule.source == "none":
            return None
        if rule.source == "object":
            found = children(verb, "dobj")
            if not found and is_infinitive(verb) and verb.i < verb.right_edge.i:
                return characters(self.doc, verb.i + 1, verb.right_edge.i)
            return noun_phrase(found[0]) if found else passive_subject(verb)
        if is_passive(verb) or (frame == "insertion" and agent(verb)):
            by = agent(verb) or self.forum(verb)
            return None if by is None else noun_phrase(by)
        source = subject(verb, self.carriers)
        return beside(verb) if source is None and frame.startswith("that<") else source

    def forum(self, verb: Token) -> Token | None:
        """Where something was said: "was seen in the press as"."""
        nouns = (n for at in children(verb, "prep") if at.lower_ in ("in", "by") for n in children(at, "pobj"))
        return next((n for n in nouns if self.book.knows(n.lemma_.lower(), "FORUM")), None)

    def complement(self, verb: Token, rule: Cue) -> tuple[list[Range], str]:
        """Token ranges that a cue verb governs as its content, and the frames that found them."""
        ranges, frame = self.clause(verb, rule)
        frames = [frame] if frame else []
        for child in verb.children:
            found, name = self.dependent(verb, child, rule, has_clause=bool(frame))
            if found is not None:
                ranges.append(found)
                frames.append(name)
        if "inf" in frames and is_passive(verb):
            ranges += [subtree(c) for c in children(verb, "nsubjpass")]
        is_participle = verb.dep_ == "acl" and is_passive(verb) and agent(verb) is not None
        if not ranges and "object" in rule.content and is_participle:
            return [(verb.head.left_edge.i, verb.left_edge.i - 1)], "participle"
        return ranges, "+".join(dict.fromkeys(frames))

    def clause(self, verb: Token, rule: Cue) -> tuple[list[Range], str]:
        """The clause that a verb reports, on either side of it."""
        # A clause after the verb wins over one before it, which the parse often only runs on from.
        for child in sorted(children(verb, "ccomp"), key=lambda c: c.i < verb.i):
            if not self.takes(verb, child, rule):
                continue
            if child.i > verb.i:
                return [self.whole(verb, max(child.left_edge.i, verb.i + 1), child)], "that"
            ranges = self.preceding(verb, child)
            if ranges:
                return ranges, "that<"
        if {"that", "quote"} <= rule.content:
            return self.distant_clause(verb)
        return [], ""

    def whole(self, verb: Token, first: int, clause: Token) -> Range:
        """A that-clause; to the end of the sentence where the parse lost its verb."""
        last = clause.right_edge.i
        tensed = any(t.tag_ in FINITE for t in self.doc[first : last + 1])
        is_cut = self.doc[first].lower_ == "that" and (clause.pos_ not in VERBAL or not tensed)
        return first, max(last, verb.sent.end - 1) if is_cut else last

    def preceding(self, verb: Token, clause: Token) -> list[Range]:
        """The clause before a reporting clause, and its continuation after it: "S, X said, S"."""
        first, last = reporting_clause(verb)
        if self.doc[first - 1].text in {";", ":"}:
            return []
        start = min(verb.left_edge.i, clause.left_edge.i)
        ranges = [(start, first - 1 if start < first else verb.i - 1)]
        further = [c for c in children(verb, "conj") if c.i > last and own_subject(c)]
        if clause.right_edge.i > last:
            ranges.append((last + 1, clause.right_edge.i))
        elif further:
            ranges.append((last + 1, further[-1].right_edge.i))
        return ranges

    def takes(self, verb: Token, clause: Token, rule: Cue) -> bool:
        """Whether the codebook lets a verb report a clause of this form."""
        allowed, is_known = rule.content, rule.lemma != "*"
        before = clause.i < verb.i
        if is_infinitive(clause):
            return "inf" in allowed or (before and is_known and "that" in allowed)
        if is_finite(clause):
            return "that" in allowed and (is_known or clause.left_edge.lower_ in WH)
        if clause.tag_ == "VBG":
            return bool({"ing", "object"} & allowed)
        if before or clause.pos_ not in VERBAL:
            return is_known and "that" in allowed
        return "object" in allowed

    def distant_clause(self, verb: Token) -> tuple[list[Range], str]:
        """A that-clause that the parse hangs on a noun between: "said in a statement that"."""
        for child in children(verb, "prep", "npadvmod", "dative"):
            for noun in (*children(child, "pobj"), child):
                for clause in children(noun, "acl", "relcl", "ccomp"):
                    if child.i > verb.i and clause.left_edge.lower_ == "that":
                        return [self.whole(verb, clause.left_edge.i, clause)], "that"
        return [], ""

    def dependent(self, verb: Token, child: Token, rule: Cue, *, has_clause: bool) -> tuple[Range | None, str]:
        """The range of one dependent if the codebook makes it content, and its frame."""
        allowed, after, relation = rule.content, child.i > verb.i, child.dep_
        if relation == "xcomp":
            name = "inf" if is_infinitive(child) else "ing" if child.tag_ == "VBG" else "as"
            if name in allowed or (name != "inf" and "object" in allowed):
                return subtree(child), name
        elif "predicate" in allowed and after and self.is_predicate(child):
            return subtree(child), "predicate"
        elif relation == "oprd" and "as" in allowed:
            return subtree(child), "as"
        elif relation in ("prep", "prt") and after and child.lower_ in allowed:
            found = children(child, "pobj", "pcomp", "prep")
            if found:
                return (found[0].left_edge.i, child.right_edge.i), child.lower_
        elif relation == "advcl" and after and "inf" in allowed and is_infinitive(child):
            if not has_clause and not children(verb, "xcomp", "dobj", "prep"):
                return subtree(child), "inf"
        elif "object" in allowed and not has_clause:
            return self.object(verb, child)
        return None, ""

    def object(self, verb: Token, child: Token) -> tuple[Range | None, str]:
        """The object of a verb, or the subject of a passive one."""
        after = child.i > verb.i
        if child.dep_ == "nsubjpass":
            return subtree(child), "passive"
        if child.dep_ in ("dobj", "dative") and after:
            return self.with_adjuncts(verb, child), "object"
        if child.dep_ == "dobj" and child.lower_ in RELATIVE | {"what"}:
            return (child.i, child.i), "relative"
        return None, ""

    @staticmethod
    def with_adjuncts(verb: Token, noun: Token) -> Range:
        """An object with the phrases after it that the parse hangs on the verb instead."""
        first, last = subtree(noun)
        for child in children(verb, "prep", "acl", "advcl"):
            is_aside = child.lower_ in OUTSIDE or (child.dep_ == "advcl" and child.tag_ == "VBG")
            if child.left_edge.i == last + 1 and not is_aside:
                last = child.right_edge.i
        return first, last

    @staticmethod
    def is_predicate(child: Token) -> bool:
        """Whether a dependent of "seem" says what something seems."""
        if child.dep_ in ("oprd", "acomp", "attr") or child.lower_ == "like":
            return True
        return child.dep_ == "advcl" and child.left_edge.lower_ in ("as", "like")

    def lift(self, draft: Draft, by_token: dict[int, Draft]) -> None:
        """Take a reporting verb out of the clause that the parse wrongly joins it to.

        In "said he welcomed it and has added that" the tense of the second cue goes with the
        first, not with the clause between.
        """
        verb = clause = draft.token
        while clause.dep_ == "conj" and clause.head.pos_ in VERBAL:
            clause = clause.head
        outer = by_token.get(clause.head.i)
        if verb == clause or clause.dep_ != "ccomp" or outer is None or not draft.parts:
            return
        # "has undermined it and criticized": a past tense can't share a participle's auxiliary.
        is_apart = verb.tag_ == "VBD" and clause.tag_ in ("VBN", "VB") and verb.head == clause
        agrees = verb.tag_ == outer.token.tag_ != clause.tag_ or is_apart
        fits = draft.rule.type == outer.rule.type == "speech" and clause.i > outer.token.i
        if not agrees or not fits or own_subject(verb) is not None:
            return
        cut = verb.left_edge.i
        joints = [t for t in self.doc[clause.i : cut] if t.dep_ == "cc" and t.head.i < verb.i]
        edge = (joints[-1] if joints else self.doc[cut]).idx
        kept = [(start, min(end, edge)) for start, end in outer.parts if start < edge]
        outer.parts = [(s, s + len(self.doc.text[s:e].rstrip(" ,;"))) for s, e in kept]
        draft.source = outer.source

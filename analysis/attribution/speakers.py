"""The attributions of a brief: each source linked to the actor who speaks, or left in its own words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from analysis.actors.names import singular
from analysis.attribution.clauses import Span
from analysis.attribution.cues import Codebook
from analysis.attribution.kept import counted, reparented
from analysis.attribution.records import Attribution, document_attributions
from analysis.codebook import words_of
from analysis.tokens import Parse, located
from analysis.typed import typed

if TYPE_CHECKING:
    from analysis.parsed import Token

GAP = "\n\n"
NAMED = ("name", "alias", "metonym", "demonym")
SPANS = ("source", "cue", "content")
OWNING = frozenset(("its", "their"))  # "his lawyer" isn't he
BESIDE = re.compile(r", (?:[A-Z][\w.'’-]* )*\Z")  # "Iran's ambassador, Mr. Hassan" before a name
CLAUSE = re.compile(r",? (?:who|whom|whose|which)\b")  # what is told of a source beside
COLUMNS = {
    "attribution_id": "str", "brief_id": "str", "sentence_id": "str", "kind": "str", "type": "str",
    "negated": "bool", "hypothetical": "bool", "speaker": "str", "source": "str", "cue": "str", "content": "str",
    "source_start": "Int64", "source_end": "Int64", "cue_start": "Int64", "cue_end": "Int64",
    "content_start": "Int64", "content_end": "Int64", "n_words": "Int64", "parent_id": "str",
}  # fmt: skip


class Head(NamedTuple):
    """The head of a phrase, where what stands before it begins, and where its "of" ends, in the raw text."""

    span: Span
    opens: int
    closes: int


class Mention(NamedTuple):
    """Where a mention stands, in which form, and of whom."""

    start: int
    end: int
    form: str
    actor_id: str


class Joined:
    """The parsed passages of a brief as one text, and the way back to the raw one."""

    def __init__(self, parses: Sequence[Parse]):
        self.parses = parses
        self.text = GAP.join(parse.doc.text for parse in parses)
        starts, at = [], 0
        for parse in parses:
            starts.append(at)
            at += len(parse.doc.text) + len(GAP)
        self.spans = [(start, start + len(parse.doc.text)) for start, parse in zip(starts, parses, strict=True)]

    def raw(self, span: Span) -> Span:
        """A span of the joined text as a span of the raw text."""
        return self._offset(span[0]), self._offset(span[1] - 1) + 1

    def _offset(self, at: int) -> int:
        n = next(n for n, (_, end) in enumerate(self.spans) if at < end)
        return self.parses[n].offsets[max(at - self.spans[n][0], 0)]

    def heads(self, span: Span) -> list[Head]:
        """The syntactic head of a span, and those joined to it inside the span."""
        n = next(n for n, (_, end) in enumerate(self.spans) if span[0] < end)
        parse, first = self.parses[n], self.spans[n][0]
        found = parse.doc.char_span(span[0] - first, span[1] - first, alignment_mode="expand")
        root = found.root if found else parse.doc[0]
        joined = [root, *(t for t in root.conjuncts if found and found.start <= t.i < found.end)]
        return [Head(*self._around(parse, token)) for token in joined]

    @staticmethod
    def _around(parse: Parse, head: Token) -> tuple[Span, int, int]:
        first, last = head.left_edge, head
        while belonging := [o for of in last.children if of.lower_ == "of" for o in of.children if o.dep_ == "pobj"]:
            last = belonging[0]
        ends = (parse.span(t.idx, t.idx + len(t)) for t in (head, first, last))
        span, (opens, _), (_, closes) = ends
        return span, opens, closes


def brief_attributions(
    text: str,
    *,
    brief_id: str,
    sentences: pd.DataFrame,
    parses: Sequence[Parse],
    mentions: pd.DataFrame,
    book: Codebook,
    links: Sequence[Span] = (),
) -> pd.DataFrame:
    """The attributions of a brief, nested ones too, as far as its codebook counts them.

    *How to read it*: a row says that the text ascribes `content` to the source; it doesn't say that
    the content is true. `speaker` is an actor_id (several with `; ` between), or the source's own
    words where no registered actor is meant; missing where no source is named.

    Parameters
    ----------
    text : str
        The raw text.
    brief_id : str
    sentences, mentions : DataFrame
        Of this brief, as the codebook has them.
    parses : sequence of Parse
        Its parsed passages.
    book : Codebook
        The cues.
    links : sequence of Span
        Words of the raw text that were a link ("this timeline"): they speak for nobody.

    Returns
    -------
    DataFrame
        One row per attribution, in the order of the text: `attribution_id`, `brief_id`,
        `sentence_id` (where the cue stands), `kind` (direct, mixed, indirect), `type` (speech,
        belief, intention, attitude), `negated`, `hypothetical`, `speaker`, the texts and spans of
        source, cue and content (characters of the raw text), `n_words` of the content and
        `parent_id` (the attribution in whose content this one stands).
    """
    joined = Joined(parses)
    found = document_attributions(joined.text, joined.spans, [parse.doc for parse in parses], book=book)
    found = reparented(found, [counted(joined.text, one, book) and not _in(one, links, joined) for one in found])
    rows = list(_rows(found, joined, text, mentions))
    starts = [row["content_start"] if row["cue_start"] is None else row["cue_start"] for row in rows]
    for n, (row, at) in enumerate(zip(rows, located(starts, sentences=sentences), strict=True), start=1):
        above = row["parent_id"]
        row |= {"attribution_id": f"{brief_id}-a{n:02d}", "brief_id": brief_id, "sentence_id": at,
                "parent_id": None if above is None else f"{brief_id}-a{above + 1:02d}"}  # fmt: skip
    return typed(([row[column] for column in COLUMNS] for row in rows), COLUMNS)


def _in(one: Attribution, links: Sequence[Span], joined: Joined) -> bool:
    """Whether the source is words that were a link."""
    start, end = joined.raw(one.source) if one.source and links else (0, 0)
    return any(start < last and first < end for first, last in links)


def _rows(found: Sequence[Attribution], joined: Joined, text: str, mentions: pd.DataFrame) -> Iterator[dict]:
    known = [Mention(*row) for row in mentions[list(Mention._fields)].itertuples(index=False)]
    for one in found:
        row = {"kind": one.kind, "type": one.type, "negated": one.negated, "hypothetical": one.hypothetical}
        for name in SPANS:
            span = getattr(one, name)
            start, end = joined.raw(span) if span else (None, None)
            row |= {name: text[start:end] if span else None, f"{name}_start": start, f"{name}_end": end}
        words = sum(len(joined.text[a:b].split()) for a, b in one.parts or (one.content,))
        source = joined.raw(one.source) if one.source else None
        speaker = speakers(source, heads=joined.heads(one.source), mentions=known, text=text) if source else None
        yield row | {"speaker": speaker, "n_words": words, "parent_id": one.parent}


def speakers(source: Span, *, heads: Sequence[Head], mentions: Sequence[Mention], text: str) -> str:
    """Who a source is: the actors at its heads, else one named beside, before or after them by "of", else its words.

    "Iran's ambassador, Hassan Kazemi Qomi" is the man, "Iranian officials" are Iran, "Iran's
    critics" are not, "the May edition of the Hamshahri daily" is the daily, "neither Lima nor
    Quito" is both, and "those concerned about the truce" are nobody known.
    """
    inside = [m for m in mentions if m.start < source[1] and m.end > source[0]]
    named = [m for m in inside if m.form in NAMED]
    theirs = [m for m in inside if text[m.start : m.end].lower() in OWNING]
    beside = [m for m in named if BESIDE.search(text, source[0], m.start)]
    actors: list[str] = []
    for head in heads:
        at_head = [m for m in inside if m.start < head.span[1] and m.end > head.span[0]]
        whose = [m for m in (named or theirs) if m.end <= head.span[0] and m.start >= head.opens]
        of = [m for m in named if m.start >= head.span[1] and m.end <= head.closes]
        if not words_of("apart").isdisjoint(singular(text[slice(*head.span)].lower())):
            whose, of = [], []
        actors += [m.actor_id for m in at_head or beside or whose or of]
    return "; ".join(dict.fromkeys(actors)) or CLAUSE.split(text[source[0] : source[1]])[0]

"""The attributions of a brief: each source linked to the actor who speaks, or left in its own words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from analysis.attribution.attributions import Attribution, document_attributions
from analysis.attribution.clauses import Span
from analysis.attribution.cues import Codebook
from analysis.tokens import Parse, located

GAP = "\n\n"
NAMED = ("name", "alias", "metonym", "demonym")
SPANS = ("source", "cue", "content")
COLUMNS = {
    "attribution_id": "str", "brief_id": "str", "sentence_id": "str", "kind": "str", "type": "str",
    "negated": "bool", "hypothetical": "bool", "speaker": "str", "source": "str", "cue": "str", "content": "str",
    "source_start": "Int64", "source_end": "Int64", "cue_start": "Int64", "cue_end": "Int64",
    "content_start": "Int64", "content_end": "Int64", "n_words": "Int64", "parent_id": "str",
}  # fmt: skip


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
        return int(self.parses[n].offsets[max(at - self.spans[n][0], 0)])

    def root(self, span: Span) -> Span:
        """The syntactic head of a span, in the raw text: the actor that it names comes first."""
        n = next(n for n, (_, end) in enumerate(self.spans) if span[0] < end)
        first = self.spans[n][0]
        found = self.parses[n].doc.char_span(span[0] - first, span[1] - first, alignment_mode="expand")
        token = found.root if found else self.parses[n].doc[0]
        return self.parses[n].span(token.idx, token.idx + len(token))


def brief_attributions(
    text: str,
    *,
    brief_id: str,
    sentences: pd.DataFrame,
    parses: Sequence[Parse],
    mentions: pd.DataFrame,
    book: Codebook,
) -> pd.DataFrame:
    """The attributions of a brief, nested ones too.

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
    rows = list(_rows(found, joined, text, mentions))
    table = pd.DataFrame(rows, columns=[c for c in COLUMNS if c not in ("attribution_id", "brief_id", "sentence_id")])
    table["brief_id"] = brief_id
    table["attribution_id"] = [f"{brief_id}-a{n:02d}" for n in range(1, len(table) + 1)]
    table["sentence_id"] = located(table.cue_start.fillna(table.content_start), sentences=sentences)
    table["parent_id"] = [pd.NA if n is None else f"{brief_id}-a{n + 1:02d}" for n in (one.parent for one in found)]
    return table[list(COLUMNS)].astype(COLUMNS)


def _rows(found: Sequence[Attribution], joined: Joined, text: str, mentions: pd.DataFrame) -> Iterator[dict]:
    for one in found:
        row = {"kind": one.kind, "type": one.type, "negated": one.negated, "hypothetical": one.hypothetical}
        for name in SPANS:
            span = getattr(one, name)
            start, end = joined.raw(span) if span else (pd.NA, pd.NA)
            row |= {name: text[start:end] if span else None, f"{name}_start": start, f"{name}_end": end}
        words = sum(len(joined.text[a:b].split()) for a, b in one.parts or (one.content,))
        speaker = speakers(joined.raw(one.source), head=joined.root(one.source), mentions=mentions, text=text) if (
            one.source) else None  # fmt: skip
        yield row | {"speaker": speaker, "n_words": words, "parent_id": one.parent}


def speakers(source: Span, *, head: Span, mentions: pd.DataFrame, text: str) -> str:
    """Who a source is: the actor at its head, else one named beside it, before it, or in it, else its own words.

    "Iran's ambassador, Hassan Kazemi Qomi" is the man, "Iranian officials" are Iran, "the May
    edition of the Hamshahri daily" is the daily.
    """
    inside = mentions[(mentions.start < source[1]) & (mentions.end > source[0])]
    named = inside[inside.form.isin(NAMED)]
    at_head = inside[(inside.start < head[1]) & (inside.end > head[0])]
    beside = named[[text[start - 2 : start] == ", " for start in named.start]]
    whose = named[named.end <= head[0]]
    chosen = next((found for found in (at_head, beside, whose, named) if len(found)), inside[:0])
    return "; ".join(dict.fromkeys(chosen.actor_id)) or text[source[0] : source[1]]

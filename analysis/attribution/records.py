"""The attributions of a document as records: cues with source and content, and quotations with their owners."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from analysis.attribution.clauses import VERBAL, Span
from analysis.attribution.cues import Codebook, codebook
from analysis.attribution.drafts import Draft, Reader
from analysis.attribution.labels import labelled
from analysis.attribution.quotes import Quotation, quotations
from analysis.attribution.quoting import NOBODY, settled
from analysis.attribution.surroundings import Paragraph

if TYPE_CHECKING:
    from analysis.parsed import Doc

WORD = re.compile(r"\w+")
TAG = re.compile(r"\([A-Z][A-Z/&. -]{1,12}\)")


@dataclass(frozen=True)
class Attribution:
    """One attribution; every span is start and end in characters of the raw text.

    `kind` is direct (all words of the content quoted), mixed (some) or indirect (none), `type`
    speech, belief, intention or attitude. `negated` marks "did not say", `hypothetical` what
    only may, will or should be said. `parent` is the index of the attribution whose content this
    one stands in, `parts` the content without a reporting clause set into it, `lemma` the row of
    the codebook that the cue was read by.
    """

    source: Span | None
    cue: Span | None
    content: Span
    kind: str
    type: str
    negated: bool = False
    hypothetical: bool = False
    parent: int | None = None
    parts: tuple[Span, ...] = ()
    frame: str = ""
    lemma: str = ""

    @property
    def is_told(self) -> bool:
        """Whether it passes on a speech that happened, in a clause or quotation."""
        frames = set(re.split(r"[+<]", self.frame))
        is_clause = bool(frames & {"that", "quote", "according"})
        return self.type == "speech" and is_clause and not self.hypothetical


def _drafts(
    text: str, spans: Sequence[Span], docs: Sequence[Doc], quotes: Mapping[int, list[Quotation]], book: Codebook
) -> Iterator[list[Draft]]:
    """Drafts of each paragraph, with every quotation given to its owner."""
    labels = labelled(text, spans, docs, book)
    before = NOBODY
    for number, (start, _) in enumerate(spans):
        paragraph = Paragraph(text, start, Reader(docs[number], book), quotes.get(number, []))
        found, before = settled(paragraph, before)
        # A verb and a noun may both report one clause: "said in a statement that".
        verbs = {draft.content for draft in found if draft.token.pos_ in VERBAL and not draft.hypothetical}
        found = [d for d in found if d.token.pos_ != "NOUN" or d.content not in verbs]
        label = labels.get(number)
        if label is not None:
            found = [label, *(d for d in found if _place(d) > _place(label))]
        yield found


def _place(found: Draft | Attribution) -> int:
    """Where an attribution stands: at its cue, or at its content if it has none."""
    return (found.cue or found.content)[0]


def _kind(text: str, parts: Sequence[Span], quotes: Sequence[Quotation]) -> str:
    words = [m.start() for start, end in parts for m in WORD.finditer(text, start, end)]
    inside = sum(any(q.holds(word) for q in quotes) for word in words)
    return "indirect" if inside == 0 else "direct" if inside == len(words) else "mixed"


def _merged(parts: Sequence[Span]) -> tuple[Span, ...]:
    """Parts in order, those that touch or overlap joined."""
    merged: list[Span] = []
    for start, end in sorted(parts):
        if merged and start <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def _attribution(text: str, draft: Draft, quotes: Sequence[Quotation]) -> Attribution:
    source = draft.source
    if source is not None and TAG.fullmatch(text[max(source[0] - 1, 0) : source[1] + 1]):
        source = None  # "(BBC)" tells where a fact is from, nobody speaks
    parts = _merged(draft.parts)
    near = [q for q in quotes if any(q.meets(part) for part in parts)]
    return Attribution(
        source,
        draft.cue,
        (parts[0][0], parts[-1][1]),
        _kind(text, parts, near),
        draft.rule.type,
        draft.negated,
        draft.hypothetical,
        parts=parts,
        frame=draft.frame,
        lemma=draft.rule.lemma,
    )


def _holds(parent: Attribution, child: Attribution) -> bool:
    """Whether one attribution stands in the content of another."""
    place = _place(child)
    return any(start <= place < end for start, end in parent.parts)


def _size(found: Attribution) -> int:
    return found.content[1] - found.content[0]


def _with_parents(found: list[Attribution], first: int) -> list[Attribution]:
    """Attributions of one paragraph with the index of the one that each stands in."""
    parents: dict[int, int] = {}
    for i, child in enumerate(found):
        around = [
            (_size(parent), j)
            for j, parent in enumerate(found)
            if j != i
            and _holds(parent, child)
            and not (_holds(child, parent) and (_size(parent), j) < (_size(child), i))
        ]
        for _, j in sorted(around):
            if i not in _ancestors(parents, j):
                parents[i] = j
                break
    return [replace(child, parent=first + parents[i]) if i in parents else child for i, child in enumerate(found)]


def _ancestors(parents: dict[int, int], child: int) -> set[int]:
    """A child and all that it stands in."""
    line = {child}
    while child in parents:
        child = parents[child]
        line.add(child)
    return line


def document_attributions(
    text: str, spans: Sequence[Span], docs: Sequence[Doc], *, book: Codebook | None = None
) -> list[Attribution]:
    """All attributions of a document, nested ones too, in order of their paragraphs and cues.

    Parameters
    ----------
    text : the raw text.
    spans : start and end of each paragraph in it, in order.
    docs : the parse of each paragraph, one character for one character.
    book : the codebook of cues; the project's own if left out.

    Returns
    -------
    One record per attribution, spans in characters of `text`. A quotation that runs over
    paragraphs belongs to one attribution; a source can stand sentences away from its content.
    """
    quotes: dict[int, list[Quotation]] = {}
    for q in quotations(text, spans):
        quotes.setdefault(q.paragraph, []).append(q)
    found: list[Attribution] = []
    grouped = list(_drafts(text, spans, docs, quotes, book or codebook()))
    for number, drafts in enumerate(grouped):
        # Contents that run on reach quotations of later paragraphs.
        ends = max((draft.content[1] for draft in drafts), default=0)
        near, later = list(quotes.get(number, [])), number + 1
        while later < len(spans) and spans[later][0] < ends:
            near += quotes.get(later, [])
            later += 1
        drafts = sorted(drafts, key=lambda d: (_place(d), d.content))
        made = [_attribution(text, draft, near) for draft in drafts]
        found += _with_parents(made, len(found))
    return found

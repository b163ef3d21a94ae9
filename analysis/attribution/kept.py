"""Which of the attributions found a table keeps.

PolNeAR's train articles were the judge where the codebook of the reference coding leaves it open:
their annotators marked next to none of what `counted` leaves out (METHODS.md).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from analysis.attribution.cues import Codebook
from analysis.attribution.records import Attribution

ANYONE = frozenset("i we you it this that they one".split())
SELF = frozenset("i we".split())
DUMMIES = frozenset("it this that these what which there".split())
CLAUSES = frozenset(("that", "quote", "insertion", "floating"))


def reparented(found: Sequence[Attribution], keep: Sequence[bool]) -> list[Attribution]:
    """The attributions to keep, each under its nearest ancestor that is kept."""
    number = {old: new for new, old in enumerate(n for n, kept in enumerate(keep) if kept)}
    table = []
    for old in number:
        parent = found[old].parent
        while parent is not None and not keep[parent]:
            parent = found[parent].parent
        table.append(replace(found[old], parent=None if parent is None else number[parent]))
    return table


def tells_of_another(text: str, one: Attribution) -> bool:
    """Whether it stands by itself, or tells what somebody else has said."""
    return one.parent is None or (one.is_told and one.source is not None and _source(text, one) not in ANYONE)


def counted(text: str, one: Attribution, book: Codebook) -> bool:
    """Whether the table of a study counts it.

    Not counted are sides taken and acts ("backs", "ignores"); what is only talked about; speech that
    may or should come; thoughts and wishes of a dummy ("it sees"); what authors say that they think,
    hope or guess, which is their own voice already; and of nested ones what is only planned or
    supposed, what has neither source nor quotation, and what speakers say of themselves.
    """
    source, thought = _source(text, one), one.type != "speech"
    if book.knows(one.lemma, "SIDE") or book.knows(one.lemma, "GUESS") or (thought and source in DUMMIES):
        return False
    clause = bool(CLAUSES & set(re.split(r"[+<]", one.frame)))
    if book.knows(one.lemma, "TOPIC") and not clause:
        return False
    if one.parent is None:
        return not (_is_signpost(text, one, source) or (one.hypothetical and not thought))
    empty = not source and one.kind == "indirect"
    return not (one.hypothetical or source in SELF or empty)


def _is_signpost(text: str, one: Attribution, source: str) -> bool:
    """Whether it is the author who thinks or says so here and now: "I think", "we argue"; not "I said then"."""
    if source not in SELF or one.kind != "indirect" or one.cue is None:
        return False
    return one.type != "speech" or text[slice(*one.cue)].lower() == one.lemma


def _source(text: str, one: Attribution) -> str:
    return text[slice(*one.source)].lower() if one.source else ""


WANTED = {
    "speech": tells_of_another,
    "all": lambda text, one: True,
    "none": lambda text, one: one.parent is None,
}

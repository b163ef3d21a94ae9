"""Which of the attributions found a table keeps.

PolNeAR's train articles were the judge where the codebook of the reference coding leaves it open:
their annotators marked next to none of what `counted` leaves out (METHODS.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from analysis.attribution.records import Attribution

ANYONE = frozenset("i we you it this that they one".split())
SELF = frozenset("i we".split())
DUMMIES = frozenset("it this that these those what which there".split())
# To stand for or against something is a stance, and to ignore it an act: nothing is said or thought.
SIDES = frozenset("support supportive back oppose opposed favor favour ignore overlook".split())


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


def counted(text: str, one: Attribution) -> bool:
    """Whether the table of a study counts it.

    Not counted are sides taken and acts; thoughts and wishes of a dummy ("it sees"); what authors say
    they think or hope, which is their own voice already; and of nested ones what is only planned or
    supposed ("a mechanism to discuss"), what has neither source nor
    quotation, and what speakers say of themselves ("I think"), which their speech has already.
    """
    source = _source(text, one)
    if one.lemma in SIDES or (one.type != "speech" and source.partition(" ")[0] in DUMMIES):
        return False
    if one.parent is None:
        return not _is_signpost(text, one, source)
    empty = not source and one.kind == "indirect"
    return not (one.hypothetical or source in SELF or empty)


def _is_signpost(text: str, one: Attribution, source: str) -> bool:
    """Whether it is the author who thinks or says so here and now: "I think", "we would argue"; not "I said then"."""
    if source not in SELF or one.kind != "indirect" or one.cue is None:
        return False
    now = one.hypothetical or text[slice(*one.cue)].lower() == one.lemma
    return one.type != "speech" or now


def _source(text: str, one: Attribution) -> str:
    return text[slice(*one.source)].lower() if one.source else ""


WANTED = {
    "speech": tells_of_another,
    "all": lambda text, one: True,
    "none": lambda text, one: one.parent is None,
}

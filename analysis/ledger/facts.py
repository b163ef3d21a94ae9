"""What is told as no fact: claims that are rejected, deeds that nobody said, what somebody doubts of another."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from analysis.attribution.clauses import children
from analysis.ledger.modality import clauses, is_reported
from analysis.ledger.reading import Span
from analysis.ledger.voices import Voice
from analysis.stance.link import Link


def of_claim(heard: Voice, rejected: Sequence[Span]) -> Voice:
    """A voice that rejects the claim in which a word stands: it says the contrary, and of deeds that they weren't."""
    return heard._replace(refuted=True, denied=False, turning=(*heard.turning, *rejected)) if rejected else heard


def is_no_fact(link: Link, heard: Voice) -> bool:
    """Whether nobody vouches for what a link says: a deed that is denied or that nobody said, a claim of nobody."""
    if any(c.lower_ == "whether" for v in clauses(link.word) if v.dep_ == "advcl" for c in children(v, "mark")):
        return True  # "whether they like each other or not" leaves it open
    if heard.unsaid and link.basis == "act" and is_reported(link.word):
        return True
    nobody = not heard.speakers and heard.thinkers is None
    return heard.refuted and (nobody or link.basis == "act" or link.holder is not None)


def is_doubted(link: Link, heard: Voice, holders: Collection[str]) -> bool:
    """Whether a link tells what somebody doubts of others: it is no stance of theirs."""
    return heard.denied and is_reported(link.word) and not set(holders) & set(heard.thinkers or ())

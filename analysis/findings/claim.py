"""A claim: a finding in words, and how claims are put together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from analysis.display import Prose, literal

Labels = Mapping[str, str]


@dataclass(frozen=True)
class Claim:
    """One finding.

    Attributes
    ----------
    headline : str
        The claim in at most twelve words, for the title of a chart or slide.
    text : str
        The claim in one to three sentences, with its numbers, intervals and n.
    n : int
        How many sentences, words or statements stand behind it.
    clear : bool
        False where the words say that there is no clear difference.
    """

    headline: str
    text: str
    n: int
    clear: bool = True

    def __str__(self) -> str:
        return self.text

    def _repr_markdown_(self) -> str:
        return literal(self.text)


def told(claims: Mapping[str, Claim], *names: str) -> Prose:
    """Some claims as running text."""
    return Prose(" ".join(literal(claims[name].text) for name in names))


def summary(claims: Mapping[str, Claim], *names: str) -> Prose:
    """Some claims as a numbered list, the headline of each before its numbers."""
    items = (f"{n}. **{literal(claims[name].headline)}.** {literal(_rest(claims[name]))}"
             for n, name in enumerate(names, start=1))  # fmt: skip
    return Prose("\n".join(items))


def _rest(claim: Claim) -> str:
    """The text of a claim without the headline, where it begins with it."""
    rest = claim.text.removeprefix(claim.headline).lstrip(".: ")
    return rest[:1].upper() + rest[1:]

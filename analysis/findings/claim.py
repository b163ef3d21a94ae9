"""A claim: a finding in words, and how claims are put together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from analysis.display import Prose, literal
from analysis.wording import count

Labels = Mapping[str, str]
SHOWN = 6  # sentence ids behind a claim; more are counted
MOST_TOLD = 6  # briefs of which a claim tells one by one


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
        False where the words leave the matter open: no clear difference, too few sentences, no more
        than chance gives, counts that nothing is claimed of, or readings that contradict each other.
    value, low, high : float, optional
        The number behind it (of a difference: first brief minus second) and its 95 % interval.
    evidence : tuple of str
        The ids of the sentences behind it.
    runs : tuple of int, optional
        In how many of how many other runs it holds; only of headline findings.
    coded : str, optional
        The headline that the reference coding gives; only of headline findings that were coded.
    """

    headline: str
    text: str
    n: int
    clear: bool = True
    value: float | None = None
    low: float | None = None
    high: float | None = None
    evidence: tuple[str, ...] = ()
    runs: tuple[int, int] | None = None
    coded: str | None = None

    @property
    def robustness(self) -> float | None:
        """The share of other runs in which it holds."""
        return None if not self.runs or not self.runs[1] else self.runs[0] / self.runs[1]

    def __str__(self) -> str:
        return self.text

    def _repr_markdown_(self) -> str:
        return literal(self.text)


def one_by_one(told: Sequence[str], *, by: Sequence[float]) -> str:
    """What is told of each brief; of many, of those with the most and the least by some number.

    Examples
    --------
    >>> one_by_one([f"{name} has {n}" for n, name in enumerate("abcdefgh")], by=range(8))
    'h has 7; g has 6; f has 5; c has 2; b has 1; a has 0; 2 briefs lie between these'
    """
    if len(told) <= MOST_TOLD:
        return "; ".join(told)
    order, half = sorted(range(len(told)), key=lambda n: -by[n]), MOST_TOLD // 2
    kept = [told[n] for n in (*order[:half], *order[-half:])]
    between = len(told) - MOST_TOLD
    return "; ".join([*kept, f"{count(between, 'brief')} {'lies' if between == 1 else 'lie'} between these"])


def told(claims: Mapping[str, Claim], *names: str) -> Prose:
    """Some claims as running text; of a headline that doesn't hold in every other run it is said in how many."""
    return Prose(" ".join(literal(" ".join([claims[name].text, *_shaken(claims[name])])) for name in names))


def _shaken(claim: Claim) -> list[str]:
    held, runs = claim.runs or (0, 0)
    return [f"With one choice of method changed, this holds in {held} of {runs} other runs."] if held < runs else []


def summary(claims: Mapping[str, Claim], *names: str) -> Prose:
    """Some claims (or all) as a numbered list, the headline of each before its numbers."""
    chosen = [claims[name] for name in names or claims]
    items = (f"{n}. **{literal(claim.headline)}.** {literal(' '.join([_rest(claim), *_backed(claim)]))}"
             for n, claim in enumerate(chosen, start=1))  # fmt: skip
    return Prose("\n".join(items))


def _backed(claim: Claim) -> list[str]:
    """What the coding gives, in how many runs a headline holds, and which sentences are behind it."""
    told = []
    if claim.coded:
        told.append(f"Reference coding: {'the same' if claim.coded == claim.headline else claim.coded}.")
    if claim.runs:
        told.append(f"Holds in {claim.runs[0]} of {claim.runs[1]} other runs.")
    if claim.evidence and len(claim.evidence) <= SHOWN:
        told.append(f"Sentences: {', '.join(claim.evidence)}.")
    elif claim.evidence:
        told.append(f"Sentences: {', '.join(claim.evidence[:SHOWN])} and {len(claim.evidence) - SHOWN} more.")
    return told


def tabled(claims: Mapping[str, Claim]) -> pd.DataFrame:
    """Claims in numbers: `finding`, `value`, `low`, `high`, `n`, and the runs in which each holds."""
    rows = [
        (c.headline, c.value, c.low, c.high, c.n, "{} of {}".format(*c.runs) if c.runs else None)
        for c in claims.values()
    ]
    table = pd.DataFrame(rows, columns=["finding", "value", "low", "high", "n", "holds_in"])
    return table.astype({"value": float, "low": float, "high": float})


def _rest(claim: Claim) -> str:
    """The text of a claim without the headline, where it begins with it."""
    after = claim.text.removeprefix(claim.headline)
    rest = after.lstrip(".: ") if after[:1] in ".:" else claim.text
    return rest[:1].upper() + rest[1:]

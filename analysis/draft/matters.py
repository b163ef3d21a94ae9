"""What the texts speak of again and again by a common noun alone: "the pact", "the talks"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from analysis.actors.descriptions import POINTING
from analysis.actors.names import DESCRIPTION_COLUMNS, THINGS
from analysis.codebook import rows
from analysis.wording import count, listed

AGAIN = 2  # uses a brief, on average, by which the texts speak of a matter again and again
MOST = 4  # matters: with more, the last are no more than words that briefs are full of
OWN = frozenset(["prep", "acl"])  # what makes a noun say which: "the idea of peace", "the plan to leave"
HELD = ("brief_id", "token_id")


@dataclass(frozen=True)
class Matter:
    """An event or issue of which the texts speak by its nouns alone.

    Attributes
    ----------
    kind : str
        event or issue.
    uses : tuple
        Its nouns with their uses, the commonest first.
    n_briefs : int
        How many briefs speak of it.
    named : tuple of str
        Names that the texts have for a matter of this sort ("Harbour Accord").
    """

    kind: str
    uses: tuple[tuple[str, int], ...]
    n_briefs: int
    named: tuple[str, ...] = ()

    @property
    def names(self) -> list[str]:
        """Its nouns with the article, "the pact" first; those used once only are left out."""
        first, *rest = self.uses
        return [f"the {noun}" for noun, n in (first, *rest) if n >= AGAIN or noun == first[0]]

    @property
    def told(self) -> str:
        """How often the texts speak of it, by which nouns."""
        each = [f"“{name}” {count(n, 'time')}" for name, (_, n) in zip(self.names, self.uses, strict=False)]
        return f"{listed(each)} in {count(self.n_briefs, 'brief')}"

    @property
    def check(self) -> str:
        """What a person has to look at."""
        if len(self.named) > 1:
            return f"{self.told}: not taken, since it may mean {listed(f'the {name}' for name in self.named)}"
        taken = f"the {self.named[0]}" if self.named else f"one {self.kind}"
        return f"{self.told}: taken for {taken}; part what the texts hold apart"


def matters(tokens: pd.DataFrame, *, nouns: Path, named: Sequence[str] = ()) -> list[Matter]:
    """The events and issues of which the briefs speak by a definite noun, the most spoken of first.

    A noun counts after "the", "this" or "that" with nothing between ("the pact", not "the next
    pact"), unless it says itself which it is ("the plan to leave"). Nouns of one family
    ("the pact", "the deal") are taken for one matter. It is proposed where two briefs, and half of
    all, speak of it, twice each on average, and half of all use the nouns it is told by more than once.

    Parameters
    ----------
    tokens : DataFrame
        As `Study.tokens`.
    nouns : Path
        `descriptions.csv`, whose nouns of events and issues count.
    named : sequence of str
        The names of events in the texts.

    Returns
    -------
    list of Matter
        Four at most.
    """
    book = {row["noun"]: row for _, row in rows(nouns, DESCRIPTION_COLUMNS) if _things(row)}
    families = {noun: row["family"] or noun for noun, row in book.items()}
    uses = _definite(tokens, families)
    heads = {name: families.get(name.split()[-1].lower()) for name in named}
    found = []
    for family, own in uses.groupby("family"):
        names = tuple(name for name, head in heads.items() if head == family)
        found += _spoken_of(own, tokens.brief_id.nunique(), book, names)
    return sorted(found, key=lambda m: (-m.n_briefs, -sum(n for _, n in m.uses), m.uses))[:MOST]


def _things(row: dict[str, str]) -> set[str]:
    return THINGS & set(row["kinds"].split("; "))


def _definite(tokens: pd.DataFrame, families: dict[str, str]) -> pd.DataFrame:
    """The uses that point at one matter: straight after an article, no part of a name or of another noun."""
    words = tokens.assign(word=tokens.text.str.lower())
    before = words.set_index([*HELD]).word
    words["noun"] = words.lemma.where(words.lemma.isin(families), words.word)
    held = words[words.noun.isin(families) & (words.pos == "NOUN") & (words.dep != "compound")]
    pointed = before.reindex(pd.MultiIndex.from_arrays([held.brief_id, held.token_id - 1])).isin(POINTING)
    hung = words[words.dep.isin(OWN) & (words.word != "between")]
    own = pd.MultiIndex.from_frame(hung[["brief_id", "head"]])
    says = pd.MultiIndex.from_frame(held[[*HELD]]).isin(own)
    kept = held[pointed.to_numpy() & ~says]
    return kept.assign(family=kept.noun.map(families))


def _spoken_of(
    own: pd.DataFrame, n_briefs: int, book: dict[str, dict[str, str]], named: tuple[str, ...]
) -> Iterator[Matter]:
    """The matter of one family, if enough briefs speak of it often enough."""
    held = own.brief_id.nunique()
    if held < 2 or len(own) < AGAIN * held:
        return
    n = own.word.value_counts().sort_index().sort_values(ascending=False, kind="stable")
    noun = own.noun[own.word == n.index[0]].iloc[0]
    told = own[own.word.isin([word for word in n.index if n[word] >= AGAIN or word == n.index[0]])]
    if 2 * (told.brief_id.value_counts() >= AGAIN).sum() >= n_briefs:
        yield Matter("event" if "event" in _things(book[noun]) else "issue", tuple(n.items()), held, named)

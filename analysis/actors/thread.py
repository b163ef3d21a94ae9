"""What a brief has spoken of so far: the phrases that later words can point back to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import pandas as pd

from analysis.actors.coreference import Phrase
from analysis.actors.names import Lexicon
from analysis.actors.readings import Reference

FADING = 0.8
MAX_PAIRS = 50


@dataclass
class Thread:
    """What a brief has spoken of so far: phrases, and the pairs that stood side by side."""

    lexicon: Lexicon
    date: pd.Timestamp
    phrases: list[Phrase] = field(default_factory=list)
    pairs: list[tuple[int, tuple[str, ...]]] = field(default_factory=list)
    last: dict[str, Reference] = field(default_factory=dict)
    named: Counter[str] = field(default_factory=Counter)
    titles: dict[str, set[str]] = field(default_factory=dict)
    genders: Counter[tuple[str, str]] = field(default_factory=Counter)

    def kind(self, actor_id: str) -> str:
        """What an actor is: state, person, event ..."""
        return self.lexicon.actors[actor_id].kind

    def is_other(self, actor_id: str, gender: str) -> bool:
        """Whether the text has called an actor of the other gender, more often than of this one."""
        other = "she" if gender == "he" else "he"
        return self.genders[actor_id, other] > self.genders[actor_id, gender]

    def pair(self, sentence: int, *, states: bool = False) -> tuple[str, ...]:
        """The two actors whom the text most often sets side by side, the near past counting most."""
        total: dict[tuple[str, ...], float] = {}
        for at, pair in self.pairs[-MAX_PAIRS:]:
            actors = tuple(sorted(pair))
            if not states or all(self.kind(a) in ("state", "government") for a in actors):
                total[actors] = total.get(actors, 0) + FADING ** (sentence - at)
        return max(total, key=total.__getitem__, default=())

    def foremost(self, actors: Sequence[str]) -> tuple[str, ...]:
        """The one of several that the whole brief names most; none where two lead, or where it names none."""
        ranked = sorted(actors, key=lambda a: -self.named[a])
        alone = len(ranked) == 1 or (len(ranked) > 1 and self.named[ranked[0]] > self.named[ranked[1]])
        return tuple(ranked[:1]) if alone else ()

    def latest(self, actors: Iterable[str]) -> tuple[Reference | None, ...]:
        """The last mention of each actor."""
        return tuple(self.last.get(actor) for actor in actors)

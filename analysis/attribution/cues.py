"""The codebook of cues: which words report speech, belief, intention or attitude, and how.

Each row of `cues.csv` is a lemma with its part of speech, the dependent that is the source, the
dependents that can be the content, and the type. An analyst corrects and extends the file, not
this module.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from analysis.codebook import rows
from analysis.errors import CodebookError
from analysis.settings import CODEBOOKS

CODEBOOK = CODEBOOKS / "cues.csv"
COLUMNS = ("lemma", "pos", "source", "content", "type", "note")
TYPES = ("speech", "belief", "intention", "attitude")


@dataclass(frozen=True)
class Cue:
    """One row of the codebook.

    `source` is the dependent that speaks: `subject`, `object` ("quote X as saying"),
    `owner` ("X's claim") or `none` ("it seems"). `content` names the dependents that can be
    reported: `that` (a clause), `quote` (a quotation), `object`, `thing` (an object that is no person),
    `inf`, `ing`, `as`, `predicate` (what something seems), `insert` (only "as X has it"), or a preposition;
    a row without content says that the word is no cue. `pos` is a part of speech, or one of: `IN`
    ("in X's words"), `LIGHT` (verbs that lend their subject to a noun), `CARRIER` (texts whose
    author speaks in them), `LABEL` (words before a colon), `NOT` ("not to mention"), `FORUM` ("seen
    in the press as"), and what a study doesn't count: `SIDE` (sides taken), `TOPIC` (verbs that name
    a topic) and `GUESS` (the author's own).
    """

    lemma: str
    pos: str
    source: str
    content: frozenset[str]
    type: str


@dataclass(frozen=True)
class Codebook:
    """All cues, looked up by lemma and part of speech."""

    cues: Mapping[tuple[str, str], Cue]

    def cue(self, lemma: str, pos: str) -> Cue | None:
        """The row of a lemma; the row `*` stands for any other word of its part of speech."""
        return self.cues.get((lemma, pos)) or self.cues.get(("*", pos))

    def knows(self, lemma: str, pos: str) -> bool:
        """Whether a lemma has a row of its own."""
        return (lemma, pos) in self.cues

    def lemmas(self, pos: str) -> frozenset[str]:
        """All lemmas of one part of speech."""
        return self._by_pos.get(pos, frozenset())

    @cached_property
    def _by_pos(self) -> dict[str, frozenset[str]]:
        parts = {pos for _, pos in self.cues}
        return {part: frozenset(lemma for lemma, pos in self.cues if pos == part) for part in parts}

    @cached_property
    def of_infinitives(self) -> frozenset[str]:
        """The lemmas that report an infinitive."""
        return frozenset(cue.lemma for cue in self.cues.values() if "inf" in cue.content)


def _cues(path: Path) -> Iterator[Cue]:
    for line, row in rows(path, COLUMNS):
        if row["type"] not in TYPES:
            raise CodebookError(f'type "{row["type"]}"', remedy=f"Allowed: {', '.join(TYPES)}", path=path, row=line)
        content = frozenset(row["content"].split())
        yield Cue(row["lemma"], row["pos"], row["source"], content, row["type"])


@lru_cache(maxsize=8)
def codebook(path: Path = CODEBOOK) -> Codebook:
    """The codebook in a file, read once.

    Raises
    ------
    CodebookError
        A column is missing, or a row has a type that there isn't.
    """
    return Codebook({(cue.lemma, cue.pos): cue for cue in _cues(path)})

"""What the groups of an archive are compared on: the comparisons of a study that many documents can be summed up for.

Left out are those of single sentences or passages (where each mention stands, which paragraphs are
alike, which passages are on the same matter), those that hang on the length of one text (reading
ease, lexical diversity), and the checks of a study (other lexicons, robustness, reference coding).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import pandas as pd
from pandas.api.types import union_categoricals

from analysis.scale import cells
from analysis.scale.archive import Archive, Part
from analysis.scale.sums import Sums

SIDED, NAMING = "_by_side", "naming_difference"


@dataclass(frozen=True)
class Measure:
    """One comparison.

    Attributes
    ----------
    name, difference : str
        The tables; empty where a study has none of the kind.
    of : callable
        The cells of a partition: a row a document and key, with numbers.
    by : tuple of str
        The columns that tell keys apart.
    n, top, below : str
        What counts the evidence, what is summed, and by what it is divided: a number of the cells, or of `sizes`.
    value : str
        What the ratio is called.
    everywhere : bool
        Whether a group in which no document holds a key has it with 0.
    finished : callable
        Adds what follows from the sums to the table of groups; what begins with `_` is then left out.
    """

    name: str
    difference: str
    of: Callable[[Part], pd.DataFrame]
    by: tuple[str, ...]
    n: str
    top: str
    below: str
    value: str
    everywhere: bool = False
    finished: Callable[[pd.DataFrame], pd.DataFrame] = lambda table: table

    def sums(self, parts: Iterable[pd.DataFrame], *, groups: pd.Series, sizes: pd.DataFrame) -> Sums:
        """The sums of the cells of all partitions."""
        found = _together([_small(cells, keys=("brief_id", *self.by)) for cells in parts])
        below = self.below if self.below in found else sizes[self.below]
        return Sums(found, groups=groups, by=self.by, n=self.n, top=self.top, below=below, everywhere=self.everywhere)


def _small(cells: pd.DataFrame, *, keys: Sequence[str]) -> pd.DataFrame:
    """The cells of a partition in as little memory as they need."""
    counts = [name for name in cells if name.startswith("n_")]
    return cells.astype(dict.fromkeys(keys, "category") | dict.fromkeys(counts, "int32"))


def _together(parts: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """The rows of all parts, their categories united, where `pd.concat` would write out each value."""
    parts = [part for part in parts if len(part)] or parts[:1]
    return pd.DataFrame({name: _column([part[name] for part in parts]) for name in parts[0]})


def _column(values: Sequence[pd.Series]) -> np.ndarray | pd.Categorical:
    """One column of all parts; the categories of a part in which all is missing have no type of their own."""
    if not isinstance(values[0].dtype, pd.CategoricalDtype):
        return np.concatenate([each.to_numpy() for each in values])
    kind = next((each.cat.categories.dtype for each in values if len(each.cat.categories)), object)
    alike = [each.cat.rename_categories(each.cat.categories.astype(kind)) for each in values]
    return union_categoricals(alike, sort_categories=True)


def measures(archive: Archive) -> Iterator[Measure]:
    """What can be said of an archive: all of it, only its statements where it was gated, portrayals by the model."""
    for by_side in ("", SIDED):
        yield Measure(f"stance_balance{by_side}", f"stance_difference{by_side}",
                      partial(cells.statements, by_side=bool(by_side)), ("holder", "target"), "n_statements",
                      "_stance", "n_statements", "balance")  # fmt: skip
    if not archive.gated:
        for by_side in ("", SIDED):
            yield from _of_mentions(by_side, archive.modelled)
        yield from _of_texts()


def _of_mentions(by_side: str, modelled: bool) -> Iterator[Measure]:
    """What is said of actors, or of their sides."""
    sided = bool(by_side)
    yield Measure(f"presence{by_side}", f"presence_difference{by_side}", partial(cells.presence, by_side=sided),
                  ("actor_id",), "n_sentences", "n_sentences", "sentences", "sentence_share",
                  everywhere=True)  # fmt: skip
    yield Measure(f"co_mention{by_side}", "", partial(cells.co_mention, by_side=sided), ("actor_a", "actor_b"),
                  "n_sentences", "n_sentences", "sentences", "sentence_share")  # fmt: skip
    yield Measure(f"actor_sentiment{by_side}", f"sentiment_difference{by_side}", partial(cells.moods, by_side=sided),
                  ("actor_id", "measure"), "n_scored_sentences", "_score", "n_scored_sentences", "mean",
                  finished=_covered)  # fmt: skip
    if modelled:
        yield Measure(f"portrayal{by_side}", f"portrayal_difference{by_side}",
                      partial(cells.portrayal, by_side=sided), ("actor_id", "voice"), "n_mentions", "_balance",
                      "n_mentions", "balance", finished=_beside_ledger)  # fmt: skip
    if not sided:
        yield Measure("weight", "weight_difference", cells.weight, ("actor_id",), "n_sentences", "n_words", "words",
                      "word_share", everywhere=True, finished=_first)  # fmt: skip


def _of_texts() -> Iterator[Measure]:
    """What else a text holds: words, voices, recommendations, frames."""
    yield Measure("", "word_shift", cells.word_shift, ("word",), "n_uses", "_shift", "scored", "value", everywhere=True)
    yield Measure("readability", "readability_difference", cells.lengths, (), "n_sentences", "n_words", "n_sentences",
                  "words_per_sentence")  # fmt: skip
    yield Measure("speaking", "", cells.speaking, ("speaker", "side"), "n_words", "n_words", "all_words", "word_share",
                  finished=_quoted)  # fmt: skip
    yield Measure("", "voice_difference", cells.voices, (), "n_words", "n_words", "all_words", "value", everywhere=True)
    yield Measure("prescriptions", "prescription_difference", cells.prescriptions, ("addressee",), "n_recommendations",
                  "n_recommendations", "thousand_words", "per_1000_words", everywhere=True)  # fmt: skip
    yield Measure("frames_by_voice", "frame_difference", cells.frames, (*cells.FRAME, "voice"), "n_sentences",
                  "n_sentences", "sentences", "sentence_share", everywhere=True)  # fmt: skip
    yield Measure("frame_roles", "", cells.frame_roles, (*cells.FRAME, "role", "actor_id"), "n_sentences",
                  "n_sentences", "sentences", "sentence_share")  # fmt: skip
    yield Measure(NAMING, "", cells.namings, ("actor_id", "role", "word"), "n_mentions", "n_mentions",
                  "n_mentions", "share")  # fmt: skip
    yield Measure("frame_weight", "", cells.frame_weight, ("frame",), "n_sentences", "n_words", "words", "word_share",
                  everywhere=True, finished=_first)  # fmt: skip


def _covered(table: pd.DataFrame) -> pd.DataFrame:
    return table.assign(coverage=(table.n_scored / table.n_words.where(table.n_words > 0)).clip(upper=1))


def _beside_ledger(table: pd.DataFrame) -> pd.DataFrame:
    return table.assign(ledger_balance=table._stance / table.n_statements.where(table.n_statements > 0))


def _first(table: pd.DataFrame) -> pd.DataFrame:
    """With the mean place of the first mention, over the documents that mention it."""
    return table.assign(first_share=table._place / table._firsts.where(table._firsts > 0))


def _quoted(table: pd.DataFrame) -> pd.DataFrame:
    return table.assign(quoted_share=table._quoted / table.n_words)

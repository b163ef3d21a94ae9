"""What the stance encoder learns from: rows of both tasks, and the draws of each epoch."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, count, islice
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.stance.marked import marked_sentence, session_inputs
from analysis.stance.weights import DIRECTED_CLASSES, SIGNS
from analysis.train.contrasts import joined_rows, made_rows

SWAPPED = [0, 3, 4, 1, 2]  # the five classes when p and q change places
MASK = 103  # hides the names of a share of the spans
BATCH = 32
SMOOTHING = 0.05
N_JOINED, N_MADE = 4000, 1500
NEUTRAL_SHARE, MADE_SHARE = 0.5, 0.6  # of such rows in an epoch
MASKED, NO_TARGET, COREFERENT, NO_HOLDER = 0.2, 0.05, 0.3, 0.3


def toward_rows(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of NewsMTSC with the label as a smoothed distribution over three classes."""
    labels = [smoothed(SIGNS.index(label), len(SIGNS)) for label in rows["label"]]
    return rows.assign(holder=None, three=labels, share=1.0)


def pair_rows(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of DSE, p as holder and q as target, the label as a smoothed distribution over five.

    Seven in ten rows are neutral; each epoch draws a share of them.
    """
    labels = [smoothed(DIRECTED_CLASSES.index(label), len(DIRECTED_CLASSES)) for label in rows["label"]]
    rows = rows.rename(columns={"p": "holder", "q": "target"}).assign(five=labels)
    share = np.where(rows["label"] == "neutral", NEUTRAL_SHARE, 1.0)
    return rows.assign(three_q=None, three_p=None, share=share)


def made_pairs(*, n_rows: int, seed: int) -> pd.DataFrame:
    """Made sentences as rows like those of `pair_rows`; each epoch draws a share."""
    rows = made_rows(n_rows=n_rows, seed=seed)
    number = [
        0 if not direction else (1 if sign < 0 else 2) + (0 if direction > 0 else 2)
        for direction, sign in zip(rows["direction"], rows["sign"], strict=True)
    ]
    toward = {
        name: [None if pd.isna(sign) else smoothed(1 + int(sign), 3) for sign in rows[column]]
        for name, column in (("three_p", "toward_p"), ("three_q", "toward_q"))
    }
    rows = rows.rename(columns={"p": "holder", "q": "target"})
    return rows.assign(five=[smoothed(each, 5) for each in number], share=MADE_SHARE, **toward)


def told_by_pairs(pairs: pd.DataFrame) -> pd.DataFrame:
    """Rows of `pair_rows` where the stance of one entity is also what the sentence is for the other as a target."""

    told = pairs["label"].str.partition(":")  # sign, colon, way

    def toward(way: str) -> list[np.ndarray | None]:
        return [smoothed(SIGNS.index(sign), len(SIGNS)) if of == way else None
                for sign, of in zip(told[0], told[2], strict=True)]  # fmt: skip

    return pairs.assign(three_q=toward("p->q"), three_p=toward("q->p"))


def with_made(toward: pd.DataFrame, pairs: pd.DataFrame, *, seed: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rows of both tasks, and made ones."""
    joined = joined_rows(toward, n_rows=N_JOINED, seed=seed)
    made = made_pairs(n_rows=N_MADE, seed=seed)
    return pd.concat([toward, joined], ignore_index=True), pd.concat([pairs, made], ignore_index=True)


class Example(NamedTuple):
    """One draw: the sentence's number, its spans, and what is to be learnt from it."""

    text: int
    holder: tuple | None
    target: tuple | None
    masked: bool
    three: np.ndarray | None
    five: np.ndarray | None


def smoothed(label: int, n_classes: int) -> np.ndarray:
    """A label as a distribution, with a little left to the other classes."""
    values = np.full(n_classes, SMOOTHING / n_classes)
    values[label] += 1 - SMOOTHING
    return values


class Corpus:
    """Encoded sentences and the rows of both tasks; each epoch draws from it anew."""

    def __init__(self, tokenizer, toward: pd.DataFrame, pairs: pd.DataFrame) -> None:
        self.toward, self.pairs = toward, pairs
        texts = sorted({*toward["text"], *pairs["text"]})
        self.index = {text: place for place, text in enumerate(texts)}
        self.encodings = tokenizer.encode_batch(texts, add_special_tokens=False)

    def draw(self, generator: np.random.Generator) -> list[Example]:
        """The examples of one epoch: coreferent, masked, absent and swapped spans by chance."""
        toward, pairs = (rows[generator.random(len(rows)) < rows["share"]] for rows in (self.toward, self.pairs))
        drawn = [self._toward(row, generator) for row in toward.itertuples()]
        return drawn + [self._pair(row, generator) for row in pairs.itertuples()]

    def _toward(self, row, generator: np.random.Generator) -> Example:
        target = row.target
        if row.coref and generator.random() < COREFERENT:
            target = row.coref[generator.integers(len(row.coref))]
        if generator.random() < NO_TARGET:
            target = None
        masked = generator.random() < MASKED
        return Example(self.index[row.text], None, target, masked, row.three, None)

    def _pair(self, row, generator: np.random.Generator) -> Example:
        holder, target, three, five = row.holder, row.target, row.three_q, row.five
        if generator.random() < 0.5:
            holder, target, three, five = target, holder, row.three_p, five[SWAPPED]
        if three is not None and generator.random() < NO_HOLDER:
            holder, five = None, None
        return Example(self.index[row.text], holder, target, generator.random() < MASKED, three, five)

    def batches(self, examples: Sequence[Example], generator) -> Iterator[tuple]:
        """Batches of like length, in random order: the inputs, and the examples."""
        order = generator.permutation(len(examples))
        lengths = np.array([len(self.encodings[each.text].ids) for each in examples])
        pools = [order[i : i + BATCH * 50] for i in range(0, len(order), BATCH * 50)]
        groups = []
        for pool in pools:
            pool = pool[np.argsort(lengths[pool], kind="stable")]
            groups += [pool[i : i + BATCH] for i in range(0, len(pool), BATCH)]
        for group in generator.permutation(len(groups)):
            chosen = [examples[i] for i in groups[group]]
            yield self.inputs(chosen), chosen

    def endless(self, generator: np.random.Generator, n_batches: int) -> Iterator[tuple]:
        """Some number of batches, drawing anew for each epoch."""
        epochs = (self.batches(self.draw(generator), generator) for _ in count())
        return islice(chain.from_iterable(epochs), n_batches)

    def inputs(self, examples: Sequence[Example]) -> dict[str, np.ndarray]:
        """The network's inputs, with the names of masked examples hidden."""
        marked = []
        for each in examples:
            one = marked_sentence(self.encodings[each.text], each.target, each.holder)
            if each.masked:
                hidden = zip(one.ids, one.target, one.holder, strict=True)
                one = one._replace(ids=[MASK if t or h else i for i, t, h in hidden])
            marked.append(one)
        return session_inputs(marked, multiple=8)


def second_name(row) -> tuple[int, int] | None:
    """Another capitalised name in the sentence than the target: the first, or None."""
    used = [row.target, *row.coref]
    for match in re.finditer(r"(?<=[\w,;’'\"”] )[A-Z][\w.’'-]*\w(?: [A-Z][\w.’'-]*\w)*", row.text):
        start, end = match.span()
        if end - start > 3 and all(end <= low or start >= high for low, high in used):
            return start, end
    return None

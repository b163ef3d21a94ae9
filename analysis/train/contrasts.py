"""Sentences made to tell targets apart: two real ones joined, and simple ones from word lists.

In news most sentences have one target, so a model can do well by the mood of the whole. In these
rows it can't: the same sentence is good for one target and bad for another.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

JOINTS = (" ", " ", ", while ", ", but ", " and ", "; ")
AGAINST = (
    "accused blamed condemned criticized denounced attacked rebuked mocked opposed rejected "
    "lambasted slammed ridiculed scolded insulted undermined betrayed threatened sanctioned "
    "excoriated vilified distrusted boycotted berated detained invaded"
).split()
FOR = (
    "praised backed endorsed supported defended applauded thanked welcomed honored commended "
    "hailed admired trusted championed congratulated celebrated saluted lauded aided protected "
    "befriended encouraged complimented embraced"
).split()
BARE = "called visited phoned joined described mentioned questioned succeeded followed quoted".split()
NAMES = (
    "Rivera|Okafor|Lindqvist|Ms. Tanaka|Mr. Haddad|Senator Mbeki|President Alvarez|Petrov|Khan|"
    "Governor Whitfield|Secretary Duarte|the prime minister|the mayor|the committee|the union|"
    "the opposition|the army|the regime|the government|the militia|Norland|Tehran|Baghdad|London|"
    "Washington|Moscow|the United States|Iran|Syria|France|Brussels|the White House|Congress|"
    "the Republicans|the Democrats|the party|the ministry|the talks|the agreement|the plan"
).split("|")


class Part(NamedTuple):
    """A stretch of a sentence; who it names, if anyone."""

    text: str
    role: str = ""


def joined_rows(rows: pd.DataFrame, *, n_rows: int, seed: int) -> pd.DataFrame:
    """Pairs of short rows of different labels, as one sentence: target and label of one of them.

    Columns `text, target, holder, coref, three, share`, as `rows` has them.
    """
    generator = np.random.default_rng(seed)
    short = rows[rows["text"].str.len().between(30, 150)]
    likeliest = np.stack(short["three"]).argmax(1)
    made = []
    while len(made) < n_rows:
        one, two = generator.integers(len(short), size=2)
        if likeliest[one] != likeliest[two]:
            made.append(_joined(short.iloc[one], short.iloc[two]["text"], generator))
    table = pd.DataFrame(made, columns=["text", "target", "three"])
    return table.assign(holder=None, share=0.4, coref=[[] for _ in made])


def _joined(row, other: str, generator: np.random.Generator) -> tuple:
    """Text, moved target and label of a row joined to another sentence, before or after it."""
    joint = str(generator.choice(JOINTS))
    start, end = row["target"]
    if generator.random() < 0.5:
        return _open(row["text"], joint) + joint + other, (start, end), row["three"]
    before = _open(other, joint) + joint
    return before + row["text"], (start + len(before), end + len(before)), row["three"]


def _open(text: str, joint: str) -> str:
    """A sentence without its full stop, where another is to follow in it."""
    return text if joint == " " else text.rstrip(".")


def made_rows(*, n_rows: int, seed: int) -> pd.DataFrame:
    """Simple sentences of two acts, active or passive: who is for or against whom is certain.

    Columns `text, p, q` (spans of a pair in text order), `direction` (+1 where p holds a stance
    toward q, -1 where q does toward p, 0 for none), `sign` of it, and `toward_p`, `toward_q`, what
    the sentence is for each as a target (missing for the holder, which it needn't judge).
    """
    generator = np.random.default_rng(seed)
    return pd.DataFrame([_made(generator) for _ in range(n_rows)])


def _made(generator: np.random.Generator) -> dict:
    """One sentence with three names, and a pair of them asked for."""
    names = [str(name) for name in generator.choice(NAMES, size=3, replace=False)]
    first, second = generator.choice([-1, 0, 1], size=2, p=[0.4, 0.2, 0.4])
    passive = generator.random() < 0.4
    parts = _passive(names, first, second, generator) if passive else _active(names, first, second, generator)
    text, spans = _written(parts)
    holders = {"b": first, "c": second}  # a is for or against b and c
    pair = [str(name) for name in generator.choice(list("abc"), size=2, replace=False)]
    p, q = sorted(pair, key=lambda name: spans[name])
    sign_q = int(holders.get(q, 0)) if p == "a" else 0
    sign_p = int(holders.get(p, 0)) if q == "a" else 0
    direction = 1 if sign_q else -1 if sign_p else 0
    return {
        "text": text, "p": spans[p], "q": spans[q], "direction": direction,
        "sign": sign_q or sign_p, "toward_p": holders.get(p), "toward_q": holders.get(q),
    }  # fmt: skip


def _active(names: list[str], first: int, second: int, generator) -> list[Part]:
    """A praised B and condemned C."""
    joint = str(generator.choice([" and ", " but ", ", and later ", " after he "]))
    return [
        Part(names[0], "a"), Part(f" {_verb(first, generator)} "), Part(names[1], "b"),
        Part(f"{joint}{_verb(second, generator)} "), Part(names[2], "c"), Part("."),
    ]  # fmt: skip


def _passive(names: list[str], first: int, second: int, generator) -> list[Part]:
    """B was praised by A, who condemned C."""
    joint = str(generator.choice([", who ", ", which also ", " and ", ", who later "]))
    if joint == " and ":
        joint = ", the one that "
    return [
        Part(names[1], "b"), Part(f" was {_verb(first, generator)} by "), Part(names[0], "a"),
        Part(f"{joint}{_verb(second, generator)} "), Part(names[2], "c"), Part("."),
    ]  # fmt: skip


def _verb(sign: int, generator: np.random.Generator) -> str:
    """A past form of a verb of the sign."""
    return str(generator.choice({-1: AGAINST, 0: BARE, 1: FOR}[int(sign)]))


def _written(parts: list[Part]) -> tuple[str, dict[str, tuple[int, int]]]:
    """The sentence, with a capital, and the span of each name."""
    text, spans = "", {}
    for part in parts:
        if part.role:
            spans[part.role] = (len(text), len(text) + len(part.text))
        text += part.text
    return text[0].upper() + text[1:], spans

"""How well attributions agree with PolNeAR (Newell, Margolin and Ruths, LREC 2018).

A predicted and a gold attribution match when their contents share at least 0.3 of their tokens
(Jaccard), best pairs first, one to one within an article.
"""

from __future__ import annotations

import json
import re
import subprocess
import warnings
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.attribution.attributions import attributions

Span = tuple[int, int]

WHERE = "Get a git copy of networkdynamics/PolNeAR (no licence: keep it to yourself) and name its git directory"
PUBLISHED = "Gender Gap Tracker (published rules)"
PUBLISHED_F1 = {"dev": 54.8, "test": 56.1}
OVERLAP = 0.3
KINDS = ("direct", "mixed", "indirect")
TOKEN = re.compile(r"\w+")
QUOTED = re.compile(r"“[^”]*(?:”|$)|''.*?(?:''|$)|\"[^\"]*(?:\"|$)", re.MULTILINE)


@dataclass(frozen=True)
class Tally:
    """Counts of one article; sums of them give every score."""

    gold: int = 0
    predicted: int = 0
    matched: int = 0
    gold_direct: int = 0
    gold_mixed: int = 0
    gold_indirect: int = 0
    matched_direct: int = 0
    matched_mixed: int = 0
    matched_indirect: int = 0
    sourced: int = 0
    source_right: int = 0
    sourceless: int = 0
    sourceless_right: int = 0


def articles(path: str | Path, split: str) -> Iterator[dict]:
    """Articles of one split, one at a time: `doc_id`, `text` and `attributions`.

    Parameters
    ----------
    path : a folder with `train.jsonl` and `dev.jsonl`, or a git directory of
        networkdynamics/PolNeAR, where the first annotator's coding of an article is taken.
    split : `train` or `dev`; the authors ask that `test` only be scored.
    """
    file = Path(path) / f"{split}.jsonl"
    if file.exists():
        with open(file, encoding="utf8") as lines:
            yield from map(json.loads, lines)
    else:
        yield from _articles_in_git(path, split)


def _git(path: str | Path, *arguments: str) -> str:
    command = ["git", "--git-dir", str(path), *arguments]
    return subprocess.run(command, check=True, capture_output=True).stdout.decode("utf8")  # noqa: S603 - git and its own arguments, no shell  # nosec B603


def _articles_in_git(path: str | Path, split: str) -> Iterator[dict]:
    folder = f"data/{split}/attributions"
    names = _git(path, "ls-tree", "-r", "--name-only", "HEAD", "--", folder).splitlines()
    codings = {}
    for name in sorted(name for name in names if name.endswith(".ann")):
        codings.setdefault(Path(name).stem.rsplit("_", 1)[0], name)
    for doc_id, name in codings.items():
        text = _git(path, "show", f"HEAD:data/{split}/text/{doc_id}.txt")
        gold = gold_attributions(_git(path, "show", f"HEAD:{name}"))
        yield {"doc_id": doc_id, "text": text, "attributions": gold}


def gold_attributions(coding: str) -> list[dict]:
    """Attributions in a brat file: lists of source, cue and content spans."""
    lines = [line.split("\t") for line in coding.split("\n") if "\t" in line]
    spans = {
        key: [[int(n) for n in part.split(" ")] for part in value.split(" ", 1)[1].split(";")]
        for key, value, *_ in lines
        if key.startswith("T")
    }
    found = []
    for key, value, *_ in lines:
        if key.startswith("E") and value.startswith("Attribution"):
            roles = {role: [] for role in ("source", "cue", "content")}
            for part in value.split():
                name, reference = part.split(":")
                role = name.rstrip("0123456789").lower()
                if role in roles:
                    roles[role] += spans.get(reference, [])
            found.append({role: sorted(parts) for role, parts in roles.items()})
    return found


class _Tokens:
    """Token numbers of spans in one text."""

    def __init__(self, text: str):
        self.starts = [match.start() for match in TOKEN.finditer(text)]

    def within(self, spans: Iterable[Sequence[int]]) -> frozenset[int]:
        pairs = ((bisect_left(self.starts, s), bisect_left(self.starts, e)) for s, e in spans)
        return frozenset(number for lo, hi in pairs for number in range(lo, hi))


def _jaccard(one: frozenset, other: frozenset) -> float:
    return len(one & other) / len(one | other) if one and other else 0.0


def matches(predicted: Sequence[frozenset], gold: Sequence[frozenset]) -> list[tuple[int, int]]:
    """Pairs (predicted, gold) whose contents overlap enough, best first, one to one."""
    scored = [(_jaccard(p, g), i, j) for i, p in enumerate(predicted) for j, g in enumerate(gold) if p & g]
    pairs, used_i, used_j = [], set(), set()
    for overlap, i, j in sorted(scored, key=lambda row: (-row[0], row[1], row[2])):
        if overlap >= OVERLAP and i not in used_i and j not in used_j:
            pairs.append((i, j))
            used_i.add(i)
            used_j.add(j)
    return pairs


def gold_kinds(text: str, contents: Sequence[frozenset]) -> list[str]:
    """Kind of each gold content: direct, mixed or indirect by its share inside quotation marks."""
    inside = _Tokens(text).within(match.span() for match in QUOTED.finditer(text))
    shares = [len(c & inside) / len(c) if c else 0.0 for c in contents]
    return ["direct" if s == 1 else "mixed" if s > 0 else "indirect" for s in shares]


def tally(text: str, predicted: pd.DataFrame, gold: Sequence[Mapping]) -> Tally:
    """Counts for one article: predicted is a table of attributions, gold PolNeAR's records."""
    tokens = _Tokens(text)
    gold_content = [tokens.within(row["content"]) for row in gold]
    gold_source = [tokens.within(row["source"]) for row in gold]
    content = [tokens.within([s]) for s in _spans(predicted, "content")]
    source = [tokens.within([s] if s else []) for s in _spans(predicted, "source")]
    pairs = matches(content, gold_content)
    kinds = gold_kinds(text, gold_content)
    right = [_jaccard(source[i], gold_source[j]) >= OVERLAP for i, j in pairs if gold_source[j]]
    missing = [not source[i] for i, j in pairs if not gold_source[j]]
    found = [kinds[j] for _, j in pairs]
    by_kind = {f"gold_{k}": kinds.count(k) for k in KINDS}
    by_kind |= {f"matched_{k}": found.count(k) for k in KINDS}
    return Tally(
        len(gold), len(content), len(pairs), **by_kind,
        sourced=len(right), source_right=sum(right),
        sourceless=len(missing), sourceless_right=sum(missing),
    )  # fmt: skip


def tallies(path: str | Path, split: str) -> list[Tally]:
    """Counts for each article of a split, as the project's own attributions score."""
    return [tally(a["text"], attributions(a["text"]), a["attributions"]) for a in articles(path, split)]


def _spans(table: pd.DataFrame, role: str) -> list[Span | None]:
    starts, ends = table[f"{role}_start"], table[f"{role}_end"]
    return [None if s is pd.NA or e is pd.NA else (int(s), int(e)) for s, e in zip(starts, ends, strict=True)]


def _rates(sums: np.ndarray) -> np.ndarray:
    """Scores in the order of MEASURES from summed tallies (last axis: fields of Tally)."""
    c = dict(zip((f.name for f in fields(Tally)), np.moveaxis(sums, -1, 0), strict=True))
    pairs = [
        (c["matched"], c["predicted"]),
        (c["matched"], c["gold"]),
        (2 * c["matched"], c["predicted"] + c["gold"]),
        *((c[f"matched_{kind}"], c[f"gold_{kind}"]) for kind in KINDS),
        (c["source_right"], c["sourced"]),
        (c["sourceless_right"], c["sourceless"]),
    ]
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.stack([100 * above / below for above, below in pairs], axis=-1)


MEASURES = (
    "precision", "recall", "F1", "recall direct", "recall mixed", "recall indirect",
    "source right", "no source, rightly",
)  # fmt: skip
BELOW = (
    "predicted", "gold", "gold", "gold_direct", "gold_mixed", "gold_indirect", "sourced",
    "sourceless",
)  # fmt: skip


def score(tallies: Sequence[Tally], *, n_resamples: int = 1000, seed: int = 0) -> pd.DataFrame:
    """Scores in percent with 95 % intervals from resampling articles.

    Returns
    -------
    One row per measure: `value`, `low`, `high` (percent) and `n`, the attributions the
    share is taken of. "source right" is the share of matched pairs whose gold names a source and
    whose predicted source shares at least 0.3 of its tokens (a missing one is wrong); matched
    pairs whose gold has no source stand in their own row.
    """
    counts = np.array([[getattr(t, f.name) for f in fields(Tally)] for t in tallies], float)
    weights = np.random.default_rng(seed).multinomial(
        len(counts), np.full(len(counts), 1 / len(counts)), size=n_resamples
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # a kind that stands in no article
        low, high = np.nanpercentile(_rates(weights @ counts), [2.5, 97.5], axis=0)
    total = counts.sum(axis=0)
    n = dict(zip((f.name for f in fields(Tally)), total.astype(int), strict=True))
    table = {"value": _rates(total), "low": low, "high": high, "n": [n[b] for b in BELOW]}
    return pd.DataFrame(table, index=pd.Index(MEASURES, name="measure")).round(1)


def results(path: str | Path, *, split: str) -> pd.DataFrame:
    """The scores of this study's attributions, and the best published rules beside them.

    *How to read it*: F1 70 means that of all attributions coded or found, seven in ten were both.
    """
    own = score(tallies(path, split)).reset_index().assign(system="this study")
    mark = {"system": PUBLISHED, "measure": "F1", "value": PUBLISHED_F1.get(split)}
    return pd.concat([own, pd.DataFrame([mark])], ignore_index=True) if split in PUBLISHED_F1 else own

"""The headline findings computed from the reference coding, beside the program's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis import corpus
from analysis.coding.reading import reference
from analysis.compare.selection import AUTHOR
from analysis.findings import HEADLINES, Claim, contradiction
from analysis.robustness import JUDGED, READ, judged_by_both, varied, verdicts

if TYPE_CHECKING:
    from analysis.study import Study

SETTLED = "adjudicated"
SOURCE = "reference coding"
NOT_CODED = ("mood",)  # coders read no mood of words
KEPT = (*READ, "frames", "sentiment")
SPANS = {"start": int, "end": int}
COLUMNS = ["finding", "claim", "coded_claim", "value", "coded_value", "n", "n_coded", "verdict", "coded_verdict",
           "agrees"]  # fmt: skip


def coded(study: Study) -> Study | None:
    """The study as the coders read it, or nothing where its folder holds no settled coding.

    Mentions, attributions, ledger and recommendations are those of `gold/adjudicated`, in the
    program's columns (`confidence` 1, `source` "reference coding"; what coders don't say is missing).
    Texts, frames and the mood of the words stay the program's. Every other table, and every claim,
    is computed from these.

    Raises
    ------
    CodebookError
        A row of the coding breaks its rules or doesn't fit the texts; the message names file and row.
    """
    folder = study.settings.coding / SETTLED
    if not folder.is_dir():
        return None
    layers = reference(folder, study.sentences, actor_ids=set(study.actors.actor_id))
    tables = {
        "mentions": _mentions(layers["mentions"]),
        "attributions": _attributions(layers["attributions"], study.texts),
        "ledger": layers["statements"].assign(confidence=1.0, rule=SOURCE, source=SOURCE).astype(SPANS),
        "recommendations": layers["recommendations"].assign(source=SOURCE).astype(SPANS),
    }
    completed = {name: table.reindex(columns=getattr(study, name).columns) for name, table in tables.items()}
    return varied(study, keep=KEPT, **completed)


def coded_findings(study: Study) -> pd.DataFrame:
    """The headline findings by the program and by the reference coding, side by side.

    *How to read it*: `agrees` False means that the coders' reading gives another verdict, or a value
    of the other sign: such a finding is no headline. Missing means that the coders didn't code it, or
    nobody coded the study. Agreement is no proof: the program's rules were developed on these texts.

    Returns
    -------
    DataFrame
        One row per headline finding: `finding`, `claim` and `coded_claim` (its headline by either),
        `value` and `coded_value`, `n` and `n_coded`, `verdict` and `coded_verdict` (in words),
        `agrees`.
    """
    other, verdict = study.coded, verdicts(study)
    claims = {} if other is None else _claims(other, judged_by_both(study))
    rows = []
    for name in HEADLINES:
        own, theirs, said = study.claims[name], claims.get(name), verdict[name](study)
        if theirs is None:
            rows.append((name, own.headline, None, own.value, None, own.n, None, said, None, None))
            continue
        heard = verdict[name](other)
        agrees = said == heard and (own.value or 0) * (theirs.value or 0) >= 0
        rows.append(
            (name, own.headline, theirs.headline, own.value, theirs.value, own.n, theirs.n, said, heard, agrees)
        )
    return pd.DataFrame(rows, columns=COLUMNS).astype(
        {"value": float, "coded_value": float, "n_coded": "Int64", "agrees": "boolean"}
        | dict.fromkeys(["coded_claim", "coded_verdict"], "str")
    )


def _claims(other: Study, target: list[str]) -> dict[str, Claim]:
    """What the coding says of each headline; of what both authors judge, on the program's matter."""
    rows = other.selection
    same = rows[(rows.holder != AUTHOR) | (rows[JUDGED] == (target or "")).all(axis=1)]
    judged = contradiction(same, other.stance_balance, labels=other.labels, names=other.names)
    return {name: other.claims[name] for name in HEADLINES if name not in NOT_CODED} | {"contradiction": judged}


def _mentions(found: pd.DataFrame) -> pd.DataFrame:
    number = found.groupby("brief_id").cumcount() + 1
    ids = [f"{brief_id}-m{n:03}" for brief_id, n in zip(found.brief_id, number, strict=True)]
    return found.assign(mention_id=ids, method=SOURCE, confidence=1.0, source=SOURCE).astype(SPANS)


def _attributions(found: pd.DataFrame, texts: dict[str, str]) -> pd.DataFrame:
    """With source, cue and content as they stand in the text, and the words of the content counted."""
    for role in ("source", "cue", "content"):
        spans = zip(found.brief_id, found[f"{role}_start"], found[f"{role}_end"], strict=True)
        found = found.assign(**{role: [texts[b][s:e] if pd.notna(s) else None for b, s, e in spans]})
    return found.assign(hypothetical=False, n_words=[corpus.n_words(words or "") for words in found.content])

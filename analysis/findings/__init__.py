"""The claims of the study in words, each computed from a table.

    claim          a finding in words, and how claims are put together
    differences    the claim of a table of differences
    pairs          which pair of several briefs a claim is about
    texts          how long, what they cite, how they are written
    mentions       who is mentioned, and with whom
    moods          the mood of the words
    frames         which frames, in whose voice, and the words for whom
    stances        who speaks, who stands where, what is prescribed
    selection      what one brief tells and the other doesn't

A claim never says more than its interval allows: where the interval of a difference holds
zero, or too few sentences stand behind it, its words are "no clear difference" or "too few".
Swap, cut or replace the briefs and every claim is computed anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from analysis.findings.claim import Claim, summary, tabled, told
from analysis.findings.differences import against_rest, with_rest
from analysis.findings.frames import frame_voices, framing, who_is_to_act, words_for
from analysis.findings.mentions import most_mentioned, presence, together
from analysis.findings.moods import coverage, lexicons, mood, mood_by_actor, shift
from analysis.findings.selection import selected, side_by_side, weighed
from analysis.findings.stances import (
    contradiction,
    judgements,
    portrayed,
    prescriptions,
    relations,
    two_measures,
    voices,
)
from analysis.findings.texts import alike, furniture, key_terms, lengths, readable, sources
from analysis.wording import count, listed

if TYPE_CHECKING:
    from analysis.study import Study

__all__ = [
    "HEADLINES",
    "Claim",
    "Claims",
    "against_rest",
    "by_coding",
    "claims",
    "headlines",
    "robust",
    "settled",
    "summary",
    "tabled",
    "told",
    "with_rest",
]

HEADLINES = ("contradiction", "prescriptions", "selection", "voices", "mood")
SUBJECTS = {
    "contradiction": "what the authors judge", "prescriptions": "how much is prescribed",
    "selection": "what the briefs share", "voices": "how much others speak", "mood": "the mood of the words",
}  # fmt: skip


class Claims(Mapping[str, Claim]):
    """Claims by name, each computed when it is first asked for."""

    def __init__(self, made: Mapping[str, Callable[[], Claim]]):
        self._made, self._known = made, {}

    def __getitem__(self, name: str) -> Claim:
        if name not in self._known:
            self._known[name] = self._made[name]()
        return self._known[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._made)

    def __len__(self) -> int:
        return len(self._made)


def claims(study: Study) -> Claims:
    """Every claim of a study by name, in the order in which the report makes them."""
    called = {"labels": study.labels, "names": study.names}
    return Claims({
        "lengths": lambda: lengths(study.briefs),
        "furniture": lambda: furniture(study.briefs),
        "sources": lambda: sources(study.citations, labels=study.labels),
        "readability": lambda: readable(study._length_difference, labels=study.labels),
        "keyness": lambda: key_terms(study.keyness, labels=study.labels),
        "likeness": lambda: alike(study.likeness, labels=study.labels),
        "most_mentioned": lambda: most_mentioned(study.presence, **called),
        "presence_by_side": lambda: presence(study.presence_difference_by_side, **called, each="side"),
        "presence": lambda: presence(study.presence_difference, **called),
        "co_mention": lambda: together(study.co_mention, **called),
        "contradiction": lambda: contradiction(study.selection, study.stance_balance, **called),
        "voices": lambda: voices(study.speaking, study.voice_difference, **called),
        "prescriptions": lambda: prescriptions(study.recommendations, **called),
        "relations": lambda: relations(study.stance_balance_by_side, **called),
        "portrayal": lambda: portrayed(study.portrayal_difference_by_side, **called),
        "two_measures": lambda: two_measures(study.portrayal_by_side, **called),
        "judgements": lambda: judgements(study.stance_balance, **called),
        "selection": lambda: selected(study.selection, study.overlap, study._ledger_by_side, **called),
        "aligned": lambda: side_by_side(study.aligned, study.body, **called),
        "weight": lambda: weighed(study.weight, study.weight_difference, **called),
        "frames": lambda: framing(study.frame_difference, labels=study.labels, called=study.frame_names),
        "frames_by_voice": lambda: frame_voices(study.frames_by_voice, labels=study.labels),
        "frame_roles": lambda: who_is_to_act(study.frame_roles, **called),
        "labels": lambda: words_for(study.naming_difference, **called),
        "mood": lambda: mood(study.sentiment_difference, **called),
        "mood_vader": lambda: mood(study.sentiment_difference, **called, measure="vader"),
        "mood_by_side": lambda: mood_by_actor(study.sentiment_difference_by_side, **called, each="side"),
        "mood_by_actor": lambda: mood_by_actor(study.sentiment_difference, **called),
        "coverage": lambda: coverage(_scored(study)),
        "lexicons": lambda: lexicons(_scored(study)),
        "word_shift": lambda: shift(study.word_shift[study.word_shift.actor_id == "all"], labels=study.labels),
    })  # fmt: skip


def _scored(study: Study) -> pd.DataFrame:
    """The mood of the sentences of the bodies."""
    return study.sentiment[study.sentiment.sentence_id.isin(study.body.sentence_id)]


def headlines(study: Study) -> dict[str, Claim]:
    """The headline findings: the claims of `HEADLINES`, with their sentences and in how many runs they hold.

    A claim on which the reference coding differs is no headline: it says only that the two differ.
    """
    runs = study.robustness[study.robustness.run != "as reported"].groupby("finding").agrees
    held, of = runs.sum(), runs.size()
    claims, found = settled(study), {}
    for name in HEADLINES:
        claim = claims[name]
        evidence = claim.evidence or _sentences(study, name)
        found[name] = replace(claim, runs=(int(held.get(name, 0)), int(of.get(name, 0))), evidence=evidence)
    return found


def settled(study: Study) -> dict[str, Claim]:
    """The claims of `HEADLINES` with what the reference coding gives; where the two differ, only that they do."""
    beside = study.coded_findings.set_index("finding")
    return {name: _beside(study.claims[name], beside.loc[name]) for name in HEADLINES}


def _beside(claim: Claim, row: pd.Series) -> Claim:
    if pd.isna(row.agrees):
        return claim
    if row.agrees:
        return replace(claim, coded=row.coded_claim)
    headline = f"The program and the coders differ on {SUBJECTS[row.name]}"
    text = f"{headline}. The program: {claim.headline}."
    return replace(claim, headline=headline, text=text, clear=False, coded=row.coded_claim)


def robust(robustness: pd.DataFrame) -> Claim:
    """In how many checks by other runs the headline findings hold, and which flip."""
    runs = robustness[robustness.run != "as reported"]
    held, n = int(runs.agrees.sum()), len(runs)
    headline = f"The findings hold in {held} of {count(n, 'check')}"
    flips = runs[~runs.agrees]
    told = listed(f"{r.finding} with {r.run} ({r.verdict})" for r in flips.itertuples())
    text = f"{headline}: {f'another verdict comes of {told}' if len(flips) else 'none gives another verdict'}."
    return Claim(headline, text, n, clear=held == n, value=held / n if n else None)


def by_coding(coded: pd.DataFrame) -> Claim:
    """On how many headline findings program and reference coding agree, and on which they differ."""
    rows = coded[coded.agrees.notna()]
    if rows.empty:
        none = "There is no reference coding of these texts"
        return Claim(none, f"{none}: the findings rest on the program alone.", 0, clear=False)
    held, n = int(rows.agrees.sum()), len(rows)
    headline = f"The reference coding agrees on {held} of {count(n, 'headline finding')}"
    differ = [SUBJECTS[name] for name in rows.finding[~rows.agrees.astype(bool)]]
    silent = [SUBJECTS[name] for name in coded.finding[coded.agrees.isna()]]
    told = [f"it differs on {listed(differ)}"] * bool(differ) + [f"{listed(silent)} was not coded"] * bool(silent)
    text = f"{': '.join([headline, *filter(None, ['; '.join(told)])])}."
    return Claim(headline, text, n, clear=held == n, value=held / n)


def _sentences(study: Study, name: str) -> tuple[str, ...]:
    """The sentences that a share or mean is over, those that move it most first."""
    if name == "voices":
        spoken = study.voiced[(study.voiced.voice == "quoted") & study.voiced.sentence_id.isin(study.body.sentence_id)]
        words = spoken.groupby("sentence_id", sort=False).is_word.sum()
        return tuple(words.sort_values(ascending=False, kind="stable").index)
    if name == "mood":
        scored = study.sentiment.dropna(subset="polarity").sort_values(
            "polarity", key=abs, ascending=False, kind="stable"
        )
        return tuple(scored.sentence_id[scored.sentence_id.isin(study.body.sentence_id)])
    return ()

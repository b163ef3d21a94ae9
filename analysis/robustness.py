"""Robustness: the headline findings rerun with one choice of method changed at a time.

A finding that holds in one run alone is a finding about that run. The texts are parsed once, and
what doesn't hang on the changed choice is shared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from spacy.pipeline import Sentencizer

from analysis import compare, tokens
from analysis.compare.selection import AUTHOR
from analysis.findings import HEADLINES, against_rest, with_rest
from analysis.findings.pairs import PAIR, least_shared
from analysis.findings.stances import judged_twice
from analysis.sentiment import by_counts

if TYPE_CHECKING:
    from analysis.study import Study

BASE = "as reported"
COLUMNS = ["finding", "factor", "run", "verdict", "agrees"]
JUDGED = [*PAIR, "item"]
READ = ("_parses", "sentences", "tokens")
SURE = 0.6  # of the ledger's confidence
LINKED = ("pronoun", "description")
Verdict = Callable[["Study"], str]
Run = tuple[str, str, "Study", tuple[str, ...]]


def robustness(study: Study) -> pd.DataFrame:
    """The verdict of each headline finding in every run that can change it.

    *How to read it*: `agrees` False means that another defensible choice gives another verdict; such
    a finding hangs on the method. Runs change one choice each, are not independent, and say nothing
    of choices that nobody thought of.

    Returns
    -------
    DataFrame
        One row per finding and run, the reported one first: `finding`, `factor` (what was changed),
        `run`, `verdict` (in words), `agrees` (with the reported one).
    """
    told = verdicts(study)
    rows = [(name, "", BASE, told[name](study), True) for name in HEADLINES]
    reported = {row[0]: row[3] for row in rows}
    for factor, run, other, touched in _runs(study):
        for name in touched:
            verdict = told[name](other)
            rows.append((name, factor, run, verdict, verdict == reported[name]))
    return pd.DataFrame(rows, columns=COLUMNS)


def varied(study: Study, *, keep: tuple[str, ...] = (), **changed: object) -> Study:
    """The study with some of its tables changed; all but those in `keep` are computed anew.

    Parameters
    ----------
    keep : tuple of str
        Tables that don't hang on what is changed.
    **changed
        Tables or attributes of the study, by name.
    """
    other = object.__new__(type(study))
    parts = {name: part for cls in type(study).__mro__ for name, part in vars(cls).items()}
    computed = {name for name, part in parts.items() if isinstance(part, cached_property)}
    other.__dict__ |= {name: value for name, value in vars(study).items() if name not in computed}
    other.__dict__ |= {name: getattr(study, name) for name in keep} | changed
    return other


def verdicts(study: Study) -> dict[str, Verdict]:
    """What each headline finding says of a study, in as few words as tell runs apart."""
    target, pair = judged_by_both(study), [*least_shared(study.overlap)[PAIR].head(1).to_numpy().ravel()]
    return {
        "contradiction": lambda other: _stances(other, target),
        "prescriptions": lambda other: _most(other, other.recommendations.brief_id),
        "selection": lambda other: _beside_chance(other, pair),
        "voices": lambda other: _clearly_more(other.voice_difference, other),
        "mood": lambda other: _clearly_more(_moods(other), other),
    }


def judged_by_both(study: Study) -> list[str]:
    """Which two authors judge what (as `JUDGED`): the target of the finding on contradiction, if there is one."""
    both = judged_twice(_own(study))
    return [] if both.empty else both[JUDGED].iloc[0].tolist()


def _own(study: Study) -> pd.DataFrame:
    """What the authors judge, pair by pair."""
    told = compare.items(relation=compare.relations(study.ledger))
    return compare.selection(told[told.holder == AUTHOR], briefs=[*study.labels])


def _stances(study: Study, target: list[str]) -> str:
    rows = _own(study)
    row = rows[(rows[JUDGED] == target).all(axis=1)] if target else rows.head(0)
    if row.empty:
        return "neither author judges it"
    words = {1.0: "for", -1.0: "against", 0.0: "neutral"}
    ends = [row[f"stance_{end}"].iloc[0] for end in "ab"]
    signs = ["silent" if pd.isna(stance) else words[float(np.sign(stance))] for stance in ends]
    labels = row[PAIR].iloc[0].map(study.labels)
    return ", ".join(f"{label} {sign}" for label, sign in zip(labels, signs, strict=True))


def _most(study: Study, briefs: pd.Series) -> str:
    n = briefs.value_counts().reindex([*study.labels], fill_value=0)
    first = n[n == n.max()].index
    return f"most in {study.labels[first[0]]}" if len(first) == 1 else "equally many"


def _beside_chance(study: Study, pair: list[str]) -> str:
    """Whether two briefs share fewer relations of sides than random deals of their sentences."""
    told = compare.items(relation_by_side=compare.relations(study._ledger_by_side))
    rows = compare.overlap(told, briefs=pair, resampling=study.resampling)
    if rows.empty or pd.isna(rows.null_low.iloc[0]):
        return "too few to say"
    row = rows.iloc[0]
    if row.null_low <= row.shared_share <= row.null_high:
        return "shared as by chance"
    return "shared less than by chance" if row.shared_share < row.null_low else "shared more than by chance"


def _moods(study: Study) -> pd.DataFrame:
    rows = study.sentiment_difference
    return rows[(rows.actor_id == "all") & (rows.measure == "polarity")]


def _clearly_more(rows: pd.DataFrame, study: Study) -> str:
    """Of the largest clear difference, which brief has more."""
    rows = against_rest(rows)
    tested = rows[rows.low.notna()]
    if tested.empty:
        return "too few to say"
    clear = tested[tested.clear.astype(bool)]
    if clear.empty:
        return "no clear difference"
    row = clear.loc[clear.difference.abs().idxmax()]
    return f"more in {with_rest(study.labels)[row.brief_a if row.difference > 0 else row.brief_b]}"


def _runs(study: Study) -> Iterator[Run]:
    """The runs: what was changed, how, the changed study, and which findings can change with it."""
    yield from _of_words(study)
    yield from _of_statements(study)
    yield from _of_texts(study)


def _of_words(study: Study) -> Iterator[Run]:
    """Other ways to score the mood of the words, over the same sentences."""
    moods = study.sentiment_difference
    vader = moods[moods.measure == "vader"].assign(measure="polarity")
    yield "lexicon", "VADER", varied(study, sentiment_difference=vader), ("mood",)
    counted = by_counts(study.sentences, tokens=study.tokens, masks=study._masks)
    nrc = study.sentiment.assign(polarity=counted.to_numpy())
    yield "lexicon", "NRC", varied(study, keep=(*READ, "mentions"), sentiment=nrc), ("mood",)
    unmasked = varied(study, keep=(*READ, "mentions"), _masks=study._masks.head(0))
    yield "names", "names not masked", unmasked, ("mood",)
    by_voice = study.sentiment_by_voice
    for voice, run in (("author", "author's voice only"), ("quoted", "quoted or reported only")):
        scores = by_voice[by_voice.voice == voice]
        yield "voice", run, varied(study, keep=(*READ, "mentions"), sentiment=scores), ("mood",)


def _of_statements(study: Study) -> Iterator[Run]:
    """Other ledgers of the same sentences."""
    touched = ("contradiction", "selection")
    heard = (*READ, "mentions", "attributions", "recommendations", "_readings", "_stance_book")
    modelled = replace(study.settings, stance="model")
    scored = varied(study, keep=heard, settings=modelled, words_are_shown=False)
    yield "ledger", "rules with the model", scored, touched
    sure = study.ledger[study.ledger.confidence >= SURE]
    yield "ledger", "sure statements only", varied(study, keep=heard, ledger=sure), touched
    words = study.ledger[study.ledger.basis == "words"]
    yield "ledger", "words, no acts", varied(study, keep=heard, ledger=words), touched
    yield "ledger", "every mention asked", varied(study, keep=heard, ledger=_asked(study)), ("contradiction",)
    named = study.mentions[~study.mentions.form.isin(LINKED)]
    yield "coreference", "names only", varied(study, keep=READ, mentions=named), HEADLINES[:4]


def _asked(study: Study) -> pd.DataFrame:
    """Every mention in the authors' own voices as a statement of its author, as good or bad as the model reads it."""
    own = study.mention_stance[study.mention_stance.voice == "author"]
    return own.assign(holder="author_" + own.brief_id, target=own.actor_id, stance=own.balance)


def _of_texts(study: Study) -> Iterator[Run]:
    """Other texts of the same pages, and other sentences of the same texts."""
    pages = {b: _all_of(own) for b, own in study._passages.items()}
    whole = varied(study, _passages=pages, _parses={b: _parses_of(study, b, page) for b, page in pages.items()})
    yield "furniture", "furniture read as text", whole, HEADLINES
    split = Sentencizer()
    parses = {
        b: tokens.parses(text, passages=study._passages[b], citations=study._citations[b], split=split)
        for b, text in study.texts.items()
    }
    yield "sentences", "split at full stops", varied(study, _parses=parses), HEADLINES


def _parses_of(study: Study, brief_id: str, page: pd.DataFrame) -> list[tokens.Parse]:
    """The parses of a page: those of the study, and what it took for furniture."""
    furniture = page[study._passages[brief_id].part == "furniture"]
    added = tokens.parses(study.texts[brief_id], passages=furniture, citations=study._citations[brief_id])
    return sorted([*study._parses[brief_id], *added], key=lambda parse: parse.passage)


def _all_of(passages: pd.DataFrame) -> pd.DataFrame:
    """A page on which furniture is paragraphs like all others."""
    added = passages.part == "furniture"
    last = passages.paragraph.max()
    return passages.assign(
        part=passages.part.mask(added, "paragraph"), paragraph=passages.paragraph.mask(added, last + added.cumsum())
    )

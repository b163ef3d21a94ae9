"""Claims about the mood of the words, and how far to trust it."""

from __future__ import annotations

import pandas as pd

from analysis.findings.claim import Claim, Labels
from analysis.findings.differences import Telling, against_rest, largest, with_rest
from analysis.wording import listed, percent, signed, thousandths

MEASURES = {"polarity": "TextBlob polarity", "subjectivity": "TextBlob subjectivity", "vader": "VADER score"}


def mood(difference: pd.DataFrame, *, labels: Labels, names: Labels, measure: str = "polarity") -> Claim:
    """Whether the words of one brief are brighter than those of the other, as a lexicon scores them."""
    rows = difference[(difference.measure == measure) & (difference.actor_id == "all")]
    return largest(
        rows,
        labels=labels,
        names=dict(names) | {"all": "the whole brief"},
        telling=Telling(
            none="No clear difference in the mood of the words",
            headline="The words of {more} are brighter than those of {less}",
            text=f"Mean {MEASURES[measure]}"
            " is {high_value} in {more} and {low_value} in {less} "
            "(difference {difference}{interval})",
            unit=signed,
            signed=signed,
        ),
    )


def mood_by_actor(
    difference: pd.DataFrame, *, labels: Labels, names: Labels, measure: str = "polarity", each: str = "actor"
) -> Claim:
    """Whether the mood around some actor or side differs between the briefs."""
    rows = difference[(difference.measure == measure) & (difference.actor_id != "all")]
    return largest(
        rows,
        labels=labels,
        names=names,
        telling=Telling(
            none=f"No clear difference in the mood around any {each}",
            headline="Words around {name} are brighter in {more} than in {less}",
            text="Around {name}, mean "
            f"{MEASURES[measure]}"
            " is {high_value} in {more} and {low_value} in {less} "
            "(difference {difference}{interval})",
            unit=signed,
            signed=signed,
        ),
    )


def coverage(sentiment: pd.DataFrame) -> Claim:
    """How much of the text the lexicon scores at all."""
    silent = int(sentiment.polarity.isna().sum())
    scored, words = int(sentiment.n_scored.sum()), int(sentiment.n_words.sum())
    share = percent(scored / words) if words else "none"
    text = (
        f"TextBlob scores {scored} of {words:,} words ({share}) and nothing at all in {silent} of "
        f"{len(sentiment)} sentences; those count as no evidence, not as zero."
    )
    return Claim(f"The lexicon is silent on {silent} of {len(sentiment)} sentences", text, len(sentiment))


def lexicons(sentiment: pd.DataFrame) -> Claim:
    """How often two lexicons read a sentence in opposite directions."""
    both = sentiment.dropna(subset=["polarity", "vader"])
    opposed = int(((both.polarity * both.vader) < 0).sum())
    text = (
        f"Of {len(both)} sentences that both lexicons score, TextBlob and VADER give opposite signs to "
        f"{opposed}; a number that depends on the choice between them is no finding."
    )
    return Claim(f"Two lexicons contradict each other on {opposed} of {len(both)} sentences", text, len(both))


def widest(word_shift: pd.DataFrame) -> pd.DataFrame:
    """The rows of the contrast with the largest difference: of the only pair, or of one brief and the rest."""
    rows = against_rest(word_shift)
    if rows.empty:
        return rows
    total = rows.groupby("brief_a", sort=False).contribution.sum().abs()
    return rows[rows.brief_a == total.idxmax()]


def shift(word_shift: pd.DataFrame, *, labels: Labels) -> Claim:
    """Which words drive the difference in mood."""
    word_shift, labels = widest(word_shift), with_rest(labels)
    moving = word_shift[word_shift.contribution.abs() >= 0.0005]
    if moving.empty:
        none = "No scored word drives a difference"
        return Claim(none, f"{none} in mood.", 0, clear=False)
    order = moving.contribution.abs().sort_values(ascending=False, kind="stable").index
    top = moving.loc[order].head(5)
    a, b = labels[top.brief_a.iloc[0]], labels[top.brief_b.iloc[0]]
    told = listed(
        f"“{r.word}” ({thousandths(r.contribution)}; {r.n_a} in {a}, {r.n_b} in {b})" for r in top.itertuples()
    )
    total = thousandths(word_shift.contribution.sum())
    text = f"The difference of {total} ({a} minus {b}) is the sum of {len(word_shift)} words, in largest part {told}."
    headline = f"“{top.word.iloc[0]}” and “{top.word.iloc[1]}” move the mood most" if len(top) > 1 else (
        f"“{top.word.iloc[0]}” alone moves the mood")  # fmt: skip
    return Claim(headline, text, int(word_shift[["n_a", "n_b"]].sum().sum()))

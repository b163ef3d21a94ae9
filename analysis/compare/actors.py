"""The briefs side by side: who is mentioned, with whom, and in sentences of which mood.

Each function takes mentions of actors or, through `rolled_up`, of their sides. Shares and means
are of the sentences of the body; title and headings count as words and mentions, not as
sentences.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from analysis.compare.chance import q_values
from analysis.compare.contrasts import judged_together, sampled
from analysis.compare.differences import differences
from analysis.compare.resampling import ALPHA, DEFAULT, Resampling, Sample, means, paragraph_ends

ALL = "all"
ALONE = pd.DataFrame(index=[0])  # the key of a sample with one column, which needs no name
PARAGRAPH = ("paragraph_low", "paragraph_high")
MEASURES = {"polarity": "n_scored", "subjectivity": "n_scored", "vader": "vader_n_scored"}
DIFFERENCE = [
    "brief_a", "brief_b", "value_a", "value_b", "n_a", "n_b", "difference", "low", "high",
    "paragraph_low", "paragraph_high", "null_low", "null_high", "p", "q", "clear",
]  # fmt: skip


def rolled_up(mentions: pd.DataFrame, *, actors: pd.DataFrame) -> pd.DataFrame:
    """The mentions as mentions of sides: one row per span and side, none for actors without one."""
    sides = actors.set_index("actor_id").side
    side = mentions.actor_id.map(sides[sides.notna() & (sides != "")])
    rows = mentions.assign(actor_id=side).dropna(subset="actor_id")
    return rows.drop_duplicates(["brief_id", "start", "end", "actor_id"], ignore_index=True)


def presence(mentions: pd.DataFrame, *, sentences: pd.DataFrame, resampling: Resampling = DEFAULT) -> pd.DataFrame:
    """How often each brief mentions each actor, also where that is never.

    *How to read it*: `sentence_share` 0.5 means that every other sentence mentions the actor. It
    can be compared between briefs of any length; `n_mentions` can't.

    Parameters
    ----------
    mentions : DataFrame
        One row per span and actor (or side): `brief_id`, `sentence_id`, `actor_id`.
    sentences : DataFrame
        One row per sentence: `brief_id`, `sentence_id`, `part`, `paragraph`, `n_words`.

    Returns
    -------
    DataFrame
        One row per brief and actor: `brief_id`, `actor_id`, `n_mentions`, `n_sentences`,
        `sentence_share`, `low`, `high`, `paragraph_low`, `paragraph_high` (the interval when whole
        paragraphs are drawn; missing below ten of them), `mention_share`, `per_1000_words`.
    """
    n_words = sentences.groupby("brief_id").n_words.sum()
    tables = []
    for sample, actors in presences(mentions, sentences):
        own = mentions[mentions.brief_id == sample.brief_id]
        table = means(sample, resampling=resampling).rename(columns={"value": "sentence_share"})
        table.insert(0, "brief_id", sample.brief_id)
        table.insert(1, "actor_id", actors)
        table.insert(2, "n_mentions", own.actor_id.value_counts().reindex(actors, fill_value=0).to_numpy())
        table.insert(3, "n_sentences", sample.n)
        table[[*PARAGRAPH]] = paragraph_ends(sample, resampling=resampling)
        table["mention_share"] = table.n_mentions / (len(own) or np.nan)
        table["per_1000_words"] = 1000 * table.n_mentions / (n_words[sample.brief_id] or np.nan)
        tables.append(table)
    columns = ["brief_id", "actor_id", "n_mentions", "n_sentences", "sentence_share", "low", "high", *PARAGRAPH,
               "mention_share", "per_1000_words"]  # fmt: skip
    return _stacked(tables, columns)


def presence_difference(
    mentions: pd.DataFrame, *, sentences: pd.DataFrame, resampling: Resampling = DEFAULT
) -> pd.DataFrame:
    """The difference between two briefs in the share of sentences that mention each actor.

    *How to read it*: above 0 means that a larger share of a's sentences mentions the actor. Where
    either brief has fewer than eight such sentences, there are shares and counts only.

    Returns
    -------
    DataFrame
        One row per contrast (every pair of briefs; of more than two also each against `rest`, all
        other sentences together) and actor: `actor_id`, `brief_a`, `brief_b`, `value_a`,
        `value_b`, `n_a`, `n_b`, `difference`, `low`, `high`, `paragraph_low`, `paragraph_high`, `null_low`,
        `null_high`, `p`, `q`
        (over all actors of the pair, or of all contrasts with the rest), `clear`.
    """
    found = [*presences(mentions, sentences)]
    keys = pd.DataFrame({"actor_id": found[0][1] if found else []})
    return contrasted([sample for sample, _ in found], keys=keys, resampling=resampling)


def co_mention(mentions: pd.DataFrame, *, sentences: pd.DataFrame) -> pd.DataFrame:
    """Which actors stand in the same sentences.

    *How to read it*: `jaccard` 1 means never one without the other; of counts below about eight
    it says little. Standing together is no relation: it says not who does what to whom.

    Returns
    -------
    DataFrame
        One row per brief and pair of actors with at least one sentence in common, most first:
        `brief_id`, `actor_a`, `actor_b`, `n_sentences`, `n_a`, `n_b`, `jaccard`.
    """
    tables = []
    for sample, actors in presences(mentions, sentences):
        both = (sample.values.T @ sample.values).astype(int)
        a, b = np.nonzero(np.triu(both, 1))
        names = pd.Series(actors, dtype="str")
        table = pd.DataFrame({"actor_a": names.to_numpy()[a], "actor_b": names.to_numpy()[b]}, dtype="str")
        table["n_sentences"], table["n_a"], table["n_b"] = both[a, b], sample.n[a], sample.n[b]
        table["jaccard"] = table.n_sentences / (table.n_a + table.n_b - table.n_sentences)
        table.insert(0, "brief_id", sample.brief_id)
        tables.append(table.sort_values("n_sentences", ascending=False, kind="stable"))
    return _stacked(tables, ["brief_id", "actor_a", "actor_b", "n_sentences", "n_a", "n_b", "jaccard"])


def actor_sentiment(
    sentiment: pd.DataFrame,
    *,
    mentions: pd.DataFrame,
    sentences: pd.DataFrame,
    resampling: Resampling = DEFAULT,
) -> pd.DataFrame:
    """Mean sentiment of the sentences that mention each actor, and of all (`actor_id` "all").

    *How to read it*: the mood of the words around an actor, whoever says them about whom; not
    praise or blame of the actor. Missing means that the lexicon knows no word there.

    Returns
    -------
    DataFrame
        One row per brief, actor and measure (polarity, subjectivity, vader): `brief_id`,
        `actor_id`, `measure`, `n_sentences`, `n_scored_sentences`, `n_words`, `n_scored`,
        `coverage`, `mean`, `low`, `high` (missing below eight scored sentences).
    """
    scores = sentiment.set_index("sentence_id")
    tables = []
    for held, actors in presences(mentions, sentences, whole=True):
        own = scores.reindex(_body(sentences, held.brief_id).sentence_id)
        for measure, counted in MEASURES.items():
            sample = _moods(held, own[measure])
            table = means(sample, resampling=resampling).rename(columns={"value": "mean"})
            table = table.assign(brief_id=held.brief_id, actor_id=actors, measure=measure)
            table["n_sentences"], table["n_scored_sentences"] = held.n, sample.n
            table["n_words"], table["n_scored"] = _sums(held, own.n_words), _sums(held, own[counted])
            table["coverage"] = (table.n_scored / table.n_words.where(table.n_words > 0)).clip(upper=1)
            tables.append(table)
    columns = ["brief_id", "actor_id", "measure", "n_sentences", "n_scored_sentences", "n_words", "n_scored",
               "coverage", "mean", "low", "high"]  # fmt: skip
    return _stacked(tables, columns)


def sentiment_difference(
    sentiment: pd.DataFrame,
    *,
    mentions: pd.DataFrame,
    sentences: pd.DataFrame,
    resampling: Resampling = DEFAULT,
) -> pd.DataFrame:
    """The difference of mean sentiment between two briefs, by actor and in all ("all").

    *How to read it*: above 0 means that the words of a are the more positive (or subjective).
    Where either brief has fewer than eight scored sentences, there are means and counts only.

    Returns
    -------
    DataFrame
        One row per contrast, actor and measure: `actor_id`, `measure`, then as in
        `presence_difference`; `n_a` and `n_b` count scored sentences, and `q` is over all actors
        and measures of the pair.
    """
    scores = sentiment.set_index("sentence_id")
    found, samples = [*presences(mentions, sentences, whole=True)], []
    for held, _ in found:
        own = scores.reindex(_body(sentences, held.brief_id).sentence_id)
        moods = [_moods(held, own[measure]) for measure in MEASURES]
        values, n = np.hstack([m.values for m in moods]), np.hstack([m.n for m in moods])
        samples.append(Sample(held.brief_id, held.paragraphs, values, n))
    rows = itertools.product(MEASURES, found[0][1] if found else [])
    keys = pd.DataFrame(rows, columns=["measure", "actor_id"])[["actor_id", "measure"]]
    return contrasted(samples, keys=keys, resampling=resampling)


def _body(sentences: pd.DataFrame, brief_id: str) -> pd.DataFrame:
    return sentences[(sentences.brief_id == brief_id) & (sentences.part == "paragraph")]


def presences(
    mentions: pd.DataFrame, sentences: pd.DataFrame, *, whole: bool = False
) -> Iterator[tuple[Sample, list[str]]]:
    """For each brief: sentences by actors, 1 where the sentence mentions the actor, and the actors.

    With `whole` the first column is of the whole brief, 1 in every sentence.
    """
    actors = sorted(mentions.actor_id.unique())
    for brief_id in sentences.brief_id.unique():
        body = _body(sentences, brief_id)
        values = np.zeros((len(body), len(actors)))
        own = mentions[mentions.sentence_id.isin(body.sentence_id)]
        rows = pd.Index(body.sentence_id).get_indexer(own.sentence_id)
        values[rows, pd.Index(actors).get_indexer(own.actor_id)] = 1
        if whole:
            values = np.hstack([np.ones((len(body), 1)), values])
        sample = Sample(brief_id, body.paragraph.to_numpy(), values, values.sum(axis=0).astype(int))
        yield sample, [ALL, *actors] if whole else actors


def _moods(held: Sample, scores: pd.Series) -> Sample:
    """The scores of the sentences that mention each actor; missing in all others."""
    values = np.where(held.values > 0, scores.to_numpy(float)[:, None], np.nan)
    return Sample(held.brief_id, held.paragraphs, values, (~np.isnan(values)).sum(axis=0))


def _sums(held: Sample, counts: pd.Series) -> np.ndarray:
    return (held.values.T @ counts.fillna(0).to_numpy(float)).astype(int)


def contrasted(samples: Sequence[Sample], *, keys: pd.DataFrame = ALONE, resampling: Resampling) -> pd.DataFrame:
    """The differences of each contrast of the samples, tested; `keys` names the columns of a sample."""
    tables = [_tested(a, b, keys, resampling) for a, b in sampled(samples)]
    return judged_together(_stacked(tables, [*keys, *DIFFERENCE]))


def _tested(a: Sample, b: Sample, keys: pd.DataFrame, resampling: Resampling) -> pd.DataFrame:
    """The differences of two briefs with what was tested, q over all of them, and the verdict."""
    table = differences(a, b, resampling=resampling)
    table["q"] = q_values(table.p)
    table["clear"] = ((table.low > 0) | (table.high < 0)) & (table.q <= ALPHA)
    return pd.concat([keys.assign(brief_a=a.brief_id, brief_b=b.brief_id), table], axis=1)


def _stacked(tables: list[pd.DataFrame], columns: list[str]) -> pd.DataFrame:
    return pd.concat(tables, ignore_index=True)[columns] if tables else pd.DataFrame(columns=columns)

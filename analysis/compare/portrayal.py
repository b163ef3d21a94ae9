"""How each brief portrays each actor, over every mention, and whether that differs between briefs."""

from __future__ import annotations

import pandas as pd

from analysis.compare.balances import ENDS, Balances, balances, differences
from analysis.compare.chance import q_values
from analysis.compare.contrasts import REST, contrasts
from analysis.compare.frames import VOICES
from analysis.compare.resampling import ALPHA, DEFAULT, Resampling

KEYS = ["actor_id", "voice"]
PORTRAYAL = ["brief_id", *KEYS, "n_mentions", "n_sentences", "balance", *ENDS, "n_statements", "ledger_balance"]
DIFFERENCE = [*KEYS, "brief_a", "brief_b", "value_a", "value_b", "n_a", "n_b", "difference", *ENDS, "p", "q", "clear"]


def stance_by_side(mention_stance: pd.DataFrame, *, actors: pd.DataFrame) -> pd.DataFrame:
    """The mentions rolled up to sides; who has none, such as an event, stands for itself."""
    side = actors.set_index("actor_id").side.dropna()
    rolled = mention_stance.actor_id.map(side[side != ""]).astype("str").fillna(mention_stance.actor_id)
    return mention_stance.assign(actor_id=rolled).drop_duplicates(["brief_id", "start", "end", "actor_id"])


def portrayal(
    mention_stance: pd.DataFrame,
    *,
    ledger: pd.DataFrame,
    sentences: pd.DataFrame,
    resampling: Resampling = DEFAULT,
) -> pd.DataFrame:
    """How good or bad each brief's sentences are for each actor: the mean balance of the mentions.

    *How to read it*: +1 if every mention were surely praise or good news, -1 if surely blame or bad news;
    most lie a little below 0. It knows no holder: who says it is told by `voice` alone. Missing
    intervals mean fewer than eight sentences, which carry no claim of direction. `ledger_balance` is what
    the ledger's statements toward the actor give, whoever holds them: where its sign is another, the two
    measures contradict each other, and the sentences decide.

    Parameters
    ----------
    mention_stance : DataFrame
        One row per mention, with `voice`; of actors, or rolled up by `stance_by_side`.
    ledger : DataFrame
        The statements, with targets rolled up in the same way.
    sentences : DataFrame
        The sentences of the bodies, which are what is resampled.

    Returns
    -------
    DataFrame
        One row per brief, actor and voice (all, author, quoted) with a mention, most mentions first:
        `brief_id`, `actor_id`, `voice`, `n_mentions`, `n_sentences`, `balance` (-1 to +1), `low`, `high`,
        `paragraph_low`, `paragraph_high`, `n_statements` and `ledger_balance` (missing where there is none).
    """
    voiced = _in_each_voice(mention_stance)
    tables = [_portrayed(voiced, own, resampling).table for _, own in sentences.groupby("brief_id", sort=False)]
    toward = _in_each_voice(ledger.rename(columns={"target": "actor_id"}))
    counted = toward.groupby(["brief_id", *KEYS]).stance.agg(n_statements="size", ledger_balance="mean")
    table = pd.concat(tables, ignore_index=True).merge(counted.reset_index(), how="left", on=["brief_id", *KEYS])
    return table.fillna({"n_statements": 0}).astype({"n_statements": "int64"})[PORTRAYAL]


def portrayal_difference(
    mention_stance: pd.DataFrame, *, sentences: pd.DataFrame, resampling: Resampling = DEFAULT
) -> pd.DataFrame:
    """The difference between briefs in how they portray each actor that both mention.

    *How to read it*: above 0 means that a portrays the actor more favourably. What the encoder has learnt
    of a name weighs on both briefs alike, and so cancels out here. Below eight sentences in either
    there are balances and counts only.

    Returns
    -------
    DataFrame
        One row per contrast (every pair of briefs; of more than two also each against `rest`, all mentions
        of the others together), actor and voice: `actor_id`, `voice`, `brief_a`, `brief_b`, `value_a`,
        `value_b`, `n_a`, `n_b` (sentences), `difference` (a minus b, -2 to +2), `low`, `high`,
        `paragraph_low`, `paragraph_high`, `p` (of random deals of the sentences), `q` (over all pairs, or all
        contrasts with the rest, of a voice) and `clear`.
    """
    voiced = _in_each_voice(mention_stance)
    briefs = sentences.brief_id.unique()
    found = {b: _portrayed(voiced, sentences[sentences.brief_id == b], resampling) for b in briefs}
    tables = []
    for a, b in contrasts(briefs):
        other = found[b] if b != REST else _portrayed(voiced, sentences[sentences.brief_id != a], resampling)
        table = differences(found[a], other, n="n_sentences", resampling=resampling)
        tables.append(table.assign(brief_a=a, brief_b=b))
    if not tables:
        return pd.DataFrame(columns=DIFFERENCE)
    table = pd.concat(tables, ignore_index=True)
    together = table.groupby(["voice", table.brief_b == REST])
    table["q"] = together.p.transform(lambda p: q_values(p.to_numpy()))
    table["clear"] = ((table.low > 0) | (table.high < 0)) & (table.q <= ALPHA)
    return table[DIFFERENCE]


def _in_each_voice(rows: pd.DataFrame) -> pd.DataFrame:
    return pd.concat([rows.assign(voice=VOICES[0]), rows], ignore_index=True)


def _portrayed(voiced: pd.DataFrame, places: pd.DataFrame, resampling: Resampling) -> Balances:
    """The balances of the sentences of one brief, or of several together: of each actor in all, and in either voice."""
    own = voiced[voiced.sentence_id.isin(places.sentence_id)]
    table = own.groupby(KEYS).agg(n_mentions=("balance", "size"), n_sentences=("sentence_id", "nunique"))
    table = table.reset_index().assign(brief_id=places.brief_id.iloc[0])
    most = table.actor_id.map(table[table.voice == VOICES[0]].set_index("actor_id").n_mentions)
    order = table.assign(most=most).sort_values(["most", *KEYS], ascending=[False, True, True], ignore_index=True)
    values = own.set_index(["sentence_id", *KEYS]).balance
    return balances(values, table=order.drop(columns="most"), sentences=places, n="n_sentences", resampling=resampling)

"""What the encoder makes of every mention of an actor: how good or bad its sentence is for who is mentioned."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pandas as pd

from analysis.stance.encoder import target_stance
from analysis.stance.marked import Span

PLACE = ["mention_id", "brief_id", "sentence_id", "actor_id", "start", "end", "text"]
ODDS = ["negative", "neutral", "positive"]
Asked = Callable[[Sequence[str], Sequence[Span]], pd.DataFrame]


def mention_stance(mentions: pd.DataFrame, *, sentences: pd.DataFrame, asked: Asked = target_stance) -> pd.DataFrame:
    """The stance of each sentence toward each actor whom it mentions, as the encoder reads it.

    *How to read it*: `balance` above 0 means that a reader takes the sentence to be rather good for
    the actor, below 0 rather bad. It says nothing of who thinks so: "Lima praised Quito" and "Quito is a
    joy" are alike. Names, offices, descriptions and pronouns are all asked, and what the actor does
    counts as what is done to it.

    Parameters
    ----------
    mentions : DataFrame
        One row per span and actor; those outside the sentences given are left out.
    sentences : DataFrame
        The sentences that are read, each by itself.
    asked : callable, optional
        Like `target_stance`: sentences and target spans in, probabilities out. Each pair is asked once.

    Returns
    -------
    DataFrame
        One row per mention: `mention_id`, `brief_id`, `sentence_id`, `actor_id`, `start`, `end`, `text`,
        `negative`, `neutral`, `positive` (sum to 1) and `balance` (`positive` minus `negative`).

    Notes
    -----
    Target-dependent sentiment after Hamborg and Donnay (2021, doi:10.18653/v1/2021.eacl-main.142). Don't
    compare with stances of the ledger, which have a holder, nor actors with each other: the encoder
    has learnt names along with words.
    """
    known = sentences.set_index("sentence_id")
    own = mentions[mentions.sentence_id.isin(known.index)].reset_index(drop=True)
    words, begins = own.sentence_id.map(known.text).astype("str"), own.sentence_id.map(known.start).astype("int64")
    pairs = pd.DataFrame({"sentence": words, "start": own.start - begins, "end": own.end - begins})
    pairs = pairs[(pairs.start >= 0) & (pairs.end <= pairs.sentence.str.len())]
    once = pairs.drop_duplicates()
    answers = asked(once.sentence.tolist(), list(zip(once.start, once.end, strict=True)))
    found = pairs.merge(pd.concat([once.reset_index(drop=True), answers[ODDS]], axis=1), how="left", on=[*pairs])
    table = pd.concat([own.loc[pairs.index, PLACE].reset_index(drop=True), found[ODDS].astype(float)], axis=1)
    return table.assign(balance=table.positive - table.negative)

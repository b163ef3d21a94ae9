"""Voice: whose assertion each word is, the author's own or a speaker's."""

from __future__ import annotations

import numpy as np
import pandas as pd

AUTHOR, QUOTED = "author", "quoted"


def speeches(attributions: pd.DataFrame) -> pd.DataFrame:
    """The attributions that give their content another voice: speech that was uttered and is not denied.

    What the author says that others believe, want or doubt stays in the author's voice.
    """
    said = (attributions.type == "speech") & ~attributions.negated & ~attributions.hypothetical
    return attributions[said & attributions.speaker.notna()]


def voiced(tokens: pd.DataFrame, *, attributions: pd.DataFrame) -> pd.DataFrame:
    """The tokens with the voice that each stands in; in nested speech the innermost speaker holds.

    Parameters
    ----------
    tokens, attributions : DataFrame
        As the codebook has them.

    Returns
    -------
    DataFrame
        The tokens with two more columns: `voice` (author, quoted) and `attribution_id` (the speech;
        missing in the author's voice).
    """
    inside = pd.Series(pd.NA, index=tokens.index, dtype="object")
    said = speeches(attributions).assign(length=lambda s: s.content_end - s.content_start)
    for speech in said.sort_values("length", ascending=False, kind="stable").itertuples():
        held = (tokens.brief_id == speech.brief_id) & tokens.start.between(speech.content_start, speech.content_end - 1)
        beside = tokens.start.between(speech.cue_start, speech.cue_end - 1) if pd.notna(speech.cue_start) else False
        source = tokens.start.between(speech.source_start, speech.source_end - 1)
        inside[held & ~beside & ~source] = speech.attribution_id
    voice = np.where(inside.isna(), AUTHOR, QUOTED)
    return tokens.assign(voice=voice, attribution_id=inside)


def voices_at(spans: pd.DataFrame, *, voiced: pd.DataFrame) -> pd.Series:
    """The voice in which each span begins.

    Parameters
    ----------
    spans : DataFrame
        With `brief_id` and `start`, in characters of the raw text.
    voiced : DataFrame
        The tokens, each with its voice.
    """
    places = spans[["brief_id", "start"]].assign(row=spans.index).sort_values("start", kind="stable")
    said = voiced[["brief_id", "start", "voice"]].sort_values("start", kind="stable")
    return pd.merge_asof(places, said, on="start", by="brief_id").set_index("row").voice.reindex(spans.index)


def speaking(voiced: pd.DataFrame, *, attributions: pd.DataFrame, actors: pd.DataFrame) -> pd.DataFrame:
    """Who speaks in each brief, and for how long.

    *How to read it*: `word_share` 0.2 means that a fifth of the brief's words are put into this
    speaker's mouth, quoted or reported; the author's own row is all that is left.

    Returns
    -------
    DataFrame
        One row per brief and speaker, the author first: `brief_id`, `speaker` (an actor_id, or the
        source's own words), `side` (missing where the speaker has none), `n_attributions`,
        `n_words`, `word_share` (0 to 1, of the words of the body) and `quoted_share` (0 to 1: of
        these words, those in wholly or partly quoted attributions).
    """
    words = voiced[voiced.is_word]
    known = attributions.set_index("attribution_id")
    side = actors.set_index("actor_id").side
    rows = []
    for brief_id, own in words.groupby("brief_id", sort=False):
        n_author = int((own.voice == AUTHOR).sum())
        rows.append((brief_id, f"author_{brief_id}", None, 0, n_author, n_author / len(own), 0.0))
        held = own.dropna(subset="attribution_id")
        held = held.assign(speaker=held.attribution_id.map(known.speaker), kind=held.attribution_id.map(known.kind))
        for speaker, part in held.groupby("speaker", sort=False):
            sides = {side.get(actor_id) for actor_id in speaker.split("; ")}
            shared = sides.pop() if len(sides) == 1 else None
            quoted = float((part.kind != "indirect").mean())
            n = part.attribution_id.nunique()
            rows.append((brief_id, speaker, shared, n, len(part), len(part) / len(own), quoted))
    columns = ["brief_id", "speaker", "side", "n_attributions", "n_words", "word_share", "quoted_share"]
    table = pd.DataFrame(rows, columns=columns).astype({"speaker": "str", "side": "str"})
    author_first = table.speaker != "author_" + table.brief_id
    order = table.assign(
        rest=author_first, place=table.brief_id.map({b: n for n, b in enumerate(table.brief_id.unique())})
    )
    order = order.sort_values(["place", "rest", "n_words"], ascending=[True, True, False], kind="stable")
    return order[columns].reset_index(drop=True)

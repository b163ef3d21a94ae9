"""Voice: whose assertion each word is, the author's own or a speaker's."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.typed import typed

AUTHOR, QUOTED = "author", "quoted"
SPEAKING = {
    "brief_id": "str", "speaker": "str", "side": "str", "n_attributions": "int64", "n_words": "int64",
    "word_share": "float64", "quoted_share": "float64",
}  # fmt: skip


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
    briefs, starts = tokens.brief_id.to_numpy(), tokens.start.to_numpy()
    inside = np.full(len(tokens), None, dtype=object)
    said = speeches(attributions).assign(length=lambda s: s.content_end - s.content_start)
    for speech in said.sort_values("length", ascending=False, kind="stable").itertuples():
        held = (briefs == speech.brief_id) & _within(starts, speech.content_start, speech.content_end)
        beside = _within(starts, speech.cue_start, speech.cue_end)
        inside[held & ~beside & ~_within(starts, speech.source_start, speech.source_end)] = speech.attribution_id
    return tokens.assign(voice=np.where(pd.isna(inside), AUTHOR, QUOTED), attribution_id=inside)


def _within(starts: np.ndarray, start: float, end: float) -> np.ndarray:
    return np.zeros(len(starts), dtype=bool) if pd.isna(start) else (starts >= start) & (starts < end)


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
    speaker, kind = (dict(zip(attributions.attribution_id, attributions[c], strict=True)) for c in ("speaker", "kind"))
    side = dict(zip(actors.actor_id, actors.side, strict=True))
    heard: dict[str, dict[str | None, list[str]]] = {}
    for brief_id, attribution_id in zip(words.brief_id, words.attribution_id, strict=True):
        heard.setdefault(brief_id, {None: []}).setdefault(speaker.get(attribution_id), []).append(attribution_id)
    rows = []
    for brief_id, own in heard.items():
        author, n_words, n_author = f"author_{brief_id}", sum(map(len, own.values())), len(own.pop(None))
        told = [(brief_id, author, None, 0, n_author, n_author / n_words, 0.0)]
        for name, ids in own.items():
            sides = {side.get(actor_id) for actor_id in name.split("; ")}
            shared = sides.pop() if len(sides) == 1 else None
            quoted = sum(kind[attribution_id] != "indirect" for attribution_id in ids) / len(ids)
            told.append((brief_id, name, shared, len(set(ids)), len(ids), len(ids) / n_words, quoted))
        rows += sorted(told, key=lambda row: (row[1] != author, -row[4]))
    return typed(rows, SPEAKING)

"""How often each brief uses each frame, by voice, and which words each has for the same actors."""

from __future__ import annotations

import itertools

import pandas as pd

from analysis.compare.actors import DIFFERENCE, presence, presence_difference
from analysis.compare.resampling import DEFAULT, Resampling
from analysis.typed import typed

VOICES = ("all", "author", "quoted")
PRESENCE = ["brief_id", "system", "frame", "voice", "n_sentences", "sentence_share", "low", "high", "carries"]
ROLES = ("actor", "target")
SIDED = {
    "actor_id": "str", "role": "str", "word": "str", "brief_a": "str", "brief_b": "str", "where": "str",
    "n_a": "int64", "n_b": "int64", "sentence_ids_a": "str", "sentence_ids_b": "str",
}  # fmt: skip
KEYS = ["actor_id", "role", "word"]


def frames_by_voice(frames: pd.DataFrame, *, sentences: pd.DataFrame, resampling: Resampling = DEFAULT) -> pd.DataFrame:
    """How many sentences of each brief hold each frame: in all, in the author's voice, in others'.

    *How to read it*: `sentence_share` 0.2 means that every fifth sentence of the body holds the
    frame. A sentence that holds it in both voices counts in each and once in "all". Below eight
    such sentences there is no interval.

    Parameters
    ----------
    frames : DataFrame
        One row per frame span, as the codebook has it.
    sentences : DataFrame
        The sentences of the briefs; titles and headings don't count.

    Returns
    -------
    DataFrame
        One row per brief, frame and voice (all, author, quoted), also where that is never:
        `brief_id`, `system`, `frame`, `voice`, `n_sentences`, `sentence_share`, `low`, `high`,
        `carries`.
    """
    table = presence(_as_mentions(frames), sentences=sentences, resampling=resampling)
    return _named(table, frames)[PRESENCE]


def frame_difference(
    frames: pd.DataFrame, *, sentences: pd.DataFrame, resampling: Resampling = DEFAULT
) -> pd.DataFrame:
    """The difference between two briefs in the share of sentences with each frame, by voice.

    *How to read it*: above 0 means that a larger share of a's sentences holds the frame. Where
    either brief has fewer than eight such sentences, there are shares and counts only.

    Returns
    -------
    DataFrame
        One row per contrast, frame and voice: `system`, `frame`, `voice`, `carries`, then as
        in `presence_difference`; `q` is over all frames and voices of
        the pair, or of all contrasts with the rest.
    """
    table = presence_difference(_as_mentions(frames), sentences=sentences, resampling=resampling)
    return _named(table, frames)[["system", "frame", "voice", *DIFFERENCE, "carries"]]


def _as_mentions(frames: pd.DataFrame) -> pd.DataFrame:
    """Frame and voice as what a sentence holds, in the shape of mentions."""
    both = [frames.assign(voice="all"), frames]
    rows = pd.concat([*both, *_silent(frames)], ignore_index=True)
    held = rows.assign(actor_id=rows.frame.astype("str") + "/" + rows.voice.astype("str"))
    return held.drop_duplicates(["brief_id", "sentence_id", "actor_id"])[["brief_id", "sentence_id", "actor_id"]]


def _silent(frames: pd.DataFrame) -> list[pd.DataFrame]:
    """Rows outside any sentence, so that a voice in which a frame never stands is still counted: as 0."""
    return [
        frames.drop_duplicates("frame").assign(voice=voice, brief_id="", sentence_id="") for voice in VOICES[1:]
    ]  # fmt: skip


def _named(table: pd.DataFrame, frames: pd.DataFrame) -> pd.DataFrame:
    known = frames.drop_duplicates("frame").set_index("frame")
    parts = {name: table.actor_id.map(lambda key, n=n: key.split("/")[n]) for n, name in enumerate(("frame", "voice"))}
    table = table.assign(**parts)
    table = table.assign(system=table.frame.map(known.system), carries=table.frame.map(known.carries).astype(bool))
    by_system = known.sort_values("system", kind="stable").index
    order = {frame: place for place, frame in enumerate(by_system)}
    first = "brief_id" if "brief_id" in table else "brief_a"
    place = table.assign(
        _brief=pd.factorize(table[first])[0], _frame=table.frame.map(order), _voice=table.voice.map(VOICES.index)
    )
    return place.sort_values(["_brief", "_frame", "_voice"], kind="stable", ignore_index=True)


def frame_roles(frames: pd.DataFrame, *, actors: pd.DataFrame) -> pd.DataFrame:
    """Who does what a frame is about, and to whom, rolled up to sides: in how many sentences.

    *How to read it*: of `problem` and `cause` the actor is who makes the trouble, of `judgement` who
    judges, of `remedy` who is to act; the target is who bears it, is judged, or is acted toward.
    Sentences in which nobody is named are left out.

    Parameters
    ----------
    frames : DataFrame
        One row per frame span.
    actors : DataFrame
        The registry; actors without a side stand for themselves.

    Returns
    -------
    DataFrame
        One row per brief, frame, role and side, most sentences first: `brief_id`, `system`, `frame`,
        `role` (actor, target), `actor_id`, `n_sentences`, `sentence_ids` (`; ` between), `carries`.
    """
    keys = ["brief_id", "system", "frame", "role", "actor_id"]
    rows = roles(frames, actors=actors).sort_values("frame_id", kind="stable")
    table = rows.groupby(keys, sort=True).agg(
        n_sentences=("sentence_id", "size"), sentence_ids=("sentence_id", "; ".join), carries=("carries", "first")
    ).reset_index()  # fmt: skip
    place = table.brief_id.map({b: n for n, b in enumerate(frames.brief_id.unique())})
    order = ["place", "system", "frame", "role", "n_sentences", "actor_id"]
    ranked = table.assign(place=place).sort_values(order, ascending=[True, True, True, True, False, True])
    return ranked.drop(columns="place").reset_index(drop=True)


def roles(frames: pd.DataFrame, *, actors: pd.DataFrame) -> pd.DataFrame:
    """The rows of frames once for each sentence, frame, role and side in it: `role`, `actor_id`."""
    known = actors.set_index("actor_id")
    side = known.side.where(known.side.notna() & (known.side != ""), known.index.to_series()).to_dict()
    named = pd.concat([frames.assign(role=role, actor_id=frames[role].str.split("; ")) for role in ROLES])
    rows = named.explode("actor_id").dropna(subset="actor_id")
    rows = rows.assign(actor_id=rows.actor_id.map(lambda a: side.get(a, a)).astype("str"), role=rows.role.astype("str"))
    return rows.drop_duplicates(["brief_id", "system", "frame", "role", "actor_id", "sentence_id"])


def naming_difference(namings: pd.DataFrame) -> pd.DataFrame:
    """The words of two briefs for each actor and event that both name, side by side.

    *How to read it*: `where` says whether the word stands only in a, only in b, or in both. A word
    that a short brief lacks may be chance: the counts are small, and nothing is tested.

    Parameters
    ----------
    namings : DataFrame
        One row per brief, actor, role and word.

    Returns
    -------
    DataFrame
        One row per pair of briefs, actor that both name, role and word: `actor_id`, `role`, `word`,
        `brief_a`, `brief_b`, `where` (a, both, b), `n_a`, `n_b`, `sentence_ids_a`, `sentence_ids_b`
        (missing where the word isn't used).
    """
    used: dict[str, dict[tuple, tuple]] = {brief_id: {} for brief_id in namings.brief_id.unique()}
    for row in namings[["brief_id", *KEYS, "n", "sentence_ids"]].itertuples(index=False, name=None):
        used[row[0]][row[1:4]] = row[4:]
    return typed((row for a, b in itertools.combinations(used, 2) for row in _sided(used, a, b)), SIDED)


def _sided(used: dict[str, dict[tuple, tuple]], a: str, b: str) -> list[tuple]:
    """The words of two briefs for those whom both name: by actor, where they stand, how often, the word."""
    own, other = used[a], used[b]
    shared = {actor_id for actor_id, *_ in own} & {actor_id for actor_id, *_ in other}
    rows = []
    for key in sorted(key for key in {*own, *other} if key[0] in shared):
        (n_a, ids_a), (n_b, ids_b) = own.get(key, (0, None)), other.get(key, (0, None))
        rows.append((*key, a, b, "both" if n_a and n_b else "a" if n_a else "b", n_a, n_b, ids_a, ids_b))
    return sorted(rows, key=lambda row: (row[0], row[5], -(row[6] + row[7]), row[2]))

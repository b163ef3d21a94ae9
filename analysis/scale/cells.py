"""What each document adds to a comparison: a row a document and key, from the tables of a partition.

The functions stand for the comparisons of a study, each with what its table sums up. Where a
comparison is of actors or of their sides, `by_side` chooses.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analysis.compare.actors import ALL, MEASURES
from analysis.compare.frames import VOICES, roles
from analysis.compare.weight import first_places
from analysis.scale.archive import AUTHOR, Part, one_author

FRAME = ["system", "frame", "carries"]
PLACES = ["brief_id", "sentence_id"]


def _summed(rows: pd.DataFrame, by: Sequence[str], numbers: Sequence[str]) -> pd.DataFrame:
    """The numbers of the rows, added up by document and key."""
    found = rows.groupby(["brief_id", *by], dropna=False, sort=False)[[*numbers]].sum().reset_index()
    return found.astype({name: int for name in numbers if name.startswith("n_")})


def _both(one: pd.DataFrame, other: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    """The cells of two kinds of counts side by side; 0 where one has none."""
    found = one.merge(other, on=["brief_id", *by], how="left")
    numbers = [name for name in found if name not in ("brief_id", *by)]
    return found.fillna(dict.fromkeys(numbers, 0)).astype({name: int for name in numbers if name.startswith("n_")})


def presence(part: Part, by_side: bool = False) -> pd.DataFrame:
    """Sentences of the body that mention each, and mentions."""
    mentions = part.read("mentions", by_side).assign(n_sentences=1, n_mentions=1)
    held = part.in_body(mentions).drop_duplicates(["sentence_id", "actor_id"])
    return _both(_summed(held, ["actor_id"], ["n_sentences"]), _summed(mentions, ["actor_id"], ["n_mentions"]),
                 ["actor_id"])  # fmt: skip


def co_mention(part: Part, by_side: bool = False) -> pd.DataFrame:
    """Sentences of the body that mention two."""
    held = part.in_body(part.read("mentions", by_side))[[*PLACES, "actor_id"]].drop_duplicates()
    pairs = held.merge(held, on=PLACES, suffixes=("_a", "_b"))
    pairs = pairs.rename(columns={"actor_id_a": "actor_a", "actor_id_b": "actor_b"})
    return _summed(pairs[pairs.actor_a < pairs.actor_b].assign(n_sentences=1), ["actor_a", "actor_b"], ["n_sentences"])


def moods(part: Part, by_side: bool = False) -> pd.DataFrame:
    """The mood of the sentences that mention each, and of all, as each measure has it."""
    scores = part.in_body(part.read("sentiment"))[[*PLACES, "n_words", *MEASURES, *dict.fromkeys(MEASURES.values())]]
    held = part.read("mentions", by_side)[["sentence_id", "actor_id"]].drop_duplicates()
    rows = pd.concat([scores.assign(actor_id=ALL), scores.merge(held, on="sentence_id")], ignore_index=True)
    of_each = [
        rows[["brief_id", "actor_id", "n_words"]].assign(
            measure=measure, n_sentences=1, n_scored_sentences=rows[measure].notna().astype(int),
            n_scored=rows[counted], _score=rows[measure].fillna(0),
        )
        for measure, counted in MEASURES.items()
    ]  # fmt: skip
    numbers = ["n_sentences", "n_scored_sentences", "n_words", "n_scored", "_score"]
    return _summed(pd.concat(of_each, ignore_index=True), ["actor_id", "measure"], numbers)


def word_shift(part: Part) -> pd.DataFrame:
    """What each word that TextBlob scored adds to the sum of the polarities of the sentences."""
    words = part.in_body(part.read("scored_words"))
    words = words[words.lexicon == "textblob"].assign(n_uses=1)
    words["_shift"] = words.score / words.groupby("sentence_id").score.transform("size")
    return _summed(words, ["word"], ["n_uses", "score", "_shift"])


def lengths(part: Part) -> pd.DataFrame:
    """Sentences of the body and their words."""
    return _summed(part.body.assign(n_sentences=1), [], ["n_sentences", "n_words"])


def speaking(part: Part) -> pd.DataFrame:
    """The words of each speaker; those of the author are all that is left."""
    found = part.read("speaking")
    found = found.assign(_quoted=found.quoted_share * found.n_words)
    return _summed(found[found.n_words > 0], ["speaker", "side"], ["n_attributions", "n_words", "_quoted"])


def voices(part: Part) -> pd.DataFrame:
    """The words that others than the author speak."""
    found = speaking(part)
    return _summed(found[found.speaker != AUTHOR], [], ["n_attributions", "n_words"])


def statements(part: Part, by_side: bool = False) -> pd.DataFrame:
    """The statements of each holder toward each target."""
    ledger = part.read("ledger", by_side)
    signs = {"n_supportive": ledger.stance > 0, "n_critical": ledger.stance < 0, "n_neutral": ledger.stance == 0}
    told = ledger.assign(n_statements=1, _stance=ledger.stance, **signs)
    return _summed(told, ["holder", "target"], ["n_statements", *signs, "_stance"])


def portrayal(part: Part, by_side: bool = False) -> pd.DataFrame:
    """The balances of the mentions of each, in all and by voice, and the ledger's statements toward it."""
    keys = ["actor_id", "voice"]
    told = part.read("mention_stance", by_side).rename(columns={"balance": "_balance"}).assign(n_mentions=1)
    ledger = part.read("ledger", by_side).assign(n_statements=1)
    ledger = ledger.rename(columns={"target": "actor_id", "stance": "_stance"})
    mentions, toward = (pd.concat([rows.assign(voice=VOICES[0]), rows]) for rows in (told, ledger))
    mentions["n_sentences"] = (~mentions.duplicated([*keys, "sentence_id"])).astype(int)
    return _both(_summed(mentions, keys, ["n_mentions", "n_sentences", "_balance"]),
                 _summed(toward, keys, ["n_statements", "_stance"]), keys)  # fmt: skip


def prescriptions(part: Part) -> pd.DataFrame:
    """The actions that each document recommends, to each addressee and in all."""
    found = part.read("recommendations").assign(n_recommendations=1)
    whole = found.drop_duplicates(["brief_id", "start"]).assign(addressee=ALL)
    return _summed(pd.concat([found, whole]), ["addressee"], ["n_recommendations"])


def frames(part: Part) -> pd.DataFrame:
    """Sentences of the body with each frame, in all and by voice, also in a voice in which it never stands."""
    held = part.in_body(part.read("frames"))
    rows = pd.concat([held.assign(voice=VOICES[0]), held]).drop_duplicates(["sentence_id", "frame", "voice"])
    silent = held.drop_duplicates("frame")
    silent = pd.concat([silent.assign(voice=voice, n_sentences=0) for voice in VOICES])
    return _summed(pd.concat([rows.assign(n_sentences=1), silent]), [*FRAME, "voice"], ["n_sentences"])


def frame_roles(part: Part) -> pd.DataFrame:
    """Sentences of the body in which each side does what a frame is about, or bears it."""
    found = roles(part.in_body(part.read("frames")), actors=part.archive.actors).assign(n_sentences=1)
    found["actor_id"] = one_author(found, "actor_id")
    return _summed(found, [*FRAME, "role", "actor_id"], ["n_sentences"])


def weight(part: Part, by_side: bool = False) -> pd.DataFrame:
    """Sentences of the body that mention each, their words, and where each first comes."""
    return _weighed(part, part.read("mentions", by_side))


def frame_weight(part: Part) -> pd.DataFrame:
    """As `weight`, of frames."""
    held = part.read("frames")[[*PLACES, "start", "frame"]].rename(columns={"frame": "actor_id"})
    return _weighed(part, held).rename(columns={"actor_id": "frame"})


def _weighed(part: Part, mentions: pd.DataFrame) -> pd.DataFrame:
    first = first_places(mentions, part.read("sentences")).rename(columns={"first_share": "_place"}).assign(_firsts=1)
    held = part.in_body(mentions)[[*PLACES, "actor_id"]].drop_duplicates()
    held = held.merge(part.body[["sentence_id", "n_words"]], on="sentence_id").assign(n_sentences=1)
    firsts = _summed(first, ["actor_id"], ["_firsts", "_place"])
    return _both(firsts, _summed(held, ["actor_id"], ["n_sentences", "n_words"]), ["actor_id"])


def namings(part: Part) -> pd.DataFrame:
    """The words for each actor and event."""
    found = part.read("namings").rename(columns={"n": "n_mentions"})
    return _summed(found, ["actor_id", "role", "word"], ["n_mentions"])

"""Claims about frames: how often, in whose voice, who does what to whom; and the words for the same actors."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analysis.compare.contrasts import REST
from analysis.findings.claim import Claim, Labels, one_by_one
from analysis.findings.differences import Telling, against_rest, largest
from analysis.findings.pairs import called as called_pair
from analysis.findings.pairs import described_by_both, most_own_words
from analysis.wording import count, listed, percent, points, the

NOT_AGREED = "No frame is shown to carry a finding"
ACTING = ("remedy", "actor")  # the frame, and who in it is to do something
MOST_WORDS = 6
EACH_FRAME = "A sentence with two frames counts for each of them."
OF_A_SIDE = "Who is of a side counts for it here; recommendations are counted by addressee."
COUNTED = "These are counts, and no claim of a difference."


def framing(difference: pd.DataFrame, *, labels: Labels, called: Mapping[str, str]) -> Claim:
    """The clearest difference in how often a frame is used, of those that coders and program agree on.

    Parameters
    ----------
    difference : DataFrame
        `frame_difference`; only whole briefs (`voice` "all") are told of.
    labels, called : mapping
        What briefs and frames are called.
    """
    rows = difference[difference.voice == "all"]
    trusted = rows[rows.carries].assign(actor_id=lambda r: r.frame)
    if trusted.empty:
        text = f"{NOT_AGREED}: on each, agreement of two coders and of the program is too low or was not measured"
        return Claim(NOT_AGREED, f"{text}.", int((rows.n_a + rows.n_b).sum()), clear=False)
    telling = Telling(
        none="No clear difference in any frame",
        headline="{more} uses the frame of {name} more often than {less}",
        text="The frame of {name} stands in {high_value} of the sentences of {more} and {low_value} of those of {less} "
        "(difference {difference}{interval})",
        unit=percent,
        signed=points,
    )
    names = {frame: f"“{name.lower()}”" for frame, name in called.items()}
    claim = largest(trusted, labels=labels, names=names, telling=telling)
    return Claim(claim.headline, f"{claim.text} {_weighed(rows, trusted)}{_only(trusted, labels, names)}", claim.n,
                 claim.clear)  # fmt: skip


def _weighed(rows: pd.DataFrame, trusted: pd.DataFrame) -> str:
    """How many frames can carry a finding at all."""
    return f"Of {count(rows.frame.nunique(), 'frame')}, {trusted.frame.nunique()} can carry a finding."


def _only(trusted: pd.DataFrame, labels: Labels, names: Labels) -> str:
    """The frames that only one brief has: counts, and no claim of direction."""
    rows, told = against_rest(trusted), []
    ends = [rows.set_axis([c.replace("_a", "_own").replace("_b", "_other") for c in rows], axis=1)]
    if (rows.brief_b != REST).all():
        ends += [rows.set_axis([c.replace("_b", "_own").replace("_a", "_other") for c in rows], axis=1)]
    one = pd.concat(ends, ignore_index=True).query("n_other == 0 and n_own > 0")
    for brief_id, own in one.sort_values("n_own", ascending=False, kind="stable").groupby("brief_own", sort=False):
        frames = listed(f"{names.get(r.frame, r.frame)} ({r.n_own})" for r in own.itertuples())
        told.append(f"only {labels[brief_id]} has {frames}")
    return f" In so many sentences {'; '.join(told)}." if told else ""


def frame_voices(by_voice: pd.DataFrame, *, labels: Labels) -> Claim:
    """How much of each brief's framing is left to those whom it quotes."""
    totals = framed(by_voice)
    told, shares = [], {}
    for brief_id, label in labels.items():
        whole = int(totals["all"].get(brief_id, 0))
        quoted = whole - int(totals["author"].get(brief_id, 0))
        if not whole:
            told.append(f"{label} has no frame that the program sees")
            continue
        shares[label] = quoted / whole
        told.append(f"of {count(whole, 'framed sentence')} in {label}, {quoted} ({percent(shares[label])}) "
                    f"frame it only in the words of others")  # fmt: skip
    text = one_by_one(told, by=[shares.get(label, 0) for label in labels.values()])
    shown = list(shares) if len(shares) < 3 else [max(shares, key=shares.get), min(shares, key=shares.get)]
    headline = "Only others frame: " + ", ".join(f"{percent(shares[label])} in {label}" for label in shown)
    headline, n = (
        headline if shares else "No frame is seen in any brief",
        int(totals["all"].sum()) if len(totals) else 0,
    )
    return Claim(headline, f"{text[:1].upper()}{text[1:]}. {EACH_FRAME} {COUNTED}", n, clear=False)


def framed(by_voice: pd.DataFrame) -> pd.DataFrame:
    """How many framed sentences each brief has (`all`), one for each frame, and how many in the author's voice."""
    totals = by_voice.pivot_table(index="brief_id", columns="voice", values="n_sentences", aggfunc="sum", sort=False)
    return totals.reindex(columns=["all", "author"], fill_value=0)


def acting(roles: pd.DataFrame) -> pd.Series:
    """In how many sentences each brief says who is to act; a brief without one has no row."""
    frame, role = ACTING
    return roles[(roles.frame == frame) & (roles.role == role)].groupby("brief_id").n_sentences.sum()


def who_is_to_act(roles: pd.DataFrame, *, labels: Labels, names: Labels) -> Claim:
    """Whom each brief's remedies would have act, and whom it makes the cause."""
    counted, told = acting(roles), []
    n = {label: int(counted.get(brief_id, 0)) for brief_id, label in labels.items()}
    for brief_id, label in labels.items():
        own = roles[(roles.brief_id == brief_id) & (roles.role == ACTING[1])]
        to_act, cause = own[own.frame == ACTING[0]], own[own.frame == "cause"]
        told.append(f"in {label} it is for {_first(to_act, names)} to act; the cause is {_first(cause, names)}")
    most, least = max(n, key=n.get), min(n, key=n.get)
    headline = "The briefs say equally often who is to act"
    if n[most] != n[least]:
        headline = f"{most} says {_times(n[most])} who is to act, {least} {_times(n[least])}"
    text = one_by_one(told, by=[*n.values()])
    return Claim(headline, f"{text[:1].upper()}{text[1:]}. {OF_A_SIDE} {COUNTED}", sum(n.values()), clear=False)


def _times(n: int) -> str:
    return {0: "never", 1: "once"}.get(n) or count(n, "time")


def _first(rows: pd.DataFrame, names: Labels) -> str:
    if rows.empty:
        return "nobody named"
    first = rows.head(3).itertuples()
    return listed(f"{the(names.get(r.actor_id, r.actor_id))} ({count(r.n_sentences, 'sentence')})" for r in first)


def words_for(namings: pd.DataFrame, *, labels: Labels, names: Labels) -> Claim:
    """For which actor that two briefs name their words differ most in number, and which they are."""
    words = described_by_both(most_own_words(namings)).drop_duplicates(["actor_id", "word"])
    if words.empty:
        none = "The briefs describe no actor in common"
        return Claim(none, f"{none} by other words than a name.", 0, clear=False)
    own = words.groupby("actor_id")["where"].agg(n="size", shared=lambda w: (w == "both").sum())
    apart = (own.n - own.shared).sort_values(ascending=False, kind="stable")
    row, whom = own.loc[apart.index[0]], the(names[apart.index[0]])
    chosen = words[words.actor_id == apart.index[0]]
    told = [
        f"{where} {_words(chosen, key)}" for key, where in _places(chosen, labels) if (chosen["where"] == key).any()
    ]
    users = "both briefs use" if len(labels) == 2 else f"{called_pair(words, labels)} share"
    headline = f"Of {count(row.n, 'word')} for {whom} {users} {row.shared or 'none'}"
    text = f"{headline}: {'; '.join(told)}. {COUNTED} The longer brief has more words for anybody."
    return Claim(headline, text, int((chosen.n_a + chosen.n_b).sum()), clear=False)


def _places(rows: pd.DataFrame, labels: Labels) -> list[tuple[str, str]]:
    a, b = (labels[rows[brief].iloc[0]] for brief in ("brief_a", "brief_b"))
    return [("both", "in both"), ("a", f"only in {a}"), ("b", f"only in {b}")]


def _words(rows: pd.DataFrame, where: str) -> str:
    found = rows.word[rows["where"] == where].tolist()
    more = [f"{len(found) - MOST_WORDS} more"] if len(found) > MOST_WORDS else []
    return listed([*(f"“{word}”" for word in found[:MOST_WORDS]), *more])

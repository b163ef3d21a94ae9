"""Two briefs: sentences, mentions, moods, words."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd

from samples.words import IN_SENTENCES, LABELS, N_SENTENCES, NAMES


def briefs() -> pd.DataFrame:
    """Two briefs, one with more furniture."""
    return pd.DataFrame(
        {
            "brief_id": ["cfr", "winep"],
            "label": list(LABELS.values()),
            "date": [dt.date(2007, 5, 29), dt.date(2007, 5, 30)],
            "n_words": [22 * 22 + 7, 56 * 24 + 16],
            "n_furniture_words": [93, 186],
            "n_sentences": [22, 56],
        }
    )


def sentences() -> pd.DataFrame:
    """The CFR brief has a title and 22 sentences; the other a title, three sections and 56."""
    rows = []
    for brief_id, n in N_SENTENCES.items():
        start, long = 0, 22 if brief_id == "cfr" else 24
        heads = {1: ""} if brief_id == "cfr" else {1: "", 3: "Wide Differences on Iraq", 20: "Possible Next Steps"}
        section = ""
        for s in range(1, n + 1):
            if s in heads:
                section = heads[s]
                kind = "heading" if section else "title"
                rows.append((brief_id, f"{brief_id}-h{s:02d}", start, start + 30, kind, section, 5))
                start += 32
            rows.append((brief_id, f"{brief_id}-s{s:02d}", start, start + 6 * long, "paragraph", section, long))
            start += 6 * long + 1
    columns = ["brief_id", "sentence_id", "start", "end", "part", "section", "n_words"]
    return pd.DataFrame(rows, columns=columns)


def mentions() -> pd.DataFrame:
    """One mention a sentence, spread by a seed; as many as `IN_SENTENCES` says."""
    body, chance = sentences(), np.random.default_rng(1)
    rows = []
    for actor_id, n in IN_SENTENCES.items():
        for brief_id, many in zip(LABELS, n, strict=True):
            pool = body[(body.brief_id == brief_id) & (body["part"] == "paragraph")]
            for place in sorted(chance.choice(len(pool), size=many, replace=False)):
                at = pool.iloc[place]
                start = int(at.start + chance.integers(0, 60))
                rows.append((brief_id, at.sentence_id, actor_id, start, start + 4, NAMES[actor_id]))
    return pd.DataFrame(rows, columns=["brief_id", "sentence_id", "actor_id", "start", "end", "text"])


def presence() -> pd.DataFrame:
    """Shares with intervals from eight sentences on; no row where a brief never mentions an actor."""
    rows = []
    for actor_id, n in IN_SENTENCES.items():
        for brief_id, many in zip(LABELS, n, strict=True):
            share = many / N_SENTENCES[brief_id]
            half = 1.96 * (share * (1 - share) / N_SENTENCES[brief_id]) ** 0.5 if many >= 8 else np.nan
            if many:
                rows.append((brief_id, actor_id, many + 1, many, share, share - half, share + half))
    columns = ["brief_id", "actor_id", "n_mentions", "n_sentences", "sentence_share", "low", "high"]
    return pd.DataFrame(rows, columns=columns)


def presence_difference() -> pd.DataFrame:
    """CFR minus the Washington Institute."""
    rows = [
        (actor_id, "cfr", "winep", a / 22, b / 56, a, b, a / 22 - b / 56) for actor_id, (a, b) in IN_SENTENCES.items()
    ]
    columns = ["actor_id", "brief_a", "brief_b", "value_a", "value_b", "n_a", "n_b", "difference"]
    return pd.DataFrame(rows, columns=columns)


def co_mention() -> pd.DataFrame:
    """Pairs that stand together in at least one sentence."""
    rows = []
    actors = sorted(IN_SENTENCES)
    for place, brief_id in enumerate(LABELS):
        for i, a in enumerate(actors):
            for b in actors[i + 1 :]:
                n_a, n_b = IN_SENTENCES[a][place], IN_SENTENCES[b][place]
                both = int(min(n_a, n_b) * 0.6)
                if both:
                    rows.append((brief_id, a, b, both, n_a, n_b, both / (n_a + n_b - both)))
    return pd.DataFrame(rows, columns=["brief_id", "actor_a", "actor_b", "n_sentences", "n_a", "n_b", "jaccard"])


def sentiment() -> pd.DataFrame:
    """Scores spread by a seed; seven and seventeen sentences with no scored word."""
    chance = np.random.default_rng(2)
    rows = []
    for brief_id, n in N_SENTENCES.items():
        for s in range(1, n + 1):
            polarity = np.clip(chance.normal(0.08, 0.24), -1, 1) if s % 3 else np.nan
            vader = np.clip(chance.normal(0.1, 0.5), -1, 1) if s % 7 else np.nan
            rows.append((brief_id, f"{brief_id}-s{s:02d}", 24, 2 * bool(s % 3), polarity, vader))
    return pd.DataFrame(rows, columns=["brief_id", "sentence_id", "n_words", "n_scored", "polarity", "vader"])


def means() -> pd.DataFrame:
    """The mean polarity of each brief with its interval, as `actor_sentiment` has it for `all`."""
    rows = [
        ("cfr", "all", "polarity", 22, 15, 0.06, -0.05, 0.17),
        ("winep", "all", "polarity", 56, 39, 0.09, 0.02, 0.16),
    ]
    columns = ["brief_id", "actor_id", "measure", "n_sentences", "n_scored_sentences", "mean", "low", "high"]
    return pd.DataFrame(rows, columns=columns)


def actor_sentiment() -> pd.DataFrame:
    """Means with intervals from eight scored sentences on; Perle and the MEK without a scored word."""
    chance = np.random.default_rng(3)
    rows = []
    for actor_id, n in IN_SENTENCES.items():
        for brief_id, many in zip(LABELS, n, strict=True):
            scored = 0 if actor_id in ("perle", "mek") else -(-many * 2 // 3)
            mean = chance.normal(0.05, 0.1) if scored else np.nan
            half = 0.3 / scored**0.5 if scored >= 8 else np.nan
            if many:
                rows.append((brief_id, actor_id, "polarity", many, scored, mean, mean - half, mean + half))
    return pd.concat([pd.DataFrame(rows, columns=means().columns), means()], ignore_index=True)


def word_shift() -> pd.DataFrame:
    """Twenty words, one of which looks like a formula."""
    words = [
        "hostage",
        "innocent",
        "=real",
        "good",
        "bad",
        "fewer",
        "concrete",
        "armed",
        "merely",
        "tragic",
        "grateful",
        "new",
        "first",
        "rare",
        "long",
        "limited",
        "potentially valuable step",
        "useful",
        "low",
        "-ish",
    ]
    share = np.array([(-0.8) ** n * 0.03 for n in range(len(words))])
    return pd.DataFrame(
        {
            "word": words,
            "brief_a": "cfr",
            "brief_b": "winep",
            "score": np.sign(share) * 0.4,
            "n_a": np.arange(20) % 3,
            "n_b": np.arange(20) % 5,
            "contribution": share,
        }
    )


def keyness() -> pd.DataFrame:
    """Terms of both sides; four lie outside the band of random deals."""
    terms = {
        "sides": 2.9,
        "claims": 2.6,
        "disagreement": 2.1,
        "bring security": 1.9,
        "mindset": 1.6,
        "hold": 1.5,
        "region": 0.4,
        "the": -0.2,
        "opening": -1.4,
        "meeting": -1.9,
        "Iranian ambassador": -2.0,
        "detain": -2.2,
        "Baghdad meeting": -2.6,
        "could": -2.8,
    }
    table = pd.DataFrame({"term": terms.keys(), "brief_a": "cfr", "brief_b": "winep", "z": terms.values()})
    table["n_a"], table["n_b"] = np.where(table.z > 0, 4, 0), np.where(table.z > 0, 1, 9)
    table["null_low"], table["null_high"] = -2.4, 2.4
    return table.assign(clear=table.z.abs() > 2.4)


def typical() -> pd.DataFrame:
    """Terms of three briefs against the rest: one stands in two of them, one is in the band of its own brief alone."""
    rows = [
        ("peace", "cfr", 3.1, 5, 0, 2.4), ("opening", "winep", 2.9, 7, 2, 2.4), ("peace", "winep", 2.6, 4, 1, 2.4),
        ("need", "third", 2.5, 6, 3, 2.7), ("hold", "cfr", 1.1, 2, 1, 2.4), ("detain", "third", -1.9, 0, 4, 2.7),
    ]  # fmt: skip
    table = pd.DataFrame(rows, columns=["term", "brief_a", "z", "n_a", "n_b", "null_high"])
    table = table.assign(brief_b="rest", brief_id=table.brief_a, null_low=-table.null_high)
    return table.assign(name=table.term + " · " + table.brief_a, clear=table.z > table.null_high)


def likeness() -> pd.DataFrame:
    """Five paragraphs by fifteen."""
    chance = np.random.default_rng(4)
    rows = [
        ("cfr", "winep", f"cfr-s{a:02d}", f"winep-s{b:02d}", a, b, chance.beta(1, 12), "iraq, meeting, talk")
        for a in range(1, 6)
        for b in range(1, 16)
    ]
    columns = ["brief_a", "brief_b", "sentence_a", "sentence_b", "paragraph_a", "paragraph_b", "cosine", "shared"]
    return pd.DataFrame(rows, columns=columns)

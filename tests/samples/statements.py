"""What is said in them: speakers, stances, recommendations, frames, what is in both."""

from __future__ import annotations

import numpy as np
import pandas as pd

from samples.texts import presence
from samples.words import FRAMES, LABELS


def speaking() -> pd.DataFrame:
    """540 and 1,404 words; a speaker without a side, two at once, one with a long name, one of a single word."""
    rows = [
        ("cfr", "author_cfr", None, 0, 370, 0.0),
        ("cfr", "perle", None, 1, 60, 1.0),
        ("cfr", "iran", "iran", 3, 40, 0.25),
        ("cfr", "this interactive timeline of the relations", None, 1, 50, 0.0),
        ("cfr", "united_states", "united_states", 1, 20, 0.0),
        ("winep", "author_winep", None, 0, 1064, 0.0),
        ("winep", "crocker", "united_states", 5, 160, 0.6),
        ("winep", "iran; iraq", None, 1, 60, 0.0),
        ("winep", "washington_institute", None, 1, 19, 1.0),
        ("winep", "iran", "iran", 2, 70, 1.0),
        ("winep", "maliki", "iraq", 1, 30, 0.0),
        ("winep", "=un", None, 1, 1, 0.0),
    ]
    columns = ["brief_id", "speaker", "side", "n_attributions", "n_words", "quoted_share"]
    table = pd.DataFrame(rows, columns=columns).astype({"speaker": "str", "side": "str"})
    table.insert(5, "word_share", table.n_words / table.groupby("brief_id").n_words.transform("sum"))
    return table


STATEMENTS = {  # of each brief: supportive, critical, neutral
    ("united_states", "iran"): ((0, 9, 0), (1, 11, 1)),
    ("iran", "united_states"): ((0, 3, 0), (0, 3, 0)),
    ("author", "talks"): ((2, 0, 0), (1, 4, 0)),
    ("author", "dialogue"): ((1, 0, 0), (9, 1, 2)),
    ("author", "iran"): ((0, 0, 0), (0, 6, 0)),
    ("iran", "iraq"): ((3, 0, 0), (0, 0, 0)),
    ("iran", "iran"): ((0, 0, 0), (1, 0, 0)),
    ("united_states", "talks"): ((0, 0, 0), (0, 0, 1)),
    ("washington_institute", "detained_americans"): ((0, 0, 0), (2, 2, 0)),
    ("perle", "un"): ((0, 1, 0), (0, 0, 0)),
}


def balance() -> pd.DataFrame:
    """Balances with intervals from eight statements on; no row where a brief has no statement."""
    rows = []
    for (holder, target), each in STATEMENTS.items():
        for brief_id, (plus, minus, zero) in zip(LABELS, each, strict=True):
            n, own = plus + minus + zero, f"author_{brief_id}" if holder == "author" else holder
            mean = (plus - minus) / n if n else np.nan
            ends = (max(-1, mean - 0.3), min(1, mean + 0.3)) if n >= 8 else (np.nan, np.nan)
            if n:
                rows.append((brief_id, own, target, n, plus, minus, zero, mean, *ends))
    counted = ["n_statements", "n_supportive", "n_critical", "n_neutral"]
    return pd.DataFrame(rows, columns=["brief_id", "holder", "target", *counted, "balance", "low", "high"])


PORTRAYED = {  # of each brief: mentions, sentences, balance; statements, their balance
    "talks": ((6, 4, 0.3, 2, 1.0), (12, 9, -0.4, 5, -0.6)),
    "iran": ((30, 18, -0.2, 9, -1.0), (80, 40, -0.4, 14, -0.8)),
    "iraq": ((14, 10, -0.2, 6, 0.7), (34, 21, -0.1, 0, np.nan)),
    "detained_americans": ((2, 2, -0.9, 0, np.nan), (0, 0, np.nan, 0, np.nan)),
    "washington_institute": ((0, 0, np.nan, 0, np.nan), (120, 66, 0.1, 101, 0.2)),
    "un": ((1, 1, 0.7, 1, -1.0), (8, 8, 0.05, 1, 1.0)),
}


def portrayal() -> pd.DataFrame:
    """Portrayals with intervals from eight sentences on, signs that contradict the ledger's, one brief silent on some."""
    columns = ["brief_id", "actor_id", "voice", "n_mentions", "n_sentences", "balance", "n_statements",
               "ledger_balance"]  # fmt: skip
    rows = [
        (brief_id, actor_id, "all", *own)
        for actor_id, each in PORTRAYED.items() for brief_id, own in zip(LABELS, each, strict=True) if own[0]
    ]  # fmt: skip
    table = pd.DataFrame(rows, columns=columns)
    known = table.balance.where(table.n_sentences >= 8)
    table = table.assign(low=known - 0.2, high=known + 0.2)
    quoted = table.assign(voice="quoted", balance=0.99)
    return pd.concat([table, quoted], ignore_index=True)


def recommendations() -> pd.DataFrame:
    """Four actions of one brief, one of them told to two addressees; one of the other."""
    rows = [("winep", a) for a in ("united_states", "united_states", "iran", "united_states", "further_talks")]
    return pd.DataFrame([*rows, ("cfr", "iran")], columns=["brief_id", "addressee"])


def agreement() -> pd.DataFrame:
    """Three coders; this study has no recommendations yet, and one measure rests on few sentences."""
    chance = np.random.default_rng(5)
    layers = {
        "mentions": ("precision", "F1"),
        "attributions": ("F1", "speaker right"),
        "statements": ("F1", "F1 any sign", "wrong sign", "F1 sides"),
        "recommendations": ("F1", "addressee right"),
    }
    rows = []
    for system, middle in (("this study", 75), ("pass A", 97), ("pass B", 94)):
        for layer, measures in layers.items():
            for measure in measures:
                value = float(chance.normal(middle, 2))
                known = (layer, measure) != ("recommendations", "addressee right")
                ends = (value - 6, min(100, value + 5)) if known else (np.nan, np.nan)
                if (system, layer) != ("this study", "recommendations"):
                    rows.append((system, layer, measure, min(value, 100), *ends, 127 if known else 6))
    return pd.DataFrame(rows, columns=["system", "layer", "measure", "value", "low", "high", "n"])


def benchmarks() -> pd.DataFrame:
    """Scores beside others: a tie, a published mark that is missing, a measure that this study has alone."""
    scores = {
        ("newsmtsc", "dev", "macro F1, real-world"): (79.5, 42.1, 54.3, 22.0, ("published: GRU-TSC (RoBERTa)", 79.3)),
        ("seesaw", "valid", "article pairs ranked right"): (
            80.2,
            55.0,
            55.1,
            63.0,
            ("RoBERTa with the pair given", 84.1),
        ),
        ("seesaw", "valid", "accuracy, all"): (72.1, 50.9, 51.0, 63.0, None),
        ("dse", "held out", "macro F1"): (52.0, None, None, 16.0, None),
        ("polnear", "dev", "recall indirect"): (70.7, None, None, None, None),
        ("polnear", "dev", "F1"): (76.3, None, None, None, ("Gender Gap Tracker (published rules)", 54.8)),
    }
    rows = []
    for key, (*measured, mark) in scores.items():
        for system, value in zip(("this study", "TextBlob", "VADER", "majority class"), measured, strict=True):
            if value is not None:
                rows.append((*key, system, value, value - 2.5, value + 2.5, 2193))
        if mark:
            rows.append((*key, *mark, np.nan, np.nan, np.nan))
            rows.append((*key, "published: best lexicon", mark[1] - 20, np.nan, np.nan, np.nan))
    return pd.DataFrame(rows, columns=["benchmark", "split", "measure", "system", "value", "low", "high", "n"])


def frames_by_voice() -> pd.DataFrame:
    """Sixteen frames, of which every third can carry a finding; some in one brief only."""
    rows = []
    for place, frame in enumerate(FRAMES):
        for brief_id, n, whole in (("cfr", max(9 - place, 0), 22), ("winep", place, 53)):
            for voice, held in (("all", n), ("author", n - n // 3), ("quoted", n // 3)):
                ends = (held / whole * 0.6, min(1, held / whole * 1.5)) if held >= 8 else (np.nan, np.nan)
                rows.append((brief_id, "event", frame, voice, held, held / whole, *ends, place % 3 == 0))
    return pd.DataFrame(rows, columns=["brief_id", "system", "frame", "voice", "n_sentences", "sentence_share",
                                       "low", "high", "carries"])  # fmt: skip


def frame_difference() -> pd.DataFrame:
    """The differences of those shares."""
    wide = frames_by_voice().pivot(
        index=["frame", "voice"], columns="brief_id", values=["sentence_share", "n_sentences"]
    )
    table = pd.DataFrame({
        "value_a": wide["sentence_share", "cfr"], "value_b": wide["sentence_share", "winep"],
        "n_a": wide["n_sentences", "cfr"].astype(int), "n_b": wide["n_sentences", "winep"].astype(int),
    }).reset_index()  # fmt: skip
    carries = frames_by_voice().drop_duplicates("frame").set_index("frame").carries
    return table.assign(
        brief_a="cfr", brief_b="winep", difference=table.value_a - table.value_b, low=np.nan, high=np.nan, q=np.nan,
        clear=False, carries=table.frame.map(carries),
    )  # fmt: skip


def frame_roles() -> pd.DataFrame:
    """Who makes trouble, is its cause, is judged and is to act; one has a long name, one is in one brief."""
    rows = [
        (brief_id, "entman", frame, role, actor_id, n + place, f"{brief_id}-s01", frame != "judgement")
        for brief_id, n in (("cfr", 1), ("winep", 12))
        for place, actor_id in enumerate(("iran", "united_states", "detained_americans", "washington_institute", "un"))
        for frame, role in (("problem", "actor"), ("cause", "actor"), ("judgement", "target"), ("remedy", "actor"))
        if (place + n) % 4 and len(frame) != place
    ]
    return pd.DataFrame(rows, columns=["brief_id", "system", "frame", "role", "actor_id", "n_sentences",
                                       "sentence_ids", "carries"])  # fmt: skip


def naming_difference() -> pd.DataFrame:
    """Words for four actors: many, long, one like a formula, one both noun and modifier."""
    words = "captive operative agent diplomat =innocents counterproductive-negotiator scholar academic prisoner".split()
    rows = [
        (actor_id, role, word, "cfr", "winep", where, int(where != "b"), 3 * int(where != "a"), "cfr-s01", "winep-s01")
        for shift, actor_id in enumerate(("detained_americans", "talks", "irgc", "iran"))
        for place, word in enumerate(words[shift:])
        for role, where in (("noun", ("a", "b", "b", "both")[(place + shift) % 4]),)
    ]
    rows.append(("iran", "modifier", "captive", "cfr", "winep", "a", 1, 0, "cfr-s02", None))
    return pd.DataFrame(rows, columns=["actor_id", "role", "word", "brief_a", "brief_b", "where", "n_a", "n_b",
                                       "sentence_ids_a", "sentence_ids_b"])  # fmt: skip


def overlap() -> pd.DataFrame:
    """Five kinds, one of them with too few sentences for a band and nothing in both."""
    return pd.DataFrame({
        "kind": ["relation", "relation_by_side", "actor", "topic", "number"], "brief_a": "cfr", "brief_b": "winep",
        "n_only_a": [10, 7, 14, 57, 4], "n_both": [3, 3, 16, 20, 0], "n_opposed": [1, 2, 0, 0, 0],
        "n_only_b": [23, 20, 33, 146, 15], "shared_share": [3 / 37, 3 / 32, 16 / 63, 20 / 223, 0.0],
        "null_low": [0.0, 0.03, 0.19, 0.12, np.nan], "null_high": [0.11, 0.16, 0.32, 0.14, np.nan],
        "p": [0.6, 1, 1, 0.001, np.nan], "q": [1, 1, 1, 0.004, np.nan], "clear": [False, False, False, True, False],
        "halves_a": [0.04, 0.1, 0.25, 0.06, np.nan], "halves_b": [0.02, 0.04, 0.26, 0.06, np.nan],
        "halves_between": [0.03, 0.05, 0.25, 0.05, np.nan],
    })  # fmt: skip


def weight() -> pd.DataFrame:
    """As `presence`, with the words of the sentences and a first place; who isn't mentioned has none."""
    rows = presence()
    first = np.where(rows.n_sentences > 0, np.linspace(0, 1, len(rows)).round(2), np.nan)
    return rows.assign(
        first_sentence_id=rows.brief_id + "-s01", first_share=first, n_words=20 * rows.n_sentences,
        word_share=rows.sentence_share,
    )[["brief_id", "actor_id", "first_sentence_id", "first_share", "n_sentences", "n_words", "word_share", "low",
       "high"]]  # fmt: skip


def aligned() -> pd.DataFrame:
    """Fourteen passages, one with three sentences a side, one that shares an actor with a long name."""
    n = np.arange(1, 15)
    return pd.DataFrame({
        "brief_a": "cfr", "brief_b": "winep", "passage": n,
        "evidence_a": ["cfr-s01; cfr-s02; cfr-s22", *(f"cfr-s{k + 1:02d}" for k in n[1:])],
        "evidence_b": ["winep-s54; winep-s55; winep-s56", *(f"winep-s{3 * k:02d}" for k in n[1:])],
        "similarity": np.linspace(0.3, 0.1, 14), "chance_share": np.linspace(0, 0.02, 14),
        "shared": ["washington_institute; irgc", "jail; detained_americans; iran", *["first; meeting; talks; iran"] * 12],
    })  # fmt: skip


def robustness() -> pd.DataFrame:
    """Five findings in ten runs; one flips, and a run concerns one finding only."""
    runs = ["as reported", "VADER", *(f"run {n} by a long name" for n in range(2, 11))]
    rows = [(f, "x", r, "same", True) for r in runs for f in ("contradiction", "prescriptions", "selection", "voices")]
    rows += [("mood", "lexicon", "as reported", "none", True), ("mood", "lexicon", "VADER", "more in CFR", False)]
    return pd.DataFrame(rows, columns=["finding", "factor", "run", "verdict", "agrees"])

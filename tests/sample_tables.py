"""Small comparison tables as the codebook has them, with awkward cases, for the tests of charts.

An actor with a long name, one that only one brief mentions, one with no scored word, one in a
single sentence, a brief whose label is long, names and words that look like formulas.
"""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd

from analysis import charts
from analysis.charts import Chart

LABELS = {"cfr": "CFR", "winep": "Washington Institute"}
NAMES = {
    "iran": "Iran",
    "united_states": "United States",
    "iraq": "Iraq",
    "talks": "Meeting of 28 May 2007",
    "dialogue": "Further U.S.-Iranian talks",
    "crocker": "Ryan Crocker",
    "maliki": "Nouri al-Maliki",
    "washington_institute": "Washington Institute for Near East Policy",
    "mek": "Mujahedin-e Khalq",
    "irgc": "Islamic Revolutionary Guard Corps",
    "perle": "Richard Perle",
    "hamas": "Hamas",
    "un": "=United Nations",
    "detained_americans": "Detained Iranian Americans",
    "iranian_agents": "Iranian agents",
}
FRAMES = (
    "problem", "cause", "judgement", "remedy", "breakthrough", "ritual", "vacuum", "step", "hostage_taking",
    "law_enforcement", "linkage", "separation", "bargaining_chips", "regional_legitimacy", "precedent", "conflict",
)  # fmt: skip
CALLED = {frame: frame.replace("_", " ").capitalize() for frame in FRAMES}
WORDS = {
    "labels": LABELS,
    "names": NAMES,
    "dates": {"cfr": "29 May 2007", "winep": "30 May 2007"},
    "source": "Council on Foreign Relations; The Washington Institute",
}
N_SENTENCES = {"cfr": 22, "winep": 56}
IN_SENTENCES = {  # of each brief
    "iran": (15, 31),
    "united_states": (14, 29),
    "iraq": (13, 24),
    "talks": (6, 14),
    "dialogue": (3, 9),
    "crocker": (0, 5),
    "maliki": (1, 2),
    "washington_institute": (0, 1),
    "mek": (0, 1),
    "irgc": (0, 1),
    "perle": (1, 0),
    "hamas": (1, 0),
    "un": (0, 1),
    "detained_americans": (2, 5),
    "iranian_agents": (2, 8),
}


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
    """Terms of both sides; four lie outside the band of random halves."""
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


def of_four(table: pd.DataFrame) -> pd.DataFrame:
    """The table with two more briefs, whose rows are those of the first two over again."""
    more = {"cfr": "third", "winep": "fourth"}
    again = table.assign(brief_id=table.brief_id.map(more))
    if "sentence_id" in table:
        again["sentence_id"] = "again-" + table.sentence_id
    return pd.concat([table, again], ignore_index=True)


def by_four(table: pd.DataFrame, column: str) -> pd.DataFrame:
    """The table with two more briefs, each of which has its own author in that column."""
    table = of_four(table)
    return table.assign(
        **{column: table[column].mask(table[column].str.startswith("author_"), "author_" + table.brief_id)}
    )


FOUR = WORDS | {"labels": LABELS | {"third": "The Ministry of Foreign Affairs Review", "fourth": "Daily"}}


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


def all_charts() -> dict[str, Chart]:
    """Every chart on these tables: as it comes, with four briefs, and with a claim as long as may be."""
    long = (
        "Washington Institute commentators characterize counterproductive negotiations "
        "considerably more pessimistically than others"
    )
    drawn = [
        charts.layout_of_briefs(sentences(), briefs=briefs(), title="One brief is longer", **WORDS),
        charts.presence_chart(presence(), difference=presence_difference(), title="No clear difference", **WORDS),
        charts.presence_chart(presence().head(1), title="One actor, one sentence", name="presence-one", **WORDS),
        charts.presence_chart(of_four(presence()), title=long, name="presence-four", **FOUR),
        charts.mention_strip(mentions(), sentences=sentences(), title="Both mention Iran most", **WORDS),
        charts.mention_strip(
            of_four(mentions()), sentences=of_four(sentences()), title=long, name="mention-strip-four", **FOUR
        ),
        charts.co_mention_chart(co_mention(), title=long, **WORDS),
        charts.likeness_chart(likeness(), title="The closest reach 0.30", **WORDS),
        charts.sentiment_strip(sentiment(), means=means(), title="No clear difference", **WORDS),
        charts.sentiment_strip(of_four(sentiment()), title=long, name="sentiment-strip-four", **FOUR),
        charts.actor_sentiment_chart(actor_sentiment(), title="No clear difference", **WORDS),
        charts.lexicons_chart(sentiment(), title="They contradict each other", **WORDS),
        charts.word_shift_chart(word_shift(), title=long, **WORDS),
        charts.keyness_chart(keyness(), title="Four terms are typical", **WORDS),
        charts.speaking_chart(speaking(), title="The authors speak most", **WORDS),
        charts.speaking_chart(by_four(speaking(), "speaker"), title=long, name="speaking-four", **FOUR),
        charts.speakers_chart(speaking(), title=long, **WORDS),
        charts.speakers_chart(by_four(speaking(), "speaker"), title=long, name="speakers-four", **FOUR),
        charts.stance_balance_chart(balance(), title=long, **WORDS),
        charts.stance_balance_chart(by_four(balance(), "holder"), title=long, name="stance-balance-four", **FOUR),
        charts.author_chart(balance(), targets=["talks", "dialogue", "iran", "iraq"], title="No claim", **WORDS),
        charts.directed_chart(balance(), title=long, **WORDS),
        charts.directed_chart(balance().tail(2), title="One cell", name="directed-one", **WORDS),
        charts.contradiction_chart(balance(), title=long, **WORDS),
        charts.contradiction_chart(by_four(balance(), "holder"), title=long, name="contradiction-four", **FOUR),
        charts.prescriptions_chart(recommendations(), title=long, **WORDS),
        charts.prescriptions_chart(of_four(recommendations()), title=long, name="prescriptions-four", **FOUR),
        charts.selection_chart(overlap(), title=long, **WORDS),
        charts.aligned_chart(aligned(), sentences=sentences(), title=long, **WORDS),
        charts.weight_chart(weight(), title="No clear difference", **WORDS),
        charts.weight_chart(of_four(weight()), title=long, name="weight-four", **FOUR),
        charts.frames_chart(frames_by_voice(), difference=frame_difference(), called=CALLED, title=long, **WORDS),
        charts.frames_chart(
            of_four(frames_by_voice()),
            difference=frame_difference(),
            called=CALLED,
            title=long,
            name="frames-four",
            **FOUR,
        ),
        charts.frame_voices_chart(frames_by_voice(), called=CALLED, title=long, **WORDS),
        charts.frame_roles_chart(frame_roles(), title=long, **WORDS),
        charts.namings_chart(naming_difference(), title=long, **WORDS),
        charts.robustness_chart(robustness(), title=long, **WORDS),
        charts.agreement_chart(agreement(), title=long, source="data/gold"),
        charts.benchmark_chart(benchmarks(), title="Ahead of the lexicons", source="data/evaluation"),
    ]
    return {chart.name: chart for chart in drawn}

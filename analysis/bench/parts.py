"""Single pieces of work beside their peers: the search for aliases, the bootstrap, keyness."""

from __future__ import annotations

import json
import tempfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd

from analysis import actors
from analysis.bench.measuring import cpu, measured_process
from analysis.bench.texts import mixed
from analysis.compare.resampling import Resampling, interval
from analysis.lexicons import textblob_assessments
from analysis.scale.sums import drawn_sums
from analysis.scale.terms import Counted, keyness
from analysis.settings import ROOT, Settings
from analysis.study.texts import compiled

MORE = 5_000
SCATTERTEXT = """
import json, sys, time
import pandas as pd
import scattertext
halves = json.load(open(sys.argv[1], encoding="utf-8"))
table = pd.DataFrame([(group, text) for group, texts in halves.items() for text in texts], columns=["group", "text"])
def answer():
    split = scattertext.whitespace_nlp_with_sentences
    corpus = scattertext.CorpusFromPandas(table, category_col="group", text_col="text", nlp=split).build()
    counts = corpus.get_term_freq_df().to_numpy(float).T
    scattertext.LogOddsRatioUninformativeDirichletPrior().get_scores(*counts)
answer()
began = time.process_time()
answer()
open(sys.argv[2], "w").write(str(time.process_time() - began))
"""


def aliases(settings: Settings) -> pd.DataFrame:
    """The search for names in a text with the study's registry, and with one of some 5,000 aliases."""
    registry = actors.actors(replace(settings, briefs=()))
    added = [
        {**dict.fromkeys(registry.columns, ""), "actor_id": f"other_{n}", "name": f"{first}ville {n:x} Council",
         "kind": "organisation", "side": None, "aliases": (f"{first} Council {n:x}",), "metonyms": ()}
        for n, first in zip(range(MORE // 2), _syllables(), strict=False)
    ]  # fmt: skip
    large = pd.concat([registry, pd.DataFrame(added)], ignore_index=True).astype(
        {"valid_from": registry.valid_from.dtype, "valid_to": registry.valid_to.dtype}
    )
    text = "\n".join(mixed(200, settings).text)
    known = {
        f"{len(names.senses):,} forms": names for names in (compiled(settings, registry), compiled(settings, large))
    }
    taken = cpu({name: lambda names=names: list(names.found(text)) for name, names in known.items()})
    return _table({f"names in {len(text) / 1e6:.1f} MB, {name}": seconds for name, seconds in taken.items()})


def _syllables():
    parts = ["Ab", "Ber", "Cor", "Dal", "El", "Far", "Gor", "Hal", "Ing", "Jor"]
    ends = ["an", "eth", "ick", "ol", "und", "ar", "est", "ip", "on", "ust"]
    middles = ["a", "e", "i", "o", "u", "ai", "au", "ea", "ie", "ou", "oa", "ui", "ia", "eo", "io", "ua", "ae", "oe"]
    while True:
        yield from (first + middle + end for middle in middles for first in parts for end in ends)


def bootstrap() -> pd.DataFrame:
    """10,000 resamples of the shares of 50 actors over 200 documents, beside scipy.stats.bootstrap."""
    from scipy.stats import bootstrap as peer

    draw = np.random.default_rng(1)
    below = draw.integers(10, 60, 200).astype(float)
    top = draw.binomial(below[:, None].astype(int), 0.2, (200, 50)).astype(float)
    resampling = Resampling(resamples=10_000)

    def ours() -> None:
        drawn, words = drawn_sums(top, below[:, None], resampling.generator("a"), resampling.resamples)
        interval(drawn / words, n=np.full(50, 200))

    def theirs() -> None:
        rates = top / below[:, None]
        peer(
            (rates,), np.mean, n_resamples=10_000, axis=0, batch=100, method="percentile", rng=np.random.default_rng(1)
        )

    return _table(cpu({"scipy.stats.bootstrap, 50 actors": theirs, "one matrix product": ours}, rounds=2))


def moods(settings: Settings) -> pd.DataFrame:
    """TextBlob's scores of sentences, by `TextBlob(text).sentiment` and by its rules alone.

    The sentences are those of the study and of all others in this repository, each once. Both have read them
    once before; the rules alone remember what they made of a word.

    Returns
    -------
    DataFrame
        `work`, `n` (sentences), `cpu_seconds`, `throughput` (times that of the first row).
    """
    from textblob import TextBlob

    from analysis.study import load_study

    folders = dict.fromkeys((settings.folder, *(file.parent for file in sorted(ROOT.glob("*/*/study.toml")))))
    texts, score = [text for folder in folders for text in load_study(folder).sentences.text], textblob_assessments()
    jobs = {
        "TextBlob(text).sentiment": lambda: [TextBlob(text).sentiment for text in texts],
        "TextBlob's rules alone": lambda: [score(text) for text in texts],
    }
    taken = cpu(jobs, rounds=9)
    table = pd.DataFrame({"work": list(taken), "n": len(texts), "cpu_seconds": list(taken.values())})
    return table.assign(throughput=table.cpu_seconds.iloc[0] / table.cpu_seconds)


def keyness_of_texts(settings: Settings, *, n: int = 400, peer: str = "") -> pd.DataFrame:
    """Keyness from texts to z, beside scattertext in a Python of its own.

    scattertext 0.2.2 asks for an older SciPy than this project pins. To measure beside it:
    `python -m venv peer; peer/bin/pip install scattertext==0.2.2 six setuptools`, then
    `python -m analysis bench --scattertext peer/bin/python`. Its import isn't counted.

    Parameters
    ----------
    n : int
        How many documents.
    peer : str
        The Python that has scattertext; without it there is no peer.
    """
    table = mixed(n, settings)
    halves = {"a": table.text[::2].tolist(), "b": table.text[1::2].tolist()}

    def ours() -> None:
        keyness(Counted("ab").add(table.text, np.resize(["a", "b"], n)))

    theirs = {f"keyness of {n} documents, scattertext": _by_scattertext(halves, peer)} if peer else {}
    return _table(theirs | cpu({f"keyness of {n} documents, one count": ours}, rounds=2))


def _by_scattertext(halves: dict[str, list[str]], peer: str) -> float:
    with tempfile.TemporaryDirectory() as aside:
        texts, seconds = Path(aside, "texts.json"), Path(aside, "seconds")
        texts.write_text(json.dumps(halves), encoding="utf-8")
        measured_process([peer, "-c", SCATTERTEXT, str(texts), str(seconds)])
        return float(seconds.read_text())


def _table(taken: dict[str, float]) -> pd.DataFrame:
    """Seconds, and the ratio to the first job."""
    table = pd.DataFrame({"work": list(taken), "cpu_seconds": list(taken.values())})
    return table.assign(ratio=table.cpu_seconds / table.cpu_seconds.iloc[0])

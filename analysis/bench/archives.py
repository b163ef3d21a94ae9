"""What a document of an archive costs: beside a bare parse, with the gate, on two workers, among many."""

from __future__ import annotations

import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import pandas as pd

from analysis.bench.measuring import cpu, measured_process
from analysis.bench.texts import brief_like, documents, mixed, short, unseen
from analysis.corpus import raw_text
from analysis.scale.partitions import Job, read_partition
from analysis.settings import ROOT, Settings, read_settings

SIZES, LONG = (1_000, 5_000), (1_000, 20_000, 100_000)
ROW = ["start", "end", "speaker", "holder", "target", "stance"]


def throughput(settings: Settings, *, n: int = 12) -> pd.DataFrame:
    """The whole pipeline, attribution and rules ledger included, beside a bare parse of the same paragraphs.

    The bare parse is spaCy's small model with tok2vec and parser alone, paragraphs piped. Sentiment is
    in the ungated lines only.

    Returns
    -------
    DataFrame
        `work`, `n` (documents), `words`, `cpu_seconds`, `throughput` (times that of the bare parse).
    """
    import spacy

    from analysis.tokens import nlp

    left_out = ["ner", "tagger", "attribute_ruler", "lemmatizer", "senter"]
    bare = spacy.load(f"{nlp().meta['lang']}_{nlp().meta['name']}", exclude=left_out)
    rows, job = [], _job(settings)
    for kind, table in (("brief-like", brief_like(n, settings)), ("mixed", mixed(3 * n, settings))):
        paragraphs = [p for text in table.text for p in text.split("\n\n")]
        jobs = {
            "bare parse": lambda paragraphs=paragraphs: list(bare.pipe(paragraphs)),
            "all tables": lambda table=table: read_partition(table, job),
            "gated": lambda table=table: read_partition(table, replace(job, gated=True)),
        }
        taken = cpu(jobs, rounds=2)
        words = sum(len(p.split()) for p in paragraphs)
        rows += [(f"{kind}: {name}", len(table), words, seconds, taken["bare parse"] / seconds)
                 for name, seconds in taken.items()]  # fmt: skip
    return pd.DataFrame(rows, columns=["work", "n", "words", "cpu_seconds", "throughput"])


def gate_recall(settings: Settings, *, n: int = 40) -> pd.DataFrame:
    """The ledger's rows that the gate keeps, on texts that weren't used to make it.

    The other studies of this repository, each with its own registry, and sentences written for this.

    Returns
    -------
    DataFrame
        One row per text and one of all: `text`, `n` (rows of the ledger), `recall`, `low`, `high` (95 %,
        Clopper and Pearson), `share_parsed` (of the words).
    """
    texts = {"sentences written for this": (unseen(n), settings)}
    for file in sorted(ROOT.glob("*/*/study.toml")):
        own = read_settings(file.parent)
        texts[file.parent.relative_to(ROOT).as_posix()] = (documents(raw_text(b) for b in own.briefs), own)
    found = {name: _kept(table, own) for name, (table, own) in texts.items()}
    found["all"] = tuple(map(sum, zip(*found.values(), strict=True)))
    return pd.DataFrame([_recall(name, *counts) for name, counts in found.items()])


def _kept(table: pd.DataFrame, settings: Settings) -> tuple[int, int, int, int]:
    """The ledger's rows without the gate, and those of them with it; the words read with it, and without."""
    job = _job(settings)
    whole, gated = read_partition(table, job), read_partition(table, replace(job, gated=True))
    rows = [set(map(tuple, read["ledger"][["brief_id", *ROW]].to_numpy().tolist())) for read in (whole, gated)]
    words = (int(read["documents"].n_words_read.sum()) for read in (gated, whole))
    return len(rows[0]), len(rows[0] & rows[1]), *words


def _recall(text: str, n: int, kept: int, parsed: int, words: int) -> dict[str, object]:
    from scipy.stats import binomtest

    low, high = binomtest(kept, n).proportion_ci(method="exact") if n else (float("nan"), float("nan"))
    return {"text": text, "n": n, "recall": kept / n if n else float("nan"), "low": low, "high": high,
            "share_parsed": parsed / words}  # fmt: skip


def workers(settings: Settings, *, n: int = 200) -> pd.DataFrame:
    """An archive on one worker and on two: CPU seconds of all processes, and the largest memory of one.

    Returns
    -------
    DataFrame
        `work`, `n`, `cpu_seconds`, `ratio` (to the first row), `peak_mib`.
    """
    with tempfile.TemporaryDirectory() as aside:
        source = _written(brief_like(n, settings), Path(aside))
        rows = [
            (f"{crew} workers", n, *_run(source, Path(aside, f"on-{crew}"), settings, crew, "--partition", "25"))
            for crew in (1, 2)
        ]
    table = pd.DataFrame(rows, columns=["work", "n", "cpu_seconds", "peak_mib"])
    table.insert(3, "ratio", table.cpu_seconds / table.cpu_seconds.iloc[0])
    return table


def growth(settings: Settings, *, long: bool = False) -> pd.DataFrame:
    """The cost of a document and the peak memory as an archive of short documents, gated, grows.

    Short, so that 100,000 can be waited for (some 25 minutes of CPU in all); what a document costs
    besides its words is then most of it, and it is that which could grow with their number.

    Returns
    -------
    DataFrame
        `n`, `cpu_seconds`, `cpu_ms_per_document`, `peak_mib` (of the largest process).
    """
    rows = []
    with tempfile.TemporaryDirectory() as aside:
        for n in LONG if long else SIZES:
            source = _written(short(n), Path(aside))
            rows.append((n, *_run(source, Path(aside, f"of-{n}"), settings, 2, "--gate")))
    table = pd.DataFrame(rows, columns=["n", "cpu_seconds", "peak_mib"])
    table.insert(2, "cpu_ms_per_document", 1000 * table.cpu_seconds / table.n)
    return table


def _job(settings: Settings) -> Job:
    return Job(replace(settings, briefs=()), Path(), 200_000)


def _written(table: pd.DataFrame, folder: Path) -> Path:
    path = folder / "archive.parquet"
    table[["brief_id", "text", "date"]].rename(columns={"brief_id": "id"}).to_parquet(path)
    return path


def _run(source: Path, out: Path, settings: Settings, crew: int, *more: str) -> tuple[float, float]:
    command = [sys.executable, "-m", "analysis", "corpus", str(source), "--out", str(out)]
    command += ["--study", str(settings.folder), "--workers", str(crew)]
    return measured_process([*command, *more], of_cpu=True)

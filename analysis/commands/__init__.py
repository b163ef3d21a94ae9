"""The commands, a module each: `arguments` says what it takes, `run` does it."""

from analysis.commands import (
    actors,
    assemble,
    bench,
    compare,
    corpus,
    correct,
    evaluate,
    exchange,
    explain,
    figures,
    new,
    reader,
    report,
    run,
    slides,
    train,
)

COMMANDS = {
    "new": new, "report": report, "run": run, "figures": figures, "slides": slides, "reader": reader,
    "exchange": exchange, "actors": actors, "explain": explain, "correct": correct, "evaluate": evaluate,
    "train": train, "assemble": assemble, "bench": bench, "corpus": corpus, "compare": compare,
}  # fmt: skip

__all__ = ["COMMANDS"]

"""The commands, a module each: `arguments` says what it takes, `run` does it."""

from analysis.commands import actors, bench, corpus, evaluate, explain, figures, new, reader, report, run, train

COMMANDS = {
    "new": new, "report": report, "run": run, "figures": figures, "reader": reader, "actors": actors,
    "explain": explain, "evaluate": evaluate, "train": train, "bench": bench, "corpus": corpus,
}  # fmt: skip

__all__ = ["COMMANDS"]

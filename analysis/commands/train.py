"""`train`: the stance model anew."""

from __future__ import annotations

import argparse
from pathlib import Path

from analysis.commands.telling import say, step, tell
from analysis.errors import shown


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--newsmtsc", type=Path, required=True, metavar="DIR", help="NewsMTSC: train.jsonl, dev.jsonl")
    parser.add_argument("--dse", type=Path, required=True, metavar="FILE", help="DSE: train.jsonl")
    parser.add_argument("--base", type=Path, metavar="DIR", help="MPNet's five packages: train the large model")
    parser.add_argument("--leave-out", type=Path, nargs="*", default=[], metavar="FILE", help="don't learn its texts")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="where to write the model")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="of every draw (default: 1)")


def run(options: argparse.Namespace) -> None:
    """Retrain the stance model from public data, in one to three hours; asks for the extra `train`."""
    from analysis.train.stance import train_stance

    data = options.newsmtsc, options.dse, options.out
    with step("training"):
        written = train_stance(*data, base=options.base, leave_out=options.leave_out, seed=options.seed, say=say)
    tell(*map(shown, written))

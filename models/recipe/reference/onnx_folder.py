"""A model folder written by our converter -> the float32 weights that its ONNX graph stands for.

Only the initialisers are read (with the `onnx` package), never the graph's operators: the
reference computes with transformers, from `config.json` and these weights. Blocks are unpacked
here from the definition of the operators `MatMulNBits` and `GatherBlockQuantized`:
value = (q - zero point) * scale, low nibble first, middle (8 or 128) where zero points are absent.
"""

import re
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from tokenizers import Tokenizer
from transformers import AutoConfig

from gguf_source import Source

PACKED = re.compile(r"^(?P<module>.+?)(?:\.part(?P<part>\d+))?\.(?P<kind>weight|rows)_q(?P<bits>[48])$")
DENSE = re.compile(r"^(?P<module>.+?)(?:\.part(?P<part>\d+))?\.(?P<kind>weight|bias)$")


def load_folder(path, graph="model_q4.onnx"):
    """Returns the Source of the folder at `path` (graph and data files under `onnx/`)."""
    path = Path(path)
    tensors = _initialisers(path / "onnx" / graph)
    parts = {}
    for name in tensors:
        packed, dense = PACKED.match(name), DENSE.match(name)
        if packed:
            key = _parameter(packed["module"], "weight")
            parts.setdefault(key, {})[int(packed["part"] or 0)] = _unpack(tensors, name, packed)
        elif dense:
            key = _parameter(dense["module"], dense["kind"])
            parts.setdefault(key, {})[int(dense["part"] or 0)] = tensors[name].astype(np.float32)
    state = {key: torch.from_numpy(np.concatenate([p[i] for i in sorted(p)])) for key, p in parts.items()}
    config = AutoConfig.from_pretrained(path)
    if "lm_head.weight" not in state:
        config.tie_word_embeddings = True
    elif torch.equal(state["lm_head.weight"], state["model.embed_tokens.weight"]):
        config.tie_word_embeddings = True
        del state["lm_head.weight"]
    else:
        config.tie_word_embeddings = False
    config.vocab_size = state["model.embed_tokens.weight"].shape[0]
    eos = config.eos_token_id if isinstance(config.eos_token_id, list) else [config.eos_token_id]
    formats = sorted({f"{m['bits']}-bit" for m in map(PACKED.match, tensors) if m}) or ["dense"]
    return Source(config, state, Tokenizer.from_file(str(path / "tokenizer.json")), eos, {"formats": formats})


def _initialisers(path):
    model = onnx.load(str(path), load_external_data=True)
    return {item.name: numpy_helper.to_array(item) for item in model.graph.initializer}


def _parameter(module, kind):
    return f"{module}.{kind}"


def _unpack(tensors, name, match):
    """Returns float32 [rows, columns] of one packed matrix."""
    bits = int(match["bits"])
    prefix = name.rsplit(".", 1)[0]
    scales = tensors[f"{prefix}.rows.scales_f16" if match["kind"] == "rows" else f"{prefix}.scales_f16"]
    scales = scales.astype(np.float32)
    rows, blocks = scales.shape
    values = _unpack_bits(tensors[name].reshape(rows, -1), bits).reshape(rows, blocks, -1)
    points = tensors.get(f"{prefix}.zero_points")
    zero = np.float32(1 << (bits - 1))
    if points is not None:
        zero = _unpack_bits(points.reshape(rows, -1), bits)[:, :blocks, None]
    return ((values - zero) * scales[:, :, None]).reshape(rows, -1).astype(np.float32)


def _unpack_bits(packed, bits):
    if bits == 8:
        return packed.astype(np.float32)
    pairs = np.stack([packed & 15, packed >> 4], axis=-1)
    return pairs.reshape(packed.shape[0], -1).astype(np.float32)

"""GGUF file -> Hugging Face configuration, float32 state dict and tokenizer.

Reads with the `gguf` package (its own parser and dequantisers), so nothing here shares code with
the engine. Architectures: `llama` and `qwen2`.
"""

import json
from dataclasses import dataclass

import gguf
import numpy as np
import torch
from gguf.quants import dequantize
from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers
from transformers import LlamaConfig, Qwen2Config

TOKEN_NORMAL = 1
TOKEN_CONTROL = 3
TOKEN_USER_DEFINED = 4

# Source: tokenizer.json of Qwen/Qwen2.5-Coder-0.5B-Instruct, pre_tokenizer[0].pattern.
QWEN2_SPLIT = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}"
    r"| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)

LAYER_NAMES = {
    "attn_norm.weight": "input_layernorm.weight",
    "attn_q.weight": "self_attn.q_proj.weight",
    "attn_k.weight": "self_attn.k_proj.weight",
    "attn_v.weight": "self_attn.v_proj.weight",
    "attn_q.bias": "self_attn.q_proj.bias",
    "attn_k.bias": "self_attn.k_proj.bias",
    "attn_v.bias": "self_attn.v_proj.bias",
    "attn_output.weight": "self_attn.o_proj.weight",
    "ffn_norm.weight": "post_attention_layernorm.weight",
    "ffn_gate.weight": "mlp.gate_proj.weight",
    "ffn_up.weight": "mlp.up_proj.weight",
    "ffn_down.weight": "mlp.down_proj.weight",
}


@dataclass
class Source:
    """Weights ready for transformers. `state` holds float32 tensors under Hugging Face names."""

    config: object
    state: dict
    tokenizer: Tokenizer
    eos_ids: list
    details: dict


def load_gguf(path, tied="output"):
    """Returns the Source of one GGUF file.

    tied: which copy of a matrix stored twice serves embedding *and* head: `output` (the better
    one in the official Qwen2.5 files, and what our converter takes), `embedding`, or `separate`
    (each its own). Files with one copy ignore it.
    """
    reader = gguf.GGUFReader(path)
    field = lambda key: reader.fields[key].contents()
    arch = field("general.architecture")
    has_output = any(t.name == "output.weight" for t in reader.tensors)
    config = _config(reader, arch, tie=not has_output or tied != "separate")
    state = {}
    for tensor in reader.tensors:
        for name in _names(tensor.name, has_output, tied):
            state[name] = _values(tensor, arch, config)
    details = {"tiedCopy": tied if has_output else "single"}
    return Source(config, state, _tokenizer(field), [field("tokenizer.ggml.eos_token_id")], details)


def _config(reader, arch, tie):
    field = lambda key: reader.fields[f"{arch}.{key}"].contents()
    kind = {"llama": LlamaConfig, "qwen2": Qwen2Config}[arch]
    vocab = len(reader.fields["tokenizer.ggml.tokens"].contents())
    return kind(
        vocab_size=vocab,
        hidden_size=field("embedding_length"),
        intermediate_size=field("feed_forward_length"),
        num_hidden_layers=field("block_count"),
        num_attention_heads=field("attention.head_count"),
        num_key_value_heads=field("attention.head_count_kv"),
        max_position_embeddings=field("context_length"),
        rms_norm_eps=field("attention.layer_norm_rms_epsilon"),
        rope_parameters={"rope_type": "default", "rope_theta": field("rope.freq_base")},
        tie_word_embeddings=tie,
    )


def _names(name, has_output, tied):
    if name == "token_embd.weight":
        if has_output and tied == "output":
            return []
        return ["model.embed_tokens.weight"] + ([] if tied == "separate" and has_output else ["lm_head.weight"])
    if name == "output.weight":
        return {
            "output": ["model.embed_tokens.weight", "lm_head.weight"],
            "embedding": [],
            "separate": ["lm_head.weight"],
        }[tied]
    if name == "output_norm.weight":
        return ["model.norm.weight"]
    _, layer, rest = name.split(".", 2)
    return [f"model.layers.{layer}.{LAYER_NAMES[rest]}"]


def _values(tensor, arch, config):
    raw = tensor.data
    plain = tensor.tensor_type.name in ("F32", "F16")
    values = np.array(raw if plain else dequantize(raw, tensor.tensor_type), dtype=np.float32)
    values = values.reshape([int(n) for n in tensor.shape[::-1]])
    heads = {"attn_q": config.num_attention_heads, "attn_k": config.num_key_value_heads}
    part = tensor.name.split(".")[2] if tensor.name.startswith("blk.") else ""
    if arch == "llama" and part in heads:
        values = _unpermute(values, heads[part])
    return torch.from_numpy(np.ascontiguousarray(values))


def _unpermute(weight, heads):
    """GGUF's llama rows are interleaved for adjacent-pair RoPE; Hugging Face rotates halves.

    Source: ggml-org/llama.cpp convert_hf_to_gguf.py LlamaModel.permute, inverted.
    """
    rows = weight.shape[0]
    return weight.reshape(heads, rows // heads // 2, 2, -1).swapaxes(1, 2).reshape(weight.shape)


def _tokenizer(field):
    tokens, types = field("tokenizer.ggml.tokens"), field("tokenizer.ggml.token_type")
    special = (TOKEN_CONTROL, TOKEN_USER_DEFINED)
    pre = field("tokenizer.ggml.pre")
    vocab = {t: i for i, t in enumerate(tokens) if types[i] == TOKEN_NORMAL}
    if pre == "smollm":
        # This file keeps its special tokens inside the BPE vocabulary at ids 0 to 16.
        vocab = {t: i for i, t in enumerate(tokens)}
    merges = [tuple(m.split(" ")) for m in field("tokenizer.ggml.merges")]
    tokenizer = Tokenizer(models.BPE(vocab=vocab, merges=merges))
    if pre == "qwen2":
        tokenizer.normalizer = normalizers.NFC()
        first = pre_tokenizers.Split(Regex(QWEN2_SPLIT), behavior="isolated")
        use_regex = False
    elif pre == "smollm":
        first = pre_tokenizers.Digits(individual_digits=True)
        use_regex = True
    else:
        raise SystemExit(f"Pre-tokenizer {json.dumps(pre)} is not known here; add it to gguf_source.py.")
    byte_level = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=use_regex)
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([first, byte_level])
    tokenizer.decoder = decoders.ByteLevel()
    added = [AddedToken(t, special=True, normalized=False) for i, t in enumerate(tokens) if types[i] in special]
    tokenizer.add_special_tokens(added)
    for token in added:
        if tokenizer.token_to_id(token.content) != tokens.index(token.content):
            raise SystemExit(f"Special token {token.content} lost its id.")
    return tokenizer

"""Writes the goldens of models with the structure of the published ones, and of PEFT adapters.

    python published_shapes.py --tiny ../../../test/model/tiny --goldens ../../../test/model/goldens

No weights are committed: each one is a hash of its tensor's name and its place there, so that the
test makes the same weights (test/model/support/hashedWeights.ts). All values have at most eight
significant bits, so they are the same numbers in float32, float16 and bfloat16.

publishedShapes.json: what transformers computes for one model of each published structure. Head
ratio, head size, biases, tied or untied head, rotary base, scaling and file layout are those of the
model named; layers, feed-forward and (but for one) vocabulary are small. `large` ones are for runs
by hand: with more than 2 GB of weights.
publishedAdapters.json: what PEFT's own merge computes over the tiny models, with configuration and
tensor names as PEFT saves them; and adapters, saved the same way, that are to be refused.
"""

import argparse
import json
import math
import tempfile
import warnings
from pathlib import Path

import numpy as np
import peft
import torch
from safetensors import safe_open
from tokenizers import Tokenizer
from transformers import AutoConfig

import causal_lm
from load_source import describe, load_prompts, write_golden
from logits import short

LLAMA3 = {"factor": 8.0, "low_freq_factor": 1.0, "high_freq_factor": 4.0,
          "original_max_position_embeddings": 8192, "rope_type": "llama3"}
ROTARY_POSITIONS = [1, 1000, 8191, 8192, 12345, 32767]
TOP, SAMPLE = 16, 48
LINEAR = ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"]


def model(name, kind, heads, kv, dim, tied, dtype, shards, tokens, **changes):
    llama = kind == "llama"
    config = {
        "architectures": ["LlamaForCausalLM" if llama else "Qwen2ForCausalLM"],
        "model_type": kind, "hidden_act": "silu", "hidden_size": heads * dim, "intermediate_size": 96,
        "num_hidden_layers": 2, "num_attention_heads": heads, "num_key_value_heads": kv, "vocab_size": 512,
        "max_position_embeddings": 131072 if llama else 32768, "rms_norm_eps": 1e-5 if llama else 1e-6,
        "rope_theta": 500000.0 if llama else 1000000.0, "tie_word_embeddings": tied,
        "bos_token_id": 509, "eos_token_id": 511,
        **({"rope_scaling": LLAMA3, "attention_bias": False, "mlp_bias": False} if llama else {}),
        **changes,
    }
    return {"id": name, "config": config, "dtype": dtype, "shards": shards, "tokens": tokens,
            "large": config["vocab_size"] * config["hidden_size"] > 1e8}


MODELS = [
    model("Qwen2.5-0.5B", "qwen2", 14, 2, 64, True, "BF16", 1, 40),
    model("Qwen2.5-1.5B", "qwen2", 12, 2, 128, True, "F16", 1, 40),
    model("Qwen2.5-3B", "qwen2", 16, 2, 128, True, "BF16", 2, 40),
    model("Qwen2.5-7B", "qwen2", 14, 2, 128, False, "BF16", 4, 40),
    model("Qwen2.5-14B", "qwen2", 10, 2, 128, False, "F32", 8, 40),
    model("Llama-3.1-8B", "llama", 8, 2, 128, False, "BF16", 4, 600),
    model("Llama-3.1-8B beyond 8,192 positions", "llama", 4, 1, 128, False, "F16", 1, 8300,
          num_hidden_layers=1, hidden_size=128, head_dim=128),
    model("Llama-3.1-8B with its vocabulary", "llama", 8, 2, 128, False, "BF16", 2, 40,
          num_hidden_layers=1, hidden_size=288, head_dim=128, vocab_size=128256),
    model("Llama-3.1-8B with its vocabulary and 2 GB", "llama", 16, 4, 128, False, "BF16", 4, 40,
          num_hidden_layers=1, vocab_size=128256),
]


def adapter(name, base, save_all=False, **settings):
    return {"id": name, "base": base, "save_all": save_all, "settings": {"r": 8, "lora_alpha": 16, "task_type": "CAUSAL_LM", **settings}}


ADAPTERS = [
    adapter("q and v only", "qwen2", target_modules=["q_proj", "v_proj"], r=4),
    adapter("all linear layers, as published", "llama", target_modules=LINEAR),
    adapter("all-linear, rank-stabilised, rank 16", "llama", target_modules="all-linear", r=16, use_rslora=True),
    adapter("ranks and alphas by pattern", "llama", target_modules=LINEAR,
            rank_pattern={"v_proj": 2, "layers.1.mlp.down_proj": 6},
            alpha_pattern={"o_proj": 3, "^model.layers.0.self_attn.q_proj": 5, "^k_proj": 64}),
    adapter("patterns with rank-stabilised scale", "qwen2", target_modules=LINEAR, use_rslora=True,
            rank_pattern={"q_proj": 3}, alpha_pattern={"q_proj": 5}),
    adapter("one layer of two", "llama", target_modules=LINEAR, layers_to_transform=[1]),
    adapter("an untied head", "llama", target_modules=["v_proj", "lm_head"]),
    adapter("rows of a tied embedding", "qwen2", target_modules=["q_proj"], trainable_token_indices=[510, 3, 97]),
]
REFUSED = [
    adapter("DoRA", "qwen2", target_modules=["q_proj"], use_dora=True),
    adapter("all biases", "qwen2", target_modules=["q_proj"], bias="all"),
    adapter("biases of the adapted layers", "qwen2", target_modules=["q_proj"], bias="lora_only"),
    adapter("biases of B", "qwen2", target_modules=["q_proj"], lora_bias=True),
    adapter("a module saved whole", "llama", target_modules=["q_proj"], modules_to_save=["lm_head"]),
    adapter("a low-rank embedding", "llama", target_modules=["q_proj", "embed_tokens"]),
    adapter("a tied head", "qwen2", target_modules=["q_proj", "lm_head"]),
    adapter("a head saved with the layer under it", "llama", save_all=True, target_modules=["v_proj", "lm_head"]),
]


def hashed(name, count, start=0):
    """Returns `count` bytes as float32, 0 to 255: the mixed place, seeded by the tensor's name."""
    seed = 0x811C9DC5
    for byte in name.encode():
        seed = (seed ^ byte) * 0x01000193 & 0xFFFFFFFF
    x = np.arange(start, start + count, dtype=np.uint32)
    x *= np.uint32(0x9E3779B1)
    x += np.uint32(seed)
    for shift, factor in ((16, 0x85EBCA6B), (13, 0xC2B2AE35)):
        x ^= x >> np.uint32(shift)
        x *= np.uint32(factor)
    return (x >> np.uint32(24)).astype(np.float32)


def weight(name, shape):
    """Returns the float32 tensor of that name: norms around 1, everything else around 0."""
    values = hashed(name, math.prod(shape))
    if "norm" in name:
        values = np.floor(values / 2) / 64
    else:
        values = (values - 128) * np.float32(2.0 ** -exponent(name, shape))
    return torch.from_numpy(values).reshape(shape)


def exponent(name, shape):
    if name.endswith("bias"):
        return 7
    if "embed_tokens" in name:
        return 6
    if "lora_B" in name:
        return 10
    # 74 is the deviation of a byte: outputs have about that of the inputs.
    return math.floor(math.log2(74 * math.sqrt(shape[-1])) + 0.5)


def token_ids(name, count, vocabulary):
    a, b = hashed(name, count), hashed(name, count, start=1 << 20)
    return ((a * 256 + b).astype(np.int64) * 40503 % vocabulary).tolist()


def point(row, at, ids):
    return {"position": at, "maxAbs": short(row.abs().max()), "ids": ids, "logits": [short(row[i]) for i in ids]}


def points(logits, where, vocabulary):
    spread = [round(i * (vocabulary - 1) / (SAMPLE - 1)) for i in range(SAMPLE)]
    return [point(logits[i], at, sorted(set(spread + logits[i].topk(TOP).indices.tolist())))
            for i, at in enumerate(where)]


def run_model(case):
    config = AutoConfig.for_model(**case["config"])
    with torch.device("meta"):
        shapes = {n: list(t.shape) for n, t in causal_lm_class(config)(config).state_dict().items()}
    if config.tie_word_embeddings:
        shapes.pop("lm_head.weight", None)
    built = causal_lm.build(config, {n: weight(n, s) for n, s in shapes.items()})
    ids = token_ids(case["id"], case["tokens"], config.vocab_size)
    if len(ids) > 1000:
        built.set_attn_implementation("sdpa")
    where = [len(ids) // 3, len(ids) - 1] if len(ids) <= 1000 else [len(ids) - 1]
    rows = [causal_lm.full_logits(built, ids[: at + 1], keep=1)[0] for at in where]
    rotary = {}
    if case["id"] == "Llama-3.1-8B":
        inverse = built.model.rotary_emb.inv_freq
        at = torch.tensor([ROTARY_POSITIONS])
        cos, sin = built.model.rotary_emb(torch.zeros(1), at)
        half = inverse.numel()
        rotary = {"rotary": {"inverse": [float(f"{x:.9g}") for x in inverse.tolist()], "positions": ROTARY_POSITIONS,
                             "cos": [[short(x) for x in row[:half]] for row in cos[0]],
                             "sin": [[short(x) for x in row[:half]] for row in sin[0]]}}
    return {**case, "tensors": shapes, "points": points(rows, where, config.vocab_size), **rotary}


def causal_lm_class(config):
    return causal_lm.LlamaForCausalLM if config.model_type == "llama" else causal_lm.Qwen2ForCausalLM


def run_adapter(case, tiny, goldens, compute):
    base = causal_lm.from_folder(tiny / case["base"])
    tuned = peft.get_peft_model(base, peft.LoraConfig(**case["settings"]))
    tuned.peft_config["default"].base_model_name_or_path = f"tiny/{case['base']}"
    with tempfile.TemporaryDirectory() as folder:
        tuned.save_pretrained(folder, save_embedding_layers=case["save_all"])
        config = json.loads((Path(folder) / "adapter_config.json").read_text())
        with safe_open(Path(folder) / "adapter_model.safetensors", "pt") as file:
            shapes = {n: list(file.get_slice(n).get_shape()) for n in file.keys()}
    config["target_modules"] = sorted(config["target_modules"])
    result = {"id": case["id"], "base": case["base"], "config": config, "tensors": shapes}
    if not compute:
        return result
    peft.set_peft_model_state_dict(tuned, {n: weight(n, s) for n, s in shapes.items()})
    merged = tuned.merge_and_unload()
    tokenizer = Tokenizer.from_file(str(tiny / case["base"] / "tokenizer.json"))
    prompts = goldens / ("tinyLlamaPrompts.json" if case["base"] == "llama" else "tinyQwen2Prompts.json")
    ids = tokenizer.encode(load_prompts(prompts)[0][2], add_special_tokens=False).ids
    logits = causal_lm.full_logits(merged, ids)
    where = [len(ids) // 2, len(ids) - 1]
    return {**result, "ids": ids, "points": points(logits[where], where, tokenizer.get_vocab_size())}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tiny", type=Path, required=True)
    parser.add_argument("--goldens", type=Path, required=True)
    parser.add_argument("--adapters-only", action="store_true")
    args = parser.parse_args()
    warnings.filterwarnings("ignore")
    if not args.adapters_only:
        head = causal_lm.header("logits of models with hashed weights, without a cache")
        write_golden(args.goldens / "publishedShapes.json", head, "models", [run_model(case) for case in MODELS])
    rows = [{**run_adapter(case, args.tiny, args.goldens, case in ADAPTERS), "refused": case in REFUSED}
            for case in ADAPTERS + REFUSED]
    files = describe(sorted(p for n in ("llama", "qwen2") for p in (args.tiny / n).glob("*.safetensors")))
    head = causal_lm.header("logits of PEFT's own merge over the tiny models", peft=peft.__version__, files=files)
    write_golden(args.goldens / "publishedAdapters.json", head, "adapters", rows)


if __name__ == "__main__":
    main()

"""Makes the golden files of test/unit/modelkit/source from the reference implementations.

    pip install gguf==0.19.0 numpy torch transformers peft safetensors
    python test/unit/modelkit/source/goldens/make_goldens.py

Seeded: the same versions give the same bytes. Writes, beside this script:
  blocks/TYPE.bin       raw blocks: adversarial scales first, then random ones
  blocks/TYPE.f32       gguf.quants.dequantize of the first FULL_BLOCKS blocks, little-endian float32
  blocks/TYPE.digests   first 8 bytes of SHA-256 of each dequantised block
  blocks/manifest.json  versions, counts, SHA-256 of all finite F16 and BF16 values widened
  q8_0.f32, q8_0.bin    numbers of many magnitudes, and the Q8_0 blocks of gguf.quants.quantize
  tiny-llama/           random Llama with llama3 RoPE scaling, bfloat16, sharded, untied head
  tiny-llama.gguf       the same weights as llama.cpp's converter stores them
  tiny-qwen2/           random Qwen2, float16, one file, tied head
  tiny-qwen2.gguf       the same weights, once float16 and once more as a coarser Q8_0 embedding
  adapter/              PEFT LoRA for tiny-llama with rank_pattern, alpha_pattern and rsLoRA
  tokens-tied/, tokens-untied/  PEFT LoRA with trained token rows for tiny-qwen2 and tiny-llama
  tokens-tied.safetensors, tokens-untied.safetensors  what PEFT's merge_and_unload makes of them
  adapter-merged.safetensors  what PEFT's merge_and_unload makes of it, float32
"""

import copy
import hashlib
import json
import shutil
from pathlib import Path

import gguf
import numpy as np
import torch
import transformers
from gguf.constants import GGML_QUANT_SIZES, GGMLQuantizationType
from gguf.quants import dequantize, quantize
from safetensors.torch import save_file

HERE = Path(__file__).parent
SEED = 20250731
FULL_BLOCKS = 4
BLOCKS = {"Q8_0": 256, "Q4_0": 256, "Q4_1": 256, "Q5_0": 256, "Q5_1": 256,
          "Q4_K": 224, "Q5_K": 224, "Q6_K": 224, "F32": 512, "F16": 512, "BF16": 512}
# Byte positions of the half-precision scales in a block.
SCALES = {"Q8_0": [0], "Q4_0": [0], "Q4_1": [0, 2], "Q5_0": [0], "Q5_1": [0, 2],
          "Q4_K": [0, 2], "Q5_K": [0, 2], "Q6_K": [208], "F32": [], "F16": [], "BF16": []}
# Zeros, smallest and largest subnormal, smallest normal, one, largest, each with both signs.
HALVES = [0x0000, 0x8000, 0x0001, 0x8001, 0x03FF, 0x83FF, 0x0400, 0x8400, 0x3C00, 0xBC00, 0x7BFF,
          0xFBFF, 0x3555, 0xB555]


def make_blocks(name: str, rng: np.random.Generator) -> np.ndarray:
    size = GGML_QUANT_SIZES[GGMLQuantizationType[name]][1]
    blocks = rng.integers(0, 256, (BLOCKS[name], size), dtype=np.uint8)
    if name in ("F32", "F16", "BF16"):
        # Finite values only: NaN payloads are not specified by the reference.
        clear = {"F32": (3, 0x40), "F16": (1, 0x40), "BF16": (1, 0x40)}[name]
        blocks[:, clear[0]] &= 0xFF ^ clear[1]
        return blocks
    halves = rng.integers(0, 0x7C00, (BLOCKS[name], 2)) | (rng.integers(0, 2, (BLOCKS[name], 2)) << 15)
    for index in range(min(BLOCKS[name], len(HALVES) ** 2)):
        halves[index] = HALVES[index % len(HALVES)], HALVES[index // len(HALVES) % len(HALVES)]
    # The first blocks of each kind have all quants at their ends.
    blocks[0:28:3] = 0x00
    blocks[1:28:3] = 0xFF
    for place, position in enumerate(SCALES[name]):
        blocks[:, position] = halves[:, place] & 255
        blocks[:, position + 1] = halves[:, place] >> 8
    return blocks


def widened(dtype: str) -> str:
    """SHA-256 of all 16-bit patterns that are finite, widened to float32."""
    bits = np.arange(65536, dtype=np.uint32)
    mask = 0x7C00 if dtype == "F16" else 0x7F80
    bits = bits[(bits & mask) != mask].astype("<u2")
    values = dequantize(bits.view(np.uint8).reshape(-1, 2), GGMLQuantizationType[dtype])
    return hashlib.sha256(np.ascontiguousarray(values, dtype="<f4").tobytes()).hexdigest()


def quantise_golden() -> None:
    rng = np.random.default_rng([SEED, 100])
    scales = np.exp(rng.uniform(-12, 6, (64, 1)))
    values = (rng.standard_normal((64, 32)) * scales).astype("<f4")
    values[0] = 0
    # Ties: with 127 as the largest number the scale is 1 and halves stay halves.
    values[1] = np.arange(32) - 15.5
    values[1, 31] = 127
    (HERE / "q8_0.f32").write_bytes(values.tobytes())
    (HERE / "q8_0.bin").write_bytes(quantize(values, GGMLQuantizationType.Q8_0).tobytes())


def block_goldens() -> None:
    out = HERE / "blocks"
    out.mkdir(exist_ok=True)
    manifest = {"gguf": "0.19.0", "numpy": np.__version__, "seed": SEED, "fullBlocks": FULL_BLOCKS,
                "blocks": BLOCKS, "finiteF16": widened("F16"), "finiteBF16": widened("BF16")}
    for place, name in enumerate(BLOCKS):
        blocks = make_blocks(name, np.random.default_rng([SEED, place]))
        values = np.ascontiguousarray(dequantize(blocks, GGMLQuantizationType[name]), dtype="<f4")
        assert np.isfinite(values).all(), name
        full = values if blocks.shape[1] <= 4 else values[:FULL_BLOCKS]
        (out / f"{name}.bin").write_bytes(blocks.tobytes())
        (out / f"{name}.f32").write_bytes(full.tobytes())
        digests = b"".join(hashlib.sha256(row.tobytes()).digest()[:8] for row in values)
        if blocks.shape[1] > 4:
            (out / f"{name}.digests").write_bytes(digests)
    (out / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n")


def permute(weights: np.ndarray, n_head: int) -> np.ndarray:
    """As llama.cpp stores q and k rows. Source: ggml-org/llama.cpp convert_hf_to_gguf.py LlamaModel.permute"""
    return (weights.reshape(n_head, 2, weights.shape[0] // n_head // 2, *weights.shape[1:])
            .swapaxes(1, 2).reshape(weights.shape))


def rope_factors(config) -> np.ndarray:
    """Source: ggml-org/llama.cpp convert_hf_to_gguf.py LlamaModel.generate_extra_tensors"""
    rope = config.rope_parameters
    dim = config.hidden_size // config.num_attention_heads
    freqs = 1.0 / (rope["rope_theta"] ** (torch.arange(0, dim, 2, dtype=torch.float32) / dim))
    low, high = rope["low_freq_factor"], rope["high_freq_factor"]
    length = rope["original_max_position_embeddings"]
    factors = []
    for freq in freqs:
        wavelength = 2 * np.pi / freq
        if wavelength < length / high:
            factors.append(1.0)
        elif wavelength > length / low:
            factors.append(rope["factor"])
        else:
            smooth = (length / wavelength - low) / (high - low)
            factors.append(1 / ((1 - smooth) / rope["factor"] + smooth))
    return np.array([float(f) for f in factors], dtype=np.float32)


GGUF_NAMES = [("model.embed_tokens", "token_embd"), ("model.norm", "output_norm"), ("lm_head", "output"),
              ("input_layernorm", "attn_norm"), ("post_attention_layernorm", "ffn_norm"),
              ("self_attn.q_proj", "attn_q"), ("self_attn.k_proj", "attn_k"), ("self_attn.v_proj", "attn_v"),
              ("self_attn.o_proj", "attn_output"), ("mlp.gate_proj", "ffn_gate"), ("mlp.up_proj", "ffn_up"),
              ("mlp.down_proj", "ffn_down"), ("model.layers", "blk")]


def write_gguf(path: Path, model, arch: str, kind: GGMLQuantizationType) -> None:
    c = model.config
    w = gguf.GGUFWriter(str(path), arch)
    w.add_block_count(c.num_hidden_layers)
    w.add_context_length(c.max_position_embeddings)
    w.add_embedding_length(c.hidden_size)
    w.add_feed_forward_length(c.intermediate_size)
    w.add_head_count(c.num_attention_heads)
    w.add_head_count_kv(c.num_key_value_heads)
    w.add_rope_freq_base(c.rope_parameters["rope_theta"])
    w.add_layer_norm_rms_eps(c.rms_norm_eps)
    w.add_vocab_size(c.vocab_size)
    w.add_tokenizer_model("gpt2")
    tokens = [f"t{i}" for i in range(c.vocab_size - 1)] + ["<|endoftext|>"]
    w.add_token_list(tokens)
    w.add_token_types([1] * (c.vocab_size - 1) + [3])
    w.add_bos_token_id(1)
    w.add_eos_token_id(2)
    w.add_array("test.numbers", [1, -2, 3])
    if arch == "llama":
        w.add_tensor("rope_freqs.weight", rope_factors(c))
    for name, tensor in model.state_dict().items():
        if name == "lm_head.weight" and c.tie_word_embeddings:
            continue
        a = tensor.float().numpy()
        if arch == "llama" and ("q_proj" in name or "k_proj" in name):
            a = permute(a, c.num_attention_heads if "q_proj" in name else c.num_key_value_heads)
        for old, new in GGUF_NAMES:
            name = name.replace(old, new)
        if a.ndim == 1:
            w.add_tensor(name, a)
        else:
            if name == "token_embd.weight" and c.tie_word_embeddings:
                w.add_tensor("output.weight", quantize(a, kind), raw_dtype=kind)
                w.add_tensor(name, quantize(a, GGMLQuantizationType.Q8_0), raw_dtype=GGMLQuantizationType.Q8_0)
            else:
                w.add_tensor(name, quantize(a, kind), raw_dtype=kind)
    w.write_header_to_file()
    w.write_kv_data_to_file()
    w.write_tensors_to_file()
    w.close()


def models() -> None:
    torch.manual_seed(SEED)
    shared = dict(vocab_size=64, hidden_size=32, intermediate_size=48, num_attention_heads=4,
                  num_key_value_heads=2, bos_token_id=1, eos_token_id=2, max_position_embeddings=256,
                  initializer_range=0.4)
    llama = transformers.LlamaForCausalLM(transformers.LlamaConfig(
        **shared, num_hidden_layers=2, tie_word_embeddings=False, rms_norm_eps=1e-5,
        rope_parameters=dict(rope_type="llama3", rope_theta=10000.0, factor=8.0, low_freq_factor=1.0,
                             high_freq_factor=4.0, original_max_position_embeddings=128)))
    qwen = transformers.Qwen2ForCausalLM(transformers.Qwen2Config(
        **shared, num_hidden_layers=1, tie_word_embeddings=True, rms_norm_eps=1e-6,
        rope_parameters=dict(rope_type="default", rope_theta=1000000.0)))
    for model in (llama, qwen):
        for name, parameter in model.named_parameters():
            if parameter.dim() == 1:
                parameter.data = torch.randn(parameter.shape) * 0.5 + (1 if "norm" in name else 0)
    llama, qwen = llama.bfloat16(), qwen.half()
    for folder, model, shard in (("tiny-llama", llama, "24KB"), ("tiny-qwen2", qwen, "1GB")):
        shutil.rmtree(HERE / folder, ignore_errors=True)
        model.generation_config.eos_token_id = [2, 63]
        model.generation_config.bos_token_id = 1
        model.save_pretrained(HERE / folder, max_shard_size=shard)
    write_gguf(HERE / "tiny-llama.gguf", llama, "llama", GGMLQuantizationType.BF16)
    write_gguf(HERE / "tiny-qwen2.gguf", qwen, "qwen2", GGMLQuantizationType.F16)
    token_adapter(copy.deepcopy(qwen).float(), "tokens-tied", {"embed_tokens": [60, 3, 17]}, SEED + 2)
    token_adapter(copy.deepcopy(llama).float(), "tokens-untied", [5, 2], SEED + 3)
    adapter(llama.float())


def token_adapter(base, name: str, tokens, seed: int) -> None:
    import peft
    torch.manual_seed(seed)
    tuned = peft.get_peft_model(base, peft.LoraConfig(
        r=2, lora_alpha=4, task_type="CAUSAL_LM", target_modules=["q_proj"], trainable_token_indices=tokens))
    for key, parameter in tuned.named_parameters():
        if parameter.requires_grad:
            parameter.data = torch.randn(parameter.shape) * 0.3
    shutil.rmtree(HERE / name, ignore_errors=True)
    tuned.save_pretrained(HERE / name)
    (HERE / name / "README.md").unlink(missing_ok=True)
    merged = {n: t.clone() for n, t in tuned.merge_and_unload().state_dict().items()
              if "embed" in n or "lm_head" in n or "layers.0.self_attn.q_proj.weight" in n}
    save_file(merged, HERE / f"{name}.safetensors", {"made_by": f"peft {peft.__version__}, seed {seed}"})


def adapter(base) -> None:
    import peft
    torch.manual_seed(SEED + 1)
    tuned = peft.get_peft_model(base, peft.LoraConfig(
        r=4, lora_alpha=8, use_rslora=True, task_type="CAUSAL_LM",
        target_modules=["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"],
        rank_pattern={"v_proj": 2, "layers.1.mlp.down_proj": 6}, alpha_pattern={"o_proj": 3}))
    for name, parameter in tuned.named_parameters():
        if "lora_" in name:
            parameter.data = torch.randn(parameter.shape) * 0.3
    shutil.rmtree(HERE / "adapter", ignore_errors=True)
    tuned.save_pretrained(HERE / "adapter")
    (HERE / "adapter" / "README.md").unlink(missing_ok=True)
    merged = {n: t.contiguous() for n, t in tuned.merge_and_unload().state_dict().items()
              if "layers.1." in n and "proj" in n}
    save_file(merged, HERE / "adapter-merged.safetensors",
              {"made_by": f"peft {peft.__version__}, torch {torch.__version__}, seed {SEED + 1}"})


block_goldens()
quantise_golden()
models()

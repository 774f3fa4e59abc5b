"""Writes the two tiny random models of test/model/tiny: real Hugging Face folders, under 300 KB of
weights each, with a trained byte-level BPE tokenizer of 512 tokens.

    python make_tiny.py --out ../../../test/model/tiny

`llama`: BF16, two shards, untied head, llama3 RoPE scaling, 4/2 heads of 16, configuration in the
form that Llama 3 publishes (`rope_theta`, `rope_scaling`, `torch_dtype`).
`qwen2`: F16, one file, tied head, biases on q, k and v, 2/1 heads of 32, configuration in the form
that transformers 5 writes (`rope_parameters`, `dtype`).
"""

import argparse
import json
import random
from pathlib import Path

import torch
from safetensors.torch import save_file
from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers

from gguf_source import QWEN2_SPLIT

SEED = 20261124
VOCABULARY = 512
LLAMA3_SPLIT = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}"
    r"| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)
CHATML = (
    "{% for message in messages %}{{ '<|im_start|>' + message['role'] + '\n' + message['content'] + '<|im_end|>\n' }}"
    "{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}"
)
LLAMA_CHAT = (
    "{{ '<|begin_of_text|>' }}{% for message in messages %}{{ '<|start_header_id|>' + message['role'] + "
    "'<|end_header_id|>\n\n' + message['content'] + '<|eot_id|>' }}{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|start_header_id|>assistant<|end_header_id|>\n\n' }}{% endif %}"
)

LLAMA = {
    "architectures": ["LlamaForCausalLM"],
    "attention_bias": False,
    "bos_token_id": 507,
    "eos_token_id": [508, 511],
    "head_dim": 16,
    "hidden_act": "silu",
    "hidden_size": 64,
    "intermediate_size": 128,
    "max_position_embeddings": 512,
    "mlp_bias": False,
    "model_type": "llama",
    "num_attention_heads": 4,
    "num_hidden_layers": 2,
    "num_key_value_heads": 2,
    "rms_norm_eps": 1e-05,
    # With 8 frequencies these limits put some into each of the three bands (kept, blended, divided).
    "rope_scaling": {
        "factor": 8.0,
        "high_freq_factor": 4.0,
        "low_freq_factor": 1.0,
        "original_max_position_embeddings": 64,
        "rope_type": "llama3",
    },
    "rope_theta": 10000.0,
    "tie_word_embeddings": False,
    "torch_dtype": "bfloat16",
    "use_cache": True,
    "vocab_size": VOCABULARY,
}
QWEN2 = {
    "architectures": ["Qwen2ForCausalLM"],
    "bos_token_id": 509,
    "dtype": "float16",
    "eos_token_id": 511,
    "hidden_act": "silu",
    "hidden_size": 64,
    "intermediate_size": 96,
    "max_position_embeddings": 512,
    "max_window_layers": 3,
    "model_type": "qwen2",
    "num_attention_heads": 2,
    "num_hidden_layers": 3,
    "num_key_value_heads": 1,
    "rms_norm_eps": 1e-06,
    "rope_parameters": {"rope_theta": 1000000.0, "rope_type": "default"},
    "tie_word_embeddings": True,
    "use_cache": True,
    "use_sliding_window": False,
    "vocab_size": VOCABULARY,
}
LLAMA_SPECIAL = ["<|begin_of_text|>", "<|end_of_text|>", "<|start_header_id|>", "<|end_header_id|>", "<|eot_id|>"]
QWEN2_SPECIAL = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True)
    out = parser.parse_args().out
    write_folder(out / "llama", LLAMA, LLAMA_SPECIAL, LLAMA_CHAT, torch.bfloat16, shards=2)
    write_folder(out / "qwen2", QWEN2, QWEN2_SPECIAL, CHATML, torch.float16, shards=1)


def write_folder(folder, config, special, chat_template, dtype, shards):
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer = train_tokenizer(config["model_type"], special)
    tokenizer.save(str(folder / "tokenizer.json"))
    eos = config["eos_token_id"] if isinstance(config["eos_token_id"], list) else [config["eos_token_id"]]
    write_json(folder / "config.json", config)
    write_json(folder / "generation_config.json", {"bos_token_id": config["bos_token_id"], "eos_token_id": eos, "do_sample": False})
    tokenizer_config = {
        "added_tokens_decoder": {
            str(tokenizer.token_to_id(t)): {
                "content": t,
                "lstrip": False,
                "normalized": False,
                "rstrip": False,
                "single_word": False,
                "special": True,
            }
            for t in special
        },
        "bos_token": tokenizer.id_to_token(config["bos_token_id"]) if config["model_type"] == "llama" else None,
        "chat_template": chat_template,
        "clean_up_tokenization_spaces": False,
        "eos_token": tokenizer.id_to_token(eos[-1]),
        "model_max_length": config["max_position_embeddings"],
        "tokenizer_class": "PreTrainedTokenizerFast",
    }
    write_json(folder / "tokenizer_config.json", tokenizer_config)
    save_weights(folder, random_weights(config, dtype), shards)
    print(folder, sum(f.stat().st_size for f in folder.iterdir()), "bytes")


def random_weights(config, dtype):
    """Random weights scaled so that attention, biases and positions all matter to the logits.

    The usual 0.02 initialisation gives near-uniform attention, which hides a wrong RoPE or mask.
    """
    generator = torch.Generator().manual_seed(SEED)
    normal = lambda shape, std: torch.randn(shape, generator=generator) * std
    hidden, heads = config["hidden_size"], config["num_attention_heads"]
    head_dim = config.get("head_dim", hidden // heads)
    inner, kv = config["intermediate_size"], config["num_key_value_heads"] * head_dim
    tied = config["tie_word_embeddings"]
    linear = lambda rows, columns, gain: normal((rows, columns), gain / columns**0.5)
    norm = lambda: 1 + normal((hidden,), 0.2)
    state = {"model.embed_tokens.weight": normal((VOCABULARY, hidden), 0.3 if tied else 1.0)}
    for layer in range(config["num_hidden_layers"]):
        part = f"model.layers.{layer}."
        state[part + "input_layernorm.weight"] = norm()
        for name, rows, gain in (("q", heads * head_dim, 1.5), ("k", kv, 1.5), ("v", kv, 1.0)):
            state[f"{part}self_attn.{name}_proj.weight"] = linear(rows, hidden, gain)
            if config["model_type"] == "qwen2":
                state[f"{part}self_attn.{name}_proj.bias"] = normal((rows,), 0.5)
        state[part + "self_attn.o_proj.weight"] = linear(hidden, heads * head_dim, 1.0)
        state[part + "post_attention_layernorm.weight"] = norm()
        state[part + "mlp.gate_proj.weight"] = linear(inner, hidden, 1.0)
        state[part + "mlp.up_proj.weight"] = linear(inner, hidden, 1.0)
        state[part + "mlp.down_proj.weight"] = linear(hidden, inner, 1.5)
    state["model.norm.weight"] = norm()
    if not tied:
        state["lm_head.weight"] = linear(VOCABULARY, hidden, 2.0)
    return {name: tensor.to(dtype).contiguous() for name, tensor in state.items()}


def save_weights(folder, state, shards):
    if shards == 1:
        save_file(state, folder / "model.safetensors", metadata={"format": "pt"})
        return
    names = list(state)
    # Cut inside a layer, so that a reader cannot assume that a layer lives in one file.
    cut = names.index("model.layers.1.self_attn.v_proj.weight")
    weight_map = {}
    for index, part in enumerate((names[:cut], names[cut:]), start=1):
        file = f"model-{index:05d}-of-{shards:05d}.safetensors"
        save_file({name: state[name] for name in part}, folder / file, metadata={"format": "pt"})
        weight_map.update(dict.fromkeys(part, file))
    total = sum(t.numel() * t.element_size() for t in state.values())
    write_json(folder / "model.safetensors.index.json", {"metadata": {"total_size": total}, "weight_map": weight_map})


def train_tokenizer(kind, special):
    tokenizer = Tokenizer(models.BPE())
    if kind == "qwen2":
        tokenizer.normalizer = normalizers.NFC()
    split = pre_tokenizers.Split(Regex(QWEN2_SPLIT if kind == "qwen2" else LLAMA3_SPLIT), behavior="isolated")
    byte_level = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([split, byte_level])
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=VOCABULARY - len(special),
        initial_alphabet=sorted(pre_tokenizers.ByteLevel.alphabet()),
        show_progress=False,
    )
    tokenizer.train_from_iterator(corpus(), trainer)
    tokenizer.add_special_tokens([AddedToken(t, special=True, normalized=False) for t in special])
    if tokenizer.get_vocab_size() != VOCABULARY:
        raise SystemExit(f"The corpus gave {tokenizer.get_vocab_size()} tokens, not {VOCABULARY}.")
    if kind == "llama":
        begin = special[0]
        tokenizer.post_processor = processors.TemplateProcessing(
            single=f"{begin} $A", special_tokens=[(begin, tokenizer.token_to_id(begin))]
        )
    return tokenizer


def corpus():
    """Returns seeded ASCII sentences of school mathematics."""
    pick = random.Random(SEED)
    people, things = ["Ann", "Ben", "Carla", "Dan", "Eve"], ["apples", "books", "coins", "marbles", "tickets"]
    shapes = [
        "{p} has {a} {t} and buys {b} more. How many {t} does {p} have in total? {a} + {b} = {c}.",
        "There are {a} {t}. {p} gives away {b} of the {t}, so {c} {t} remain because {a} - {b} = {c}.",
        "First, we need to find the number of {t} that {p} sold: \\({a} \\times {b} = {c}\\).",
        "Step {a}: the total cost is ${b} per box, therefore the answer is \\boxed{{{c}}}.",
        "If each of the {a} students reads {b} pages, then together they read {a} * {b} = {c} pages.",
        "The final answer is: $\\boxed{{{c}}}$\n\n",
        "A train travels {a} miles every hour. How far does it travel during {b} hours? Multiply speed by time.",
        "{p} spent half of the money, which was {a} dollars, on {t}; how much money was left before lunch?",
        "Divide both sides by {b}: \\[ x = \\frac{{{c}}}{{{b}}} \\] and simplify the fraction.",
        "Twice as many people came on Saturday than on Friday, when there were {a} visitors at the museum.",
        "To determine the perimeter of the rectangle with length {a} and width {b}, we follow these steps:",
        "Weekly profit equals revenue minus expenses: {c} - {b}. Calculate the average over {a} weeks of work.",
        "for i in range({a}):\n        if i % {b} == 0: count += 1\n    print(count)\n",
        "def solve({t}):\n    return {a} * len({t}) + {b}\n",
    ]
    values = lambda: dict(p=pick.choice(people), t=pick.choice(things), a=pick.randint(1, 99), b=pick.randint(1, 60), c=pick.randint(1, 900))
    return [pick.choice(shapes).format(**values()) for _ in range(1500)]


def write_json(path, value):
    path.write_text(json.dumps(value, indent=2) + "\n")


if __name__ == "__main__":
    main()

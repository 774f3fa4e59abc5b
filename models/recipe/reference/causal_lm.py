"""transformers' own Llama and Qwen2 in float32 on CPU: logits, and batched greedy decoding."""

import os
import platform
import shlex
import sys
from pathlib import Path

import numpy as np
import tokenizers
import torch
import transformers
from transformers import AutoModelForCausalLM, LlamaConfig, LlamaForCausalLM, Qwen2ForCausalLM

# torch waits by spinning, so on a busy machine one thread (OMP_NUM_THREADS=1) is the faster choice.
THREADS = int(os.environ.get("OMP_NUM_THREADS", "2"))
torch.set_grad_enabled(False)
torch.set_num_threads(THREADS)


def build(config, state):
    """Returns the eval-mode model with exactly `state` in it; a missing or spare tensor is fatal."""
    kind = LlamaForCausalLM if isinstance(config, LlamaConfig) else Qwen2ForCausalLM
    config.attn_implementation = "eager"
    with torch.device("meta"):
        model = kind(config)
    missing, unexpected = model.load_state_dict(state, strict=False, assign=True)
    if config.tie_word_embeddings:
        missing = [m for m in missing if m != "lm_head.weight"]
        model.lm_head.weight = model.model.embed_tokens.weight
    if missing or unexpected:
        raise SystemExit(f"Weights do not fit: missing {missing[:4]}, unexpected {unexpected[:4]}.")
    # The rotary table is a buffer that no state dict holds, so it has to be made outside `meta`.
    rotary = type(model.model.rotary_emb)
    model.model.rotary_emb = rotary(config=config)
    return model.float().eval()


def from_folder(path):
    """Returns the float32 model of a Hugging Face folder (config.json, safetensors)."""
    model = AutoModelForCausalLM.from_pretrained(path, dtype=torch.float32, attn_implementation="eager")
    return model.eval()


def full_logits(model, ids, keep=0):
    """Returns float32 logits [keep or len(ids), vocabulary] of one sequence, without a cache."""
    out = model(torch.tensor([ids]), use_cache=False, logits_to_keep=keep)
    return out.logits[0].float()


def greedy(model, prompts, eos_ids, max_new, pad_id=0):
    """Returns one list of new ids per prompt (the end token, where reached, is the last id).

    All prompts decode as one batch, padded on the left, with a KV cache.
    """
    width = max(len(p) for p in prompts)
    ids = torch.tensor([[pad_id] * (width - len(p)) + p for p in prompts])
    mask = torch.tensor([[0] * (width - len(p)) + [1] * len(p) for p in prompts])
    past, done = None, [False] * len(prompts)
    result = [[] for _ in prompts]
    for _ in range(max_new):
        positions = (mask.cumsum(-1) - 1).clamp(min=0)[:, -ids.shape[1] :]
        out = model(ids, attention_mask=mask, position_ids=positions, past_key_values=past, use_cache=True, logits_to_keep=1)
        past = out.past_key_values
        ids = out.logits[:, -1].argmax(-1, keepdim=True)
        mask = torch.cat([mask, torch.ones_like(ids)], -1)
        for row, token in enumerate(ids[:, 0].tolist()):
            if not done[row]:
                result[row].append(token)
                done[row] = token in eos_ids
        if all(done):
            break
    return result


def margins(model, prompt, new_ids):
    """Returns (best ids, runner-up ids, logit gaps) at every new token, from one full prefill.

    A second computation of the same text without a cache and without padding: where `best`
    differs from the decoded ids, the gap tells how close the tie was.
    """
    logits = full_logits(model, prompt + new_ids[:-1], keep=len(new_ids))
    top = logits.topk(2, dim=-1)
    gaps = (top.values[:, 0] - top.values[:, 1]).tolist()
    return top.indices[:, 0].tolist(), top.indices[:, 1].tolist(), gaps


def header(purpose, **details):
    """Returns what every golden file starts with: purpose, command, versions and its inputs."""
    command = " ".join([Path(sys.argv[0]).name] + [shlex.quote(Path(a).name if "/" in a else a) for a in sys.argv[1:]])
    return {
        "purpose": purpose,
        "command": f"python {command}",
        "versions": {
            "python": platform.python_version(),
            "torch": torch.__version__,
            "transformers": transformers.__version__,
            "tokenizers": tokenizers.__version__,
            "numpy": np.__version__,
        },
        "dtype": "float32",
        **details,
    }

"""The model that is trained: a Hugging Face folder or a GGUF file."""

import sys
from pathlib import Path

import torch
from tokenizers import Tokenizer
from transformers import AutoModelForCausalLM

import branch_attention

sys.path.insert(0, str(Path(__file__).parent / "reference"))


def load_base(path, dtype):
    """Returns (model, tokenizers.Tokenizer). GGUF weights are dequantised; needs no network."""
    path = Path(path)
    if path.is_dir():
        model = AutoModelForCausalLM.from_pretrained(path, dtype=dtype, local_files_only=True)
        model.set_attn_implementation(branch_attention.NAME)
        return model, Tokenizer.from_file(str(path / "tokenizer.json"))
    import causal_lm
    from gguf_source import load_gguf

    source = load_gguf(path)
    model = causal_lm.build(source.config, source.state).to(dtype)
    torch.set_grad_enabled(True)  # the reference switches it off for itself
    model.set_attn_implementation(branch_attention.NAME)
    return model, source.tokenizer

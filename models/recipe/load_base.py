"""The model that is trained: a Hugging Face folder or a GGUF file."""

import sys
from pathlib import Path

import torch
from tokenizers import Tokenizer
from transformers import AutoModelForCausalLM

import branch_attention
from trim_vocabulary import trim_vocabulary

sys.path.insert(0, str(Path(__file__).parent / "reference"))


def add_trim_vocab(parser):
    parser.add_argument("--trim-vocab", type=Path, metavar="FILE",
                        help="the tokens that texts may have (vocab/): those of the model that is converted with it")


def load_base(path, dtype, vocabulary=None):
    """Returns (model, tokenizers.Tokenizer). GGUF weights are dequantised; needs no network.

    `vocabulary` is a file of tokens that are kept. The weights stay whole, and the ids are the base's.
    """
    model, tokenizer = _load(Path(path), dtype)
    model.set_attn_implementation(branch_attention.NAME)
    return model, trim_vocabulary(tokenizer, vocabulary) if vocabulary else tokenizer


def _load(path, dtype):
    if path.is_dir():
        model = AutoModelForCausalLM.from_pretrained(path, dtype=dtype, local_files_only=True)
        return model, Tokenizer.from_file(str(path / "tokenizer.json"))
    import causal_lm
    from gguf_source import load_gguf

    source = load_gguf(path)
    model = causal_lm.build(source.config, source.state).to(dtype)
    torch.set_grad_enabled(True)  # the reference switches it off for itself
    return model, source.tokenizer

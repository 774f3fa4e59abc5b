"""Command-line choice of the weights: `--gguf`, `--hf-folder` or `--model-dir`."""

import hashlib
import json
from pathlib import Path

from tokenizers import Tokenizer

import causal_lm
from gguf_source import load_gguf
from onnx_folder import load_folder


def add_source_arguments(parser):
    group = parser.add_mutually_exclusive_group(required=True)
    group.add_argument("--gguf", type=Path, help="GGUF file, dequantised")
    group.add_argument("--hf-folder", type=Path, help="Hugging Face folder with safetensors, unquantised")
    group.add_argument("--model-dir", type=Path, help="folder written by `tokenskip model convert`, dequantised")
    parser.add_argument("--graph", default="model_q4.onnx", help="graph file of --model-dir")
    parser.add_argument("--tied", choices=["output", "embedding", "separate"], default="output",
                        help="copy of a tied matrix that a GGUF stores twice")


def load_model(args):
    """Returns (model, tokenizer, eos ids, description for the header)."""
    if args.hf_folder:
        config = json.loads((args.hf_folder / "config.json").read_text())
        eos = config["eos_token_id"] if isinstance(config["eos_token_id"], list) else [config["eos_token_id"]]
        tokenizer = Tokenizer.from_file(str(args.hf_folder / "tokenizer.json"))
        weights = sorted(args.hf_folder.glob("*.safetensors"))
        return causal_lm.from_folder(args.hf_folder), tokenizer, eos, {"files": describe(weights)}
    source = load_gguf(args.gguf, args.tied) if args.gguf else load_folder(args.model_dir, args.graph)
    files = [args.gguf] if args.gguf else sorted((args.model_dir / "onnx").glob("*"))
    # A graph may be written anew without a change of weights, so only data files are pinned.
    files = [f for f in files if f.suffix != ".onnx"]
    model = causal_lm.build(source.config, source.state)
    return model, source.tokenizer, source.eos_ids, {"files": describe(files), **source.details}


def describe(paths):
    return [{"file": p.name, "bytes": p.stat().st_size, "sha256": _digest(p)} for p in paths]


def _digest(path):
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def load_prompts(path, limit=None):
    """Returns [(id, kind, text)] of a prompts file: `template` with {user} filled in, then `assistant` if there is one."""
    content = json.loads(Path(path).read_text())
    template = content["template"]
    return [
        (p["id"], p["kind"], template.replace("{user}", p["user"]) + p.get("assistant", ""))
        for p in content["prompts"][:limit]
    ]


def write_golden(path, head, key, rows):
    """Writes `{header, key: rows}` with one row a line: small diffs, small files."""
    body = ",\n".join("  " + json.dumps(row, ensure_ascii=False) for row in rows)
    path.write_text(f'{{\n"header": {json.dumps(head, indent=2)},\n"{key}": [\n{body}\n]\n}}\n')

"""Writes a PEFT adapter for the tiny Qwen2 of test/model/tiny in the format of the published ones
(rank 8, alpha 16, all linear layers), and the logits of the base with it merged in.

    python make_tiny_adapter.py --tiny ../../../test/model/tiny --goldens ../../../test/model/goldens
"""

import argparse
from pathlib import Path

import peft
import torch
from tokenizers import Tokenizer

import causal_lm
from load_source import describe, load_prompts, write_golden
from logits import describe as describe_point
from logits import position

SEED = 20261125
TARGETS = ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"]
POSITIONS = "0,1,0.3,0.7,-1"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tiny", type=Path, required=True)
    parser.add_argument("--goldens", type=Path, required=True)
    args = parser.parse_args()
    base, out = args.tiny / "qwen2", args.tiny / "qwen2-adapter"
    torch.manual_seed(SEED)
    config = peft.LoraConfig(r=8, lora_alpha=16, target_modules=TARGETS, lora_dropout=0.0, task_type="CAUSAL_LM")
    model = peft.get_peft_model(causal_lm.from_folder(base), config)
    model.peft_config["default"].base_model_name_or_path = "tiny/qwen2"
    with torch.no_grad():
        # PEFT starts with B = 0: nothing would be merged.
        for name, weight in model.named_parameters():
            if ".lora_B." in name:
                weight.normal_(std=0.05)
    model.save_pretrained(out)
    (out / "README.md").unlink(missing_ok=True)
    merged = model.merge_and_unload()
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    rows = []
    for name, kind, text in load_prompts(args.goldens / "tinyQwen2Prompts.json"):
        ids = tokenizer.encode(text, add_special_tokens=False).ids
        logits = causal_lm.full_logits(merged, ids)
        where = sorted({position(p, len(ids)) for p in POSITIONS.split(",")})
        points = [describe_point(logits[at], at, []) for at in where]
        rows.append({"id": name, "kind": kind, "text": text, "ids": ids, "points": points})
    files = describe([base / "model.safetensors", out / "adapter_model.safetensors"])
    head = causal_lm.header("logits of the merged model without a cache", files=files, peft=peft.__version__, sampleIds=[])
    write_golden(args.goldens / "tinyQwen2MergedLogits.json", head, "sequences", rows)


if __name__ == "__main__":
    main()

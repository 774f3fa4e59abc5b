"""Writes logits of the reference at a few positions of each prompt (no generation).

    python logits.py --hf-folder DIR --prompts FILE --out FILE --full
    python logits.py --gguf FILE --prompts FILE --out FILE --positions 0,0.4,0.7,-1

--full: all logits. Otherwise the 50 largest and 200 sampled ids, the same ids at every position
(half of them from the first 20,000, which a trimmed vocabulary mostly keeps).
--positions: indices into the prompt's ids; negative from the end, below 1 as a fraction.
"""

import argparse
import random
from pathlib import Path

import causal_lm
from load_source import add_source_arguments, load_model, load_prompts, write_golden

TOP = 50
SAMPLE = 200
COMMON = 20000
SEED = 7


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_source_arguments(parser)
    parser.add_argument("--prompts", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--positions", default="0,0.4,0.7,-1")
    parser.add_argument("--full", action="store_true")
    args = parser.parse_args()
    model, tokenizer, _, details = load_model(args)
    size = tokenizer.get_vocab_size()
    sample = [] if args.full else sample_ids(size)
    rows = []
    for name, kind, text in load_prompts(args.prompts):
        ids = tokenizer.encode(text, add_special_tokens=False).ids
        logits = causal_lm.full_logits(model, ids)
        where = sorted({position(p, len(ids)) for p in args.positions.split(",")})
        points = [describe(logits[at], at, sample) for at in where]
        rows.append({"id": name, "kind": kind, "text": text, "ids": ids, "points": points})
    head = causal_lm.header("logits without a cache", **details, tokenizerSize=size, sampleIds=sample, sampleSeed=SEED)
    write_golden(args.out, head, "sequences", rows)


def position(word, length):
    value = float(word)
    if 0 < value < 1:
        return int(value * length)
    return int(value) % length


def sample_ids(size):
    pick = random.Random(SEED)
    common = pick.sample(range(min(COMMON, size)), SAMPLE // 2)
    return sorted(set(common + pick.sample(range(size), SAMPLE // 2)))


def describe(row, at, sample):
    point = {"position": at, "maxAbs": short(row.abs().max()), "norm": short(row.double().norm())}
    if not sample:
        return {**point, "logits": [short(x) for x in row]}
    top = row.topk(TOP)
    return {
        **point,
        "topIds": top.indices.tolist(),
        "topLogits": [short(x) for x in top.values],
        "sampleLogits": [short(row[i]) for i in sample],
    }


def short(value):
    return float(f"{float(value):.7g}")


if __name__ == "__main__":
    main()

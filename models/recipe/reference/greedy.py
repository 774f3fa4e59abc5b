"""Writes greedy continuations of the reference, with the gap to the runner-up at every token.

    python greedy.py --gguf FILE --prompts FILE --out FILE [--max-new 96]

`ids` are decoded in batches with a cache. `gaps` and `runnerUp` come from a second, independent
pass over the whole text without a cache; `flips` lists the places where the two passes disagree
(none, or gaps near zero). A different text from the engine is excused only where the gap is
smaller than the engine's own logit error.
"""

import argparse
import time
from pathlib import Path

import causal_lm
from load_source import add_source_arguments, load_model, load_prompts, write_golden


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_source_arguments(parser)
    parser.add_argument("--prompts", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--max-new", type=int, default=96)
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--limit", type=int)
    args = parser.parse_args()
    model, tokenizer, eos, details = load_model(args)
    prompts = load_prompts(args.prompts, args.limit)
    rows = []
    for start in range(0, len(prompts), args.batch):
        began = time.time()
        rows += continue_batch(model, tokenizer, eos, prompts[start : start + args.batch], args.max_new)
        print(f"{len(rows)}/{len(prompts)} prompts, {time.time() - began:.0f} s", flush=True)
    head = causal_lm.header("greedy continuations", **details, eosIds=eos, maxNewTokens=args.max_new)
    write_golden(args.out, head, "prompts", rows)
    flips = sum(len(r["flips"]) for r in rows)
    print(f"{sum(len(r['ids']) for r in rows)} tokens, {flips} flips, smallest gap {min(min(r['gaps']) for r in rows)}")


def continue_batch(model, tokenizer, eos, prompts, max_new):
    encoded = [tokenizer.encode(text, add_special_tokens=False).ids for _, _, text in prompts]
    decoded = causal_lm.greedy(model, encoded, eos, max_new)
    rows = []
    for (name, kind, text), prompt_ids, ids in zip(prompts, encoded, decoded):
        best, second, gaps = causal_lm.margins(model, prompt_ids, ids)
        finished = ids[-1] in eos
        rows.append({
            "id": name,
            "kind": kind,
            "prompt": text,
            "promptIds": prompt_ids,
            "ids": ids,
            "text": tokenizer.decode(ids[:-1] if finished else ids, skip_special_tokens=False),
            "finished": finished,
            "gaps": [float(f"{g:.3g}") for g in gaps],
            "runnerUp": second,
            "flips": [i for i, (a, b) in enumerate(zip(ids, best)) if a != b],
        })
    return rows


if __name__ == "__main__":
    main()

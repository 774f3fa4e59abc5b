"""Draws questions that no reserve has, in parts that share none.

    python choose_questions.py --questions train.jsonl --reserve reserve.json --count 300 --parts 3 --out DIR

Writes DIR/1.jsonl, DIR/2.jsonl, … with `--count` lines of the file each.
"""

import argparse
import json
import random
from pathlib import Path


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--questions", type=Path, required=True)
    parser.add_argument("--reserve", type=Path, required=True, help="JSON object of lists of line numbers, from 0")
    parser.add_argument("--count", type=int, required=True)
    parser.add_argument("--parts", type=int, default=1)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    lines = args.questions.read_text(encoding="utf-8").rstrip("\n").split("\n")
    for number, part in enumerate(choose(lines, json.loads(args.reserve.read_text()), args.count, args.parts, args.seed), 1):
        (args.out / f"{number}.jsonl").write_text("".join(f"{line}\n" for line in part), encoding="utf-8")


def choose(lines, reserve, count, parts, seed):
    """Returns `parts` lists of `count` lines each, none of them in a list of `reserve`."""
    kept = {index for indices in reserve.values() for index in indices}
    free = [line for index, line in enumerate(lines) if index not in kept]
    if count * parts > len(free):
        raise SystemExit(f"There are only {len(free)} questions outside the reserve: ask for fewer.")
    drawn = random.Random(seed).sample(free, count * parts)
    return [drawn[at : at + count] for at in range(0, count * parts, count)]


if __name__ == "__main__":
    main()

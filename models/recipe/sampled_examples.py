r"""Makes examples of the answers that an evaluation kept, right or wrong, for `train.py --teacher`.

    tokenskip eval --benchmark gsm8k --file QUESTIONS --methods vote2@1.0,vote2@0.5 --out answers.jsonl ...
    python sampled_examples.py --questions QUESTIONS --answers answers.jsonl \
        --tokenizer BASE/tokenizer.json --out examples.jsonl

Writes the lines of `tokenskip data export`: one for each answer that ended. Those of one draw, such as the first
chain at every ratio, stand together, so that they share a pack.
"""

import argparse
import json
import re
from pathlib import Path

from tokenizers import Tokenizer

from json_lines import rows_of

# The runs that are asked as the model was trained, greedily or drawn: their draw and ratio.
RUN = re.compile(r"(?:original|(?:tokenskip|(?P<draw>chain\d+))@(?P<ratio>[\d.]+))$")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--questions", type=Path, required=True, help="JSONL with `question`, as the evaluation had it")
    parser.add_argument("--answers", type=Path, required=True, help="log of `tokenskip eval --out`")
    parser.add_argument("--tokenizer", type=Path, required=True, help="tokenizer.json of the base: lengths are counted with it")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    tokenizer = Tokenizer.from_file(str(args.tokenizer))
    questions = [row["question"] for row in rows_of(args.questions)]
    answers = rows_of(args.answers)
    asked = [row for row in answers if RUN.match(row.get("run", ""))]
    rows = [sampled_row(row, questions, tokenizer) for row in asked if row["finishReason"] == "stop"]
    lines = [{"tokenskip": "examples", "sampled": True}, *rows]
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    args.out.write_text(text, encoding="utf-8")
    print(f"{len(rows)} of {len(asked)} answers")


def sampled_row(row, questions, tokenizer):
    """Returns the example of one line of a log; `chain` names the draw it belongs to."""
    draw, ratio = RUN.match(row["run"]).group("draw", "ratio")
    ids = tokenizer.encode(row["text"], add_special_tokens=False).ids
    question = questions[row["index"]]
    example = {"i": row["index"], "question": question, "ratio": float(ratio or 1), "chain": draw or "likeliest"}
    return {**example, "ids": ids, "target": row["text"]}


if __name__ == "__main__":
    main()

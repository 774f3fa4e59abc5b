"""Writes a model's own chains of thought, many at once.

    python generate_chains.py --base MODEL --prompt prompts/qwen2.5-coder.json \
        --questions gsm8k/train.jsonl --reserve gsm8k/reserve.json --out chains.jsonl

Greedy. Questions come in a random order (--seed), those of the reserve never. A line is
what `tokenskip data generate` writes: i (line of the question), text, n, fin, correct. A run that
was stopped goes on with the same command; questions that stand in --done files are passed over.
"""

import argparse
import json
import random
import re
import signal
import time
from pathlib import Path

import torch
from peft import PeftModel

from json_lines import rows_of
from load_base import add_trim_vocab, load_base
from number_type import choose_dtype
from prompt_template import PromptTemplate
from slot_decoder import SlotDecoder

NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
# Slots are filled in groups, so that their prompts are one product.
GROUP = 16
SORTED = 512


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", type=Path, required=True, help="Hugging Face folder or GGUF file")
    parser.add_argument("--prompt", type=Path, required=True, help="prompt template (JSON)")
    add_trim_vocab(parser)
    parser.add_argument("--questions", type=Path, required=True, help="JSONL: question, answer (#### or plain)")
    parser.add_argument("--reserve", type=Path, help="JSON: lists of lines that are left out")
    parser.add_argument("--done", type=Path, action="append", default=[], help="chains that exist already")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--slots", type=int, default=32)
    parser.add_argument("--max-tokens", type=int, default=448)
    parser.add_argument("--max-prompt", type=int, default=256, help="longer prompts are left out")
    parser.add_argument("--adapter", type=Path, help="of a model that is trained for ratios")
    parser.add_argument("--ratio", type=float, default=1.0)
    parser.add_argument("--limit", type=int, help="questions of this run")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int)
    parser.add_argument("--dtype", choices=["auto", "float32", "bfloat16"], default="auto",
                        help="auto is bfloat16 where the machine is fast at it; float32 multiplies in int8")
    args = parser.parse_args()
    if args.threads:
        torch.set_num_threads(args.threads)
    with torch.inference_mode():
        Generator(args).run()


class Generator:
    def __init__(self, args):
        self.args = args
        model, self.tokenizer = load_base(args.base, choose_dtype(args.dtype, "cpu"), args.trim_vocab)
        if args.adapter:
            model = PeftModel.from_pretrained(model, args.adapter).merge_and_unload()
        self.template = PromptTemplate.of_file(args.prompt, self.tokenizer)
        self.rows = rows_of(args.questions)
        self.todo = self._todo()
        self.ids = torch.tensor(plain_tokens(self.tokenizer, self.template.end_id))
        self.decoder = SlotDecoder(model.eval(), args.slots, args.max_prompt + args.max_tokens, self.ids)
        self.stopping = False

    def _todo(self):
        args = self.args
        left_out = set()
        if args.reserve:
            lists = json.loads(args.reserve.read_text()).values()
            left_out.update(i for each in lists if isinstance(each, list) for i in each)
        for path in (*args.done, args.out):
            if path.exists():
                left_out.update(row["i"] for row in rows_of(path))
        todo = [i for i in range(len(self.rows)) if i not in left_out]
        random.Random(args.seed).shuffle(todo)
        todo = todo[: args.limit]
        # Questions of about one length follow one another, so that little of a group is padding.
        for start in range(0, len(todo), SORTED):
            todo[start : start + SORTED] = sorted(todo[start : start + SORTED], key=self._length)
        return todo

    def _length(self, i):
        return len(self.rows[i]["question"])

    def run(self):
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, self._stop)
        slots = self.args.slots
        owner, texts = [None] * slots, [[] for _ in range(slots)]
        current = torch.zeros(slots, dtype=torch.int64)
        start, written, done, right = time.monotonic(), 0, 0, 0
        with open(self.args.out, "a", encoding="utf-8") as out:
            while True:
                self._fill(owner, texts, current)
                if self.stopping or all(question is None for question in owner):
                    break
                chosen = self.ids[self.decoder.decode(current).argmax(-1)]
                current.copy_(chosen)
                for slot, token in enumerate(chosen.tolist()):
                    if owner[slot] is None:
                        self.decoder.free(slot)
                        continue
                    ended = token == self.template.end_id
                    if not ended:
                        texts[slot].append(token)
                    written += 1
                    if ended or len(texts[slot]) >= self.args.max_tokens:
                        line = self._line(owner[slot], texts[slot], ended)
                        out.write(json.dumps(line, ensure_ascii=False) + "\n")
                        out.flush()
                        owner[slot] = None
                        done, right = done + 1, right + line["correct"]
                        if done % 20 == 0:
                            seconds = time.monotonic() - start
                            print(f"{done} chains, {right} right, {written / seconds:.0f} tokens/s, {seconds / 60:.1f} min", flush=True)

    def _fill(self, owner, texts, current):
        """New questions for the slots that ended, once there are enough of them for one product."""
        free = [slot for slot, question in enumerate(owner) if question is None]
        if self.stopping or len(free) < min(GROUP, len(owner)):
            return
        while free and self.todo:
            group = [self.todo.pop() for _ in range(min(GROUP, len(free), len(self.todo)))]
            prompts = {i: self.template.prompt(self.rows[i]["question"], self.args.ratio, self.rows[i].get("before", [])) for i in group}
            fitting = [i for i in group if len(prompts[i]) <= self.args.max_prompt]
            slots = [free.pop() for _ in fitting]
            if not fitting:
                continue
            first = self.ids[self.decoder.prefill(slots, [prompts[i] for i in fitting]).argmax(-1)]
            for slot, i, token in zip(slots, fitting, first.tolist()):
                owner[slot], texts[slot] = i, [token]
                current[slot] = token

    def _line(self, i, ids, ended):
        text = self.tokenizer.decode(ids)
        wanted, given = number(self.rows[i]["answer"].split("####")[-1]), number(boxed(text))
        correct = given is not None and given == wanted
        return {"i": i, "text": text, "n": len(ids), "fin": ended, "correct": correct}

    def _stop(self, *_):
        self.stopping = True


def plain_tokens(tokenizer, end_id):
    """The tokens that an answer in English may hold: a shorter head takes less time."""
    ids = set(tokenizer.get_vocab(with_added_tokens=False).values()) - set(tokenizer.get_added_tokens_decoder())
    return [i for i in sorted(ids) if tokenizer.decode([i]).isascii()] + [end_id]


def boxed(text):
    """What stands in the last \\boxed{…}, or "" without one."""
    start, depth = text.rfind("\\boxed{"), 0
    for at in range(start + 6, len(text)) if start >= 0 else ():
        depth += (text[at] == "{") - (text[at] == "}")
        if depth == 0:
            return text[start + 7 : at]
    return ""


def number(text):
    """The one number of a text, or None. Signs of currency and thousands separators do not count."""
    found = NUMBER.findall(re.sub(r"[,$]|\\!|\\text\{[^}]*\}", "", text))
    return float(found[0]) if len(found) == 1 else None


if __name__ == "__main__":
    main()

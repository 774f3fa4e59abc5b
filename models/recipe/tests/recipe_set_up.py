"""What the tests of the recipe begin with: the tiny random model, a prompt template, five questions at every ratio."""

import json
import sys
import tempfile
import unittest
from pathlib import Path
from unittest import mock

import torch
from tokenizers import Tokenizer

RECIPE = Path(__file__).resolve().parents[1]
TINY = RECIPE.parents[1] / "test" / "model" / "tiny" / "qwen2"
sys.path.insert(0, str(RECIPE))

import train
from packing import ALL_RATIOS
from prompt_template import PromptTemplate

TEMPLATE = {
    **json.loads((RECIPE / "prompts" / "qwen2.5.json").read_text()),
    # The tiny vocabulary has no numerals beyond ASCII as tokens of their own.
    "ratioMarkers": {f"{r:.1f}": [f"{r:.1f}"] for r in ALL_RATIOS if r < 1},
}


class RecipeSetUp(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.prompt = self.folder / "prompt.json"
        self.prompt.write_text(json.dumps(TEMPLATE))
        self.data = self.folder / "examples.jsonl"
        self.data.write_text("\n".join(map(json.dumps, example_rows())) + "\n")
        torch.manual_seed(0)

    def template(self):
        return PromptTemplate.of_file(self.prompt, Tokenizer.from_file(str(TINY / "tokenizer.json")))

    def arguments(self, out, *more):
        words = ["train.py", "--base", TINY, "--prompt", self.prompt, "--data", f"{self.data}:1", "--out", out]
        words += ["--device", "cpu", "--dtype", "float32", "--threads", 1, "--rank", 4, "--steps", 6, "--packs", 2, *more]
        with mock.patch.object(sys, "argv", [str(w) for w in words]):
            return train.parse_arguments()

    def trainer(self, out, *more):
        torch.manual_seed(0)
        return train.Trainer(self.arguments(out, *more))


def example_rows():
    yield {"tokenskip": "examples"}
    for i in range(5):
        words = [f"{i} + {k} = {i + k}." for k in range(10 + i)]
        for ratio in ALL_RATIOS:
            kept = " ".join(words[: round(ratio * len(words))])
            target = f"{kept}\n\nThe final answer is: $\\boxed{{{2 * i}}}$"
            row = {"i": i, "question": f"{i} apples and {i} more?", "ratio": ratio, "chain": " ".join(words)}
            yield {**row, "ids": list(range(len(words))), "target": target}

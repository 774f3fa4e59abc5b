"""Tests of the generator, with the tiny random model of test/model: seconds on a CPU."""

import json
import sys
import tempfile
import unittest
from itertools import product
from pathlib import Path
from unittest import mock

import torch

RECIPE = Path(__file__).resolve().parents[1]
TINY = RECIPE.parents[1] / "test" / "model" / "tiny"
sys.path.insert(0, str(RECIPE))

import generate_chains
from slot_decoder import SlotDecoder
from load_base import load_base

PROMPTS = [[5, 9, 200, 31, 7], [11, 4, 90], [17, 3, 250, 42, 8, 60, 61]]


class DecoderTest(unittest.TestCase):
    def test_logits_are_nearly_those_of_transformers(self):
        for family, dtype in product(("qwen2", "llama"), (torch.float32, torch.bfloat16)):
            model, _ = load_base(TINY / family, dtype)
            ids = torch.arange(0, model.config.vocab_size, 2)
            decoder = SlotDecoder(model, slots=4, capacity=32, head_ids=ids)
            with torch.inference_mode():
                found = [decoder.prefill([2, 0], PROMPTS[:2]), None, None]
                found[1] = decoder.decode(torch.tensor([20, 0, 30, 0]))
                # One slot is filled anew while the other goes on.
                decoder.prefill([0], PROMPTS[2:])
                found[2] = decoder.decode(torch.tensor([50, 0, 40, 0]))
                texts = [(found[0][0], PROMPTS[0]), (found[0][1], PROMPTS[1]), (found[1][2], [*PROMPTS[0], 30])]
                texts += [(found[2][2], [*PROMPTS[0], 30, 40]), (found[2][0], [*PROMPTS[2], 50])]
                for logits, text in texts:
                    exact = model(torch.tensor([text])).logits[0, -1, ids]
                    cosine = torch.nn.functional.cosine_similarity(logits, exact, dim=0).item()
                    self.assertGreater(cosine, 0.995 if dtype == torch.float32 else 0.98, (family, dtype, text))


class GeneratorTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        rows = [{"question": f"{i} and {i}?", "answer": f"so\n#### {2 * i}"} for i in range(12)]
        self.write("questions.jsonl", rows)
        self.write("done.jsonl", [{"i": 4}])
        (self.folder / "reserve.json").write_text(json.dumps({"trial": [0, 1], "calibration": [2]}))

    def write(self, name, rows):
        (self.folder / name).write_text("".join(json.dumps(row) + "\n" for row in rows))

    def generate(self, *more):
        words = ["generate_chains.py", "--base", TINY / "qwen2", "--prompt", RECIPE / "prompts" / "qwen2.5.json"]
        for flag, name in (("questions", "questions.jsonl"), ("reserve", "reserve.json"), ("done", "done.jsonl")):
            words += [f"--{flag}", self.folder / name]
        words += ["--out", self.folder / "chains.jsonl", "--slots", 3, "--max-tokens", 6, *more]
        with mock.patch.object(sys, "argv", [str(w) for w in words]):
            generate_chains.main()
        return [json.loads(line) for line in (self.folder / "chains.jsonl").read_text().splitlines()]

    def test_every_question_outside_the_reserve_once_also_after_a_stop(self):
        first = self.generate("--limit", 5)
        self.assertEqual(len(first), 5)
        lines = self.generate()
        self.assertEqual(lines[:5], first)
        self.assertEqual(sorted(line["i"] for line in lines), [3, 5, 6, 7, 8, 9, 10, 11])
        for line in lines:
            self.assertEqual(set(line), {"i", "text", "n", "fin", "correct"})
            self.assertTrue(line["fin"] or line["n"] == 6)

    def test_prompts_that_do_not_fit_are_left_out(self):
        self.assertEqual(self.generate("--max-prompt", 3), [])


class JudgeTest(unittest.TestCase):
    def test_the_answer_is_the_number_in_the_last_box(self):
        for text, value in {
            r"\boxed{1} then \boxed{1,234}": 1234,
            r"\boxed{\$18.50}": 18.5,
            r"\boxed{-3 \text{ eggs}}": -3,
            r"\boxed{-3 \text{ of } 5}": None,
            r"\boxed{\frac{1}{2}} open": None,
            "no box 7": None,
            r"\boxed{7": None,
        }.items():
            self.assertEqual(generate_chains.number(generate_chains.boxed(text)), value, text)


if __name__ == "__main__":
    unittest.main()

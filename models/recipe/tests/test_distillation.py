"""Tests of learning from a teacher, with the tiny random model of test/model."""

import json
import unittest
from unittest import mock

import torch
from tokenizers import Tokenizer

from recipe_set_up import TINY, RecipeSetUp

import sampled_examples
import train
from packing import read_questions


class DistillationTest(RecipeSetUp):
    def teacher(self):
        """An adapter that says something else than its base."""
        folder = self.folder / "teacher"
        self.trainer(folder, "--lr", 1e-2, "--steps", 20).run()
        return folder

    def test_a_model_that_is_its_own_teacher_has_nothing_to_learn(self):
        trainer = self.trainer(self.folder / "out", "--teacher", TINY)
        line = trainer._train_step()
        self.assertLess(abs(line["loss"]), 1e-5)
        self.assertLess(line["gradientNorm"], 1e-3)

    def test_learning_from_a_teacher_brings_the_model_nearer_to_it(self):
        more = ("--teacher", TINY, "--teacher-adapter", self.teacher(), "--steps", 60, "--lr", 3e-3)
        trainer = self.trainer(self.folder / "out", *more)
        losses = [trainer._train_step()["loss"] for _ in range(60)]
        self.assertGreater(losses[0], 0.01)
        self.assertLess(sum(losses[-10:]), 0.5 * sum(losses[:10]))
        self.assertTrue(all(p.grad is None for p in trainer.teacher.parameters()))

    def test_a_teacher_needs_the_same_vocabulary(self):
        base, tokenizer = train.load_base(TINY, torch.float32)
        other = Tokenizer.from_str(tokenizer.to_str())
        other.add_tokens(["tokenskip"])
        with mock.patch("train.load_base", side_effect=[(base, tokenizer), (base, other)]):
            with self.assertRaisesRegex(SystemExit, "same vocabulary"):
                self.trainer(self.folder / "out", "--teacher", TINY)

    def test_examples_are_made_of_answers_that_ended(self):
        questions, answers = self.folder / "questions.jsonl", self.folder / "answers.jsonl"
        questions.write_text(json.dumps({"question": "1 + 1?"}) + "\n" + json.dumps({"question": "2 + 2?"}) + "\n")
        row = {"text": "2 + 2 = 4", "finishReason": "stop"}
        runs = ["original", "tokenskip@0.5", "chain0@1.0", "chain0@0.5", "chain1@0.5", "be-concise", "lc-prompt@0.5"]
        rows = [{"eval": {}}, *({**row, "index": 1, "run": run} for run in runs)]
        rows.append({**row, "index": 0, "run": "original", "finishReason": "length"})
        answers.write_text("".join(json.dumps(r) + "\n" for r in rows))
        out = self.folder / "examples.jsonl"
        words = ["x", "--questions", questions, "--answers", answers, "--tokenizer", TINY / "tokenizer.json", "--out", out]
        with mock.patch("sys.argv", [str(w) for w in words]), mock.patch("builtins.print"):
            sampled_examples.main()
        read = read_questions(out, 500)
        self.assertEqual([question for question, *_ in read], ["2 + 2?"] * 3)
        self.assertEqual([sorted(targets) for *_, targets in read], [[0.5, 1.0], [0.5, 1.0], [0.5]])


if __name__ == "__main__":
    unittest.main()

"""Tests of learning from a teacher, with the tiny random model of test/model."""

import json
import unittest
from unittest import mock

import torch
from tokenizers import Tokenizer

from recipe_set_up import TINY, RecipeSetUp

import choose_questions
import sampled_examples
import train
from packing import plan_packs, read_questions


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

    def test_a_question_is_packed_at_the_ratios_it_was_answered_at(self):
        row = {"i": 0, "question": "2 + 2?", "chain": "likeliest", "ids": [1], "target": "2 + 2 = 4"}
        self.data.write_text("".join(json.dumps({**row, "ratio": ratio}) + "\n" for ratio in (0.9, 0.6)))
        packs = plan_packs([(read_questions(self.data, 500), 1.0)], self.template(), 4, 1, 2)
        self.assertEqual([[b.ratio for b in pack.branches] for pack in packs], [[0.9, 0.6]] * 4)

    def test_drawn_questions_are_no_reserve_and_no_part_shares_one(self):
        lines = [str(i) for i in range(20)]
        parts = choose_questions.choose(lines, {"trial": [0, 1], "calibration": [2]}, 5, 3, 7)
        drawn = [line for part in parts for line in part]
        self.assertEqual([len(part) for part in parts], [5, 5, 5])
        self.assertEqual(len(set(drawn)), 15)
        self.assertFalse({"0", "1", "2"} & set(drawn))
        self.assertEqual(parts, choose_questions.choose(lines, {"trial": [0, 1], "calibration": [2]}, 5, 3, 7))
        with self.assertRaisesRegex(SystemExit, "17"):
            choose_questions.choose(lines, {"trial": [0, 1], "calibration": [2]}, 6, 3, 7)


if __name__ == "__main__":
    unittest.main()

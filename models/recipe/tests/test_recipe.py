"""Tests of the recipe, with the tiny random model of test/model: seconds on a CPU.

    python -m unittest discover -s models/recipe/tests
"""

import json
import unittest
from pathlib import Path

import torch
from peft import PeftModel
from safetensors.torch import load_file
from tokenizers import Tokenizer

from recipe_set_up import TEMPLATE, TINY, RecipeSetUp, example_rows

import train
from packing import ALL_RATIOS, make_pack, plan_packs, read_questions, to_batch
from target_loss import target_logits, target_losses

ROWS = "base_model.model.model.embed_tokens.token_adapter.trainable_tokens_delta"


class RecipeTest(RecipeSetUp):
    def test_a_question_never_becomes_a_special_token(self):
        template = self.template()
        end = template.end_id
        plain, tricky = template.prompt("x", 0.5), template.prompt("x<|im_end|>", 0.5)
        self.assertEqual(plain.count(end), tricky.count(end))

    def test_only_the_marker_differs_between_ratios(self):
        template = self.template()
        full, half = template.prompt("How many?", 1.0), template.prompt("How many?", 0.5)
        self.assertEqual(half[: len(full)], full)
        self.assertEqual(template.tokenizer.decode(half[len(full) :]), "0.5")

    def test_prompts_are_those_of_the_product(self):
        golden = json.loads((Path(__file__).parent / "prompts.json").read_text())
        template = self.template()
        self.assertEqual([len(case.get("before", [])) for case in golden], [0, 0, 1, 1, 1, 2])
        for case in golden:
            ids = template.prompt(case["question"], case["ratio"], case.get("before", []))
            self.assertEqual(template.tokenizer.decode(ids, skip_special_tokens=False), case["prompt"])

    def test_a_follow_up_shares_what_stands_before_the_first_marker(self):
        rows = list(example_rows())
        for row in rows[1:]:
            row["before"] = [{"question": "Before?", "answer": "3"}]
        self.data.write_text("\n".join(map(json.dumps, rows)) + "\n")
        template = self.template()
        question, before, targets = read_questions(self.data, 500)[0]
        self.assertEqual(before, [{"question": "Before?", "answer": "3"}])
        pack = make_pack(template, question, before, targets, (1.0, 0.8, 0.6))
        for branch in pack.branches:
            self.assertEqual(pack.shared + branch.head, tuple(template.prompt(question, branch.ratio, before)))
            self.assertIn(template.tokenizer.token_to_id("<|im_end|>"), branch.head)
        self.check_branches_alone()

    def test_a_branch_alone_has_the_same_logits(self):
        self.check_branches_alone()

    def check_branches_alone(self):
        trainer = self.trainer(self.folder / "out")
        with torch.no_grad():
            for name, parameter in trainer.model.named_parameters():
                if "lora_B" in name:
                    parameter.normal_(std=0.1)
            for pack in trainer.packs[:3]:
                batch = to_batch(pack, torch.float32, "cpu")
                packed = target_logits(trainer.model.get_base_model(), batch, trainer.head)
                for index, branch in enumerate(pack.branches):
                    ids = torch.tensor([pack.shared + branch.head + branch.target])
                    alone = trainer.model(ids).logits[0, -len(branch.target) - 1 : -1, trainer.head_ids]
                    torch.testing.assert_close(packed[batch.branch == index], alone, atol=1e-4, rtol=1e-4)

    def test_every_ratio_of_a_question_comes_once_in_the_rounds_that_it_takes(self):
        questions = read_questions(self.data, 500)
        for branches in (2, 3):
            rounds = len(ALL_RATIOS) // branches
            packs = plan_packs([(questions, 1.0)], self.template(), rounds * len(questions), 3, branches)
            seen = [branch.ratio for pack in packs for branch in pack.branches]
            self.assertEqual({r: seen.count(r) for r in ALL_RATIOS}, {r: len(questions) for r in ALL_RATIOS})
            for pack in packs:
                ratios = sorted(branch.ratio for branch in pack.branches)
                self.assertEqual(len(ratios), branches)
                self.assertTrue(all(b - a > 0.19 for a, b in zip(ratios, ratios[1:])))

    def test_a_longer_plan_begins_with_the_shorter_one_and_keeps_the_shares(self):
        questions = read_questions(self.data, 500)
        sources = [(questions[:3], 0.75), (questions[3:], 0.25)]
        long, short = (plan_packs(sources, self.template(), n, seed=1) for n in (12, 5))
        self.assertEqual(long[:5], short)
        first = {self.template().text(question)[0] for question, *_ in questions[:3]}
        self.assertTrue(first)
        own = {make_pack(self.template(), *q, (1.0, 0.5)).shared for q in questions[:3]}
        self.assertEqual(sum(any(p.shared[: len(s) - 1] == s[: len(s) - 1] for s in own) for p in long), 9)

    def test_long_chains_are_left_out(self):
        self.assertEqual(len(read_questions(self.data, 500)), 5)
        self.assertEqual(len(read_questions(self.data, 11)), 2)

    def test_data_without_examples_is_refused(self):
        other = self.folder / "alpaca.jsonl"
        other.write_text(json.dumps({"instruction": "1 + 1?"}) + "\n")
        self.data = other
        with self.assertRaisesRegex(SystemExit, "examples.jsonl"):
            self.trainer(self.folder / "out")

    def test_a_finished_adapter_is_not_trained_over(self):
        out = self.folder / "out"
        self.trainer(out, "--steps", 1).run()
        facts = out / "tokenskip.json"
        facts.write_text(json.dumps({"calibration": "measured since"}))
        self.trainer(out, "--steps", 1).run()
        self.assertEqual(json.loads(facts.read_text()), {"calibration": "measured since"})
        (out / "checkpoint.pt").unlink()
        with self.assertRaisesRegex(SystemExit, "--adapter"):
            self.trainer(out, "--steps", 2).run()
        self.assertEqual(len((out / "loss.jsonl").read_text().splitlines()), 1)

    def run_three_steps(self, trainer):
        step = trainer._train_step

        def stop_after_three():
            trainer.stopping = trainer.step == 2
            return step()

        trainer._train_step = stop_after_three
        trainer.run()

    def test_a_run_that_was_stopped_ends_like_one_that_was_not(self):
        whole, halves = self.folder / "whole", self.folder / "halves"
        self.trainer(whole).run()
        self.run_three_steps(self.trainer(halves))
        self.assertEqual(len((halves / "loss.jsonl").read_text().splitlines()), 3)
        self.trainer(halves).run()
        a, b = (load_file(folder / "adapter_model.safetensors") for folder in (whole, halves))
        self.assertEqual(a.keys(), b.keys())
        for name in a:
            self.assertTrue(torch.equal(a[name], b[name]), name)
        losses = [[json.loads(line)["loss"] for line in (f / "loss.jsonl").read_text().splitlines()] for f in (whole, halves)]
        self.assertEqual(*losses)

    def test_training_lowers_the_loss(self):
        trainer = self.trainer(self.folder / "out", "--steps", 60, "--lr", 3e-3)
        losses = [trainer._train_step()["loss"] for _ in range(60)]
        self.assertLess(sum(losses[-10:]), 0.8 * sum(losses[:10]))

    def test_the_adapter_says_how_it_wants_to_be_asked(self):
        out = self.folder / "out"
        self.trainer(out, "--steps", 1).run()
        facts = json.loads((out / "tokenskip.json").read_text())
        self.assertEqual(facts, {"trainedRatios": list(ALL_RATIOS), "prompt": TEMPLATE})
        state = load_file(out / "adapter_model.safetensors")
        self.assertEqual({t.dtype for t in state.values()}, {torch.float16})
        self.assertEqual(len(state), 2 * 7 * 3)  # A and B of seven matrices in three layers

    def test_markers_with_one_embedding_are_refused(self):
        trainer = self.trainer(self.folder / "out")
        base = trainer.model.get_base_model()
        five, nine = (self.template().text(d)[0] for d in "59")
        with torch.no_grad():
            base.get_input_embeddings().weight[five] = base.get_input_embeddings().weight[nine]
        with self.assertRaisesRegex(SystemExit, "0.9 and 0.5"):
            train.check_markers(base, self.template())

    def control_markers(self):
        names = ["<|endoftext|>", "<|im_start|>"]
        markers = {"0.5": [{"token": names[0]}], "0.9": [{"token": names[1]}]}
        self.prompt.write_text(json.dumps({**TEMPLATE, "ratioMarkers": markers, "marker": []}))
        tokenizer = Tokenizer.from_file(str(TINY / "tokenizer.json"))
        return [tokenizer.token_to_id(name) for name in names]

    def test_marker_rows_are_trained_saved_and_merged_like_peft_does(self):
        ids = self.control_markers()[:1]  # the other one opens every turn
        out = self.folder / "out"
        trainer = self.trainer(out, "--train-markers", "--steps", 8, "--lr", 1e-2)
        self.assertEqual(trainer.markers, ids)
        before = trainer.model.get_base_model().model.embed_tokens.token_adapter.base_layer.weight.detach().clone()
        trainer.run()
        config = json.loads((out / "adapter_config.json").read_text())
        self.assertEqual(config["trainable_token_indices"], {"embed_tokens": ids})
        rows = load_file(out / "adapter_model.safetensors")[ROWS]
        self.assertEqual(tuple(rows.shape), (1, before.shape[1]))
        self.assertGreater((rows.float() - before[ids]).abs().max().item(), 1e-3)
        base, _ = train.load_base(TINY, torch.float32)
        merged = PeftModel.from_pretrained(base, out).merge_and_unload().get_input_embeddings().weight
        torch.testing.assert_close(merged[ids], rows.float())
        others = [i for i in range(len(before)) if i not in ids]
        torch.testing.assert_close(merged[others], before[others])

    def test_a_run_with_marker_rows_that_was_stopped_goes_on(self):
        self.control_markers()
        whole, halves = self.folder / "whole", self.folder / "halves"
        self.trainer(whole, "--train-markers").run()
        self.run_three_steps(self.trainer(halves, "--train-markers"))
        self.trainer(halves, "--train-markers").run()
        a, b = (load_file(folder / "adapter_model.safetensors")[ROWS] for folder in (whole, halves))
        self.assertTrue(torch.equal(a, b))

    def test_rows_of_ordinary_tokens_are_not_trained(self):
        with self.assertRaisesRegex(SystemExit, "--train-markers"):
            self.trainer(self.folder / "out", "--train-markers")

    def test_the_rate_is_zero_after_the_last_step(self):
        self.assertEqual(train.schedule(100, 100, 0.25), 0)
        self.assertEqual(train.schedule(50, 100, 0.25), 1)
        self.assertEqual(train.schedule(75, 100, 0.5), 0.5)
        self.assertLess(train.schedule(0, 100, 0.25), 0.2)

    def test_int8_has_nearly_the_losses_and_gradients_of_float32(self):
        found = []
        for more in ((), ("--int8",)):
            trainer = self.trainer(self.folder / "out", *more)
            with torch.no_grad():
                for name, parameter in trainer.model.named_parameters():
                    if "lora_B" in name:
                        parameter.copy_(torch.randn(parameter.shape, generator=torch.Generator().manual_seed(1)) * 0.05)
            batch = to_batch(trainer.packs[0], torch.float32, "cpu")
            loss = target_losses(trainer.model.get_base_model(), batch, trainer.head, trainer.head_ids).mean()
            loss.backward()
            found.append((loss, torch.cat([p.grad.flatten() for p in trainer.parameters])))
        (exact, gradient), (rough, near) = found
        self.assertNotEqual(exact.item(), rough.item())
        torch.testing.assert_close(rough, exact, atol=0, rtol=0.01)
        self.assertGreater(torch.nn.functional.cosine_similarity(gradient, near, dim=0).item(), 0.99)

    def test_int8_takes_a_float32_base_and_no_other(self):
        self.assertEqual(self.trainer(self.folder / "out", "--int8", "--dtype", "auto").dtype, torch.float32)
        with self.assertRaises(SystemExit):
            self.trainer(self.folder / "out", "--int8", "--dtype", "bfloat16")

    def test_a_run_begins_with_the_adapter_it_is_given(self):
        first, second = self.folder / "first", self.folder / "second"
        self.trainer(first, "--lr", 1e-2).run()
        trainer = self.trainer(second, "--adapter", first)
        weights = {n: p for n, p in trainer.model.named_parameters() if p.requires_grad}
        for name, saved in load_file(first / "adapter_model.safetensors").items():
            own = weights[name.replace(".weight", ".default.weight")]
            torch.testing.assert_close(own.detach(), saved.float())
        with self.assertRaisesRegex(SystemExit, "--rank"):
            self.trainer(second, "--adapter", first, "--rank", 8)


if __name__ == "__main__":
    unittest.main()

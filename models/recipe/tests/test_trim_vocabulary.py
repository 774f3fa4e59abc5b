"""Tests of the tokenizer with fewer tokens: against the product's, and in the programs that take it."""

import json
import unittest
from pathlib import Path

from safetensors.torch import load_file
from tokenizers import Tokenizer

from recipe_set_up import RECIPE, TINY, RecipeSetUp

import generate_chains
from packing import ALL_RATIOS
from prompt_template import PromptTemplate
from trim_vocabulary import keep_tokens, read_vocabulary, trim_vocabulary, vocabulary_digest

HERE = Path(__file__).parent
LIST = RECIPE / "vocab" / "qwen2.5-32k.json"
ADDED = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"]
# Whole tokens of the tiny vocabulary, each of two letters, that no other one is made from.
LEFT_OUT = [" +", " ="]


class ProductTest(unittest.TestCase):
    def setUp(self):
        golden = json.loads((HERE / "trimmed-tokens.json").read_text())
        self.texts = golden["texts"]
        self.full = Tokenizer.from_str(json.dumps(golden["full"]))
        self.full.encode_special_tokens = True

    def test_texts_have_the_tokens_of_the_product_and_the_ids_of_the_base(self):
        _, ids = read_vocabulary(LIST)
        trimmed = keep_tokens(self.full, ids)
        trimmed.encode_special_tokens = True
        differ = 0
        for row in self.texts:
            found = trimmed.encode(row["text"], add_special_tokens=False)
            self.assertEqual(found.tokens, row["tokens"])
            self.assertEqual(found.ids, [self.full.token_to_id(token) for token in row["tokens"]])
            self.assertLessEqual(set(found.ids), ids)
            differ += row["tokens"] != self.full.encode(row["text"], add_special_tokens=False).tokens
        self.assertEqual((differ, len(self.texts)), (11, 16))

    def test_words_that_are_one_token_of_the_base_are_none_of_the_product(self):
        _, ids = read_vocabulary(LIST)
        for token in ("Ġliar", "ĠkB", "Ġcontradiction", "Ġoverlaps", ")!", "Exclusive"):
            self.assertNotIn(self.full.token_to_id(token), ids)
            self.assertGreater(len(keep_tokens(self.full, ids).model.tokenize(token)), 1)

    def test_the_list_has_32768_tokens_and_the_markers_are_among_them(self):
        _, ids = read_vocabulary(LIST)
        self.assertEqual(len(ids), 32_768)
        template = PromptTemplate.of_file(RECIPE / "prompts" / "qwen2.5-coder.json", keep_tokens(self.full, ids))
        markers = {token for ratio in ALL_RATIOS for token in template.prompt("", ratio)}
        self.assertIn(self.full.token_to_id("<|fim_prefix|>"), markers)
        self.assertLessEqual(markers, ids)


class TrimTest(RecipeSetUp):
    def setUp(self):
        super().setUp()
        self.full = Tokenizer.from_file(str(TINY / "tokenizer.json"))
        self.left_out = {self.full.encode(text).ids[0] for text in LEFT_OUT}
        self.list = self.write(range(509), left_out=self.left_out)

    def write(self, ids, left_out=(), **changes):
        kept = [i for i in ids if i not in left_out]
        runs = [n for before, i in zip([-1, *kept], kept) for n in (i - before - 1, 1)]
        content = {"format": "tokenskip-vocabulary-1", "name": "tiny", "vocabularySha256": vocabulary_digest(self.full)}
        path = self.folder / "vocabulary.json"
        path.write_text(json.dumps({**content, "count": len(kept), "runs": runs, **changes}))
        return path

    def test_the_digest_is_that_of_the_product(self):
        golden = json.loads((TINY.parents[1] / "goldens" / "tokenizer" / "tinyQwen2.json").read_text())
        self.assertEqual(vocabulary_digest(self.full), golden["header"]["vocabularySha256"])

    def test_ids_stay_and_no_text_is_lost(self):
        trimmed = trim_vocabulary(self.full, self.list)
        self.assertEqual([trimmed.token_to_id(name) for name in ADDED], [self.full.token_to_id(name) for name in ADDED])
        text = "1 + 2 = 3, the apples and more? «é»"
        self.assertTrue(self.left_out & set(self.full.encode(text).ids))
        self.assertFalse(self.left_out & set(trimmed.encode(text).ids))
        self.assertEqual(trimmed.decode(trimmed.encode(text).ids), text)
        whole = trim_vocabulary(self.full, self.write(range(512)))
        self.assertEqual(whole.encode(text).ids, self.full.encode(text).ids)
        self.assertEqual(whole.get_vocab(), self.full.get_vocab())

    def test_bytes_and_added_tokens_are_kept_in_any_case(self):
        trimmed = trim_vocabulary(self.full, self.write([]))
        self.assertEqual(trimmed.get_vocab_size(), 256 + len(ADDED))
        self.assertEqual(len(trimmed.encode("the").ids), 3)

    def test_other_files_are_refused(self):
        cases = {
            "no vocabulary file": {"format": "other"},
            "another tokenizer": {"vocabularySha256": "0"},
            "damaged": {"count": 7},
        }
        for message, change in cases.items():
            with self.subTest(message), self.assertRaisesRegex(SystemExit, message):
                trim_vocabulary(self.full, self.write(range(509), **change))

    def test_a_token_whose_parts_are_not_listed_is_refused(self):
        the, part = (self.full.token_to_id(token) for token in ("Ġthe", "Ġt"))
        with self.assertRaisesRegex(SystemExit, "lacks parts of"):
            trim_vocabulary(self.full, self.write([the], left_out={part}))

    def test_training_sees_kept_tokens_only(self):
        whole = self.trainer(self.folder / "out")
        trimmed = self.trainer(self.folder / "out", "--trim-vocab", self.list)
        self.assertTrue(self.left_out & set(whole.head_ids.tolist()))
        self.assertFalse(self.left_out & set(trimmed.head_ids.tolist()))
        for pack in trimmed.packs:
            branches = [token for branch in pack.branches for token in branch.head + branch.target]
            self.assertFalse(self.left_out & {*pack.shared, *branches})

    def test_a_run_that_began_without_a_list_goes_on_with_one(self):
        out = self.folder / "out"
        self.run_steps(self.trainer(out), 3)
        trainer = self.trainer(out, "--trim-vocab", self.list)
        before = load_file(out / "adapter_model.safetensors")
        trainer.run()
        after = load_file(out / "adapter_model.safetensors")
        lines = [json.loads(line) for line in (out / "loss.jsonl").read_text().splitlines()]
        self.assertEqual([line["step"] for line in lines], [1, 2, 3, 4, 5, 6])
        self.assertEqual({name: tensor.shape for name, tensor in before.items()}, {n: t.shape for n, t in after.items()})
        # The same packs in the same order, read in more tokens.
        whole = self.trainer(self.folder / "other")
        ratios = lambda trainer: [[b.ratio for b in pack.branches] for pack in trainer.packs]
        texts = lambda trainer: [[self.full.decode(b.target) for b in pack.branches] for pack in trainer.packs]
        self.assertEqual(ratios(trainer), ratios(whole))
        self.assertEqual(texts(trainer), texts(whole))
        self.assertGreater(lines[-1]["tokens"], sum(pack.tokens for pack in whole.packs[-2:]))

    def run_steps(self, trainer, steps):
        step = trainer._train_step

        def stop_after():
            trainer.stopping = trainer.step == steps - 1
            return step()

        trainer._train_step = stop_after
        trainer.run()

    def test_a_teacher_reads_in_the_same_tokens(self):
        trainer = self.trainer(self.folder / "out", "--teacher", TINY, "--trim-vocab", self.list)
        self.assertLess(abs(trainer._train_step()["loss"]), 1e-5)

    def test_chains_are_written_in_kept_tokens(self):
        end = self.full.token_to_id("<|im_end|>")
        whole = generate_chains.plain_tokens(self.full, end)
        trimmed = generate_chains.plain_tokens(trim_vocabulary(self.full, self.list), end)
        self.assertEqual(set(whole) - set(trimmed), self.left_out)
        self.assertEqual(trimmed, [token for token in whole if token not in self.left_out])


if __name__ == "__main__":
    unittest.main()

"""Tests of averaging adapters: seconds on a CPU."""

import json
import sys
import tempfile
import unittest
from pathlib import Path
from unittest import mock

import torch
from safetensors.torch import load_file, save_file

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import average_adapters

A, B = "layers.0.q_proj.lora_A.weight", "layers.0.q_proj.lora_B.weight"


class AverageAdaptersTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        torch.manual_seed(0)

    def adapter(self, name, state):
        folder = self.folder / name
        folder.mkdir()
        save_file({key: tensor.half() for key, tensor in state.items()}, folder / average_adapters.WEIGHTS)
        (folder / "adapter_config.json").write_text(json.dumps({"of": name}))
        facts = {"base": name, "trainedRatios": [1.0, 0.5], "prompt": {}, "calibration": "measured of this one"}
        (folder / "tokenskip.json").write_text(json.dumps(facts))
        return folder

    def average(self, *folders):
        out = self.folder / "mean"
        with mock.patch.object(sys, "argv", ["average_adapters.py", *map(str, folders), "--out", str(out)]):
            average_adapters.main()
        return out

    def test_each_tensor_is_the_mean_in_fp16_and_the_rest_is_the_last_ones(self):
        first = {A: torch.randn(4, 8), B: torch.randn(8, 4)}
        second = {A: torch.randn(4, 8), B: torch.randn(8, 4)}
        out = self.average(self.adapter("first", first), self.adapter("second", second))
        mean = load_file(out / average_adapters.WEIGHTS)
        self.assertEqual({tensor.dtype for tensor in mean.values()}, {torch.float16})
        for name in (A, B):
            torch.testing.assert_close(mean[name].float(), (first[name] + second[name]) / 2, atol=2e-3, rtol=0)
        self.assertEqual(json.loads((out / "adapter_config.json").read_text()), {"of": "second"})
        facts = json.loads((out / "tokenskip.json").read_text())
        self.assertEqual(facts, {"base": "second", "trainedRatios": [1.0, 0.5], "prompt": {}})

    def test_distances_tell_whether_the_factors_may_be_averaged(self):
        state = {A: torch.randn(4, 8), B: torch.randn(8, 4)}
        near = {A: state[A] + 0.001, B: state[B] + 0.001}
        flipped = {A: -state[A], B: -state[B]}
        error, spread = average_adapters.distances([state, near], average_adapters.average([state, near]))
        self.assertLess(error, 0.5 * spread)
        # The same product, whose factors cancel each other out.
        error, spread = average_adapters.distances([state, flipped], average_adapters.average([state, flipped]))
        self.assertGreater(error, 1)
        self.assertLess(spread, 1e-4)

    def test_adapters_of_different_layers_are_refused(self):
        first = self.adapter("first", {A: torch.randn(4, 8), B: torch.randn(8, 4)})
        other = self.adapter("other", {A: torch.randn(4, 8)})
        with self.assertRaises(SystemExit), mock.patch("sys.stderr"):
            self.average(first, other)
        self.assertFalse((self.folder / "mean").exists())


if __name__ == "__main__":
    unittest.main()

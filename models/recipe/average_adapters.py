"""Averages adapters of one lineage, each gone on with from the one before.

    python average_adapters.py ADAPTER ADAPTER … --out DIR

The mean of weights that were trained one after another is often right more often than the last of them
(Wortsman et al., arXiv 2203.05482). The factors A and B are averaged apart, which keeps rank and size; how far that is from
the mean of the products BA is printed beside how far the adapters are apart, and must be small. How
it is to be asked is said as by the last adapter; nothing that was measured of that one is taken over.
"""

import argparse
import json
import shutil
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file

WEIGHTS = "adapter_model.safetensors"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("adapters", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    states = [load_file(folder / WEIGHTS) for folder in args.adapters]
    if any(state.keys() != states[0].keys() for state in states):
        parser.error("the adapters are of different models or layers")
    mean = average(states)
    error, spread = distances(states, mean)
    print(f"{len(states)} adapters, {spread:.2f} from their mean; what the factors' mean adds: {error:.2f}")
    args.out.mkdir(parents=True)
    save_file(mean, args.out / WEIGHTS, metadata={"format": "pt"})
    shutil.copy(args.adapters[-1] / "adapter_config.json", args.out / "adapter_config.json")
    facts = json.loads((args.adapters[-1] / "tokenskip.json").read_text())
    # What was measured was measured of another adapter.
    kept = {name: facts[name] for name in ("base", "trainedRatios", "prompt") if name in facts}
    (args.out / "tokenskip.json").write_text(json.dumps(kept, indent=2) + "\n")


def average(states):
    """Returns the mean of each tensor, in fp16 as they are kept."""
    return {name: torch.stack([state[name].float() for state in states]).mean(0).half() for name in states[0]}


def distances(states, mean):
    """Returns how far the products of `mean` are from the mean of the products, and these from those of
    each adapter (root mean square), as norms over all layers."""
    error = spread = 0.0
    for name in mean:
        if "lora_A" not in name:
            continue
        products = torch.stack([product(state, name) for state in states])
        centre = products.mean(0)
        error += (product(mean, name) - centre).square().sum().item()
        spread += (products - centre).square().sum().item() / len(states)
    return error**0.5, spread**0.5


def product(state, name):
    return state[name.replace("lora_A", "lora_B")].float() @ state[name].float()


if __name__ == "__main__":
    main()

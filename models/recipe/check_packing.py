"""Compares the packed logits of train.py with those of every branch computed alone.

    python check_packing.py TRAIN.PY-ARGUMENTS --packs 2

Takes the arguments of train.py (--out is not written to); --packs is how many are compared. Ends
with an error where a logit differs by more than 1e-4 of the largest one (float32; 0.05 in bfloat16).
"""

import torch

from packing import to_batch
from target_loss import target_logits
from train import Trainer, parse_arguments


def main():
    args = parse_arguments()
    if args.threads:
        torch.set_num_threads(args.threads)
    trainer = Trainer(args)
    limit = 1e-4 if trainer.dtype == torch.float32 else 0.05
    worst = 0.0
    with torch.no_grad():
        _randomise(trainer.model, args.seed)
        for pack in trainer.packs[: args.packs]:
            batch = to_batch(pack, trainer.dtype, args.device)
            packed = target_logits(trainer.model.get_base_model(), batch, trainer.head)
            for index, branch in enumerate(pack.branches):
                alone = trainer.model(torch.tensor([pack.shared + branch.head + branch.target], device=args.device))
                length = len(branch.target)
                alone = alone.logits[0, -length - 1 : -1].float()[:, trainer.head_ids]
                together = packed[batch.branch == index]
                worst = max(worst, ((together - alone).abs().max() / alone.abs().max()).item())
                same = (together.argmax(-1) == alone.argmax(-1)).float().mean().item()
                print(f"ratio {branch.ratio:.1f}  {length} tokens  same best token {100 * same:.1f} %")
    print(f"largest difference {worst:.2e} of the largest logit, allowed {limit:.0e}")
    if worst > limit:
        raise SystemExit("Packing changes the logits.")


def _randomise(model, seed):
    """A fresh adapter adds nothing: random factors let a wrong mask inside it show as well."""
    generator = torch.Generator().manual_seed(seed)
    for name, parameter in model.named_parameters():
        if "lora_B" in name:
            parameter.copy_(torch.randn(parameter.shape, generator=generator) * 0.005)


if __name__ == "__main__":
    main()

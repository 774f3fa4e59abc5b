"""What `train.py --int8` changes: loss, LoRA gradient and time of a few packs against float32.

    python check_int8.py TRAIN.PY-ARGUMENTS --packs 8

Takes the arguments of train.py (--out is not written to). Prints a line per pack and the totals.
"""

import time

import torch

from int8_linear import Int8Linear
from train import LINEAR_LAYERS, Trainer, parse_arguments


def main():
    args = parse_arguments()
    args.dtype, args.int8 = "float32", False
    if args.threads:
        torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    trainer = Trainer(args)
    # B is zero at the start, and with it the gradient of A: random factors let both be compared.
    with torch.no_grad():
        for name, parameter in trainer.model.named_parameters():
            if "lora_B" in name:
                parameter.normal_(std=0.005)
    packs = trainer.packs[: args.packs]
    exact = [measure(trainer, pack) for pack in packs]
    torch.backends.quantized.engine = "fbgemm"
    for name, module in trainer.model.named_modules():
        if name.endswith(".base_layer") and name.split(".")[-2] in LINEAR_LAYERS:
            Int8Linear.freeze(module)
    rough = [measure(trainer, pack) for pack in packs]
    for (loss, gradient, seconds), (loss8, gradient8, seconds8) in zip(exact, rough):
        cosine = torch.nn.functional.cosine_similarity(gradient, gradient8, dim=0)
        print(f"loss {loss:.4f} int8 {loss8:.4f} ({100 * (loss8 / loss - 1):+.2f} %)  "
              f"gradient cosine {cosine:.4f}  {seconds:.2f} s int8 {seconds8:.2f} s")
    total, total8 = (sum(r[0] for r in rows) for rows in (exact, rough))
    print(f"together: loss {100 * (total8 / total - 1):+.2f} %, "
          f"{sum(r[2] for r in exact) / sum(r[2] for r in rough):.2f} times as fast (processor time)")


def measure(trainer, pack):
    """Returns loss, flat gradient and processor seconds of one pack."""
    trainer.optimizer.zero_grad(set_to_none=True)
    start = time.process_time()
    losses, _ = trainer._losses(pack)
    losses.mean().backward()
    seconds = time.process_time() - start
    return losses.mean().item(), torch.cat([p.grad.flatten() for p in trainer.parameters]), seconds


if __name__ == "__main__":
    main()

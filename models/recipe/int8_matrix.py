"""Products with frozen weights in int8, for CPUs without fast bfloat16 (fbgemm).

Weights have 7 bits and one scale for an output: with 8, AVX2 overflows the 16 bits in which it adds
two products. Activations have 8 bits and one scale for a row.
"""

import torch

torch.backends.quantized.engine = "fbgemm"


def pack(weight):
    """Returns float32 [outputs, inputs] in the form that `multiply` takes."""
    scale = weight.abs().amax(1).clamp_min(1e-12).double() / 63
    zero = torch.zeros(len(weight), dtype=torch.int64)
    quantised = torch.quantize_per_channel(weight.contiguous(), scale, zero, 0, torch.qint8)
    return torch.ops.quantized.linear_prepack(quantised, None)


def multiply(x, packed):
    """Returns x Wᵀ, float32 [rows, outputs], of float32 [rows, inputs]."""
    # The operator takes one scale for all rows, so every row is brought to the same range first.
    scale = torch.linalg.vector_norm(x, ord=float("inf"), dim=-1, keepdim=True).clamp_min_(1e-12)
    return torch.ops.quantized.linear_dynamic(x / scale, packed, False).mul_(scale)

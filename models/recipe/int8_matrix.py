"""Products with frozen weights in int8: oneDNN where the CPU multiplies int8 itself, else fbgemm.

Weights have one scale for an output and 8 bits, but 7 with AVX2 alone, which overflows the 16 bits in
which it adds two products of 8. Activations have 8 bits and one scale for a row.
"""

from pathlib import Path

import torch
from torch.nn import functional as F

CPU = Path("/proc/cpuinfo")
MULTIPLIES_INT8 = CPU.exists() and "avx512_vnni" in CPU.read_text()
LARGEST = 127 if MULTIPLIES_INT8 else 63

torch.backends.quantized.engine = "onednn" if MULTIPLIES_INT8 else "fbgemm"


def pack(weight):
    """Returns float32 [outputs, inputs] in the form that `multiply` takes."""
    scale = weight.abs().amax(1).clamp_min(1e-12).double() / LARGEST
    zero = torch.zeros(len(weight), dtype=torch.int64)
    quantised = torch.quantize_per_channel(weight.contiguous(), scale, zero, 0, torch.qint8)
    return torch.ops.quantized.linear_prepack(quantised, None)


def multiply(x, weight):
    """Returns x Wᵀ [rows, outputs] of [rows, inputs]: in int8 and float32 where W is packed, else in its type."""
    if isinstance(weight, torch.Tensor):
        return F.linear(x, weight)
    # The operator takes one scale for all rows, so every row is brought to the same range first.
    # Two reductions without the absolute values, which is many times faster than the maximum norm.
    scale = torch.maximum(x.amax(-1, keepdim=True), -x.amin(-1, keepdim=True)).clamp_min_(1e-12)
    return torch.ops.quantized.linear_dynamic(x / scale, weight, False).mul_(scale)

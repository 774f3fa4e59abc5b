"""Frozen linear layers in int8, for CPUs without fast bfloat16.

The forward product and the gradient with respect to the input run in int8; the frozen weight needs
no gradient, and the LoRA factors beside it stay in full precision.

Source: SwitchBack, arXiv 2304.13013, which keeps the weight gradient, too, in full precision.
"""

import torch
from torch import nn

# 7 bits: AVX2 adds pairs of products in 16 bits, which full 8 bits would overflow.
WEIGHT_MAX = 63


class Int8Linear(nn.Linear):
    """An `nn.Linear` with frozen weight. `weight` stays, since merging and saving read it."""

    @classmethod
    def freeze(cls, linear):
        """Turns an `nn.Linear` into one of these in place."""
        linear.__class__ = cls
        weight = linear.weight.detach().float()
        linear.forward_weight = _prepack(weight)
        linear.backward_weight = _prepack(weight.t().contiguous())

    def forward(self, x):
        y = _Product.apply(x, self.forward_weight, self.backward_weight)
        return y if self.bias is None else y + self.bias


class _Product(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, forward_weight, backward_weight):
        ctx.weight = backward_weight
        return _multiply(x, forward_weight)

    @staticmethod
    def backward(ctx, gradient):
        return _multiply(gradient, ctx.weight), None, None


def _prepack(weight):
    """Returns the packed int8 weight [out, in] with one scale a row."""
    scale = weight.abs().amax(1).clamp(min=1e-9) / WEIGHT_MAX
    zero = torch.zeros(weight.shape[0], dtype=torch.long)
    quantised = torch.quantize_per_channel(weight, scale.double(), zero, 0, torch.qint8)
    return torch.ops.quantized.linear_prepack(quantised, None)


def _multiply(x, weight):
    """Returns x W^T. Rows are brought to the same maximum first: the kernel has one scale for all."""
    scale = x.abs().amax(-1, keepdim=True).clamp(min=1e-12)
    return torch.ops.quantized.linear_dynamic(x / scale, weight, False).mul_(scale)

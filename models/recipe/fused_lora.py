"""LoRA layers that add their product to the frozen one in place, and keep nothing twice for the way back.

The frozen product and the gradient of its input run in the type of the base or, for CPUs without fast
bfloat16, in int8 (SwitchBack, arXiv 2304.13013). LoRA's factors are float32 and are multiplied in the
type of the input.
"""

from types import MethodType

import torch
from torch import nn

from int8_matrix import multiply, pack


def fuse(model, int8=False):
    """Makes every LoRA layer of a PEFT model run as `LoraProduct`. No dropout."""
    for module in model.modules():
        if hasattr(module, "lora_A") and isinstance(module.base_layer, nn.Linear):
            weight = module.base_layer.weight.detach()
            if int8:
                module.frozen = pack(weight.float()), pack(weight.t().float())
                module.base_layer.weight.data = torch.empty(0)
            else:
                module.frozen = weight, weight.t()
            module.forward = MethodType(forward, module)


def forward(layer, x):
    """Returns what PEFT's layer returns, [..., outputs] of [..., inputs]."""
    a, b = layer.lora_A["default"].weight, layer.lora_B["default"].weight
    rows = x.reshape(-1, x.shape[-1])
    product = LoraProduct.apply(rows, a, b, layer.scaling["default"], *layer.frozen)
    if layer.base_layer.bias is not None:
        product = product + layer.base_layer.bias
    return product.view(*x.shape[:-1], -1)


class LoraProduct(torch.autograd.Function):
    """x Wᵀ + s (x Aᵀ) Bᵀ without a temporary as large as the result."""

    @staticmethod
    def forward(ctx, x, a, b, scaling, weight, transposed):
        a, b = a.to(x.dtype), b.to(x.dtype)
        inner = x @ a.t()
        ctx.save_for_backward(x, a, b, inner)
        ctx.scaling, ctx.transposed = scaling, transposed
        return multiply(x, weight).addmm_(inner, b.t(), alpha=scaling)

    @staticmethod
    def backward(ctx, gradient):
        x, a, b, inner = ctx.saved_tensors
        inner_gradient = (gradient @ b).mul_(ctx.scaling)
        b_gradient = (gradient.t() @ inner).mul_(ctx.scaling)
        x_gradient = multiply(gradient, ctx.transposed).addmm_(inner_gradient, a)
        return x_gradient, (inner_gradient.t() @ x).float(), b_gradient.float(), None, None, None

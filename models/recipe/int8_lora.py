"""LoRA layers over frozen int8 weights, for CPUs without fast bfloat16 (SwitchBack, arXiv 2304.13013).

The frozen product and the gradient of its input run in int8; LoRA's factors stay in float32.
"""

from types import MethodType

import torch
from torch import nn

from int8_matrix import multiply, pack


def use_int8(model):
    """Makes every LoRA layer of a PEFT model multiply its frozen weights in int8. No dropout."""
    for module in model.modules():
        if hasattr(module, "lora_A") and isinstance(module.base_layer, nn.Linear):
            weight = module.base_layer.weight.detach().float()
            module.int8_weights = pack(weight), pack(weight.t())
            module.base_layer.weight.data = torch.empty(0)
            module.forward = MethodType(forward, module)


def forward(layer, x):
    """Returns what PEFT's layer returns, float32 [..., outputs] of [..., inputs]."""
    a, b = layer.lora_A["default"].weight, layer.lora_B["default"].weight
    rows = x.reshape(-1, x.shape[-1])
    product = LoraProduct.apply(rows, a, b, layer.scaling["default"], *layer.int8_weights)
    if layer.base_layer.bias is not None:
        product = product + layer.base_layer.bias
    return product.view(*x.shape[:-1], -1)


class LoraProduct(torch.autograd.Function):
    """x Wᵀ + s (x Aᵀ) Bᵀ without a temporary as large as the result."""

    @staticmethod
    def forward(ctx, x, a, b, scaling, weight, transposed):
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
        return x_gradient, inner_gradient.t() @ x, b_gradient, None, None, None

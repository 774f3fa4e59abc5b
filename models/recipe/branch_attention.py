"""Attention of a pack, without the scores that its mask throws away.

The shared prompt sees itself, a branch sees the prompt and itself: of a pack of three branches about
half of the scores remain.
"""

import torch
from torch.nn import functional as F
from transformers import AttentionInterface

NAME = "branches"


def attend(module, query, key, value, attention_mask, scaling, bounds=None, **_):
    """Returns ([1, n, heads, size], None) of query [1, heads, n, size], key and value [1, groups, n, size].

    bounds are the starts of the branches and n; without them all tokens are one branch.
    """
    length = query.shape[2]
    shared, *_ = bounds = bounds or (0, length)
    key, value = (each.repeat_interleave(module.num_key_value_groups, 1) for each in (key, value))
    pieces = [(0, shared), *zip(bounds, bounds[1:])] if shared else list(zip(bounds, bounds[1:]))
    out = []
    for start, end in pieces:
        seen = lambda each, dim: torch.cat([each.narrow(dim, 0, min(start, shared)), each.narrow(dim, start, end - start)], dim)
        mask = None if attention_mask is None else seen(attention_mask[:, :, start:end], 3)
        out.append(
            F.scaled_dot_product_attention(
                query[:, :, start:end], seen(key, 2), seen(value, 2), mask, is_causal=mask is None, scale=scaling
            )
        )
    return torch.cat(out, 2).transpose(1, 2).contiguous(), None


AttentionInterface.register(NAME, attend)

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
    starts = list(bounds or (0, length))
    edges = starts if starts[0] == 0 else [0, *starts]
    sizes = [end - start for start, end in zip(edges, edges[1:])]
    # Split, not narrowed piece by piece: the way back then joins the pieces once.
    key, value = (each.repeat_interleave(module.num_key_value_groups, 1).split(sizes, 2) for each in (key, value))
    masks = [None] * len(sizes) if attention_mask is None else attention_mask.split(sizes, 2)
    out = []
    for index, (part, mask) in enumerate(zip(query.split(sizes, 2), masks)):
        # The first piece is what the others share, unless there is nothing to share.
        behind = index > 0 and starts[0] > 0
        seen = lambda pieces: torch.cat([pieces[0], pieces[index]], 2) if behind else pieces[index]
        if mask is not None:
            columns = mask.split(sizes, 3)
            mask = torch.cat([columns[0], columns[index]], 3) if behind else columns[index]
        out.append(
            F.scaled_dot_product_attention(part, seen(key), seen(value), mask, is_causal=mask is None, scale=scaling)
        )
    return torch.cat(out, 2).transpose(1, 2).contiguous(), None


AttentionInterface.register(NAME, attend)

"""A Qwen2 or Llama model that writes many texts at once.

Rows are slots: one that ends is filled anew while the others go on. A model in bfloat16 multiplies in
it; one in float32 multiplies in int8. Keys and values have the model's type.
"""

import torch
from torch.nn import functional as F
from transformers.models.llama.modeling_llama import apply_rotary_pos_emb

from int8_matrix import multiply, pack


class SlotDecoder:
    """`capacity` is the number of tokens a slot holds; `head_ids` are the tokens that may be written."""

    def __init__(self, model, slots, capacity, head_ids):
        config = model.config
        self.heads, self.groups = config.num_attention_heads, config.num_key_value_heads
        self.size = getattr(config, "head_dim", None) or config.hidden_size // self.heads
        self.embedding = model.get_input_embeddings().weight.detach()
        self.rotary = model.model.rotary_emb
        self.layers = [Layer(layer) for layer in model.model.layers]
        self.norm = model.model.norm
        self.head_ids = head_ids
        self.head = joined([model.get_output_embeddings().weight.detach()[head_ids]])
        self.lengths = torch.zeros(slots, dtype=torch.int64)
        shape = (len(self.layers), slots, self.groups, capacity, self.size)
        kind = self.embedding.dtype
        self.keys, self.values = torch.zeros(shape, dtype=kind), torch.zeros(shape, dtype=kind)

    def prefill(self, slots, prompts):
        """Puts each prompt (ids) into its slot. Returns logits [len(slots), head ids]."""
        lengths = torch.tensor([len(prompt) for prompt in prompts])
        width = int(lengths.max())
        ids = torch.tensor([[*prompt, *[0] * (width - len(prompt))] for prompt in prompts])
        positions = torch.arange(width).expand(len(prompts), width)
        slots = torch.tensor(slots)

        def attend(index, query, key, value):
            self.keys[index, slots, :, :width], self.values[index, slots, :, :width] = key, value
            repeats = self.heads // self.groups
            key, value = (each.repeat_interleave(repeats, 1) for each in (key, value))
            return F.scaled_dot_product_attention(query, key, value, is_causal=True)

        hidden = self._run(ids, positions, attend)
        self.lengths[slots] = lengths
        return self._logits(hidden[torch.arange(len(prompts)), lengths - 1])

    def decode(self, ids):
        """Appends one token (ids [slots]) to every slot. Returns logits [slots, head ids].

        A slot that is not in use takes it too; `prefill` starts the slot anew.
        """
        at = self.lengths.clone()
        width = int(at.max()) + 1
        slots = torch.arange(len(at))
        seen = (torch.arange(width) <= at[:, None])[:, None, None]
        mask = torch.where(seen, 0.0, -1e9).to(self.keys.dtype)

        def attend(index, query, key, value):
            keys, values = self.keys[index], self.values[index]
            keys[slots, :, at], values[slots, :, at] = key[:, :, 0], value[:, :, 0]
            grouped = query.reshape(len(at), self.groups, -1, self.size)
            mixed = F.scaled_dot_product_attention(grouped, keys[:, :, :width], values[:, :, :width], attn_mask=mask)
            return mixed.reshape(len(at), self.heads, 1, self.size)

        hidden = self._run(ids[:, None], at[:, None], attend)
        self.lengths += 1
        return self._logits(hidden[:, 0])

    def free(self, slot):
        self.lengths[slot] = 0

    def _run(self, ids, positions, attend):
        rows, width = ids.shape
        hidden = self.embedding[ids].view(rows * width, -1)
        cos, sin = self.rotary(hidden, positions)
        for index, layer in enumerate(self.layers):
            query, key, value = (
                part.view(rows, width, -1, self.size).transpose(1, 2)
                for part in layer.project(hidden, self.heads * self.size, self.groups * self.size)
            )
            query, key = apply_rotary_pos_emb(query, key, cos, sin)
            mixed = attend(index, query, key, value).transpose(1, 2).reshape(rows * width, -1)
            hidden = layer.finish(hidden, mixed)
        return hidden.view(rows, width, -1)

    def _logits(self, hidden):
        return multiply(self.norm(hidden), self.head)


class Layer:
    def __init__(self, layer):
        attention, mlp = layer.self_attn, layer.mlp
        into = (attention.q_proj, attention.k_proj, attention.v_proj)
        self.qkv, self.bias = joined(linear.weight.detach() for linear in into), None
        if into[0].bias is not None:
            self.bias = torch.cat([linear.bias.detach() for linear in into])
        self.out, self.down = joined([attention.o_proj.weight.detach()]), joined([mlp.down_proj.weight.detach()])
        self.gate_up = joined([mlp.gate_proj.weight.detach(), mlp.up_proj.weight.detach()])
        self.before, self.after = layer.input_layernorm, layer.post_attention_layernorm

    def project(self, hidden, queries, keys):
        joint = multiply(self.before(hidden), self.qkv)
        if self.bias is not None:
            joint += self.bias
        return joint.split([queries, keys, keys], -1)

    def finish(self, hidden, mixed):
        hidden = hidden + multiply(mixed, self.out)
        gate, up = multiply(self.after(hidden), self.gate_up).chunk(2, -1)
        return hidden + multiply(F.silu(gate) * up, self.down)


def joined(weights):
    """Returns matrices of the same input, one below the other, as `multiply` takes them: in int8 unless in bfloat16."""
    weight = torch.cat(list(weights))
    return weight if weight.dtype == torch.bfloat16 else pack(weight)

"""Logits and losses of a packed batch, computed only where they are needed."""

import torch
from torch.nn import functional as F


def target_logits(model, batch, head=None):
    """Returns float32 logits [targets, head rows]. `head` defaults to the model's whole one."""
    hidden = model.model(
        input_ids=batch.ids, attention_mask=batch.mask, position_ids=batch.positions, bounds=batch.bounds, use_cache=False
    )
    rows = hidden.last_hidden_state[0, batch.rows]
    return F.linear(rows, model.get_output_embeddings().weight if head is None else head).float()


def target_losses(model, batch, head=None, head_ids=None):
    """Returns the loss of every target token. `head_ids` are the sorted tokens of a shorter head."""
    labels = batch.labels if head_ids is None else torch.searchsorted(head_ids, batch.labels)
    return F.cross_entropy(target_logits(model, batch, head), labels, reduction="none")


def teacher_losses(model, teacher, batch, head, teacher_head):
    """Returns the reverse KL divergence from a teacher at every target token, in nats, over the heads' rows.

    Source: generalised knowledge distillation, arXiv 2306.13649, section 3.2. The heads have the rows of the same tokens.
    """
    with torch.no_grad():
        taught = F.log_softmax(target_logits(teacher, batch, teacher_head), -1)
    own = F.log_softmax(target_logits(model, batch, head), -1)
    return (own.exp() * (own - taught)).sum(-1)

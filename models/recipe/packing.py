"""Examples of one question, packed behind the prompt that they share.

A pack is `[shared prompt] [rest of prompt 1][target 1] [rest of prompt 2][target 2] ...`. A branch
sees the shared prompt and itself; its positions go on from the shared prompt as if it were alone.
"""

import json
import random
from dataclasses import dataclass

import torch

ALL_RATIOS = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5)
# The ratios of one pack, by their number: as far apart as sets of that size can be.
RATIO_SETS = {3: ((0.9, 0.7, 0.5), (1.0, 0.8, 0.6)), 2: ((1.0, 0.7), (0.9, 0.6), (0.8, 0.5))}


@dataclass(frozen=True)
class Branch:
    ratio: float
    head: tuple  # what this ratio's prompt has beyond the shared one: nothing, its marker, or all from the first marker
    target: tuple  # chain, answer line, end token


@dataclass(frozen=True)
class Pack:
    shared: tuple
    branches: tuple

    @property
    def tokens(self):
        return len(self.shared) + sum(len(b.head) + len(b.target) for b in self.branches)


def read_questions(path, max_chain_tokens, above=0):
    """Returns [(question, before, {ratio: target text})] of an `examples.jsonl` of `tokenskip data export`.

    `before` has the earlier turns, oldest first. Only of full chains with more than `above` and at most `max_chain_tokens` tokens.
    """
    questions = {}
    with open(path, encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            if "target" in row and above < len(row["ids"]) <= max_chain_tokens:
                questions.setdefault((row["i"], row["chain"]), (row["question"], row.get("before", []), {}))[2][row["ratio"]] = row["target"]
    return list(questions.values())


def make_pack(template, question, before, targets, ratios):
    """Returns the pack of these ratios of one question; ratios without a target are left out."""
    chosen = [r for r in ratios if r in targets]
    if not chosen:
        raise ValueError(f"none of the ratios {ratios} is among the targets")
    prompts = [template.prompt(question, r, before) for r in chosen]
    shared = 0
    while all(len(p) > shared and p[shared] == prompts[0][shared] for p in prompts):
        shared += 1
    branches = [
        Branch(ratio, tuple(prompt[shared:]), (*template.text(targets[ratio]), template.end_id))
        for ratio, prompt in zip(chosen, prompts)
    ]
    return Pack(tuple(prompts[0][:shared]), tuple(branches))


def plan_packs(sources, template, count, seed, branches=3):
    """Returns the first `count` packs in training order; a longer plan begins with the shorter one.

    sources: [(questions, share)]; the shares say how many of the packs each source gives. A source
    that is used up starts again in a new order, with the next set of ratios for every question.
    """
    pick = random.Random(seed)
    streams = [_stream(questions, RATIO_SETS[branches], random.Random(pick.random())) for questions, _ in sources]
    whole = sum(share for _, share in sources)
    given = [0] * len(sources)
    packs = []
    for index in range(1, count + 1):
        # The source that lags most behind its share.
        owner = max(range(len(sources)), key=lambda s: index * sources[s][1] / whole - given[s])
        given[owner] += 1
        packs.append(make_pack(template, *next(streams[owner])))
    return packs


def _stream(questions, sets, pick):
    first = [pick.randrange(len(sets)) for _ in questions]
    # Sampled answers are there at some ratios only.
    fitting = [[s for s in sets if any(ratio in targets for ratio in s)] for *_, targets in questions]
    epoch = 0
    while True:
        order = list(range(len(questions)))
        pick.shuffle(order)
        for at in order:
            yield (*questions[at], fitting[at][(first[at] + epoch) % len(fitting[at])])
        epoch += 1


@dataclass
class Batch:
    """A pack as the model takes it. `rows` are the positions whose logits predict `labels`."""

    ids: torch.Tensor  # [1, n]
    positions: torch.Tensor  # [1, n]
    mask: torch.Tensor  # [1, 1, n, n], added to attention scores
    rows: torch.Tensor  # [m]
    labels: torch.Tensor  # [m]
    branch: torch.Tensor  # [m], index of the branch a label belongs to
    bounds: tuple  # where the branches start, and n


def to_batch(pack, dtype, device):
    ids, positions, segments = list(pack.shared), list(range(len(pack.shared))), [-1] * len(pack.shared)
    rows, labels, branch, bounds = [], [], [], []
    for index, each in enumerate(pack.branches):
        start = len(ids)
        bounds.append(start)
        length = len(each.head) + len(each.target)
        ids += (*each.head, *each.target)
        positions += range(len(pack.shared), len(pack.shared) + length)
        segments += [index] * length
        for offset, label in enumerate(each.target):
            before = start + len(each.head) + offset - 1
            # Without a marker the first token is predicted by the end of the shared prompt.
            rows.append(before if before >= start else len(pack.shared) - 1)
            labels.append(label)
            branch.append(index)
    segment = torch.tensor(segments, device=device)
    order = torch.arange(len(ids), device=device)
    seen = (segment[None] == -1) | (segment[None] == segment[:, None])
    seen &= order[None] <= order[:, None]
    mask = torch.zeros(len(ids), len(ids), dtype=dtype, device=device)
    mask.masked_fill_(~seen, torch.finfo(dtype).min)
    whole = lambda values: torch.tensor(values, device=device)
    indices = (whole(rows), whole(labels), whole(branch))
    return Batch(whole([ids]), whole([positions]), mask[None, None], *indices, (*bounds, len(ids)))

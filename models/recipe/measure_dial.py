"""How far the marker decides which chain the model would write, without writing one.

    python measure_dial.py --base MODEL --adapter DIR --data examples.jsonl --ratios 1.0,0.7,0.5

Every chain is scored behind every marker. Prints a table: row = ratio of the chain, column = marker,
cell = mean loss. Where the dial works the smallest number of a row stands on the diagonal, and `told
apart` says in how many chains it does (chance: one in the number of ratios). A few forward passes
tell what fifty generated answers would, so this goes before an evaluation. Take questions that were
not trained on: with --skip-chains-up-to N, those whose full chain is longer than the longest trained.
"""

import argparse
from pathlib import Path

import torch
from peft import PeftModel

from load_base import add_trim_vocab, load_base
from packing import Branch, Pack, make_pack, read_questions, to_batch
from prompt_template import PromptTemplate
from target_loss import target_losses


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", type=Path, required=True)
    add_trim_vocab(parser)
    parser.add_argument("--adapter", type=Path, required=True, help="its tokenskip.json gives the markers")
    parser.add_argument("--data", type=Path, required=True, help="examples.jsonl with all six ratios")
    parser.add_argument("--ratios", default="1.0,0.7,0.5")
    parser.add_argument("--questions", type=int, default=8)
    parser.add_argument("--skip-chains-up-to", type=int, default=0, metavar="N")
    parser.add_argument("--max-chain-tokens", type=int, default=260)
    parser.add_argument("--threads", type=int)
    args = parser.parse_args()
    if args.threads:
        torch.set_num_threads(args.threads)
    ratios = [float(word) for word in args.ratios.split(",")]
    base, tokenizer = load_base(args.base, torch.float32, args.trim_vocab)
    template = PromptTemplate.of_adapter(args.adapter, tokenizer)
    model = PeftModel.from_pretrained(base, args.adapter).eval()
    questions = read_questions(args.data, args.max_chain_tokens, args.skip_chains_up_to)[: args.questions]
    table = torch.stack([_score(model, template, *question, ratios) for question in questions])
    print("chain \\ marker " + "".join(f"{r:>8.1f}" for r in ratios) + "   told apart")
    for row, ratio in enumerate(ratios):
        right = (table[:, row].argmin(-1) == row).float().mean().item()
        cells = "".join(f"{loss:8.3f}" for loss in table[:, row].mean(0).tolist())
        print(f"{ratio:>14.1f} {cells}   {100 * right:.0f} %")
    print(f"{len(questions)} questions")


def _score(model, template, question, before, targets, ratios):
    """Returns mean losses [chain, marker]. All markers of a chain are one pack."""
    plain = make_pack(template, question, before, targets, ratios)
    rows = []
    for chain in plain.branches:
        pack = Pack(plain.shared, tuple(Branch(b.ratio, b.head, chain.target) for b in plain.branches))
        batch = to_batch(pack, torch.float32, "cpu")
        with torch.no_grad():
            losses = target_losses(model.get_base_model(), batch)
        rows.append(torch.stack([losses[batch.branch == index].mean() for index in range(len(ratios))]))
    return torch.stack(rows)


if __name__ == "__main__":
    main()

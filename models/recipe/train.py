"""Trains a TokenSkip LoRA adapter: the same question at several ratios, packed behind one prompt.

    python train.py --base MODEL --prompt prompts/qwen2.5-coder.json \
        --data gsm8k/examples.jsonl:0.6 --data devmath/examples.jsonl:0.4 --out adapter

MODEL is a Hugging Face folder or a GGUF file. --data is `examples.jsonl` of `tokenskip data export
--ratios-per-chain 6`; the number after the colon is its share of the packs. A run that was stopped
goes on from its last checkpoint when the same command is given again, with the same result.

--trim-vocab reads every text with the tokens that the product's model has. It may be given to a run that began
without: neither the weights nor the order of the packs depend on it.

With --teacher the chains are not what is learnt, but what a larger model of the same vocabulary says at
every token of them (on-policy distillation, arXiv 2306.13649): give it chains that the model wrote itself,
right or wrong, as `sampled_examples.py` makes them.

The learning rate is constant after the warm-up and falls linearly to zero over the last part (--fall),
so --steps may be changed when a run goes on, as long as the fall has not begun.
"""

import argparse
import json
import os
import signal
import time
from pathlib import Path

import torch
from peft import LoraConfig, PeftModel, get_peft_model, set_peft_model_state_dict
from safetensors.torch import load_file
from torch.nn import functional as F

from fused_lora import fuse
from load_base import add_trim_vocab, load_base
from number_type import choose_dtype
from packing import ALL_RATIOS, RATIO_SETS, plan_packs, read_questions, to_batch
from prompt_template import PromptTemplate
from save_adapter import save_adapter
from target_loss import target_losses, teacher_losses

LINEAR_LAYERS = ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"]


def main():
    args = parse_arguments()
    torch.manual_seed(args.seed)
    if args.threads:
        torch.set_num_threads(args.threads)
    Trainer(args).run()


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", type=Path, required=True, help="Hugging Face folder or GGUF file")
    parser.add_argument("--prompt", type=Path, required=True, help="prompt template (JSON)")
    add_trim_vocab(parser)
    parser.add_argument("--data", action="append", required=True, type=data_source, metavar="FILE[:SHARE]")
    parser.add_argument("--out", type=Path, required=True, help="adapter, checkpoint and loss curve")
    parser.add_argument("--steps", type=int, default=250, help="optimizer steps")
    parser.add_argument("--packs", type=int, default=4, help="packs in a step")
    parser.add_argument("--branches", type=int, choices=sorted(RATIO_SETS), default=3,
                        help="ratios of a question in one pack: with 2 more questions fit into the same tokens")
    parser.add_argument("--max-chain-tokens", type=int, default=500, help="longest full chain used")
    parser.add_argument("--rank", type=int, default=16)
    parser.add_argument("--alpha", type=int, default=32)
    parser.add_argument("--lr", type=float, default=4e-4)
    parser.add_argument("--fall", type=float, default=0.25, help="share of the steps over which the rate falls")
    parser.add_argument("--adapter", type=Path, help="start from this adapter (the same rank and layers)")
    parser.add_argument("--teacher", type=Path, help="learn from this model's probabilities instead of the chains' tokens")
    parser.add_argument("--teacher-adapter", type=Path, help="the teacher's own adapter")
    parser.add_argument("--train-markers", action="store_true",
                        help="also train the embedding rows of the markers, which must be control tokens")
    parser.add_argument("--normalise", choices=["branch", "token"], default="branch",
                        help="mean loss of branches (each ratio counts the same) or of tokens")
    parser.add_argument("--dtype", choices=["auto", "float32", "bfloat16"], default="auto",
                        help="of the base: auto is bfloat16 where the machine is fast at it")
    parser.add_argument("--int8", action="store_true",
                        help="multiply the frozen weights in int8, in a float32 base: faster on CPUs without fast bfloat16")
    parser.add_argument("--gradient-checkpointing", action="store_true", help="less memory, a third slower")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument("--threads", type=int)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--checkpoint-minutes", type=float, default=10)
    args = parser.parse_args()
    if args.int8 and args.dtype == "bfloat16":
        parser.error("--int8 needs a float32 base; leave out --dtype bfloat16")
    if args.teacher_adapter and not args.teacher:
        parser.error("--teacher-adapter needs --teacher")
    return args


def data_source(text):
    """Returns (path, share) of `FILE:0.4`, or share 1 of `FILE`."""
    path, _, share = text.rpartition(":")
    try:
        return Path(path), float(share)
    except ValueError:
        return Path(text), 1.0


class Trainer:
    def __init__(self, args):
        self.args = args
        # The operators that multiply in int8 take and give float32.
        self.dtype = torch.float32 if args.int8 else choose_dtype(args.dtype, args.device)
        base, tokenizer = load_base(args.base, self.dtype, args.trim_vocab)
        template = PromptTemplate.of_file(args.prompt, tokenizer)
        sources = [(questions_of(path, args.max_chain_tokens), share) for path, share in args.data]
        self.packs = plan_packs(sources, template, args.steps * args.packs, args.seed, args.branches)
        self.markers = marker_rows(sources, template) if args.train_markers else None
        if self.markers is None:
            check_markers(base, template)
        self.template = template
        self.model = self._adapt(base.to(args.device))
        if args.adapter:
            start_from(self.model, args.adapter)
        fuse(self.model, args.int8)
        self.head_ids, self.head = self._head(base, sources, template)
        self.teacher, self.teacher_head = self._teacher(tokenizer)
        self.parameters = [p for p in self.model.parameters() if p.requires_grad]
        self.optimizer = torch.optim.AdamW(self.parameters, lr=args.lr, betas=(0.9, 0.98), weight_decay=0.0)
        self.step, self.seconds = 0, 0.0
        self.stopping = False

    def _adapt(self, base):
        args = self.args
        rows = None if self.markers is None else {"embed_tokens": self.markers}
        config = LoraConfig(r=args.rank, lora_alpha=args.alpha, lora_dropout=0.0, bias="none",
                            target_modules=LINEAR_LAYERS, trainable_token_indices=rows, task_type="CAUSAL_LM")
        model = get_peft_model(base, config)
        if args.gradient_checkpointing:
            model.gradient_checkpointing_enable(gradient_checkpointing_kwargs={"use_reentrant": False})
            model.enable_input_require_grads()
        # LoRA factors stay in float32 whatever the base is: their updates are far smaller than they.
        for parameter in model.parameters():
            if parameter.requires_grad:
                parameter.data = parameter.data.float()
        return model.train()

    def _head(self, base, sources, template):
        """The head's rows of the tokens that occur: the others cost time and teach nothing."""
        ids = torch.tensor(sorted(used_tokens(sources, template)), device=self.args.device)
        return ids, base.get_output_embeddings().weight.detach()[ids].contiguous()

    def _teacher(self, tokenizer):
        """The teacher and its head's rows of the tokens of `self.head_ids`; nothing without --teacher."""
        args = self.args
        if args.teacher is None:
            return None, None
        base, own_tokenizer = load_base(args.teacher, self.dtype, args.trim_vocab)
        if own_tokenizer.get_vocab() != tokenizer.get_vocab():
            raise SystemExit(f"{args.teacher} has other tokens than {args.base}: a teacher needs the same vocabulary.")
        head = base.get_output_embeddings().weight.detach()[self.head_ids].contiguous().to(args.device)
        # Before fuse, which keeps the frozen weights where they lie.
        base = base.to(args.device)
        if args.teacher_adapter:
            # Not merged: the adapter's layers are those that --int8 makes fast.
            adapted = PeftModel.from_pretrained(base, args.teacher_adapter)
            fuse(adapted, args.int8)
            base = adapted.get_base_model()
        return base.eval().requires_grad_(False), head

    def _losses(self, batch):
        """Returns the loss of every target token."""
        model = self.model.get_base_model()
        if self.teacher is None:
            return target_losses(model, batch, self.head, self.head_ids)
        return teacher_losses(model, self.teacher, batch, self.head, self.teacher_head)

    def run(self):
        args = self.args
        args.out.mkdir(parents=True, exist_ok=True)
        self._resume()
        if self.step >= args.steps:
            return  # finished before; what was added to the adapter's facts since stays
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, self._stop)
        saved = time.monotonic()
        with open(args.out / "loss.jsonl", "a", encoding="utf-8") as curve:
            while self.step < args.steps and not self.stopping:
                curve.write(json.dumps(self._train_step()) + "\n")
                curve.flush()
                if time.monotonic() - saved > 60 * args.checkpoint_minutes:
                    self._save()
                    saved = time.monotonic()
        self._save()

    def _stop(self, *_):
        self.stopping = True

    def _train_step(self):
        args = self.args
        start, cpu = time.monotonic(), time.process_time()
        rate = args.lr * schedule(self.step, args.steps, args.fall)
        for group in self.optimizer.param_groups:
            group["lr"] = rate
        packs = self.packs[self.step * args.packs : (self.step + 1) * args.packs]
        branches = sum(len(p.branches) for p in packs)
        targets = sum(len(b.target) for p in packs for b in p.branches)
        self.optimizer.zero_grad(set_to_none=True)
        by_ratio, total = {}, 0.0
        for pack in packs:
            batch = to_batch(pack, self.dtype, args.device)
            losses = self._losses(batch)
            sums = torch.zeros(len(pack.branches), device=losses.device).index_add_(0, batch.branch, losses)
            lengths = torch.bincount(batch.branch, minlength=len(pack.branches))
            if args.normalise == "branch":
                (sums / lengths).sum().div(branches).backward()
            else:
                sums.sum().div(targets).backward()
            for branch, loss, length in zip(pack.branches, sums.tolist(), lengths.tolist()):
                entry = by_ratio.setdefault(branch.ratio, [0.0, 0])
                entry[0], entry[1] = entry[0] + loss, entry[1] + length
                total += loss
        norm = torch.nn.utils.clip_grad_norm_(self.parameters, 1.0)
        self.optimizer.step()
        self.step += 1
        self.seconds += time.monotonic() - start
        return {
            "step": self.step,
            "loss": round(total / targets, 5),
            "byRatio": {f"{r:.1f}": [round(s / n, 5), n] for r, (s, n) in sorted(by_ratio.items())},
            "tokens": sum(p.tokens for p in packs),
            "seconds": round(time.monotonic() - start, 2),
            "cpuSeconds": round(time.process_time() - cpu, 2),
            "lr": rate,
            "gradientNorm": round(float(norm), 4),
        }

    def _save(self):
        save_adapter(self.model, self.template, self.args.out)
        state = {
            "step": self.step,
            "seconds": self.seconds,
            "weights": [p.detach().cpu() for p in self.parameters],
            "optimizer": self.optimizer.state_dict(),
            "random": torch.get_rng_state(),
        }
        part = self.args.out / "checkpoint.part"
        torch.save(state, part)
        os.replace(part, self.args.out / "checkpoint.pt")

    def _resume(self):
        path = self.args.out / "checkpoint.pt"
        curve = self.args.out / "loss.jsonl"
        if not path.exists():
            if (self.args.out / "adapter_model.safetensors").exists():
                raise SystemExit(f"{self.args.out} holds an adapter and no checkpoint to go on from: name another --out, or go on from it with --adapter.")
            curve.unlink(missing_ok=True)
            return
        state = torch.load(path, map_location="cpu", weights_only=True)
        with torch.no_grad():
            for parameter, value in zip(self.parameters, state["weights"], strict=True):
                parameter.copy_(value)
        self.optimizer.load_state_dict(state["optimizer"])
        torch.set_rng_state(state["random"])
        self.step, self.seconds = state["step"], state["seconds"]
        # Steps after the checkpoint are done again, so their lines go.
        lines = curve.read_text().splitlines()[: self.step]
        curve.write_text("".join(f"{line}\n" for line in lines))


def questions_of(path, max_chain_tokens):
    questions = read_questions(path, max_chain_tokens)
    if not questions:
        raise SystemExit(f"{path} has no example of at most {max_chain_tokens} chain tokens: is it `examples.jsonl` of `tokenskip data export`?")
    return questions


def used_tokens(sources, template):
    """The tokens of the data: questions, chains, answers and what ends them."""
    used = {template.end_id}
    for questions, _ in sources:
        for question, before, targets in questions:
            earlier = [text for turn in before for text in turn.values()]
            used.update(template.text(question), *map(template.text, [*earlier, *targets.values()]))
    return used


def marker_rows(sources, template):
    """Returns the tokens that the prompts of some ratios have and those of others lack, rising.

    Ends the program where one of them is a token of the data too: its row would be trained for both.
    """
    prompts = [set(template.prompt("", ratio)) for ratio in ALL_RATIOS]
    markers = set.union(*prompts) - set.intersection(*prompts)
    shared = markers & used_tokens(sources, template)
    if shared or not markers:
        names = ", ".join(template.tokenizer.id_to_token(token) for token in sorted(shared)) or "no token"
        raise SystemExit(f"--train-markers needs markers that the data lack, not {names}: name control tokens.")
    return sorted(markers)


def check_markers(base, template):
    """Ends the program where the model cannot tell two ratios apart by their markers.

    Rows of tokens that a model never saw in its training are often copies of one another, and only
    a trained adapter, not the embedding, could then carry the ratio.
    """
    embedding = base.get_input_embeddings().weight
    prompts = {ratio: template.prompt("", ratio) for ratio in ALL_RATIOS}
    for ratio, ids in prompts.items():
        for other, others in prompts.items():
            if other >= ratio or len(ids) != len(others):
                continue
            pairs = [(a, b) for a, b in zip(ids, others) if a != b]
            alike = [F.cosine_similarity(embedding[a].float(), embedding[b].float(), dim=0) for a, b in pairs]
            if all(cosine > 0.98 for cosine in alike):
                raise SystemExit(
                    f"The markers of {ratio:.1f} and {other:.1f} have the same embedding: "
                    "name other tokens in the prompt template."
                )


def start_from(model, folder):
    """Gives a PEFT model the factors of an adapter; its optimizer starts anew."""
    state = load_file(folder / "adapter_model.safetensors")
    try:
        result = set_peft_model_state_dict(model, state)
    except RuntimeError as error:  # what PyTorch raises where shapes differ
        raise SystemExit(f"{folder} does not fit: give the --rank it was trained with.") from error
    if result.unexpected_keys or any("lora_" in name for name in result.missing_keys):
        raise SystemExit(f"{folder} does not fit this base: its layers are others.")


def schedule(step, steps, fall):
    """Share of the learning rate: warm-up over 10 steps, constant, linear to zero over `fall` of them."""
    return min(1.0, (step + 1) / 10, (steps - step) / (fall * steps))


if __name__ == "__main__":
    main()

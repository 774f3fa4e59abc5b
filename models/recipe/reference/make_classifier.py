"""Writes a tiny random LLMLingua-2 classifier and what PyPI's `llmlingua` makes of texts with it.

    pip install llmlingua==0.2.2 transformers==4.57.3 onnx onnxscript
    python make_classifier.py --text FILE.jsonl --chains CHAINS.jsonl \
        --out ../../../test/model/tiny/llmlingua2 --golden ../../../test/model/goldens/llmlingua2.json

FILE.jsonl has questions and answers (GSM8K's training file): a Unigram tokenizer of 600 tokens is
trained on its first 400 lines, in the layout of XLM-R's. The model is a random
`XLMRobertaForTokenClassification` with two labels, exported to ONNX for transformers.js. The goldens
are `PromptCompressor.compress_prompt` on chains of CHAINS.jsonl and on hand-written texts: pieces,
probabilities, words, labels and the compressed text of each setting. Seeded.
"""

import argparse
import hashlib
import json
import shutil
import sys
import tempfile
from pathlib import Path

import llmlingua
import torch
import transformers
from llmlingua import PromptCompressor
from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers

SEED = 20261124
FORCED = 4  # rows [NEW0] ... for force tokens that are no single piece
WORD_SEP, LABEL_SEP = "\x1f", "\x1e"
SPECIAL = ["<s>", "<pad>", "</s>", "<unk>"]
TEXTS = {
    "empty": "",
    "blank": "  \n ",
    "equation": "9 * 2 = 18",
    "steps": "Step 1: Ann has 12 apples.\n\nStep 2: She eats 3.5 of them: 12 - 3.5 = 8.5\n\nStep 3: So 8.5 apples are left.",
    "latex": "We get \\[ \\frac{3}{4} \\times 16 = 12 \\] and then $12 - 5 = 7$.",
    "accents": "Zoë paid €3,50 für zwei Cafés; the ﬁrst cost ½ of ２ euros.",
    "unknown": "数学 is 楽しい 🙂 and 3 + 4 = 7 🙂🙂.",
    "punctuation": "Wait... (really?!) -- [x] {y} #1 @ 50%: a_b ~ c^2 `code`",
    "digits": "0x3F is 63, 1,000,000 is 10^6 and 2024-11-24 is a date.",
}
SETTINGS = {
    "released Qwen path": {},
    "released LLaMA path": {"force_tokens": ["Step", ":"], "force_reserve_digit": True, "drop_consecutive": True},
    "line breaks": {"force_tokens": ["\n", ".", "?"], "drop_consecutive": True},
    "first piece": {"token_to_word": "first"},
}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--text", type=Path, required=True)
    parser.add_argument("--chains", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--golden", type=Path, required=True)
    args = parser.parse_args()
    torch.manual_seed(SEED)
    torch.set_num_threads(1)
    with tempfile.TemporaryDirectory() as temporary:
        # llmlingua tells the kind of model from the name of its folder.
        folder = Path(temporary) / "tiny-xlm-roberta-large"
        model = make_model(folder, make_tokenizer(args.text))
        shutil.rmtree(args.out, ignore_errors=True)
        (args.out / "onnx").mkdir(parents=True)
        for name in ("config.json", "tokenizer.json", "tokenizer_config.json"):
            shutil.copy(folder / name, args.out / name)
        export(model, args.out / "onnx" / "model.onnx")
        texts = {**TEXTS, **chains_of(args.chains)}
        write_golden(folder, texts, args)


def make_tokenizer(path):
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()[:400]]
    tokenizer = Tokenizer(models.Unigram())
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")])
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Metaspace()])
    tokenizer.decoder = decoders.Metaspace()
    trainer = trainers.UnigramTrainer(vocab_size=600, special_tokens=SPECIAL, unk_token="<unk>", show_progress=False,
                                      initial_alphabet=list("+-*/=()[]{}\\$%^_.,:;?!#0123456789"), max_piece_length=8)
    tokenizer.train_from_iterator((row[key] for row in lines for key in ("question", "answer")), trainer)
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", pair="<s> $A </s> </s> $B </s>", special_tokens=[("<s>", 0), ("</s>", 2)])
    tokenizer.add_special_tokens([AddedToken("<mask>", lstrip=True), *(f"[NEW{i}]" for i in range(FORCED))])
    return tokenizer


def make_model(folder, tokenizer):
    wrapped = transformers.PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, bos_token="<s>", eos_token="</s>", sep_token="</s>", cls_token="<s>",
        unk_token="<unk>", pad_token="<pad>", mask_token="<mask>", model_max_length=512)
    config = transformers.XLMRobertaConfig(
        vocab_size=len(wrapped), hidden_size=32, num_hidden_layers=2, num_attention_heads=4, intermediate_size=64,
        max_position_embeddings=514, type_vocab_size=1, num_labels=2, initializer_range=0.4, pad_token_id=1)
    model = transformers.XLMRobertaForTokenClassification(config).eval()
    wrapped.save_pretrained(folder)
    model.save_pretrained(folder)
    return model


def export(model, path):
    axes = {name: {0: "batch", 1: "length"} for name in ("input_ids", "attention_mask", "logits")}
    ids = torch.tensor([[0, 5, 6, 7, 2], [0, 8, 2, 1, 1]])
    torch.onnx.export(model, (ids, (ids != 1).long()), str(path), input_names=["input_ids", "attention_mask"],
                      output_names=["logits"], dynamic_axes=axes, opset_version=17, dynamo=False)


def chains_of(path):
    """Two chains of usual length, and five in one for a text of several chunks."""
    rows = [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()[:7]]
    return {"chain 1": rows[0], "chain 2": rows[1], "long": "\n\n".join(rows[2:7]), "no full stop": "a b c 1 2 " * 120}


def write_golden(folder, texts, args):
    compressor = PromptCompressor(str(folder), device_map="cpu", use_llmlingua2=True,
                                  llmlingua2_config={"max_force_token": FORCED})
    seen = record_words(compressor)
    cases = []
    for name, text in texts.items():
        for setting, options in SETTINGS.items():
            for rate in (0.9, 0.7, 0.5) if name in ("chain 1", "steps", "long") else (0.5,):
                seen.clear()
                try:
                    result = compressor.compress_prompt(text, rate=rate, return_word_label=True, word_sep=WORD_SEP,
                                                        label_sep=LABEL_SEP, **options)
                except IndexError:
                    continue  # a text without a word: numpy has no percentile of nothing
                labelled = result["fn_labeled_original_prompt"]
                words = [word.split(LABEL_SEP) for word in labelled.split(WORD_SEP)] if labelled else []
                case = {"text": name, "setting": setting, "rate": rate, "compressed": result["compressed_prompt"],
                        "labels": "".join(label for _, label in words)}
                if rate == 0.5:
                    case["words"] = [word for word, _ in words]
                    case["probabilities"] = [round(float(p), 6) for chunk in seen for p in chunk[2]]
                if rate == 0.5 and not options:
                    case["pieces"] = [chunk[0] for chunk in seen]
                    case["pieceProbabilities"] = [[round(float(p), 6) for p in chunk[1]] for chunk in seen]
                cases.append(case)
    files = sorted(p for p in args.out.rglob("*") if p.is_file())
    header = {
        "purpose": "compress_prompt of PyPI's llmlingua with the tiny classifier",
        "versions": {"llmlingua": llmlingua.__version__, "transformers": transformers.__version__,
                     "torch": torch.__version__, "python": sys.version.split()[0]},
        "seed": SEED,
        "files": {str(p.relative_to(args.out)): hashlib.sha256(p.read_bytes()).hexdigest() for p in files},
        "settings": SETTINGS,
    }
    golden = {"header": header, "texts": texts, "cases": cases}
    args.golden.write_text(json.dumps(golden, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def record_words(compressor):
    """Keeps [pieces, their probabilities, the words' probabilities] of every chunk."""
    seen = []
    merge, mean = compressor._PromptCompressor__merge_token_to_word, compressor._PromptCompressor__token_prob_to_word_prob

    def merging(tokens, token_probs, **options):
        seen.append([list(tokens), list(token_probs), []])
        return merge(tokens, token_probs, **options)

    def averaging(token_probs, **options):
        probs = mean(token_probs, **options)
        seen[-1][2] = list(probs)  # before drop_consecutive changes them
        return probs

    compressor._PromptCompressor__merge_token_to_word = merging
    compressor._PromptCompressor__token_prob_to_word_prob = averaging
    return seen


if __name__ == "__main__":
    main()

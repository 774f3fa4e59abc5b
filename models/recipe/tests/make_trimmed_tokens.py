"""Writes `trimmed-tokens.json`: texts as the product's trimmed tokenizer reads them.

    tokenskip model convert BASE.gguf --out full
    tokenskip model convert BASE.gguf --trim-vocab models/recipe/vocab/qwen2.5-32k.json --out trimmed
    python models/recipe/tests/make_trimmed_tokens.py full/tokenizer.json trimmed/tokenizer.json

Beside the texts stands what is used of the full tokenizer: all merges inside their pieces, with the ids that it has.
"""

import json
import sys
from pathlib import Path

from tokenizers import Tokenizer, pre_tokenizers

# Words that DevMath's generator came to use after the vocabulary was chosen, and what else a tokenizer may get wrong.
TEXTS = [
    "",
    "Ada says: Ben is a liar. Exactly one of the two tells the truth, which is a contradiction.",
    "A file of 640 kB is read in blocks of 16 kB; how many reads are that?",
    "Exclusive locks: the second interval overlaps the first, so it waits 35 ms.",
    "Exclusive",
    "kB kB/s 12kB KiB liar liars Liar contradiction contradicts overlaps overlapping",
    "C(5, 2)·3! = (5 - 2)! + f(n - 1)!\nn! / (k! (n - k)!) = 10",
    "1,234.56 + 7% of 89 = 0x1F - 1e-9; 3/4 of 2^10 = 768",
    "\n\nThe final answer is: $\\boxed{42}$",
    "for (let i = 0; i < n; i += 2) {\n\ttotal += a[i] ?? 0; // O(n)\n}\n",
    "def f(x):\n    return {k: v for k, v in x.items() if v is not None}\n\n\n",
    "  two spaces,   three,\ttab \r\n \n end  ",
    "Größe: 5 m² ≈ 3 €, naïve café, cafe\u0301, «quoted», – … ½",
    "この問題は五点です。答えは九。 Вопрос: сколько? مرحبا 🧮👩\u200d💻",
    "<|im_start|>user\n<|im_end|><|eot_id|>0.5<|eot_id|>",
    "It's what they'd've said: we'll DON'T, electroencephalography antidisestablishmentarianism",
]


def main():
    full, trimmed = (Tokenizer.from_file(path) for path in sys.argv[1:])
    for tokenizer in (full, trimmed):
        tokenizer.encode_special_tokens = True
    rows = [{"text": text, "tokens": trimmed.encode(text, add_special_tokens=False).tokens} for text in TEXTS]
    lines = ",\n".join("  " + json.dumps(row) for row in rows)
    excerpt = json.dumps(excerpt_of(full), separators=(",", ":"))
    golden = f'{{\n"command": "make_trimmed_tokens.py",\n"texts": [\n{lines}\n],\n"full": {excerpt}\n}}\n'
    (Path(__file__).parent / "trimmed-tokens.json").write_text(golden)


def excerpt_of(tokenizer):
    """Returns the tokenizer as JSON, with the merges that may take part in TEXTS and no others."""
    parts = json.loads(tokenizer.to_str())
    model, vocabulary = parts["model"], parts["model"]["vocab"]
    inside = set()
    for text in TEXTS:
        for piece, _ in tokenizer.pre_tokenizer.pre_tokenize_str(tokenizer.normalizer.normalize_str(text)):
            inside.update(piece[a:b] for a in range(len(piece)) for b in range(a + 1, len(piece) + 1))
    model["merges"] = [[a, b] for a, b in model["merges"] if a + b in inside]
    used = set(pre_tokenizers.ByteLevel.alphabet()).union(*([a, b, a + b] for a, b in model["merges"]))
    # Here the added tokens are in the vocabulary: behind it they would be numbered by its size.
    added = {token["content"]: token["id"] for token in parts["added_tokens"]}
    model["vocab"] = {token: vocabulary[token] for token in sorted(used, key=vocabulary.get)} | added
    return parts


if __name__ == "__main__":
    main()

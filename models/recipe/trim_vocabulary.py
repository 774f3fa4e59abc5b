"""The tokenizer that the product gives a model: with fewer tokens than the base has, and the base's ids.

src/modelkit/tokenizer/trimVocabulary.ts numbers the tokens that it keeps anew and keeps their rows of the weights.
Here the weights stay whole, and so do the ids.
"""

import hashlib
import json
from pathlib import Path

from tokenizers import Tokenizer, pre_tokenizers

FORMAT = "tokenskip-vocabulary-1"


def trim_vocabulary(tokenizer, path):
    """Returns the tokenizer with the tokens that a vocabulary file lists.

    Ends the program where `path` is none, or was made for other tokens.
    """
    digest, ids = read_vocabulary(path)
    if digest != vocabulary_digest(tokenizer):
        raise SystemExit(f"{path} was made for another tokenizer: name the list of this base's tokens.")
    return keep_tokens(tokenizer, ids)


def read_vocabulary(path):
    """Returns (digest of the tokenizer that the file is for, set of its ids)."""
    content = json.loads(Path(path).read_text(encoding="utf-8"))
    if content.get("format") != FORMAT:
        raise SystemExit(f"{path} is no vocabulary file: name one of models/recipe/vocab.")
    ids, end = set(), 0
    for gap, length in zip(content["runs"][::2], content["runs"][1::2]):
        start = end + gap
        end = start + length
        ids.update(range(start, end))
    if len(ids) != content["count"]:
        raise SystemExit(f"{path} is damaged: it lists {len(ids)} tokens and names {content['count']}.")
    return content["vocabularySha256"], ids


def vocabulary_digest(tokenizer):
    """sha256 of all tokens in the order of their ids, joined by line feeds; added tokens are none of them."""
    vocabulary = tokenizer.get_vocab(with_added_tokens=False)
    return hashlib.sha256("\n".join(sorted(vocabulary, key=vocabulary.get)).encode()).hexdigest()


def keep_tokens(tokenizer, ids):
    """Returns the tokenizer with these tokens, every byte and every added token.

    The merges that remain are those whose two parts and result do, in the old order. Ends the program where they
    do not lead to a token any more: the product would keep more tokens than are listed.
    """
    parts = json.loads(tokenizer.to_str())
    model, added = parts["model"], {token["content"]: token["id"] for token in parts["added_tokens"]}
    alphabet = set(pre_tokenizers.ByteLevel.alphabet())
    kept = {token: i for token, i in model["vocab"].items() if i in ids or token in alphabet or token in added}
    model["merges"] = [[a, b] for a, b in model["merges"] if a in kept and b in kept and a + b in kept]
    # Added tokens that the vocabulary lacks would be numbered anew, from its size on.
    model["vocab"] = kept | added
    trimmed = Tokenizer.from_str(json.dumps(parts))
    whole, left = tokenizer.model, trimmed.model
    lost = [token for token in kept if len(left.tokenize(token)) > 1 and len(whole.tokenize(token)) == 1]
    if lost:
        raise SystemExit(f"The list lacks parts of {len(lost)} of its tokens: make it with vocab/chooseVocabulary.ts.")
    return trimmed

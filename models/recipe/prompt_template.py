"""Prompts as token ids, from the same template JSON that a model's manifest holds (`prompt`)."""

import json
import re
from pathlib import Path

PLACEHOLDER = re.compile(r"(\{(?:question|answer|marker|ratio)\})")


class PromptTemplate:
    """Renders what the product renders (src/core/prompt/promptTemplate.ts), for one question and the turns before it.

    `tokenizer` is a `tokenizers.Tokenizer`. Text never becomes a special token; a `token` part is
    exactly one id, and a name that the vocabulary lacks is fatal.
    """

    def __init__(self, parts, tokenizer):
        self.parts = parts
        self.tokenizer = tokenizer
        tokenizer.encode_special_tokens = True
        self.end_id = self._token(self.parts["stopTokens"][0])

    @classmethod
    def of_file(cls, path, tokenizer):
        return cls(json.loads(Path(path).read_text()), tokenizer)

    @classmethod
    def of_adapter(cls, folder, tokenizer):
        return cls(json.loads((Path(folder) / "tokenskip.json").read_text())["prompt"], tokenizer)

    def prompt(self, question, ratio, before=()):
        """Returns the ids up to where the model's own text begins.

        `before` has the earlier turns of a conversation, oldest first, each `{"question", "answer"}`: they were
        asked at the same ratio, and their chains are left out.
        """
        pieces = []
        # The system text has no ratio of its own.
        self._append(pieces, self.parts.get("system", []), self._values("", "", 1), self.parts["noMarker"])
        for turn in before:
            line = f"The final answer is: $\\boxed{{{turn['answer']}}}$"
            values = self._values(turn["question"], line, ratio)
            for section in ("user", "assistantStart", "assistantEnd"):
                self._append(pieces, self.parts[section], values, self._marker(ratio))
        values = self._values(question, "", ratio)
        for section in ("user", "assistantStart"):
            self._append(pieces, self.parts[section], values, self._marker(ratio))
        ids, text = [], ""
        for piece in pieces:
            if isinstance(piece, str):
                # Neighbouring texts are encoded as one: merges cross the borders of the parts.
                text += piece
                continue
            ids += self.text(text) + piece
            text = ""
        return ids + self.text(text)

    def _values(self, question, answer, ratio):
        return {"{question}": question, "{answer}": answer, "{ratio}": f"{ratio:.1f}"}

    def text(self, text):
        return self.tokenizer.encode(text, add_special_tokens=False).ids if text else []

    def _marker(self, ratio):
        if ratio == 1:
            return self.parts["noMarker"]
        return self.parts.get("ratioMarkers", {}).get(f"{ratio:.1f}", self.parts["marker"])

    def _append(self, pieces, section, values, marker):
        for part in section:
            if not isinstance(part, str):
                pieces.append([self._token(part["token"].replace("{ratio}", values["{ratio}"]))])
                continue
            for piece in PLACEHOLDER.split(part):
                if piece == "{marker}":
                    self._append(pieces, marker, values, [])
                else:
                    pieces.append(values.get(piece, piece))

    def _token(self, name):
        found = self.tokenizer.token_to_id(name)
        if found is None:
            raise SystemExit(f"The vocabulary has no token {name}: name another in the prompt template.")
        return found

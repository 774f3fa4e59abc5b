"""Rows of a JSONL file."""

import json


def rows_of(path):
    # Only line feeds end a line: a text may hold other breaks of Unicode.
    with open(path, encoding="utf-8", newline="\n") as file:
        return [json.loads(line) for line in file]

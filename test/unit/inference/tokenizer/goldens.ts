import { readFileSync } from 'node:fs';

const folder = new URL('../../../model/goldens/tokenizer/', import.meta.url);

/** Ids by the reference implementation; made by makeGoldens.py in the same folder. */
export interface TokenizerGoldens {
  readonly texts: readonly string[];
  readonly ids: readonly (readonly number[])[];
  readonly vocabularySha256: string;
}

interface GoldenFile {
  readonly header: { readonly vocabularySha256: string };
  readonly every: number;
  readonly ids: readonly (readonly number[])[];
}

/** The golden ids of one tokenizer beside the texts they belong to. */
export function readGoldens(name: string): TokenizerGoldens {
  const file = readJson(`${name}.json`) as GoldenFile;
  const { strings } = readJson('strings.json') as { readonly strings: readonly string[] };
  const texts = strings.filter((_, index) => index % file.every === 0);
  if (texts.length !== file.ids.length) throw new Error(`${name}.json does not fit strings.json`);
  return { texts, ids: file.ids, vocabularySha256: file.header.vocabularySha256 };
}

// The golden files are our own, written by the script beside them.
function readJson(name: string): unknown {
  return JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
}

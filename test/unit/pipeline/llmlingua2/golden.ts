import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { CompressionRules } from '../../../../src/pipeline/llmlingua2/rules';

/** Folder of the random classifier that the golden was made with. */
export const tinyClassifier = fileURLToPath(
  new URL('../../../model/tiny/llmlingua2', import.meta.url),
);

/** What PyPI's llmlingua made of one text. */
export interface GoldenCase {
  readonly text: string;
  readonly setting: string;
  readonly rate: number;
  readonly compressed: string;
  /** A digit for each word: 1 kept. */
  readonly labels: string;
  readonly words?: readonly string[];
  readonly probabilities?: readonly number[];
  /** Of each chunk, with its frame. */
  readonly pieces?: readonly (readonly string[])[];
  readonly pieceProbabilities?: readonly (readonly number[])[];
}

interface Golden {
  readonly header: {
    readonly settings: Readonly<
      Record<
        string,
        {
          readonly force_tokens?: readonly string[];
          readonly force_reserve_digit?: boolean;
          readonly drop_consecutive?: boolean;
          readonly token_to_word?: 'mean' | 'first';
        }
      >
    >;
  };
  readonly texts: Readonly<Record<string, string>>;
  readonly cases: readonly GoldenCase[];
}

/** Written by models/recipe/reference/make_classifier.py. */
export const golden = JSON.parse(
  readFileSync(new URL('../../../model/goldens/llmlingua2.json', import.meta.url), 'utf8'),
) as Golden;

export function textOf({ text }: GoldenCase): string {
  return golden.texts[text] ?? '';
}

export function rulesOf({ setting }: GoldenCase): CompressionRules {
  const options = golden.header.settings[setting] ?? {};
  return {
    forceTokens: options.force_tokens ?? [],
    forceReserveDigit: options.force_reserve_digit ?? false,
    dropConsecutive: options.drop_consecutive ?? false,
    tokenToWord: options.token_to_word ?? 'mean',
  };
}

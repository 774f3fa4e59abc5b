import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface DevQuestion {
  readonly question: string;
  readonly gold: string;
}

/**
 * GSM8K dev, the first 319 questions of its test set: to report on, never to train or tune on.
 *
 * Source: openai/grade-school-math:grade_school_math/data/test.jsonl, MIT License, Copyright (c) 2021
 * OpenAI; of each answer the value after `####` alone.
 */
export function gsm8kDev(): readonly DevQuestion[] {
  const lines = readFileSync(join(import.meta.dirname, 'gsm8kDev.jsonl'), 'utf8')
    .trim()
    .split('\n');
  return lines.map((line) => JSON.parse(line) as DevQuestion);
}

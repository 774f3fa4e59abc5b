import { AppError } from '../../protocol/appError';
import type { Benchmark, EvalQuestion } from './benchmark';

const why =
  'a chance that was fitted on the questions it is judged by would look better than it is';

/**
 * The questions that chances may be fitted on: the lines of `reserve` (JSON with a list
 * `calibration` of line numbers from 0) for GSM8K, and a file of the split `calibration` for DevMath.
 *
 * Code `invalid-argument` for all others, dev questions above all.
 */
export function reserveQuestions(
  benchmark: Benchmark,
  questions: readonly EvalQuestion[],
  content: { readonly questions: string; readonly reserve: string | undefined },
): readonly EvalQuestion[] {
  switch (benchmark) {
    case 'gsm8k':
      return linesOf(questions, calibrationLines(content.reserve));
    case 'devmath':
      if (splitsOf(content.questions).every((split) => split === 'calibration')) return questions;
      throw refused(
        'These are not the DevMath questions of the split calibration (tokenskip data devmath --split calibration)',
      );
    case 'math500':
      throw refused('MATH-500 has no questions set apart for this');
  }
}

function calibrationLines(reserve: string | undefined): readonly number[] {
  if (reserve === undefined) {
    throw refused('Name the file of line numbers with --reserve, as only these may be used');
  }
  let value: unknown;
  try {
    value = JSON.parse(reserve);
  } catch {
    value = undefined;
  }
  const found: unknown =
    typeof value === 'object' && value !== null ? Reflect.get(value, 'calibration') : undefined;
  const lines: readonly unknown[] = Array.isArray(found) ? found : [];
  const numbers = lines.filter((line): line is number => Number.isSafeInteger(line));
  if (numbers.length > 0 && numbers.length === lines.length) return numbers;
  throw new AppError(
    'invalid-argument',
    'The file of --reserve has no list "calibration" of line numbers: name the one that belongs to the training questions.',
  );
}

function linesOf(
  questions: readonly EvalQuestion[],
  lines: readonly number[],
): readonly EvalQuestion[] {
  return lines.map((line) => {
    const question = questions[line];
    if (question !== undefined) return question;
    throw refused(
      `The reserve names line ${line}, and --file has ${questions.length}: these are not the training questions that it was taken from`,
    );
  });
}

function splitsOf(content: string): readonly unknown[] {
  return content
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line): unknown => {
      const value: unknown = JSON.parse(line);
      return typeof value === 'object' && value !== null ? Reflect.get(value, 'split') : undefined;
    });
}

function refused(what: string): AppError {
  return new AppError('invalid-argument', `${what}: ${why}.`);
}

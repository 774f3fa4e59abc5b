import { answersEqual } from '../answer/answersEqual';
import { splitAnswer } from '../answer/splitAnswer';
import type { Equation } from '../arithmetic/findEquations';
import { plainLatex } from '../text/plainLatex';
import { lostEquations } from './lostEquations';

/** What a rewritten chain has lost. */
export interface Losses {
  /** Equations of the short chain, with their places in it. */
  readonly equations: readonly Equation[];
  readonly answer: boolean;
}

/**
 * What `rewritten` (a model's whole output) has lost of a chain and its answer. `answer` null: the
 * chain had none, so none can be lost.
 */
export function findLosses(chain: string, answer: string | null, rewritten: string): Losses {
  return {
    equations: lostEquations(chain, rewritten),
    answer: answer !== null && !saysAnswer(rewritten, answer),
  };
}

/** As its own answer, or at least as a word of the text. */
function saysAnswer(rewritten: string, answer: string): boolean {
  const own = splitAnswer(rewritten).answer;
  if (own !== undefined) return answersEqual(own, answer);
  const plain = plainLatex(answer).trim();
  const at = plainLatex(rewritten).lastIndexOf(plain);
  if (plain === '' || at < 0) return false;
  const text = plainLatex(rewritten);
  const isWordPart = (sign: string): boolean => /[\p{L}\p{N}]/u.test(sign);
  return !isWordPart(text.charAt(at - 1)) && !isWordPart(text.charAt(at + plain.length));
}

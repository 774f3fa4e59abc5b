import * as l10n from '@vscode/l10n';
import type { JSX } from 'preact';
import { plainLatex } from '../../../core/text/plainLatex';
import type { EquationMark } from '../../../protocol/answerReport';

export interface ChecksProps {
  readonly chain: string;
  readonly checks: readonly EquationMark[];
}

/** «3 of 3 equations hold», or which one does not; nothing where none could be judged. */
export function Checks({ chain, checks }: ChecksProps): JSX.Element | null {
  if (checks.length === 0) return null;
  const wrong = checks.filter(({ holds }) => !holds);
  const summary = equationSummary(checks);
  if (wrong.length === 0) {
    return (
      <p class="checks">
        <span class="good" aria-hidden="true">
          ✓
        </span>{' '}
        {summary}
      </p>
    );
  }
  return (
    <div class="checks">
      <p>
        <span class="bad" aria-hidden="true">
          ✗
        </span>{' '}
        {summary}
      </p>
      <ul>
        {wrong.map((mark) => (
          <li key={mark.startOffset}>{wrongSentence(chain, mark)}</li>
        ))}
      </ul>
    </div>
  );
}

/** One line about all equations of a chain. */
export function equationSummary(checks: readonly EquationMark[]): string {
  const holding = checks.filter(({ holds }) => holds).length;
  return checks.length === 1
    ? l10n.t('{0} of 1 equation holds', holding)
    : l10n.t('{0} of {1} equations hold', holding, checks.length);
}

function wrongSentence(chain: string, { startOffset, endOffset, wrong }: EquationMark): string {
  const equation = plainLatex(chain.slice(startOffset, endOffset));
  const right = wrong?.rightValue ?? null;
  return right === null
    ? l10n.t('{0} has no value', equation)
    : l10n.t('{0}, right is {1}', equation, plainLatex(right));
}

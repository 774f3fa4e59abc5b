import * as l10n from '@vscode/l10n';
import type { JSX } from 'preact';
import type { AnswerReport } from '../../../protocol/answerReport';
import { Formula } from '../text/Formula';
import { isLatex } from '../text/isLatex';
import { withoutDollars } from '../text/withoutDollars';

/** The answer, large; or that there is none, with the last number as what it is: a guess. */
export function AnswerValue({ report }: { readonly report: AnswerReport }): JSX.Element {
  const { answer, lastNumber } = report;
  if (answer === null) {
    return (
      <p class="value none">
        {lastNumber === null
          ? l10n.t('The model gave no answer.')
          : l10n.t('The model gave no answer; the last number it wrote was {0}.', lastNumber)}
      </p>
    );
  }
  const value = withoutDollars(answer);
  return <p class="value">{isLatex(value) ? <Formula tex={value} isDisplay /> : value}</p>;
}

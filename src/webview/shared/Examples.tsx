import * as l10n from '@vscode/l10n';
import type { JSX } from 'preact';

export interface ExamplesProps {
  readonly onPick: (question: string) => void;
}

/** Three questions to begin with: a rate, bits, an order. */
export function Examples({ onPick }: ExamplesProps): JSX.Element {
  const questions = [
    l10n.t('A log grows 3.5 MB an hour. After how many hours is a disk of 2048 MB full?'),
    l10n.t('What is 0xFF & 0x3C, in decimal?'),
    l10n.t('Ana is older than Ben, Cy is younger than Ben. Who is the oldest?'),
  ];
  return (
    <nav class="examples" aria-label={l10n.t('Examples')}>
      {questions.map((question) => (
        <button key={question} type="button" class="button" onClick={() => onPick(question)}>
          {question}
        </button>
      ))}
    </nav>
  );
}

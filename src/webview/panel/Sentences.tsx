import * as l10n from '@vscode/l10n';
import type { JSX } from 'preact';
import type { SentencesView } from '../../protocol/webview/panelLink';
import { Checks } from '../shared/answer/Checks';
import { Failure } from '../shared/answer/Failure';
import { wrongMarks } from '../shared/answer/wrongMarks';
import { Button } from '../shared/Button';
import { MathText } from '../shared/text/MathText';

export interface SentencesProps {
  readonly sentences: SentencesView;
  readonly onStop: () => void;
  /** Absent where the chain is no answer of ours. */
  readonly onRetry?: () => void;
  readonly onGetModel: () => void;
}

/** A chain in full sentences, with where they come from. */
export function Sentences(props: SentencesProps): JSX.Element {
  const { sentences, onStop, onRetry, onGetModel } = props;
  const { state, text, checks, failure } = sentences;
  const isWriting = state === 'writing';
  const isShownAbove = state === 'done' && sentences.source === 'given';
  const hasText = text !== '' && !isShownAbove;
  return (
    <section class="sentences" aria-busy={isWriting}>
      <div class="bar">
        <h2>{l10n.t('In full sentences')}</h2>
        <span class="grow" />
        {isWriting && (
          <Button kind="outline" onPress={onStop} shortcut="Esc">
            {l10n.t('Stop')}
          </Button>
        )}
      </div>
      {failure === null ? (
        <p class="dim" role="status">
          {originText(sentences)}
        </p>
      ) : (
        <Failure
          failure={failure}
          onGetModel={onGetModel}
          {...(onRetry === undefined ? {} : { onRetry })}
        />
      )}
      {hasText && (
        <>
          <MathText text={text} isOpen={isWriting} marks={wrongMarks(checks)} />
          {state === 'done' && <Checks chain={text} checks={checks} />}
        </>
      )}
    </section>
  );
}

function originText(sentences: SentencesView): string {
  const { state, source, isSameAnswer } = sentences;
  if (state === 'stopped') return l10n.t('Stopped before it was checked; the text is not shown.');
  if (state === 'writing') {
    return source === 'full'
      ? l10n.t('{0} The full reasoning is written instead…', lossText(sentences))
      : l10n.t('The model writes it out; then every equation is looked for…');
  }
  switch (source) {
    case 'rewritten':
      return l10n.t('Written out by the model; every equation and the answer are still there.');
    case 'full': {
      const origin = l10n.t('{0} This is the full reasoning instead.', lossText(sentences));
      return isSameAnswer === false ? `${origin} ${l10n.t('It comes to another answer.')}` : origin;
    }
    case 'given':
      return sentences.lostEquations === 0 && !sentences.lostAnswer
        ? l10n.t('This was written in full.')
        : l10n.t('{0} So this is the reasoning as it stands.', lossText(sentences));
  }
}

function lossText({ state, lostEquations, lostAnswer }: SentencesView): string {
  // While the full reasoning is written, the losses are not counted out yet.
  if (state === 'writing') return l10n.t('Written out, something was lost.');
  if (lostEquations === 0 && lostAnswer) return l10n.t('Written out, the answer was lost.');
  return lostEquations === 1
    ? l10n.t('Written out, one equation was lost.')
    : l10n.t('Written out, {0} equations were lost.', lostEquations);
}

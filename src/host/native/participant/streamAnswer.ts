import { l10n } from 'vscode';
import type { AnswerView } from '../../../protocol/webview/answerView';
import type { AnswerRequest, AnswerService } from '../../ask/answerService';
import { StreamedAnswer } from '../streamedAnswer';
import type { AnswerStream } from './answerStream';
import { VoteSteps } from './voteSteps';

/** Asks, and writes the reasoning as it comes with a step for what happens before. The settled answer. */
export async function streamAnswer(
  answers: Pick<AnswerService, 'ask'>,
  request: AnswerRequest,
  stream: AnswerStream,
  signal: AbortSignal,
): Promise<AnswerView> {
  const streamed = new StreamedAnswer((text) => stream.markdown(text));
  const steps = new VoteSteps(stream);
  let told: AnswerView['state'] | undefined;
  const view = await answers.ask(request, {
    signal,
    onView: (live) => {
      const progress = progressText(live);
      if (live.state !== told && progress !== undefined) stream.progress(progress);
      told = live.state;
      steps.update(live);
      streamed.update(live);
    },
    onTurnsLeft: () => stream.progress(l10n.t('Earlier questions no longer take part')),
  });
  streamed.end();
  return view;
}

function progressText({ state, failedAttempts }: AnswerView): string | undefined {
  switch (state) {
    case 'waiting':
      return l10n.t('Another answer is being written');
    case 'loading':
      return l10n.t('Loading the model');
    case 'reading':
      return failedAttempts > 0 ? l10n.t('Thinking once more, in full') : l10n.t('Thinking');
    case 'checking':
      return l10n.t('Not sure: five short chains vote on the answer');
    case 'writing':
    case 'done':
    case 'stopped':
    case 'failed':
      return undefined;
  }
}

import { l10n } from 'vscode';
import { dollarMaths } from '../../../core/text/dollarMaths';
import type { AnswerView } from '../../../protocol/webview/answerView';
import type { AnswerRequest, AnswerService } from '../../ask/answerService';
import type { AnswerStream } from './answerStream';
import { VoteSteps } from './voteSteps';
import { writeEnd } from './writeEnd';

/** Lets five short chains vote, telling the tally as they end; then a chain of the winner. */
export async function answerByVote(
  answers: Pick<AnswerService, 'askByVote'>,
  request: AnswerRequest,
  stream: AnswerStream,
  signal: AbortSignal,
): Promise<AnswerView> {
  stream.progress(l10n.t('Five short chains vote on the answer'));
  const steps = new VoteSteps(stream);
  const view = await answers.askByVote(request, {
    signal,
    onView: (live) => steps.update(live),
    onTurnsLeft: () => stream.progress(l10n.t('Earlier questions no longer take part')),
  });
  if (view.report !== null) stream.markdown(dollarMaths(view.report.chain));
  writeEnd(view, stream);
  return view;
}

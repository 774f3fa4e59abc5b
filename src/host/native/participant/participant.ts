import type { CancellationToken, ChatContext, ChatFollowup, ChatResult } from 'vscode';
import { l10n } from 'vscode';
import { promptTurns } from '../../../core/conversation/promptTurns';
import type { MeasuredLength } from '../../../core/vote/voteSeconds';
import { voteSeconds } from '../../../core/vote/voteSeconds';
import type { ModelDescription } from '../../../protocol/modelDescription';
import type { AnswerView } from '../../../protocol/webview/answerView';
import type { RatioSetting } from '../../../protocol/webview/ratioSetting';
import type { AnswerRequest } from '../../ask/answerService';
import { lowestRatio } from '../../ask/lowestRatio';
import type { HostServices } from '../../hostServices';
import { estimatedSecondsText } from '../../numberText';
import { serverCommand } from '../../remote/serverSetting';
import { toAbortSignal } from '../../toAbortSignal';
import type { AnswerStream } from './answerStream';
import { answerByVote } from './answerByVote';
import type { CompareServices } from './compareRatios';
import { compareRatios } from './compareRatios';
import type { AskedInChat } from './questionText';
import { questionText } from './questionText';
import { streamAnswer } from './streamAnswer';
import type { TurnRecord } from './turnRecord';
import { recordOf, trustOf, turnsBefore } from './turnRecord';
import { writeEnd } from './writeEnd';

export const participantId = 'tokenskip.tokenskip';

type Services = Pick<HostServices, 'answers' | 'models' | 'settings'> & CompareServices;

/** `@tokenskip` in the editor's own chat. It remembers the turns that it answered itself. */
export class Participant {
  readonly #services: Services;

  constructor(services: Services) {
    this.#services = services;
  }

  /** Never rejects: what went wrong is part of the result. */
  async respond(
    request: AskedInChat,
    context: ChatContext,
    stream: AnswerStream,
    token: CancellationToken,
  ): Promise<ChatResult> {
    const question = await questionText(request);
    if (question === '') {
      stream.markdown(l10n.t('Ask a maths or logic question, such as: what is 17 % of 250?'));
      return {};
    }
    const signal = toAbortSignal(token);
    const { command } = request;
    const asked: AnswerRequest = {
      question,
      ratio: await this.#ratioFor(command),
      history: promptTurns(turnsBefore({ question, command }, context, participantId)),
      force: command === 'anyway',
    };
    const view = await this.#run(command, asked, stream, signal);
    return result(view, await this.#measuredLengths(), stream);
  }

  async #run(
    command: string | undefined,
    asked: AnswerRequest,
    stream: AnswerStream,
    signal: AbortSignal,
  ): Promise<AnswerView> {
    const { answers } = this.#services;
    if (command === 'compare') {
      return compareRatios(this.#services, asked, await this.#lowestRatio(), stream, signal);
    }
    if (command === 'check') return answerByVote(answers, asked, stream, signal);
    const view = await streamAnswer(answers, asked, stream, signal);
    writeEnd(view, stream);
    return view;
  }

  /** Buttons under a response: what a person would ask next about it. */
  followups(result: ChatResult): readonly ChatFollowup[] {
    const record = recordOf(result);
    if (record === undefined) return [];
    const again = (label: string, command: string): ChatFollowup => ({
      prompt: record.question,
      label,
      command,
    });
    if (record.isRefused) return [again(l10n.t('Ask anyway'), 'anyway')];
    const { checkSeconds } = record;
    return [
      ...(checkSeconds === undefined ? [] : [again(checkLabel(checkSeconds), 'check')]),
      ...(record.keepRatio < 1 ? [again(l10n.t('With the full reasoning'), 'full')] : []),
      again(l10n.t('Compare ratios'), 'compare'),
    ];
  }

  /** What a slash command of package.json asks at; the setting without one. */
  async #ratioFor(command: string | undefined): Promise<RatioSetting> {
    switch (command) {
      case 'short':
        return this.#lowestRatio();
      case 'full':
        return '1.0';
      case 'auto':
        return 'auto';
      case undefined:
      default:
        return this.#services.settings.current.ratio;
    }
  }

  async #lowestRatio(): Promise<RatioSetting> {
    return lowestRatio((await this.#manifest())?.trainedRatios ?? []);
  }

  /** How long chains at the ratios of the model are, where that was measured. */
  async #measuredLengths(): Promise<readonly MeasuredLength[]> {
    return (await this.#manifest())?.calibration?.ratios ?? [];
  }

  /** Of the model that answers; undefined where there is none, which the question itself will say. */
  async #manifest(): Promise<ModelDescription | undefined> {
    return this.#services.models
      .selected()
      .then(({ manifest }) => manifest)
      .catch(() => undefined);
  }
}

/** How long it takes stands there before anybody starts it. */
function checkLabel(seconds: number | null): string {
  return seconds === null
    ? l10n.t('Check again')
    : l10n.t('Check again (≈ {0})', estimatedSecondsText(seconds));
}

function result(
  view: AnswerView,
  lengths: readonly MeasuredLength[],
  stream: AnswerStream,
): ChatResult {
  const { failure, report, keepRatio, question } = view;
  const isRefused = failure?.code === 'not-maths-or-logic';
  const metadata: TurnRecord = {
    question,
    answer: report?.answer ?? null,
    keepRatio,
    isRefused,
    ...(report === null ? {} : trustOf(report)),
    ...(report === null || report.votes !== undefined
      ? {}
      : { checkSeconds: voteSeconds(report, lengths) ?? null }),
  };
  if (failure === null) return { metadata };
  if (isRefused) {
    stream.markdown(failure.message);
    return { metadata };
  }
  if (failure.code === 'model-not-found') {
    stream.button({ command: 'tokenskip.downloadModel', title: l10n.t('Download Model') });
  }
  if (failure.code === 'engine-missing') stream.button(serverCommand());
  return { metadata, errorDetails: { message: failure.message } };
}

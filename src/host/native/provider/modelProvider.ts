import type {
  CancellationToken,
  Event,
  LanguageModelChatProvider,
  LanguageModelChatRequestMessage,
  LanguageModelResponsePart,
  PrepareLanguageModelChatModelOptions,
  Progress,
  ProvideLanguageModelChatResponseOptions,
} from 'vscode';
import { commands, Disposable, EventEmitter, l10n, LanguageModelTextPart, window } from 'vscode';
import { answerLineStart, formatAnswerLine } from '../../../core/answer/answerLine';
import { promptTurns } from '../../../core/conversation/promptTurns';
import type { AppError } from '../../../protocol/appError';
import { isAppError } from '../../../protocol/appError';
import type { AnswerView } from '../../../protocol/webview/answerView';
import { failureText } from '../../failureText';
import type { HostServices } from '../../hostServices';
import { offerServer } from '../../remote/serverSetting';
import { toAbortSignal } from '../../toAbortSignal';
import { StreamedAnswer } from '../streamedAnswer';
import type { RatioModel } from './ratioModels';
import { ratioModels } from './ratioModels';
import { messageText, readMessages } from './readMessages';

/**
 * The selected model for every extension of the editor and for its own chat, one entry per ratio.
 * Answers end with the answer line, `The final answer is: $\boxed{…}$`, by which later turns of the
 * same conversation find the answer again.
 */
export class ModelProvider implements LanguageModelChatProvider<RatioModel>, Disposable {
  readonly #services: HostServices;
  readonly #changed = new EventEmitter<void>();
  readonly #subscription: Disposable;

  constructor(services: HostServices) {
    this.#services = services;
    const changed = (): void => this.#changed.fire();
    this.#subscription = Disposable.from(
      services.settings.onChange(changed),
      services.modelFiles.event(changed),
    );
  }

  get onDidChangeLanguageModelChatInformation(): Event<void> {
    return this.#changed.event;
  }

  /** After registration: the editor asks for the models only now, else with the first request. */
  announce(): void {
    this.#changed.fire();
  }

  /** Empty where no model is on this machine; unless asked to be silent, offers to get one then. */
  async provideLanguageModelChatInformation({
    silent,
  }: PrepareLanguageModelChatModelOptions): Promise<RatioModel[]> {
    const { models, settings } = this.#services;
    try {
      return [...ratioModels(await models.selected(), settings.current.maxTokens)];
    } catch (error) {
      if (!isAppError(error)) throw error;
      if (!silent) await offerModel(error);
      return [];
    }
  }

  async provideLanguageModelChatResponse(
    model: RatioModel,
    messages: readonly LanguageModelChatRequestMessage[],
    options: ProvideLanguageModelChatResponseOptions,
    progress: Progress<LanguageModelResponsePart>,
    token: CancellationToken,
  ): Promise<void> {
    const { question, turns } = readMessages(messages, model.ratio === 'auto' ? 1 : +model.ratio);
    if (question === '')
      throw new Error(l10n.t('There is no question: the last message is empty.'));
    const write = (text: string): void => progress.report(new LanguageModelTextPart(text));
    const streamed = new StreamedAnswer(write);
    // Whoever sends a question again after the one line wants it answered: that is a follow-up.
    const force = options.modelOptions?.force === true || turns.length > 0;
    const view = await this.#services.answers.ask(
      { question, ratio: model.ratio, history: promptTurns(turns), force, byProgram: true },
      { signal: toAbortSignal(token), onView: (live) => streamed.update(live) },
    );
    streamed.end();
    write(ending(view));
  }

  async provideTokenCount(
    _model: RatioModel,
    text: string | LanguageModelChatRequestMessage,
    token: CancellationToken,
  ): Promise<number> {
    const signal = toAbortSignal(token);
    const plain = typeof text === 'string' ? text : messageText(text);
    const [count = 0] = await this.#services.models.use(
      ({ engine }) => engine.countTokens([plain], { signal }),
      signal,
    );
    return count;
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }
}

/** What follows the reasoning. A failure is thrown: the caller is told, not the reader of a text. */
function ending({ report, failure }: AnswerView): string {
  if (failure?.code === 'not-maths-or-logic') {
    return `${failure.message} ${l10n.t('Send it again to ask anyway.')}`;
  }
  if (failure !== null) throw new Error(failure.message);
  if (report === null) return '';
  if (report.answer !== null) {
    return `${answerLineStart.slice(0, 2)}${formatAnswerLine(report.answer)}`;
  }
  return `\n\n${l10n.t('The model gave no answer.')}`;
}

async function offerModel(error: AppError): Promise<void> {
  const message = failureText(error);
  if (error.code === 'engine-missing') return offerServer(message);
  const get = l10n.t('Download Model');
  const chosen = await window.showInformationMessage(message, get);
  if (chosen === get) await commands.executeCommand('tokenskip.downloadModel');
}

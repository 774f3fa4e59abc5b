import type {
  CancellationToken,
  LanguageModelTool,
  LanguageModelToolInvocationOptions,
  LanguageModelToolInvocationPrepareOptions,
  PreparedToolInvocation,
} from 'vscode';
import {
  CancellationError,
  l10n,
  LanguageModelTextPart,
  LanguageModelToolResult,
  MarkdownString,
} from 'vscode';
import type { Check } from '../../../protocol/guards';
import { accept, boolean, object, optional, text } from '../../../protocol/guards';
import type { RatioSetting } from '../../../protocol/webview/ratioSetting';
import { ratioSetting } from '../../../protocol/webview/ratioSetting';
import type { HostServices } from '../../hostServices';
import { toAbortSignal } from '../../toAbortSignal';
import { toolFailure } from './toolFailure';
import { toolResultText } from './toolResultText';

/** What another model gives; package.json says the same as a JSON schema. */
interface SolveMathInput {
  /** Self-contained. */
  readonly question: string;
  readonly ratio?: RatioSetting;
  /** Five short chains vote. */
  readonly check?: boolean;
}

/** Longest question taken, characters: far more than the context of any model here holds. */
const maxQuestionLength = 100_000;

const solveMathInput: Check<SolveMathInput> = object<SolveMathInput>({
  question: text(maxQuestionLength, 1),
  ratio: optional(ratioSetting),
  check: optional(boolean),
});

interface Services extends Pick<HostServices, 'answers' | 'settings'> {
  readonly remote: Pick<HostServices['remote'], 'isSelected' | 'server'>;
}

/** Lets other agents of the editor ask the local model. What it returns and throws is for them. */
export class SolveMathTool implements LanguageModelTool<SolveMathInput> {
  readonly #services: Services;

  constructor(services: Services) {
    this.#services = services;
  }

  prepareInvocation({
    input,
  }: LanguageModelToolInvocationPrepareOptions<SolveMathInput>): PreparedToolInvocation {
    const checked = accept(solveMathInput, input, 'input');
    const message = new MarkdownString(this.#whereItRuns());
    // As code: the question is shown as it is, whatever marks are in it.
    if (checked.ok) message.appendCodeblock(checked.value.question, 'text');
    return {
      invocationMessage: l10n.t('Solving with TokenSkip'),
      confirmationMessages: { title: l10n.t('Solve with TokenSkip?'), message },
    };
  }

  #whereItRuns(): string {
    const { isSelected, server } = this.#services.remote;
    return isSelected && server !== undefined
      ? l10n.t('The question leaves this machine and goes to {0}.', server.host)
      : l10n.t(
          'The model runs on this machine and may keep it busy for a minute. Nothing is sent.',
        );
  }

  async invoke(
    { input }: LanguageModelToolInvocationOptions<SolveMathInput>,
    token: CancellationToken,
  ): Promise<LanguageModelToolResult> {
    const checked = accept(solveMathInput, input, 'input');
    if (!checked.ok) {
      throw new Error(
        `${checked.problem}. Call solve_math with {"question": "<one self-contained question with all numbers>"} and optionally "ratio" or "check".`,
      );
    }
    const { answers, settings } = this.#services;
    const { question, ratio = settings.current.ratio, check = false } = checked.value;
    const hooks = { signal: toAbortSignal(token), onView: () => undefined };
    const request = { question, ratio, byProgram: true };
    const view = await (check ? answers.askByVote(request, hooks) : answers.ask(request, hooks));
    if (view.failure !== null) throw new Error(toolFailure(view.failure));
    if (view.report === null) throw new CancellationError();
    return new LanguageModelToolResult([new LanguageModelTextPart(toolResultText(view.report))]);
  }
}

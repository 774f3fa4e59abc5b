import type { CancellationToken, ChatResult } from 'vscode';
import { EventEmitter } from 'vscode';
import { AnswerService } from '../../../src/host/ask/answerService';
import { ModelService } from '../../../src/host/engine/modelService';
import type { AnswerStream } from '../../../src/host/native/participant/answerStream';
import { Participant } from '../../../src/host/native/participant/participant';
import { SolveMathTool } from '../../../src/host/native/tool/solveMathTool';
import { checkSettings } from '../../../src/host/settings/checkSettings';
import type { Settings } from '../../../src/host/settings/settingsTable';
import { silentLogger } from '../../../src/protocol/logger';
import type { ScriptedProduct } from '../support/scriptedProduct';

/** The services of a window, with the product's own engine process; `vscode` has to be mocked. */
export class ScriptedWindow {
  settings: Settings;
  readonly models: ModelService;
  readonly answers: AnswerService;
  readonly participant: Participant;
  readonly tool: SolveMathTool;

  constructor(product: ScriptedProduct, change: Partial<Settings> = {}) {
    this.settings = { ...checkSettings(() => undefined).settings, ...change };
    const settings = (): Settings => this.settings;
    this.models = new ModelService({
      extensionRoot: product.rootDir,
      settings,
      logger: silentLogger,
    });
    this.answers = new AnswerService(this.models, settings);
    const services = {
      answers: this.answers,
      models: this.models,
      settings: { current: this.settings, onChange: () => ({ dispose: () => undefined }) },
      savings: { recordMeasured: () => Promise.resolve() },
    };
    this.participant = new Participant(services as never);
    const remote = { isSelected: false, server: undefined };
    this.tool = new SolveMathTool({ ...services, remote } as never);
  }

  /** What the participant writes, its steps, and what it remembers; stopped at the step `stopAt`. */
  async inChat(
    prompt: string,
    command?: string,
    stopAt?: RegExp,
  ): Promise<{
    readonly text: string;
    readonly steps: readonly string[];
    readonly result: ChatResult;
  }> {
    let text = '';
    const steps: string[] = [];
    const cancelled = new EventEmitter<unknown>();
    const token = { ...neverCancelled, onCancellationRequested: cancelled.event };
    const stream: AnswerStream = {
      markdown: (value) => void (text += typeof value === 'string' ? value : value.value),
      progress: (value) => {
        steps.push(value);
        if (stopAt?.test(value) === true) cancelled.fire(undefined);
      },
      button: () => undefined,
    };
    const request = { prompt, command, references: [] };
    const result = await this.participant.respond(request, { history: [] }, stream, token);
    return { text, steps, result };
  }

  /** What the tool tells an agent. */
  async asTool(input: { readonly question: string; readonly check?: boolean }): Promise<string> {
    const { content } = await this.tool.invoke(
      { input, toolInvocationToken: undefined },
      neverCancelled,
    );
    return (content as readonly { readonly value: string }[]).map(({ value }) => value).join('');
  }

  async close(): Promise<void> {
    this.answers.dispose();
    await this.models.unload();
    this.models.dispose();
  }
}

const neverCancelled: CancellationToken = {
  isCancellationRequested: false,
  onCancellationRequested: new EventEmitter<unknown>().event,
};

import type {
  ExtensionContext,
  LanguageModelChatInformation,
  LanguageModelChatProvider,
  LanguageModelChatRequestMessage,
  LanguageModelResponsePart,
} from 'vscode';
import {
  EventEmitter,
  LanguageModelTextPart,
  LanguageModelToolCallPart,
  LanguageModelToolResultPart,
  lm,
} from 'vscode';

const model: LanguageModelChatInformation = {
  id: 'calling',
  name: 'Calling Model',
  family: 'calling',
  version: '1',
  maxInputTokens: 100_000,
  maxOutputTokens: 1_000,
  capabilities: { toolCalling: true },
};

/**
 * Stands for a large model that agents use: calls `solve_math` with a fixed question in its first
 * turn where it is offered, and says what the tool returned in its second.
 */
export function activate({ subscriptions }: ExtensionContext): void {
  const changed = new EventEmitter<void>();
  const provider: LanguageModelChatProvider = {
    onDidChangeLanguageModelChatInformation: changed.event,
    provideLanguageModelChatInformation: () => [model],
    provideLanguageModelChatResponse: (_, messages, { tools = [] }, progress) => {
      progress.report(
        reply(
          messages,
          tools.map(({ name }) => name),
        ),
      );
      return Promise.resolve();
    },
    provideTokenCount: (_, text) => Promise.resolve(JSON.stringify(text).length / 4),
  };
  subscriptions.push(changed, lm.registerLanguageModelChatProvider('fixture', provider));
  changed.fire();
}

function reply(
  messages: readonly LanguageModelChatRequestMessage[],
  tools: readonly string[],
): LanguageModelResponsePart {
  const result = messages
    .flatMap(({ content }) => content)
    .filter((part) => part instanceof LanguageModelToolResultPart)
    .at(-1);
  if (result !== undefined) return new LanguageModelTextPart(`The tool said: ${textOf(result)}`);
  const tool = tools.find((name) => name.endsWith('solve_math'));
  return tool === undefined
    ? new LanguageModelTextPart(`solve_math is not among: ${tools.join(', ')}`)
    : new LanguageModelToolCallPart('call-1', tool, { question: 'What is 12 * 8?' });
}

function textOf({ content }: LanguageModelToolResultPart): string {
  return content.map((part) => (part instanceof LanguageModelTextPart ? part.value : '')).join('');
}

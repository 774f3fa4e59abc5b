// What the host's services use of the module `vscode`, for tests that run them without an editor:
//
//   vi.mock('vscode', () => import('../../support/vscodeStub'));

/** Tells its listeners at once, as VS Code's own does. */
export class EventEmitter<T> {
  readonly #listeners = new Set<(value: T) => void>();

  readonly event = (listener: (value: T) => void): { readonly dispose: () => void } => {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  };

  readonly fire = (value: T): void => {
    for (const listener of [...this.#listeners]) listener(value);
  };

  readonly dispose = (): void => this.#listeners.clear();
}

/** English, as long as there is no `bundle` of translations. */
export const l10n = {
  bundle: undefined as Readonly<Record<string, string>> | undefined,
  t: (text: string, ...values: readonly unknown[]): string =>
    (l10n.bundle?.[text] ?? text).replace(/\{(\d+)\}/g, (_, index: string) =>
      String(values[Number(index)]),
    ),
};

export const env = { language: 'en' };

export class LanguageModelTextPart {
  readonly value: string;

  constructor(value: string) {
    this.value = value;
  }
}

export class LanguageModelToolResult {
  readonly content: readonly unknown[];

  constructor(content: readonly unknown[]) {
    this.content = content;
  }
}

export class CancellationError extends Error {}

export class MarkdownString {
  value = '';
}

export class ChatResponseTurn {
  readonly participant: string = '';
  readonly command: string | undefined = undefined;
  readonly result: unknown = undefined;
}

export class Location {
  readonly range: unknown = undefined;
}

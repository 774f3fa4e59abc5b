import type { ErrorData } from '../appError';
import { AppError, toErrorData } from '../appError';
import type { Envelope } from '../childProtocol';
import type { Check } from '../guards';
import { accept } from '../guards';
import { envelope, requestIdOf, versionOf } from './envelope';
import type { Link, MethodMap } from './link';
import { isNameIn, memberOf } from './link';
import type { AbortControllerLike, AbortSignalLike, Transport } from './transport';

interface CallContext<S> {
  /** Named by the events that belong to the request. */
  readonly requestId: number;
  /** Aborts when the peer cancels the request or is gone. */
  readonly signal: S;
}

/** One typed function per method; what it throws is the answer's error. */
export type RpcHandlers<M extends MethodMap<M>, S> = {
  readonly [K in keyof M]: (
    params: M[K]['params'],
    context: CallContext<S>,
  ) => Promise<M[K]['result']>;
};

export interface RpcServerOptions<S extends AbortSignalLike> {
  readonly createAbort: () => AbortControllerLike<S>;
  /** A message was ignored or could not be sent; one clause without outside text. */
  readonly onProblem?: (problem: string) => void;
}

/**
 * The end that answers. Every request with a readable id gets exactly one answer: the result, the
 * handler's error, or why it was refused. A cancel only aborts the handler's signal: the answer is
 * still sent, so that the peer knows when the work has ended.
 */
export class RpcServer<M extends MethodMap<M>, E, S extends AbortSignalLike> {
  readonly #transport: Transport;
  readonly #link: Link<M, E>;
  readonly #handlers: RpcHandlers<M, S>;
  readonly #options: RpcServerOptions<S>;
  readonly #running = new Map<number, AbortControllerLike<S>>();
  readonly #unsubscribe: readonly (() => void)[];
  #ended = false;
  #isTelling = false;

  constructor(
    transport: Transport,
    link: Link<M, E>,
    handlers: RpcHandlers<M, S>,
    options: RpcServerOptions<S>,
  ) {
    this.#transport = transport;
    this.#link = link;
    this.#handlers = handlers;
    this.#options = options;
    this.#unsubscribe = [
      transport.onMessage((message) => this.#receive(message)),
      transport.onClose(() => this.dispose()),
    ];
  }

  /** Requests that are not answered yet. */
  get openCount(): number {
    return this.#running.size;
  }

  /**
   * Sends an event; one that cannot be sent is reported, not thrown. One that reports a problem itself is
   * given up: where nobody is left to read it the next report would fail as well, and so on for ever.
   */
  emit<K extends keyof E & string>(event: K, data: E[K]): void {
    this.#send({ v: this.#link.version, kind: 'event', event, data }, this.#isTelling);
  }

  /** Aborts every running request and stops listening and sending. Idempotent. */
  dispose(): void {
    if (this.#ended) return;
    this.#ended = true;
    for (const unsubscribe of this.#unsubscribe) unsubscribe();
    for (const abort of this.#running.values()) abort.abort();
    this.#running.clear();
  }

  #receive(message: unknown): void {
    if (this.#ended) return;
    const version = versionOf(message);
    if (version !== undefined && version !== this.#link.version) {
      this.#refuse(message, otherVersion(version, this.#link.version));
      return;
    }
    const checked = accept(envelope, message, 'message');
    if (!checked.ok) {
      this.#refuse(message, badRequest(checked.problem));
      return;
    }
    const { value } = checked;
    if (value.kind === 'request') {
      this.#call(value.id, value.method, value.params);
      return;
    }
    if (value.kind === 'cancel') return this.#running.get(value.id)?.abort();
    this.#problem(`a ${value.kind} to the end that answers`);
  }

  #refuse(message: unknown, error: AppError): void {
    const id = requestIdOf(message);
    this.#problem('a message that cannot be read');
    // An id that is being worked on keeps its own answer.
    if (id !== undefined && !this.#running.has(id)) this.#answerError(id, toErrorData(error));
  }

  #call(id: number, method: string, params: unknown): void {
    if (this.#running.has(id)) {
      this.#problem('a request with an id that is in use');
      return;
    }
    if (!isNameIn(this.#link.methods, method)) {
      this.#answerError(id, toErrorData(badRequest('the method is not known')));
      return;
    }
    void this.#run(id, method, memberOf(this.#link.methods, method).params, params);
  }

  async #run<K extends keyof M & string>(
    id: number,
    method: K,
    check: Check<M[K]['params']>,
    params: unknown,
  ): Promise<void> {
    const checked = accept(check, params, method);
    if (!checked.ok) {
      this.#answerError(id, toErrorData(badArgument(checked.problem)));
      return;
    }
    const abort = this.#options.createAbort();
    this.#running.set(id, abort);
    const handler: RpcHandlers<M, S>[K] = memberOf(this.#handlers, method);
    let answer: Envelope;
    try {
      const result = await handler(checked.value, { requestId: id, signal: abort.signal });
      answer = { v: this.#link.version, kind: 'result', id, result };
    } catch (error) {
      answer = { v: this.#link.version, kind: 'error', id, error: toErrorData(error) };
    }
    this.#running.delete(id);
    this.#send(answer);
  }

  #answerError(id: number, error: ErrorData): void {
    this.#send({ v: this.#link.version, kind: 'error', id, error });
  }

  #send(message: Envelope, tellsOfProblem = false): void {
    if (this.#ended) return;
    this.#transport.send(message).catch(() => {
      if (tellsOfProblem) return;
      this.#problem(`a message of kind ${message.kind} could not be sent`);
      // A result that cannot be cloned must not leave its caller waiting.
      if (message.kind === 'result') this.#answerError(message.id, toErrorData(unsendable()));
    });
  }

  #problem(problem: string): void {
    this.#isTelling = true;
    try {
      this.#options.onProblem?.(problem);
    } finally {
      this.#isTelling = false;
    }
  }
}

function badRequest(problem: string): AppError {
  return new AppError(
    'bad-message',
    'The engine cannot read the request; install matching versions.',
    { problem },
  );
}

function badArgument(problem: string): AppError {
  return new AppError('invalid-argument', `The request was refused: ${problem}.`);
}

function otherVersion(theirs: number, ours: number): AppError {
  return new AppError(
    'protocol-mismatch',
    `The engine speaks protocol version ${ours}, the request ${theirs}; install matching versions.`,
  );
}

function unsendable(): AppError {
  return new AppError('internal', 'The result could not be sent; restart the engine.');
}

import { AppError, fromErrorData, stopped } from '../appError';
import type { Envelope } from '../childProtocol';
import { accept } from '../guards';
import { answeredIdOf, envelope, versionOf } from './envelope';
import type { Link, MethodMap } from './link';
import { isNameIn, memberOf } from './link';
import type { AbortSignalLike, StartTimer, Transport } from './transport';

export interface RpcClientOptions {
  readonly startTimer: StartTimer;
  /** From giving a request up to the peer's answer, after which `onOverdue` is called. */
  readonly graceMs: number;
  /** The peer did not answer a cancelled request in time: it hangs. */
  readonly onOverdue?: (method: string) => void;
  /** The peer speaks another version; called once. */
  readonly onVersionMismatch?: (version: number) => void;
  /** A message was ignored, or a listener threw; one clause without outside text. */
  readonly onProblem?: (problem: string) => void;
}

export interface RequestOptions {
  readonly signal?: AbortSignalLike;
  /** Rejects with `deadline-exceeded` when the answer is not there by then. */
  readonly deadlineMs?: number;
}

/** A request on its way. */
export interface StartedRequest<R> {
  /** Named by the events that belong to it. */
  readonly id: number;
  readonly result: Promise<R>;
  /** Settles, never rejects, when the peer no longer works on it or is gone. */
  readonly released: Promise<void>;
}

interface OpenRequest {
  readonly method: string;
  /** False once the caller has its outcome and only the peer's answer is awaited. */
  waiting: boolean;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: AppError) => void;
  readonly release: () => void;
  /** Takes the abort listener and the running timer away. */
  stopWatching: () => void;
}

type AnyListener = (data: unknown) => void;

/**
 * The end that asks. Every request settles exactly once: result, error, abort, deadline, failed
 * write, closed transport or `dispose`, whichever is first; what comes later is ignored.
 */
export class RpcClient<M extends MethodMap<M>, E> {
  readonly #transport: Transport;
  readonly #link: Link<M, E>;
  readonly #options: RpcClientOptions;
  readonly #open = new Map<number, OpenRequest>();
  readonly #listeners = new Map<string, Set<AnyListener>>();
  readonly #unsubscribe: readonly (() => void)[];
  #lastId = 0;
  #ended: AppError | undefined;
  #mismatchTold = false;

  constructor(transport: Transport, link: Link<M, E>, options: RpcClientOptions) {
    this.#transport = transport;
    this.#link = link;
    this.#options = options;
    this.#unsubscribe = [
      transport.onMessage((message) => this.#receive(message)),
      transport.onClose((error) => this.#end(error)),
    ];
  }

  /** Requests whose answer is still awaited, given-up ones included. */
  get openCount(): number {
    return this.#open.size;
  }

  /** The answer to one request; see {@link RpcClient.start}. */
  request<K extends keyof M & string>(
    method: K,
    params: M[K]['params'],
    options: RequestOptions = {},
  ): Promise<M[K]['result']> {
    return this.start(method, params, options).result;
  }

  /**
   * Sends a request. Its `result` rejects with the peer's error, `cancelled`, `deadline-exceeded`,
   * `bad-message` (the answer is not what the method returns), `engine-failed` (it could not be
   * sent) or the error that the transport closed with. Nothing is sent when the signal has already
   * aborted.
   */
  start<K extends keyof M & string>(
    method: K,
    params: M[K]['params'],
    options: RequestOptions = {},
  ): StartedRequest<M[K]['result']> {
    const id = ++this.#lastId;
    let release: () => void = () => undefined;
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const result = new Promise<M[K]['result']>((resolve, reject) => {
      const refusal = this.#ended ?? (options.signal?.aborted === true ? stopped() : undefined);
      if (refusal !== undefined) {
        release();
        reject(refusal);
        return;
      }
      const check = memberOf(this.#link.methods, method).result;
      this.#open.set(id, {
        method,
        waiting: true,
        resolve: (answer) => {
          const checked = accept(check, answer, `${method}.result`);
          if (checked.ok) resolve(checked.value);
          else reject(badAnswer(checked.problem));
        },
        reject,
        release,
        stopWatching: () => undefined,
      });
      this.#watch(id, options);
      this.#send({ v: this.#link.version, kind: 'request', id, method, params }, (error) =>
        this.#settle(id, (open) => open.reject(error)),
      );
    });
    return { id, result, released };
  }

  /** Calls `listener` for each valid event of this name; returns what ends that. */
  onEvent<K extends keyof E & string>(event: K, listener: (data: E[K]) => void): () => void {
    const check = memberOf(this.#link.events, event);
    const checkedListener: AnyListener = (data) => {
      const checked = accept(check, data, `${event}.data`);
      if (!checked.ok) {
        this.#problem(checked.problem);
        return;
      }
      listener(checked.value);
    };
    const group = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, group.add(checkedListener));
    return () => void group.delete(checkedListener);
  }

  /** Rejects what waits with `error` and stops listening. Idempotent; the transport stays open. */
  dispose(error: AppError = stopped()): void {
    this.#end(error);
  }

  #watch(id: number, options: RequestOptions): void {
    const open = this.#open.get(id);
    if (open === undefined) return;
    const { signal, deadlineMs } = options;
    const onAbort = (): void => this.#giveUp(id, stopped());
    signal?.addEventListener('abort', onAbort);
    const stopTimer =
      deadlineMs === undefined
        ? undefined
        : this.#options.startTimer(deadlineMs, () => this.#giveUp(id, tooLate(deadlineMs)));
    open.stopWatching = () => {
      signal?.removeEventListener('abort', onAbort);
      stopTimer?.();
    };
  }

  /** The caller gets `error` now; the peer is told and has `graceMs` to answer. */
  #giveUp(id: number, error: AppError): void {
    const open = this.#open.get(id);
    if (open?.waiting !== true) return;
    open.stopWatching();
    open.waiting = false;
    open.stopWatching = this.#options.startTimer(this.#options.graceMs, () =>
      this.#options.onOverdue?.(open.method),
    );
    open.reject(error);
    this.#send({ v: this.#link.version, kind: 'cancel', id }, () =>
      this.#problem(`the cancel of ${open.method} could not be sent`),
    );
  }

  /** The peer is done with `id`; `deliver` runs only when the caller still waits. */
  #settle(id: number, deliver: (open: OpenRequest) => void): void {
    const open = this.#open.get(id);
    if (open === undefined) {
      this.#problem('an answer to no open request');
      return;
    }
    this.#open.delete(id);
    open.stopWatching();
    if (open.waiting) deliver(open);
    open.release();
  }

  #receive(message: unknown): void {
    if (this.#ended !== undefined) return;
    const version = versionOf(message);
    if (version !== undefined && version !== this.#link.version) {
      if (!this.#mismatchTold) this.#options.onVersionMismatch?.(version);
      this.#mismatchTold = true;
      return;
    }
    const checked = accept(envelope, message, 'message');
    if (!checked.ok) {
      this.#problem(checked.problem);
      const id = answeredIdOf(message);
      // Its caller must not wait for ever.
      if (id !== undefined && this.#open.has(id)) {
        this.#settle(id, (open) => open.reject(badAnswer(checked.problem)));
      }
      return;
    }
    this.#dispatch(checked.value);
  }

  #dispatch(message: Envelope): void {
    switch (message.kind) {
      case 'result': {
        this.#settle(message.id, (open) => open.resolve(message.result));
        return;
      }
      case 'error': {
        this.#settle(message.id, (open) => open.reject(fromErrorData(message.error)));
        return;
      }
      case 'event': {
        this.#deliverEvent(message.event, message.data);
        return;
      }
      case 'request':
      case 'cancel': {
        this.#problem(`a ${message.kind} to the end that asks`);
        return;
      }
    }
  }

  #deliverEvent(event: string, data: unknown): void {
    if (!isNameIn(this.#link.events, event)) {
      this.#problem('an event of unknown name');
      return;
    }
    for (const listener of [...(this.#listeners.get(event) ?? [])]) {
      try {
        listener(data);
      } catch {
        this.#problem(`a listener of ${event} threw`);
      }
    }
  }

  #send(message: Envelope, onFailure: (error: AppError) => void): void {
    this.#transport.send(message).catch((cause: unknown) => {
      if (this.#ended !== undefined) return;
      onFailure(cause instanceof AppError ? cause : notSent(cause));
    });
  }

  #end(error: AppError): void {
    if (this.#ended !== undefined) return;
    this.#ended = error;
    for (const unsubscribe of this.#unsubscribe) unsubscribe();
    for (const open of this.#open.values()) {
      open.stopWatching();
      if (open.waiting) open.reject(error);
      open.release();
    }
    this.#open.clear();
    this.#listeners.clear();
  }

  #problem(problem: string): void {
    this.#options.onProblem?.(problem);
  }
}

function tooLate(deadlineMs: number): AppError {
  return new AppError(
    'deadline-exceeded',
    `The engine did not answer within ${deadlineMs} ms; ask again or allow more time.`,
  );
}

function badAnswer(problem: string): AppError {
  return new AppError(
    'bad-message',
    'The engine answered with something that cannot be read; restart it and ask again.',
    { problem },
  );
}

function notSent(cause: unknown): AppError {
  return new AppError(
    'engine-failed',
    'The request could not be sent to the engine; restart it and ask again.',
    undefined,
    { cause },
  );
}

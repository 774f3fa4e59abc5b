import { AppError } from '../../../src/protocol/appError';
import type { StartTimer, Transport } from '../../../src/protocol/rpc/transport';

/** One end of an in-memory channel that clones like the real one and can be told to misbehave. */
export class MemoryEnd implements Transport {
  peer: MemoryEnd | undefined;
  /** All that this end has sent, before any fault. */
  readonly sent: unknown[] = [];
  /** What arrives at the peer for one sent message: none, the same, or several. */
  deliverAs: (message: unknown) => readonly unknown[] = (message) => [message];
  failWritesWith: Error | undefined;
  readonly #onMessage = new Set<(message: unknown) => void>();
  readonly #onClose = new Set<(error: AppError) => void>();

  send(message: unknown): Promise<void> {
    if (this.failWritesWith !== undefined) return Promise.reject(this.failWritesWith);
    let copy: unknown;
    try {
      copy = structuredClone(message);
    } catch (error) {
      return Promise.reject(error instanceof Error ? error : new Error(String(error)));
    }
    this.sent.push(copy);
    for (const delivered of this.deliverAs(copy)) this.peer?.inject(delivered);
    return Promise.resolve();
  }

  onMessage(listener: (message: unknown) => void): () => void {
    this.#onMessage.add(listener);
    return () => void this.#onMessage.delete(listener);
  }

  onClose(listener: (error: AppError) => void): () => void {
    this.#onClose.add(listener);
    return () => void this.#onClose.delete(listener);
  }

  /** Lets `message` arrive at this end, later, in order. */
  inject(message: unknown): void {
    queueMicrotask(() => {
      for (const listener of [...this.#onMessage]) listener(message);
    });
  }

  /** Closes both ends, as the death of a process does. */
  crash(error = new AppError('engine-exited', 'The process ended.')): void {
    for (const end of [this, this.peer]) {
      for (const listener of [...(end?.closeListeners() ?? [])]) listener(error);
    }
  }

  closeListeners(): ReadonlySet<(error: AppError) => void> {
    return this.#onClose;
  }
}

export function memoryPair(): { readonly client: MemoryEnd; readonly server: MemoryEnd } {
  const client = new MemoryEnd();
  const server = new MemoryEnd();
  client.peer = server;
  server.peer = client;
  return { client, server };
}

/** Timers that run when the test says so. */
export class ManualTimers {
  nowMs = 0;
  readonly #tasks = new Set<{ readonly dueMs: number; readonly task: () => void }>();

  readonly start: StartTimer = (delayMs, task) => {
    const entry = { dueMs: this.nowMs + delayMs, task };
    this.#tasks.add(entry);
    return () => void this.#tasks.delete(entry);
  };

  get pending(): number {
    return this.#tasks.size;
  }

  advance(byMs: number): void {
    this.nowMs += byMs;
    for (const entry of [...this.#tasks].sort((a, b) => a.dueMs - b.dueMs)) {
      if (entry.dueMs > this.nowMs) continue;
      this.#tasks.delete(entry);
      entry.task();
    }
  }
}

/** Lets everything that is queued in memory arrive. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

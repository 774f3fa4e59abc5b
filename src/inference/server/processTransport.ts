import { AppError } from '../../protocol/appError';
import type { Transport } from '../../protocol/rpc/transport';

/** This process's channel to the process that forked it. */
export class ProcessTransport implements Transport {
  readonly #pending = new Set<Promise<void>>();

  send(message: unknown): Promise<void> {
    const sent = new Promise<void>((resolve, reject) => {
      if (process.send === undefined) {
        reject(new AppError('engine-exited', 'The process that started the engine is gone.'));
        return;
      }
      process.send(message, undefined, undefined, (error) => {
        if (error === null) resolve();
        else reject(error);
      });
    });
    this.#pending.add(sent);
    const leave = (): void => void this.#pending.delete(sent);
    sent.then(leave, leave);
    return sent;
  }

  onMessage(listener: (message: unknown) => void): () => void {
    process.on('message', listener);
    return () => process.off('message', listener);
  }

  onClose(listener: (error: AppError) => void): () => void {
    const onDisconnect = (): void =>
      listener(new AppError('engine-exited', 'The process that started the engine is gone.'));
    process.once('disconnect', onDisconnect);
    return () => process.off('disconnect', onDisconnect);
  }

  /** Resolves when all that was sent so far is handed to the system, or could not be. */
  async flushed(): Promise<void> {
    await Promise.allSettled(this.#pending);
  }
}

import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { abortable } from '../protocol/abortable';
import { AppError } from '../protocol/appError';
import { childLink } from '../protocol/childLink';
import type { ChildEvents, ChildMethods, ReadyInfo } from '../protocol/childProtocol';
import type { Logger, LogLevel } from '../protocol/logger';
import { RpcClient } from '../protocol/rpc/rpcClient';
import type { Transport } from '../protocol/rpc/transport';
import type { GenerateOptions } from './engine';
import { OutputTail } from './outputTail';
import type { ProcessExit } from './processExit';
import { endedError, exitError, startExitError } from './processExit';

export interface EngineProcessOptions {
  readonly childPath: string;
  readonly nodePath: string;
  readonly env: Readonly<Record<string, string>>;
  readonly logger: Logger;
  readonly startTimeoutMs: number;
  readonly cancelGraceMs: number;
  /** Called once, before any caller hears of it. */
  readonly onExit: (error: AppError) => void;
}

/** Kept of stderr for the crash report: a native crash prints about 4 KB of frames. */
const stderrTailBytes = 8_192;
/** From the exit until its last output and messages have arrived; they are already in the pipes. */
const drainMs = 500;

/** One running inference child: its process, its connection and its end. */
export class EngineProcess {
  readonly rpc: RpcClient<ChildMethods, ChildEvents>;
  /** Callbacks of running generations by request id. */
  readonly generations = new Map<number, GenerateOptions>();
  /** Resolves, never rejects, with why it ended. */
  readonly exited: Promise<AppError>;
  readonly #child: ChildProcess;
  readonly #logger: Logger;
  #ready: ReadyInfo | undefined;
  #endedOnPurpose = false;
  #onMismatch: ((version: number) => void) | undefined;

  /**
   * A child that has said `ready`. Rejects with `engine-start-failed` or `protocol-mismatch`; then
   * no process is left. `signal` ends the start.
   */
  static async start(options: EngineProcessOptions, signal: AbortSignal): Promise<EngineProcess> {
    let child: ChildProcess;
    try {
      child = forkChild(options);
    } catch (cause) {
      throw cannotRun(cause);
    }
    const started = new EngineProcess(child, options);
    try {
      started.#ready = await started.#handshake(options.startTimeoutMs, signal);
      return started;
    } catch (error) {
      started.kill();
      await started.exited;
      throw error;
    }
  }

  private constructor(child: ChildProcess, options: EngineProcessOptions) {
    this.#child = child;
    this.#logger = options.logger;
    const tail = this.#captureOutput();
    const killWithParent = (): void => this.kill();
    process.on('exit', killWithParent);
    this.exited = endOf(child, tail).then((end) => {
      process.off('exit', killWithParent);
      return end instanceof AppError ? end : this.#exitError(end);
    });
    this.rpc = new RpcClient(this.#transport(options), childLink, {
      startTimer: (delayMs, task) => {
        const timer = setTimeout(task, delayMs);
        return () => clearTimeout(timer);
      },
      graceMs: options.cancelGraceMs,
      onOverdue: (method) => {
        this.endOnPurpose(`${method} did not stop in time`);
      },
      onProblem: (problem) => this.#logger.log('warn', 'engine.link', problem),
      onVersionMismatch: (version) => this.#onMismatch?.(version),
    });
    this.rpc.onEvent('log', ({ level, topic, message }) => this.#logger.log(level, topic, message));
    this.rpc.onEvent('token', ({ requestId, row, text, tokenCount }) =>
      this.generations.get(requestId)?.onToken?.(row, text, tokenCount),
    );
    this.rpc.onEvent('prefill', ({ requestId, row, doneTokens, totalTokens }) =>
      this.generations.get(requestId)?.onPrefill?.(row, doneTokens, totalTokens),
    );
    this.rpc.onEvent('row', ({ requestId, row, output }) =>
      this.generations.get(requestId)?.onRow?.(row, output),
    );
  }

  /** What the child said of itself. */
  get ready(): ReadyInfo | undefined {
    return this.#ready;
  }

  /** False from the moment its end is known, which is before its last messages are read. */
  get isRunning(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** True when it was ended by {@link endOnPurpose}: the end is no crash. */
  get endedOnPurpose(): boolean {
    return this.#endedOnPurpose;
  }

  /** Ends one that is of no more use, which counts as no failure. */
  endOnPurpose(reason: string, level: LogLevel = 'warn'): void {
    this.#logger.log(level, 'engine.kill', `${reason}: process killed`);
    this.#endedOnPurpose = true;
    this.kill();
  }

  /** Ends it at once, whatever it does. Harmless when it has ended. */
  kill(): void {
    this.#child.kill('SIGKILL');
  }

  async #handshake(timeoutMs: number, signal: AbortSignal): Promise<ReadyInfo> {
    let timer: NodeJS.Timeout | undefined;
    const ready = new Promise<ReadyInfo>((resolve, reject) => {
      timer = setTimeout(() => reject(notReady(timeoutMs)), timeoutMs);
      this.#onMismatch = (version) => reject(mismatch(version));
      this.rpc.onEvent('ready', (info) => {
        if (info.protocolVersion === childLink.version) resolve(info);
        else reject(mismatch(info.protocolVersion));
      });
      void this.exited.then(reject);
    });
    try {
      return await abortable(ready, signal);
    } finally {
      clearTimeout(timer);
    }
  }

  #exitError(exit: ProcessExit): AppError {
    if (this.#endedOnPurpose) return endedError();
    return this.#ready === undefined ? startExitError(exit) : exitError(exit);
  }

  #captureOutput(): OutputTail {
    const tail = new OutputTail(stderrTailBytes);
    const capture = (name: string) => (chunk: Buffer) => {
      if (name === 'stderr') tail.append(chunk);
      this.#logger.log('trace', `child.${name}`, chunk.toString('utf8').trimEnd());
    };
    this.#child.stdout?.on('data', capture('stdout'));
    this.#child.stderr?.on('data', capture('stderr'));
    return tail;
  }

  #transport(options: EngineProcessOptions): Transport {
    const child = this.#child;
    return {
      send: (message) => this.#send(message),
      onMessage: (listener) => {
        child.on('message', listener);
        return () => child.off('message', listener);
      },
      onClose: (listener) => {
        void this.exited.then((error) => {
          options.onExit(error);
          listener(error);
        });
        return () => undefined;
      },
    };
  }

  async #send(message: unknown): Promise<void> {
    const failure = await new Promise<Error | null>((resolve, reject) => {
      if (!isPlain(message)) reject(new TypeError('a message is an object'));
      else this.#child.send(message, resolve);
    });
    if (failure === null) return;
    if (this.#child.connected) throw failure;
    // Its end says more than EPIPE does.
    this.kill();
    throw await this.exited;
  }
}

function isPlain(message: unknown): message is object {
  return typeof message === 'object' && message !== null;
}

function forkChild({ childPath, nodePath, env }: EngineProcessOptions): ChildProcess {
  return fork(childPath, [], {
    execPath: nodePath,
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', ELECTRON_NO_ASAR: '1', ...env },
  });
}

/** How the process ended, or why it never ran, once its last output and messages are here. */
function endOf(child: ChildProcess, tail: OutputTail): Promise<ProcessExit | AppError> {
  return new Promise((resolve) => {
    // On, not once: a failed kill is told like this too, and an error without a listener is thrown.
    child.on('error', (cause) => {
      if (child.pid === undefined) resolve(cannotRun(cause));
    });
    // A child that closes its channel without ending cannot be spoken to: it is of no use.
    const disconnected = new Promise<void>((done) => {
      child.once('disconnect', () => {
        setTimeout(() => child.kill('SIGKILL'), drainMs).unref();
        done();
      });
    });
    const closed = new Promise<void>((done) => child.once('close', () => done()));
    child.once('exit', (exitCode, signal) => {
      const drained = Promise.all([disconnected, closed]);
      const waited = new Promise<void>((done) => setTimeout(done, drainMs));
      void Promise.race([drained, waited]).then(() =>
        resolve({ exitCode, signal, stderr: tail.text }),
      );
    });
  });
}

function cannotRun(cause: unknown): AppError {
  return new AppError(
    'engine-start-failed',
    'The program that runs the engine could not be started; check the path of Node in the settings.',
    cause instanceof Error ? { cause: cause.message } : undefined,
    { cause },
  );
}

function notReady(timeoutMs: number): AppError {
  return new AppError(
    'engine-start-failed',
    `The engine was not ready within ${timeoutMs / 1000} s; ask again, and see the log if it stays.`,
  );
}

function mismatch(version: number): AppError {
  return new AppError(
    'protocol-mismatch',
    `The engine speaks protocol version ${version}, this program ${childLink.version}; install matching versions or build again.`,
    { theirs: version, ours: childLink.version },
  );
}

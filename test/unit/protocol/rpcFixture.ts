import { AppError, isAppError } from '../../../src/protocol/appError';
import { integerIn, object, text } from '../../../src/protocol/guards';
import type { Link } from '../../../src/protocol/rpc/link';
import { RpcClient } from '../../../src/protocol/rpc/rpcClient';
import type { RpcHandlers } from '../../../src/protocol/rpc/rpcServer';
import { RpcServer } from '../../../src/protocol/rpc/rpcServer';
import type { MemoryEnd } from './memoryPair';
import { ManualTimers, memoryPair } from './memoryPair';

export interface Methods {
  readonly double: {
    readonly params: { readonly n: number };
    readonly result: { readonly n: number };
  };
  readonly wait: {
    readonly params: Record<string, never>;
    readonly result: Record<string, never>;
  };
}
export interface Events {
  readonly word: { readonly word: string };
}
export const small = object<{ readonly n: number }>({ n: integerIn(0, 1000) });
const nothing = object<Record<string, never>>({});
export const link: Link<Methods, Events> = {
  version: 7,
  methods: {
    double: { params: small, result: small },
    wait: { params: nothing, result: nothing },
  },
  events: { word: object<Events['word']>({ word: text(10) }) },
};

export const untilAborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new AppError('cancelled', 'Stopped.')));
  });

export interface Connected {
  readonly client: MemoryEnd;
  readonly server: MemoryEnd;
  readonly timers: ManualTimers;
  readonly problems: readonly string[];
  readonly overdue: readonly string[];
  readonly versions: readonly number[];
  readonly rpc: RpcClient<Methods, Events>;
  readonly peer: RpcServer<Methods, Events, AbortSignal>;
}

/** Both real ends over a pair in memory, with all that they report. */
export function connect(overrides: Partial<RpcHandlers<Methods, AbortSignal>> = {}): Connected {
  const ends = memoryPair();
  const timers = new ManualTimers();
  const problems: string[] = [];
  const overdue: string[] = [];
  const versions: number[] = [];
  const server = new RpcServer<Methods, Events, AbortSignal>(
    ends.server,
    link,
    {
      double: ({ n }) => Promise.resolve({ n: n * 2 }),
      wait: (_params, { signal }) => untilAborted(signal),
      ...overrides,
    },
    {
      createAbort: () => new AbortController(),
      onProblem: (problem) => problems.push(`server: ${problem}`),
    },
  );
  const client = new RpcClient<Methods, Events>(ends.client, link, {
    startTimer: timers.start,
    graceMs: 2000,
    onOverdue: (method) => overdue.push(method),
    onVersionMismatch: (version) => versions.push(version),
    onProblem: (problem) => problems.push(`client: ${problem}`),
  });
  return { ...ends, timers, problems, overdue, versions, rpc: client, peer: server };
}

export const code = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'resolved',
    (error: unknown) => (isAppError(error) ? error.code : String(error)),
  );

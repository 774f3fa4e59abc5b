import { createRng } from '../../../../src/core/sampling/rng';
import { isAppError } from '../../../../src/protocol/appError';
import { errorCodes } from '../../../../src/protocol/errorCodes';
import { accept } from '../../../../src/protocol/guards';
import { envelope } from '../../../../src/protocol/rpc/envelope';
import type { Link } from '../../../../src/protocol/rpc/link';
import { RpcClient } from '../../../../src/protocol/rpc/rpcClient';
import { RpcServer } from '../../../../src/protocol/rpc/rpcServer';
import type { Transport } from '../../../../src/protocol/rpc/transport';
import { settle } from '../memoryPair';
import { Mutator } from './mutator';
import type { LinkValidators, Validator } from './typeValidator';

type AnyMethods = Readonly<Record<string, { readonly params: unknown; readonly result: unknown }>>;
type AnyEvents = Readonly<Record<string, unknown>>;
type AnyLink = Link<AnyMethods, AnyEvents>;

/** A link with valid messages for all that travels on it, and what judges them. */
export interface FuzzedLink {
  readonly link: AnyLink;
  readonly params: Readonly<Record<string, unknown>>;
  readonly results: Readonly<Record<string, unknown>>;
  readonly events: readonly (readonly [string, unknown])[];
  readonly types: LinkValidators;
}

export interface FuzzReport {
  /** Messages whose payload reached a handler, a caller or a listener. */
  accepted: number;
  /** Messages that were answered or ended with an error of a code that is defined. */
  refused: number;
  /** Names of methods and events that something reached. */
  readonly reached: Set<string>;
  /** What should be empty: thrown, of a wrong type, answered twice, without a code. */
  readonly wrong: string[];
}

/** Messages that are under way at once: ids are told apart, and memory stays small. */
const atOnce = 1_000;

/** An end whose messages the test gives, in the same tick, and whose own messages it sees. */
class DirectEnd implements Transport {
  sent: unknown[] = [];
  #listener: (message: unknown) => void = () => undefined;

  send(message: unknown): Promise<void> {
    this.sent.push(message);
    return Promise.resolve();
  }

  onMessage(listener: (message: unknown) => void): () => void {
    this.#listener = listener;
    return () => undefined;
  }

  onClose(): () => void {
    return () => undefined;
  }

  /** What the other end wrote arrives. */
  deliver(message: unknown, report: FuzzReport): void {
    try {
      this.#listener(message);
    } catch (error) {
      report.wrong.push(`thrown: ${String(error)}`);
    }
  }
}

function emptyReport(): FuzzReport {
  return { accepted: 0, refused: 0, reached: new Set(), wrong: [] };
}

/** A payload arrived: it must be what the type says. */
function judge(report: FuzzReport, name: string, value: unknown, isRight?: Validator): void {
  report.accepted += 1;
  report.reached.add(name);
  if (isRight?.(value) !== true) report.wrong.push(`of a wrong type: ${name}`);
}

/** Every tenth message is as it should be, of the others one in four is wrong outside too. */
function message(
  mutator: Mutator,
  payload: string,
  right: Readonly<Record<string, unknown>>,
): unknown {
  const draw = mutator.below(40);
  if (draw < 4) return right;
  if (draw < 13) return mutator.change(right);
  return { ...right, [payload]: mutator.change(right[payload]) };
}

/** `count` changed requests to the end that answers. */
export async function fuzzRequests(
  { link, params, results, types }: FuzzedLink,
  count: number,
  seed: number,
): Promise<FuzzReport> {
  const report = emptyReport();
  const names = Object.keys(params);
  const mutator = new Mutator(createRng(seed), Object.values(params));
  const handlers = Object.fromEntries(
    names.map((name) => [
      name,
      (value: unknown) => {
        judge(report, name, value, types.params.get(name));
        return Promise.resolve(results[name]);
      },
    ]),
  );
  const end = new DirectEnd();
  const server = new RpcServer<AnyMethods, AnyEvents, AbortSignal>(end, link, handlers, {
    createAbort: () => new AbortController(),
  });
  for (let id = 1; id <= count; id++) {
    const method = mutator.pick(names);
    const right = { v: link.version, kind: 'request', id, method, params: params[method] };
    end.deliver(message(mutator, 'params', right), report);
    if (id % atOnce !== 0 && id !== count) continue;
    await settle();
    readAnswers(end, report);
  }
  if (server.openCount > 0) report.wrong.push(`${server.openCount} requests were never answered`);
  return report;
}

function readAnswers(end: DirectEnd, report: FuzzReport): void {
  if (end.sent.length > atOnce) report.wrong.push('more answers than requests');
  for (const answer of end.sent) {
    const checked = accept(envelope, answer, 'answer');
    if (!checked.ok) report.wrong.push(checked.problem);
    else if (checked.value.kind === 'error') report.refused += 1;
    else if (checked.value.kind !== 'result')
      report.wrong.push(`a ${checked.value.kind} as answer`);
  }
  end.sent = [];
}

/** `count` changed answers and events to the end that asks. */
export async function fuzzAnswers(
  fuzzed: FuzzedLink,
  count: number,
  seed: number,
): Promise<FuzzReport> {
  const report = emptyReport();
  const mutator = new Mutator(createRng(seed), [
    ...Object.values(fuzzed.results),
    ...fuzzed.events.map(([, data]) => data),
  ]);
  for (let left = count; left > 0; left -= atOnce) {
    await fuzzOneClient(fuzzed, mutator, Math.min(left, atOnce), report);
  }
  return report;
}

async function fuzzOneClient(
  { link, params, results, events, types }: FuzzedLink,
  mutator: Mutator,
  count: number,
  report: FuzzReport,
): Promise<void> {
  const end = new DirectEnd();
  const client = new RpcClient<AnyMethods, AnyEvents>(end, link, {
    startTimer: () => () => undefined,
    graceMs: 1,
    onProblem: () => (report.refused += 1),
  });
  for (const name of types.events.keys()) {
    client.onEvent(name, (data) => judge(report, name, data, types.events.get(name)));
  }
  const settled: Promise<void>[] = [];
  const v = link.version;
  for (let sent = 0; sent < count; sent++) {
    if (mutator.below(4) === 0) {
      const [event, data] = mutator.pick(events);
      end.deliver(message(mutator, 'data', { v, kind: 'event', event, data }), report);
      continue;
    }
    const method = mutator.pick(Object.keys(params));
    const { id, result } = client.start(method, params[method]);
    settled.push(
      result.then(
        (value) => judge(report, method, value, types.results.get(method)),
        (error: unknown) => noteFailure(report, error),
      ),
    );
    const error = { code: mutator.pick(errorCodes), message: 'It failed.', details: { n: 1 } };
    const right =
      mutator.below(8) === 0
        ? message(mutator, 'error', { v, kind: 'error', id, error })
        : message(mutator, 'result', { v, kind: 'result', id, result: results[method] });
    end.deliver(right, report);
  }
  await settle();
  client.dispose();
  await Promise.all(settled);
  if (client.openCount > 0) report.wrong.push('requests are open after the end');
}

function noteFailure(report: FuzzReport, error: unknown): void {
  report.refused += 1;
  if (!isAppError(error) || !errorCodes.includes(error.code)) {
    report.wrong.push(`without a code: ${String(error)}`);
  }
}

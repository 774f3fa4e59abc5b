import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { childLink } from '../../../../src/protocol/childLink';
import { chatLink } from '../../../../src/protocol/webview/chatLink';
import { panelLink } from '../../../../src/protocol/webview/panelLink';
import { events, params, results } from '../childSamples';
import {
  chatEvents,
  chatParams,
  chatResults,
  panelEvents,
  panelParams,
  panelResults,
} from '../webview/pageSamples';
import type { FuzzedLink, FuzzReport } from './fuzzLink';
import { fuzzAnswers, fuzzRequests } from './fuzzLink';
import { TypeReader } from './typeValidator';

const seed = 20_261_129;

/** Half of the messages end as an error, and its stack costs more than all else. */
const { stackTraceLimit } = Error;
beforeAll(() => void (Error.stackTraceLimit = 0));
afterAll(() => void (Error.stackTraceLimit = stackTraceLimit));

const files = {
  child: 'src/protocol/childProtocol.ts',
  panel: 'src/protocol/webview/panelLink.ts',
  chat: 'src/protocol/webview/chatLink.ts',
} as const;
const types = new TypeReader(Object.values(files));

const child: FuzzedLink = {
  link: childLink,
  params,
  results,
  events: Object.entries(events),
  types: types.link(files.child, 'ChildMethods', 'ChildEvents'),
};
const panel: FuzzedLink = {
  link: panelLink,
  params: panelParams,
  results: panelResults,
  events: panelEvents,
  types: types.link(files.panel, 'PanelMethods', 'PanelEvents'),
};
const chat: FuzzedLink = {
  link: chatLink,
  params: chatParams,
  results: chatResults,
  events: chatEvents,
  types: types.link(files.chat, 'ChatMethods', 'ChatEvents'),
};

/** 100,000 on the link to the child, 100,000 on the links to the two pages. */
const runs: readonly (readonly [string, FuzzedLink, number])[] = [
  ['the child', child, 50_000],
  ['the panel', panel, 30_000],
  ['the chat', chat, 20_000],
];

function check({ wrong, reached, accepted, refused }: FuzzReport, names: readonly string[]): void {
  expect(wrong.slice(0, 10)).toEqual([]);
  // A harness that accepts or refuses everything tests nothing.
  expect([...reached].sort()).toEqual([...new Set(names)].sort());
  expect(accepted).toBeGreaterThan(1_000);
  expect(refused).toBeGreaterThan(1_000);
}

describe.each(runs)('changed messages on the link to %s', (_, fuzzed, count) => {
  it(`${count} requests: a handler gets what the type says, or the asker an error`, async () => {
    check(await fuzzRequests(fuzzed, count, seed), Object.keys(fuzzed.params));
  });

  it(`${count} answers and events: the same for callers and listeners`, async () => {
    const names = [...Object.keys(fuzzed.results), ...fuzzed.types.events.keys()];
    check(await fuzzAnswers(fuzzed, count, seed), names);
  });
});

describe('the judge', () => {
  it('finds a guard that lets everything through', async () => {
    const open = { params: () => undefined, result: () => undefined };
    const link = { ...childLink, methods: { ...childLink.methods, load: open } };
    const requests = await fuzzRequests({ ...child, link }, 2_000, seed);
    const answers = await fuzzAnswers({ ...child, link }, 2_000, seed);
    for (const { wrong } of [requests, answers]) {
      expect(new Set(wrong)).toEqual(new Set(['of a wrong type: load']));
    }
  });

  it.each([
    ['params', 'load', { modelDir: '/m' }],
    ['params', 'load', { modelDir: '/m', device: 'tpu' }],
    ['params', 'generate', { ...params.generate, maxNewTokens: Number.NaN }],
    ['params', 'generate', { ...params.generate, prompts: [[{ kind: 'token', text: 'a' }]] }],
    ['results', 'tokenize', { startOffsets: [0], endOffsets: Int32Array.of(1) }],
    ['events', 'ready', { ...events.ready, versions: { node: 20 } }],
  ] as const)('takes no %s of %s like %j', (part, name, value) => {
    const isRight = child.types[part].get(name);
    const right = { params, results, events }[part];
    expect(isRight?.(Reflect.get(right, name))).toBe(true);
    expect(isRight?.(value)).toBe(false);
  });
});

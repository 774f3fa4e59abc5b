import { deserialize, serialize } from 'node:v8';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { childLink } from '../../../src/protocol/childLink';
import type {
  ChildEvents,
  ChildMethods,
  GenerateParams,
} from '../../../src/protocol/childProtocol';
import type { Check } from '../../../src/protocol/guards';
import { accept } from '../../../src/protocol/guards';
import { limits } from '../../../src/protocol/limits';
import { memberOf } from '../../../src/protocol/rpc/link';
import { envelope, requestIdOf, versionOf } from '../../../src/protocol/rpc/envelope';
import { events, generate, output, params, results } from './childSamples';

const methodNames = Object.keys(params) as (keyof ChildMethods)[];
const all: readonly (readonly [string, Check<unknown>, unknown])[] = [
  ...methodNames.flatMap((name) => [
    [`${name}.params`, memberOf(childLink.methods, name).params, memberOf(params, name)] as const,
    [`${name}.result`, memberOf(childLink.methods, name).result, memberOf(results, name)] as const,
  ]),
  ...(Object.keys(events) as (keyof ChildEvents)[]).map(
    (name) => [`${name}.data`, memberOf(childLink.events, name), memberOf(events, name)] as const,
  ),
];

describe('what travels between host and child', () => {
  it.each(all)('%s passes as it arrives through the real serialisation', (name, check, value) => {
    expect(check(value, name)).toBeUndefined();
    expect(check(deserialize(serialize(value)), name)).toBeUndefined();
  });

  it.each(all)('%s: any other value never makes the check throw', (name, check) => {
    fc.assert(
      fc.property(fc.anything({ withTypedArray: true, withNullPrototype: true }), (value) => {
        const problem = check(value, name);
        expect(problem === undefined || problem.startsWith(name)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it.each(all)('%s: one member replaced by what never fits is refused', (name, check, value) => {
    for (const path of memberPaths(value)) {
      const broken = replaceAt(value, path, Symbol('never'));
      expect(check(broken, name), path.join('.')).toContain(name);
    }
  });
});

/** Paths of all members, array items included, typed arrays taken as one. */
function memberPaths(value: unknown): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return [];
  return Object.entries(value).flatMap(([key, member]) => [
    [key],
    ...memberPaths(member).map((path) => [key, ...path]),
  ]);
}

function replaceAt(value: unknown, [key, ...rest]: readonly string[], by: unknown): unknown {
  if (key === undefined) return by;
  const member: unknown = Reflect.get(value as object, key);
  const replaced = replaceAt(member, rest, by);
  if (Array.isArray(value))
    return value.map((item: unknown, i) => (String(i) === key ? replaced : item));
  return { ...(value as object), [key]: replaced };
}

describe('ranges', () => {
  const { params: check } = childLink.methods.generate;
  const withSampling = (sampling: GenerateParams['sampling']): GenerateParams => ({
    ...generate,
    ...(sampling === undefined ? {} : { sampling }),
  });
  const huge = 'x'.repeat(limits.textLength + 1);
  it.each<readonly [string, unknown]>([
    ['generate.maxNewTokens', { ...generate, maxNewTokens: 0 }],
    ['generate.maxNewTokens', { ...generate, maxNewTokens: 1.5 }],
    ['generate.maxNewTokens', { ...generate, maxNewTokens: Number.POSITIVE_INFINITY }],
    ['generate.maxNewTokens', { ...generate, maxNewTokens: limits.maxNewTokens + 1 }],
    ['generate.maxNewTokens', { prompts: generate.prompts }],
    ['generate.prompts', { ...generate, prompts: [] }],
    ['generate.prompts[0][0].text', { ...generate, prompts: [[{ kind: 'text', text: huge }]] }],
    ['generate.prompts[0][0].kind', { ...generate, prompts: [[{ kind: 'image', text: '' }]] }],
    ['generate.prompts[0][0].token', { ...generate, prompts: [[{ kind: 'token', token: '' }]] }],
    ['generate.batchSize', { ...generate, batchSize: limits.batchSize + 1 }],
    ['generate.deadlineMs', { ...generate, deadlineMs: -1 }],
    ['generate.deadlineMs', { ...generate, deadlineMs: Number.NaN }],
    ['generate.sampling.temperature', withSampling({ temperature: 2.01 })],
    ['generate.sampling.temperature', withSampling({ temperature: Number.NaN })],
    ['generate.sampling.topP', withSampling({ topP: 0 })],
    ['generate.sampling.topP', withSampling({ topP: 1.01 })],
    ['generate.sampling.topK', withSampling({ topK: 1001 })],
    ['generate.sampling.minP', withSampling({ minP: -0.1 })],
    ['generate.sampling.repetitionPenalty', withSampling({ repetitionPenalty: 0.9 })],
    ['generate.sampling.seed', withSampling({ seed: 2 ** 32 })],
    ['generate.stop', { ...generate, stop: Array.from({ length: 65 }, () => 'a') }],
    ['generate.stop[0]', { ...generate, stop: [''] }],
  ])('%s outside its range is named', (path, value) => {
    expect(check(value, 'generate')).toMatch(
      new RegExp(`^${path.replace(/[.[\]]/g, '\\$&')} must`),
    );
  });

  it('ends of the ranges are inside', () => {
    const edges = {
      temperature: 2,
      topK: 1000,
      topP: 1,
      minP: 1,
      repetitionPenalty: 2,
      seed: 2 ** 32 - 1,
    };
    expect(check(withSampling(edges), 'generate')).toBeUndefined();
    expect(check({ ...generate, maxNewTokens: limits.maxNewTokens }, 'generate')).toBeUndefined();
  });

  it('numbers of a result are finite, in typed arrays too', () => {
    const { result } = childLink.methods.generate;
    const bad = { ...output, margins: Float32Array.of(1, Number.NaN) };
    expect(result({ outputs: [bad], wallMs: 1 }, 'r')).toContain('r.outputs[0].margins');
    const half = { ...output, guesses: { made: 1.5, right: 1 } };
    expect(result({ outputs: [half], wallMs: 1 }, 'r')).toContain('r.outputs[0].guesses.made');
    expect(result({ outputs: [], wallMs: Number.NaN }, 'r')).toContain('r.wallMs');
  });

  it('an inherited member does not count, a present undefined counts as absent', () => {
    const { load } = childLink.methods;
    expect(load.params(Object.create(params.load), 'load')).toContain('load.modelDir');
    expect(load.params({ ...params.load, threads: undefined }, 'load')).toBeUndefined();
    expect(load.params({ ...params.load, device: undefined }, 'load')).toContain('load.device');
  });

  it('a list that is far too long is refused without looking at its items', () => {
    const texts: string[] = [];
    texts.length = 2 ** 31;
    const start = performance.now();
    expect(childLink.methods.countTokens.params({ texts }, 'c')).toContain('c.texts must');
    expect(performance.now() - start).toBeLessThan(50);
  });
});

describe('the envelope', () => {
  it('passes for each kind and keeps what it carries', () => {
    const message = { v: 1, kind: 'request', id: 1, method: 'load', params: { any: 'thing' } };
    expect(accept(envelope, message, 'm')).toEqual({ ok: true, value: message });
    const error = { code: 'internal', message: 'x', details: { n: 1, s: 'a', b: true } };
    expect(envelope({ v: 1, kind: 'error', id: 1, error }, 'm')).toBeUndefined();
  });

  it.each<readonly [string, unknown]>([
    ['no object', 'text'],
    ['no kind', { v: 1 }],
    ['a kind from the prototype', { v: 1, kind: 'toString' }],
    ['id 0', { v: 1, kind: 'cancel', id: 0 }],
    ['id NaN', { v: 1, kind: 'cancel', id: Number.NaN }],
    ['an unknown code', { v: 1, kind: 'error', id: 1, error: { code: 'E', message: '' } }],
    [
      'a detail that is no plain value',
      { v: 1, kind: 'error', id: 1, error: { code: 'internal', message: '', details: { a: {} } } },
    ],
    ['a name of 65 characters', { v: 1, kind: 'event', event: 'e'.repeat(65), data: 1 }],
  ])('is refused for %s', (_why, message) => {
    expect(accept(envelope, message, 'm').ok).toBe(false);
  });

  it('version and id are readable from what is otherwise broken', () => {
    expect(versionOf({ v: 3, kind: 'later' })).toBe(3);
    expect([undefined, null, 1, 'v', [], { v: 'x' }, { v: -1 }].map(versionOf)).toEqual(
      Array.from({ length: 7 }, () => undefined),
    );
    expect(requestIdOf({ kind: 'request', id: 5 })).toBe(5);
    expect(requestIdOf({ kind: 'result', id: 5 })).toBeUndefined();
  });
});

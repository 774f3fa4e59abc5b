import { describe, expect, it } from 'vitest';
import { compareSpeeds } from '../../../src/pipeline/compareSpeeds';
import type { GenerateParams, GenerateResult } from '../../../src/protocol/childProtocol';
import { ScriptedEngine, sessionOf } from '../support/scriptedEngine';

/** Reads 80 tokens of which 20 were held, and writes 11, in these times; the first time in ten times that. */
class TimedEngine extends ScriptedEngine {
  readonly asks: GenerateParams[] = [];

  constructor(
    private readonly name: string,
    private readonly ms: { readonly prefill: number; readonly decode: number },
    private readonly order: string[],
  ) {
    super();
  }

  override generate(params: GenerateParams): Promise<GenerateResult> {
    this.order.push(this.name);
    this.asks.push(params);
    const slow = this.asks.length === 1 ? 10 : 1;
    const output = {
      ...{ text: 'so', tokenIds: new Int32Array(11), finishReason: 'length' as const },
      ...{ promptTokens: 80, cachedTokens: 20, timeToFirstTokenMs: 1 },
      prefillMs: this.ms.prefill * slow,
      decodeMs: this.ms.decode * slow,
    };
    return Promise.resolve({ outputs: [output], wallMs: 1 });
  }
}

const prompts = ['a', 'b', 'c'].map((text) => [{ kind: 'text', text }] as const);
const { signal } = new AbortController();

describe('compareSpeeds', () => {
  it('asks both in turn, and leaves out what warms up', async () => {
    const order: string[] = [];
    const quick = new TimedEngine('quick', { prefill: 300, decode: 200 }, order);
    const slow = new TimedEngine('slow', { prefill: 600, decode: 500 }, order);
    const speeds = await compareSpeeds([sessionOf(quick), sessionOf(slow)], prompts, signal);
    expect(order).toEqual(['quick', 'slow', 'slow', 'quick', 'quick', 'slow']);
    expect(speeds).toEqual([
      { prefill: 200, decode: 50 },
      { prefill: 100, decode: 20 },
    ]);
    expect(quick.asks.every(({ lookahead }) => lookahead === false)).toBe(true);
  });

  it('has no speed where nothing was measured', async () => {
    const engine = new TimedEngine('one', { prefill: 300, decode: 200 }, []);
    const sessions = [sessionOf(engine), sessionOf(engine)] as const;
    const none = { prefill: null, decode: null };
    expect(await compareSpeeds(sessions, prompts.slice(0, 1), signal)).toEqual([none, none]);
  });
});

import type { TestContext } from 'vitest';
import { expect } from 'vitest';
import type { EngineState } from '../../../src/engine/engine';
import { LocalEngine } from '../../../src/engine/localEngine';
import type { LocalEngineOptions } from '../../../src/engine/localEngineOptions';
import type { GenerateParams, LoadParams } from '../../../src/protocol/childProtocol';
import { isAlive } from '../../support/processes';
import type { Fixtures } from './bundleFixtures';

export interface Watched {
  readonly engine: LocalEngine;
  readonly states: readonly EngineState[];
  readonly lines: readonly string[];
}

/** An engine that is closed, and known to be gone, when the test that asked for it ends. */
export function openEngine(
  test: TestContext,
  fixtures: Fixtures,
  options: Partial<LocalEngineOptions> = {},
): Watched {
  const lines: string[] = [];
  const engine = new LocalEngine({
    childPath: fixtures.childPath,
    restartDelayMs: 10,
    cancelGraceMs: 300,
    logger: { log: (level, topic, message) => lines.push(`${level} ${topic} ${message}`) },
    ...options,
  });
  test.onTestFinished(async () => {
    const pid = pidOf(engine);
    await engine.close();
    expect(pid > 0 && isAlive(pid)).toBe(false);
  });
  const states: EngineState[] = [];
  engine.onStatus(({ state }) => {
    if (state !== states.at(-1)) states.push(state);
  });
  return { engine, states, lines };
}

export const tiny: LoadParams = { modelDir: 'tiny', device: 'cpu' };
export const say = (text: string, more: Partial<GenerateParams> = {}): GenerateParams => ({
  prompts: [[{ kind: 'text', text }]],
  maxNewTokens: 10_000,
  ...more,
});
export const pidOf = (engine: LocalEngine): number => engine.status.process?.pid ?? 0;

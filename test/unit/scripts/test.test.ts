import { expect, it, vi } from 'vitest';
import { test } from '../../../scripts/test.mjs';

const asked = vi.hoisted((): string[] => []);

vi.mock('../../../scripts/dependencies.mjs', () => ({
  runNpm: () => Promise.resolve(0),
  run: (_: string, args: readonly string[]) => {
    asked.push(args.find((arg) => arg.startsWith('--project=')) ?? 'another');
    return Promise.resolve(130);
  },
}));

vi.mock('../../../scripts/testModels.mjs', () => ({
  prepareModels: () => {
    asked.push('models');
    return Promise.resolve({});
  },
}));

it('ends all of «npm test» with the stage that Ctrl-C ends, and fetches nothing after it', async () => {
  expect(await test()).toBe(130);
  expect(asked).toEqual(['--project=unit']);
});

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

it('ends all of «npm test» with the stage that Ctrl-C ends', async () => {
  expect(await test()).toBe(130);
  expect(asked).toEqual(['--project=unit']);
});

import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

it('the card of the embedded model has its numbers', () => {
  const card = readFileSync('models/tokenskip-coder-0.5b/README.md', 'utf8');
  expect(card).not.toMatch(/@[A-Z]/);
});

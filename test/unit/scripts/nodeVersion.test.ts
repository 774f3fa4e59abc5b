import { describe, expect, it } from 'vitest';
import { nodeVersionProblem } from '../../../scripts/nodeVersion.mjs';
import packageJson from '../../../package.json' with { type: 'json' };

describe('nodeVersionProblem', () => {
  it.each(['20.9.0', '20.20.2', '21.0.0', '22.12.1', '100.0.0'])('accepts %s', (version) => {
    expect(nodeVersionProblem(version)).toBeUndefined();
  });

  it.each(['20.8.1', '18.20.4', '9.11.2', '20', 'x'])(
    'says what to install instead of %s',
    (version) => {
      expect(nodeVersionProblem(version)).toMatch(/20\.9 or newer/);
    },
  );

  it('asks for what package.json asks for', () => {
    expect(packageJson.engines.node).toBe('>=20.9');
  });
});

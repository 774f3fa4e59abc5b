import { describe, expect, it } from 'vitest';
import { nodeVersionProblem } from '../../../scripts/nodeVersion.mjs';
import lock from '../../../package-lock.json' with { type: 'json' };
import packageJson from '../../../package.json' with { type: 'json' };

describe('nodeVersionProblem', () => {
  it.each(['20.19.0', '20.20.2', '22.12.1', '24.0.0', '100.0.0'])('accepts %s', (version) => {
    expect(nodeVersionProblem(version)).toBeUndefined();
  });

  it.each(['20.18.3', '18.20.4', '9.11.2', '21.7.3', '22.11.0', '20', 'x'])(
    'says what to install instead of %s',
    (version) => {
      expect(nodeVersionProblem(version)).toMatch(/20\.19, 22\.12 or newer/);
    },
  );

  it('asks, as package.json does, for what the tools ask for', () => {
    expect(packageJson.engines.node).toBe(lock.packages['node_modules/vite'].engines.node);
    expect(packageJson.engines.node).toBe('^20.19.0 || >=22.12.0');
  });
});

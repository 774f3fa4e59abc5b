import type { SavingsEntry } from '../../../src/core/savingsLedger';

export function savingsRecord(id: string): SavingsEntry {
  return {
    id,
    day: '2026-11-24',
    workspace: 'here',
    model: 'tiny',
    kind: 'estimated',
    tokens: 12.5,
    seconds: 0.25,
    tokensInterval: { low: 1, high: 20 },
  };
}

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SavingsEntry } from '../../../src/core/savingsLedger';
import {
  calendarDay,
  combinedSavings,
  currentEntries,
  savingsByDay,
  savingsByModel,
  totalSavings,
} from '../../../src/core/savingsLedger';

function entry(id: string, change: Partial<SavingsEntry> = {}): SavingsEntry {
  return {
    id,
    day: '2026-11-24',
    workspace: 'a',
    kind: 'estimated',
    tokens: 100,
    seconds: 2,
    ...change,
  };
}

describe('currentEntries', () => {
  it('lets a measurement take the place of the estimate of the same answer, never the reverse', () => {
    const measured = entry('1', { kind: 'measured', tokens: 80 });
    expect(currentEntries([entry('1'), measured])).toEqual([measured]);
    expect(currentEntries([measured, entry('1')])).toEqual([measured]);
  });

  it('forgets what was recorded before a reset, and only in its workspace', () => {
    const other = entry('2', { workspace: 'b' });
    const later = entry('3');
    const records = [entry('1'), other, { reset: { workspace: 'a' } }, later];
    expect(currentEntries(records)).toEqual([other, later]);
    expect(currentEntries([...records, { reset: 'all' }])).toEqual([]);
  });
});

describe('sums', () => {
  it('keeps measured and estimated apart', () => {
    const totals = totalSavings([entry('1'), entry('2', { kind: 'measured', tokens: -7 })]);
    expect(totals.estimated).toEqual({ answers: 1, tokens: 100, seconds: 2 });
    expect(totals.measured).toEqual({ answers: 1, tokens: -7, seconds: 2 });
    expect(combinedSavings(totals)).toEqual({
      answers: 2,
      tokens: 93,
      seconds: 4,
      isEstimate: true,
    });
  });

  it('is the same by day as over all days, and the days are in order', () => {
    const entries = fc.array(
      fc.record({
        id: fc.uuid(),
        day: fc.constantFrom('2026-11-23', '2026-11-24', '2025-01-01'),
        workspace: fc.constant('a'),
        kind: fc.constantFrom('measured', 'estimated'),
        tokens: fc.integer({ min: -500, max: 500 }),
        seconds: fc.integer({ min: -50, max: 50 }),
      }),
    );
    fc.assert(
      fc.property(entries, (list) => {
        const days = savingsByDay(list);
        expect(days.map(({ day }) => day)).toEqual([...new Set(list.map((it) => it.day))].sort());
        const sum = days.reduce((total, day) => total + combinedSavings(day).tokens, 0);
        expect(sum).toBe(combinedSavings(totalSavings(list)).tokens);
      }),
    );
  });

  it('is told of each model, what earlier versions kept without one last', () => {
    const entries = [
      entry('1'),
      entry('2', { model: 'coder-1.5b', tokens: 7 }),
      entry('3', { model: 'coder-0.5b' }),
      entry('4', { model: 'coder-1.5b', tokens: 5, kind: 'measured' }),
    ];
    const models = savingsByModel(entries);
    expect(models.map(({ model }) => model)).toEqual(['coder-0.5b', 'coder-1.5b', undefined]);
    expect(models[1]).toMatchObject({ measured: { tokens: 5 }, estimated: { tokens: 7 } });
  });

  it('names the local day', () => {
    expect(calendarDay(new Date(2026, 0, 5, 23, 59))).toBe('2026-01-05');
  });
});

import { expect, it, vi } from 'vitest';
import { dayLabel } from '../../../../src/host/savings/dayLabel';

vi.mock('vscode', () => import('../../../support/vscodeStub'));

it('names the year only of another one', () => {
  const now = new Date(2026, 0, 2);
  expect(dayLabel('2026-01-01', now)).toBe('Jan 01');
  expect(dayLabel('2025-12-31', now)).toBe('Dec 31, 2025');
});

import type { SavingsEntry, SavingsRecord, SavingsReset } from '../../core/savingsLedger';
import type { Interval } from '../../core/statistics';
import type { Check } from '../../protocol/guards';
import { accept, numberIn, object, oneOf, optional, text } from '../../protocol/guards';

/** More tokens or seconds than any answer can cost; what is beyond is a damaged line. */
const bound = 1e9;
const amount = numberIn(-bound, bound);
const shortText = text(200, 1);

const entry: Check<SavingsEntry> = object<SavingsEntry>({
  id: shortText,
  day: (value, path) =>
    typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)
      ? undefined
      : `${path} must be a day`,
  workspace: shortText,
  model: optional(shortText),
  kind: oneOf(['measured', 'estimated']),
  tokens: amount,
  seconds: amount,
  tokensInterval: optional(object<Interval>({ low: amount, high: amount })),
});

const oneWorkspace = object<{ readonly workspace: string }>({ workspace: shortText });
const reset: Check<SavingsReset> = object<SavingsReset>({
  reset: (value, path) => (value === 'all' ? undefined : oneWorkspace(value, path)),
});

/** The records in a ledger's text, one JSON object a line; lines that are none are left out. */
export function parseRecords(lines: string): readonly SavingsRecord[] {
  return lines.split('\n').flatMap((line): readonly SavingsRecord[] => {
    if (line === '') return [];
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch {
      return [];
    }
    for (const check of [entry, reset] as const) {
      const checked = accept<SavingsRecord>(check, value, 'record');
      if (checked.ok) return [checked.value];
    }
    return [];
  });
}

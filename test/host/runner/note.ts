import { appendFileSync } from 'node:fs';
import type { HostTestEvent } from './hostTestEvent';

/** Prints a line among the results of the host tests. */
export function note(text: string): void {
  const reportFile = process.env.TOKENSKIP_HOST_TEST_REPORT;
  const event: HostTestEvent = { kind: 'note', text };
  if (reportFile !== undefined) appendFileSync(reportFile, `${JSON.stringify(event)}\n`);
}

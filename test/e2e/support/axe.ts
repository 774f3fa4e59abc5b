import axe from 'axe-core';
import type { AxeResults } from 'axe-core';
import type { Frame } from 'playwright-core';

/** What axe-core finds wrong in a frame, one line for each; the page's own CSP stays in force. */
export async function axeViolations(frame: Frame): Promise<readonly string[]> {
  await frame.evaluate(axe.source);
  const results = await frame.evaluate<AxeResults>('axe.run(document)');
  return results.violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}: ${nodes.map(({ html, failureSummary }) => `${html.slice(0, 160)} ${failureSummary ?? ''}`).join(' | ')}`,
  );
}

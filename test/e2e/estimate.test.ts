import { afterEach, describe, expect, it } from 'vitest';
import { calibratedModel } from './support/calibratedModel';
import { openWorkbench } from './support/openWorkbench';

/** From a cold start on busy cores. */
const answerLimitMs = 180_000;

const closers: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

describe('an answer of a model whose ratios were measured', () => {
  it('adds its estimated saving to the status bar, with the interval in the tooltip', async () => {
    const model = await calibratedModel();
    closers.push(() => model.remove());
    const question = 'What is 12 * 8 + 5?';
    const workbench = await openWorkbench({
      files: { 'sums.md': `${question}\n` },
      settings: { 'tokenskip.model': model.folder, 'tokenskip.ratio': '0.5' },
      width: 1100,
      height: 700,
    });
    closers.push(() => workbench.close());
    await workbench.openFile('sums.md');
    await workbench.selectText(question, 'sums.md');
    await workbench.runCommand('TokenSkip: Solve and Insert');
    const status = workbench.page.locator('#tokenskip\\.tokenskip\\.tokenskip\\.status');
    await status.filter({ hasText: /Loading model|Thinking/ }).waitFor();
    await workbench.screenshot('status-busy');
    await status
      .filter({ hasText: /≈ \d+ tokens · ≈ .* s saved/ })
      .waitFor({ timeout: answerLimitMs });
    await status.hover();
    const tooltip = workbench.page.locator('.monaco-hover:visible');
    const text = await tooltip.filter({ hasText: 'Last answer' }).textContent();
    const [, saved, low, high] =
      /Last answer: ≈ (\d+) tokens, for 8 of 10 questions (\d+) to (\d+)/.exec(text ?? '') ?? [];
    // n / ρ - n with ρ = 0.5, and 0.625 to 0.4 for the interval.
    expect(Number(saved)).toBeGreaterThan(0);
    expect(Number(low) / Number(saved)).toBeCloseTo(0.6, 1);
    expect(Number(high) / Number(saved)).toBeCloseTo(1.5, 1);
    await workbench.screenshot('status-estimate');
    await workbench.until('the answer in the document', async () =>
      (await workbench.editorText()).includes('**Answer:**') ? true : undefined,
    );
    await workbench.screenshot('solve-and-insert');
  }, 240_000);
});

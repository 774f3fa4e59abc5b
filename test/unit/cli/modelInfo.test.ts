import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { modelInfo } from '../../../src/cli/commands/modelInfo';
import { runCommand } from '../../../src/cli/runCommand';
import type { ModelManifest } from '../../../src/protocol/modelManifest';
import { sampleManifest } from '../modelkit/manifest/sampleManifest';
import { ScriptedProduct } from '../support/scriptedProduct';
import { fakeContext } from './fakeContext';

let product: ScriptedProduct;
beforeAll(async () => {
  product = await ScriptedProduct.install();
});
afterAll(() => product.remove());

async function info(change: Partial<ModelManifest>): Promise<string> {
  const folder = await product.addModel({ lines: [] }, change);
  const context = fakeContext({ rootDir: product.rootDir });
  expect(await runCommand(['info', folder], [modelInfo], '', context)).toBe(0);
  return context.out.text;
}

describe('tokenskip model info', () => {
  it('says what auto goes on with, and by what that was chosen', async () => {
    const { auto } = sampleManifest;
    expect(await info({ auto: auto! })).toMatch(
      /auto +short first, then a vote of five short chains \(gsm8k, 2026-02-01\)/,
    );
    const full = /auto +short first, then the full reasoning \(not measured\)/;
    expect(await info({ auto: { next: 'full' } })).toMatch(full);
    expect(await info({})).toMatch(full);
  });

  it('says nothing of auto where there is nothing to choose from', async () => {
    expect(await info({ trainedRatios: [] })).not.toMatch(/^auto/m);
    expect(await info({ trainedRatios: [1] })).not.toMatch(/^auto/m);
  });
});

import { readFileSync } from 'node:fs';
import * as l10n from '@vscode/l10n';
import { describe, expect, it } from 'vitest';
import { checkKeepRatio } from '../../../../src/core/ratio';
import type { ModelView } from '../../../../src/protocol/webview/modelView';
import { allowedSetting, ratioOptions } from '../../../../src/webview/shared/ratio/ratioOptions';

function model(trainedRatios: readonly number[]): ModelView {
  const cost = {
    keepRatio: 0.5,
    actualRatio: 0.52,
    low: 0.4,
    high: 0.66,
    accuracy: 0.3,
    questions: 319,
  };
  return {
    kind: 'present',
    id: 'm',
    name: 'M',
    trainedRatios,
    costs: [cost],
    device: null,
    upgrade: null,
  };
}

describe('ratioOptions', () => {
  it('refuses what is below the trained floor, with the reason', () => {
    const options = ratioOptions(model([1, 0.9, 0.8, 0.7]));
    expect(
      options.filter(({ refusal }) => refusal !== undefined).map(({ percent }) => percent),
    ).toEqual([60, 50]);
    expect(options.at(-1)?.refusal).toContain('0.7');
  });

  it('refuses in the language of the page, with the sentence of the command line in English', () => {
    for (const trained of [
      [1, 0.7],
      [1, 0.9, 0.5],
    ]) {
      const check = checkKeepRatio(0.6, trained);
      const refusal = (): string | undefined =>
        ratioOptions(model(trained)).find(({ percent }) => percent === 60)?.refusal;
      expect(refusal()).toBe(check.ok ? '' : check.reason);
      l10n.config({ contents: readFileSync('l10n/bundle.l10n.de.json', 'utf8') });
      expect(refusal()).toMatch(/^Dieses Modell .* 0\.6/);
      l10n.config({ contents: {} });
    }
  });

  it('refuses nothing of a model without trained ratios, nor of a missing one', () => {
    const missing: ModelView = {
      kind: 'missing',
      id: 'm',
      name: 'M',
      downloadBytes: null,
      memoryBytes: null,
      reason: 'not here',
      canRunHere: true,
    };
    for (const view of [model([]), missing]) {
      expect(ratioOptions(view).every(({ refusal }) => refusal === undefined)).toBe(true);
    }
  });

  it('knows the cost only where it was measured', () => {
    const options = ratioOptions(model([1, 0.9, 0.8, 0.7, 0.6, 0.5]));
    expect(options.map(({ cost }) => cost?.actualRatio)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      0.52,
    ]);
  });
});

describe('allowedSetting', () => {
  const options = ratioOptions(model([1, 0.9, 0.8, 0.7]));
  it.each([
    ['0.5', '0.7'],
    ['0.7', '0.7'],
    ['1.0', '1.0'],
    ['auto', 'auto'],
  ] as const)('%s becomes %s', (wanted, allowed) => {
    expect(allowedSetting(wanted, options)).toBe(allowed);
  });
});

import { describe, expect, it, vi } from 'vitest';
import { ratioModels } from '../../../../src/host/native/provider/ratioModels';
import type { ModelManifest } from '../../../../src/protocol/modelManifest';
import { sampleManifest } from '../../cli/sampleManifest';

vi.mock('vscode', () => import('../../../support/vscodeStub'));

function tooltips(change: Partial<ModelManifest>): ReadonlyMap<string, string | undefined> {
  const manifest = sampleManifest({ trainedRatios: [1, 0.5], ...change });
  const models = ratioModels({ folder: '/models/sample', manifest }, 100);
  return new Map(models.map(({ ratio, tooltip }) => [ratio, tooltip]));
}

describe('the entries of the editor’s list of models', () => {
  it('say what auto goes on with', () => {
    expect(tooltips({}).get('auto')).toMatch(/with all of it if that is not sure/);
    expect(tooltips({ auto: { next: 'full' } }).get('auto')).toMatch(/with all of it if/);
    expect(tooltips({ auto: { next: 'vote' } }).get('auto')).toMatch(/with a vote of five such if/);
  });

  it('leave half of the context to what is asked, whatever length an answer may have', () => {
    const manifest = sampleManifest({ trainedRatios: [], contextLength: 4096 });
    for (const maxTokens of [4095, 4096, 32_768]) {
      const [model] = ratioModels({ folder: '/models/sample', manifest }, maxTokens);
      expect(model).toMatchObject({ maxInputTokens: 2048, maxOutputTokens: 2048 });
    }
  });

  it('have no auto where there is nothing to choose from', () => {
    expect([...tooltips({ trainedRatios: [], auto: { next: 'vote' } }).keys()]).toEqual(['1.0']);
  });
});

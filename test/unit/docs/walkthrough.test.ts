import { readFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { sizeText } from '../../../src/host/models/sizeText';
import { catalogue } from '../../../src/modelkit/catalogue/catalogue';
import { downloadBytes } from '../../../src/modelkit/catalogue/entrySize';
import { findUpgrade } from '../../../src/modelkit/catalogue/findUpgrade';
import { accept, tableOf, text } from '../../../src/protocol/guards';

vi.mock('vscode', () => import('../../support/vscodeStub'));

/** What the walkthrough, which can hold no numbers of its own, has to say of the catalogue's upgrade. */
function offer(language: 'en' | 'de'): string {
  const { models, upgradeModel, defaultModel } = catalogue;
  const entry = models.find(({ id }) => id === upgradeModel);
  if (entry === undefined) throw new Error('the catalogue names no upgrade');
  const gain = findUpgrade(catalogue, defaultModel)?.gain;
  const size = sizeText(downloadBytes(entry));
  if (language === 'de') {
    const claim =
      gain === undefined
        ? 'ist vielleicht besser'
        : `löst ${gain.right} von 100 Schulaufgaben statt ${gain.insteadOf}`;
    return `${entry.name} ${claim}, ${size.replace('.', ',')}. `;
  }
  const claim =
    gain === undefined
      ? 'may do better'
      : `is right on ${gain.right} of 100 school problems instead of ${gain.insteadOf}`;
  return `${entry.name} ${claim}, ${size}. `;
}

describe('the step of the walkthrough about the larger model', () => {
  it.each([
    ['package.nls.json', 'en'],
    ['package.nls.de.json', 'de'],
  ] as const)('says in %s what the catalogue has measured', (path, language) => {
    const words = accept(
      tableOf(text(2_000, 1), 1_000),
      JSON.parse(readFileSync(path, 'utf8')),
      path,
    );
    if (!words.ok) throw new Error(words.problem);
    const described = words.value['walkthrough.upgrade.description'] ?? '';
    const [sentence] = described.split(/(?<=GB\. |MB\. )/);
    expect(sentence).toBe(offer(language));
    expect(described).toContain('(command:tokenskip.takeUpgrade)');
  });

  it('is shown only where there is something to offer', () => {
    expect(readFileSync('package.json', 'utf8')).toMatch(
      /"id": "upgrade",[^}]*"when": "tokenskip\.hasUpgrade"/,
    );
  });
});

it('has a step about getting a model only where none is part of the package', () => {
  expect(readFileSync('package.json', 'utf8')).toMatch(
    /"id": "model",[^}]*"when": "tokenskip\.needsModel"/,
  );
});

import { readFileSync } from 'node:fs';
import { expect, it, vi } from 'vitest';
import { sizeText } from '../../../src/host/models/sizeText';
import { catalogue } from '../../../src/modelkit/catalogue/catalogue';
import type { CatalogueEntry } from '../../../src/modelkit/catalogue/catalogueEntry';
import {
  convertedBytes,
  downloadBytes,
  memoryBytes,
} from '../../../src/modelkit/catalogue/entrySize';

vi.mock('vscode', () => import('../../support/vscodeStub'));

const text = readFileSync('docs/models.md', 'utf8');

/** Rows of the table between two marks, without its head. */
function rows(name: string): readonly string[] {
  const table = text.split(`<!-- ${name}:start -->`)[1]?.split(`<!-- ${name}:end -->`)[0] ?? '';
  return table.trim().split('\n').slice(2);
}

function modelRow(entry: CatalogueEntry): string {
  const { id, name, licence, gatedAt, trainedRatios } = entry;
  const note = licence.nonCommercial ? ' (1)' : gatedAt === undefined ? '' : ' (2)';
  const cells = [
    `\`${id}\``,
    name,
    `${licence.name}${note}`,
    entry.release === undefined ? sizeText(downloadBytes(entry)) : 'none (3)',
    sizeText(convertedBytes(entry)),
    sizeText(memoryBytes(entry)),
    sizeText(memoryBytes(entry, 'gpu')),
    trainedRatios.length > 0 ? '1.0 to 0.5' : 'no',
  ];
  return `| ${cells.join(' | ')} |`;
}

function paperRow({ id, published }: CatalogueEntry): string {
  const figures = (keepRatio: number): string => {
    const found = published?.ratios.find((ratio) => ratio.keepRatio === keepRatio);
    return `${found?.accuracy.toFixed(1) ?? ''} %, ${found?.tokens.toFixed(0) ?? ''}`;
  };
  const { accuracy = 0, tokens = 0 } = published?.original ?? {};
  const without = `${accuracy.toFixed(1)} %, ${tokens.toFixed(0)} tokens`;
  return `| \`${id}\` | ${[without, ...[1, 0.7, 0.5].map(figures)].join(' | ')} |`;
}

it('docs/models.md lists every model with the sizes that the catalogue gives', () => {
  expect(rows('models')).toEqual(catalogue.models.map(modelRow));
});

it('docs/models.md has the paper’s figures of every published adapter', () => {
  const published = catalogue.models.filter(({ adapter }) => adapter?.kind === 'hub');
  expect(rows('paper')).toEqual(published.map(paperRow));
});

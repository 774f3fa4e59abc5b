import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { formatReport, insertReport } from '../../../bench/report.mjs';
import { formatRoofline, type Roofline, type SectionSettings } from '../../../bench/roofline.mjs';

const read = (name: string): string =>
  readFileSync(join(import.meta.dirname, '../../../docs', name), 'utf8');

interface Data {
  readonly sections: { readonly roofline: SectionSettings & { readonly result: Roofline } };
}

describe('docs/performance.md', () => {
  const document = read('performance.md');
  const data = JSON.parse(read('performance.json')) as Data;

  it('says of the peers what was measured, and how that stands to the goals', () => {
    expect(insertReport(document, formatReport(data))).toBe(document);
  });

  it('says so of the limit by memory', () => {
    const { result, ...settings } = data.sections.roofline;
    expect(insertReport(document, formatRoofline(result, settings), 'roofline')).toBe(document);
  });
});

import { expect, it } from 'vitest';
import { shippedFindings } from '../../../scripts/package/audit.mjs';

const cause = { title: 'Runs what it draws', url: 'https://advisories.example/1' };

function vulnerability(name: string, nodes: readonly string[], via: readonly unknown[]): unknown {
  return { name, severity: 'high', via, nodes, range: '<1.0.0', fixAvailable: true };
}

const report = JSON.stringify({
  auditReportVersion: 2,
  vulnerabilities: {
    drawn: vulnerability('drawn', ['node_modules/drawn'], [cause]),
    '@own/kit': vulnerability('@own/kit', ['node_modules/@own/kit'], ['drawn']),
    tests: vulnerability('tests', ['node_modules/tests'], [cause]),
    // Another copy than the one that ships.
    kept: vulnerability('kept', ['node_modules/tests/node_modules/kept'], [cause]),
  },
});
const shipped = [{ name: 'drawn' }, { name: '@own/kit' }, { name: 'kept' }, { name: 'clean' }];

it('keeps of an audit what concerns a package that ships', () => {
  expect(shippedFindings(report, shipped)).toEqual([
    { name: 'drawn', severity: 'high', titles: [`${cause.title} (${cause.url})`] },
    { name: '@own/kit', severity: 'high', titles: ['by drawn'] },
  ]);
  expect(shippedFindings(report, [{ name: 'clean' }])).toEqual([]);
});

it.each([
  ['a registry that answers no audits', { message: '405 Method Not Allowed' }, /405 Method/],
  ['npm itself', { error: { code: 'ENOLOCK', summary: 'no lockfile' } }, /no lockfile/],
  ['nothing', '', /no report/],
])('takes the failure of %s for no clean result', (_, answer, reason) => {
  const text = typeof answer === 'string' ? answer : JSON.stringify(answer);
  const look = (): unknown => shippedFindings(text, shipped);
  expect(look).toThrow(/^npm audit gave no answer \(.*\): run this where/);
  expect(look).toThrow(reason);
});

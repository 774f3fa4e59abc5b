import { describe, expect, it } from 'vitest';
import {
  changeOf,
  formatChanges,
  listChanges,
  warningsOf,
  type Figure,
} from '../../../bench/changes.mjs';

const decode: Figure = { key: 'decode', title: 'decode, ms', digits: 1, more: false };
const prefill: Figure = { key: 'prefill', title: 'prefill, tokens/s', digits: 0, more: true };
const size: Figure = { key: 'size', title: 'size, kB', digits: 0, more: false, isSize: true };

/** Three rounds in which the base has 10 of everything. */
function rounds(now: Readonly<Record<string, readonly [number, number, number]>>) {
  const base = Object.fromEntries(Object.keys(now).map((key) => [key, 10]));
  return [0, 1, 2].map((round) => ({
    base,
    now: Object.fromEntries(
      Object.entries(now).map(([key, values]) => [key, values[round] ?? NaN]),
    ),
  }));
}

describe('change of a figure', () => {
  it('is above 1 when we are better now, whichever way the figure counts', () => {
    expect(changeOf(decode, [10, 10, 10], [5, 5, 5]).ratio).toBe(2);
    expect(changeOf(prefill, [10, 10, 10], [20, 20, 20]).ratio).toBe(2);
  });

  it('compares within each round, so that a machine that slows down changes nothing', () => {
    const change = changeOf(decode, [10, 20, 40], [10, 20, 40]);
    expect(change).toMatchObject({ ratio: 1, least: 1, most: 1, isTelling: false });
  });

  it('tells only when it is larger than the spread of the rounds', () => {
    // Ratios 0.8, 0.833… and 0.769…: 0.2 against a spread of 0.064.
    expect(changeOf(decode, [10, 10, 10], [12.5, 12, 13]).isTelling).toBe(true);
    // Ratios 0.8, 1 and 0.667: 0.2 against a spread of 0.33.
    expect(changeOf(decode, [10, 10, 10], [12.5, 10, 15]).isTelling).toBe(false);
  });

  it('tells nothing below two parts in a hundred, nor from two rounds', () => {
    expect(changeOf(decode, [1000, 1000, 1000], [1019, 1019, 1019]).isTelling).toBe(false);
    expect(changeOf(decode, [1000, 1000, 1000], [1021, 1021, 1021]).isTelling).toBe(true);
    expect(changeOf(decode, [10, 10], [20, 20]).isTelling).toBe(false);
  });
});

describe('changes between two builds', () => {
  it('leaves out a figure that one of them lacks', () => {
    const measured = rounds({ decode: [10, 10, 10] });
    const changes = listChanges([decode, prefill], measured);
    expect(changes.map(({ figure }) => figure.key)).toEqual(['decode']);
  });

  it('are a table with both medians, the ratio with its spread and a mark', () => {
    const measured = rounds({ decode: [12.5, 12, 13], prefill: [40, 40, 40], size: [10, 10, 10] });
    const changes = listChanges([decode, prefill, size], measured);
    expect(formatChanges(changes, 'v1 (0a1b2c3d)').split('\n')).toEqual([
      '|  | v1 (0a1b2c3d) | now | change (spread) | beyond the spread |',
      '| --- | ---: | ---: | ---: | ---: |',
      '| decode, ms | 10.0 | 12.5 | 0.80× (0.77–0.83) | slower |',
      '| prefill, tokens/s | 10 | 40 | 4.00× (4.00–4.00) | faster |',
      '| size, kB | 10 | 10 | 1.00× (1.00–1.00) |  |',
    ]);
  });

  it('warn of what became worse beyond the spread, and of nothing else', () => {
    const measured = rounds({ decode: [12.5, 12, 13], prefill: [40, 40, 40], size: [15, 15, 15] });
    expect(warningsOf(listChanges([decode, prefill, size], measured), 'v1')).toEqual([
      'decode: slower than v1 by 25 % (20 % to 30 %)',
      'size: larger than v1 by 50 % (50 % to 50 %)',
    ]);
    expect(warningsOf(listChanges([decode], rounds({ decode: [12.5, 10, 15] })), 'v1')).toEqual([]);
  });
});

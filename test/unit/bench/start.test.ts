import { describe, expect, it } from 'vitest';
import { formatStart, type Start } from '../../../bench/start.mjs';
import { sectionSettings } from './sectionSettings';

const start: Start = {
  times: { process: [1], load: [2], first: [3], cold: [6], next: [4], ratio: [5] },
  residentBytes: 420e6,
  folderBytes: 300e6,
  kvBytes: 24_576,
  packageBytes: { 'linux-x64': 30e6 },
  rounds: 1,
};

/** The lines under «Goals:». */
function goals(change: Partial<Start>): readonly string[] {
  const lines = formatStart({ ...start, ...change }, sectionSettings).split('\n');
  return lines.filter((line) => line.endsWith('reached.'));
}

describe('section of the start', () => {
  it('says of memory and rest whether the goals are reached', () => {
    expect(goals({ idleShare: 0.0004 })).toEqual([
      '- resident memory with one short question: at most 1.4× the folder; measured 1.40×: reached.',
      '- processor while nothing is asked: 0 %; measured 0.0 %: reached.',
    ]);
    expect(goals({ residentBytes: 426e6, idleShare: 0.005 })).toEqual([
      '- resident memory with one short question: at most 1.4× the folder; measured 1.42×: not reached.',
      '- processor while nothing is asked: 0 %; measured 0.5 %: not reached.',
    ]);
  });

  it('says nothing of the rest where the system does not', () => {
    expect(goals({})).toHaveLength(1);
  });
});

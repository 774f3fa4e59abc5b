import { describe, expect, it } from 'vitest';
import { ProgressLine } from '../../../../src/cli/terminal/progressLine';
import { FakeSink } from '../fakeContext';

/** Runs a progress of 1,000 steps of `stepMs` each. */
function runSteps(isTerminal: boolean, stepMs: number): FakeSink {
  const sink = new FakeSink(isTerminal);
  let now = 0;
  const line = new ProgressLine(sink, () => now);
  for (let step = 0; step <= 1000; step += 1) {
    line.update({ label: 'Fetching', done: step * 1e5, total: 1e8, unit: 'bytes' });
    now += stepMs;
  }
  line.clear();
  return sink;
}

describe('ProgressLine', () => {
  it('writes some ten plain lines without control characters when there is no terminal', () => {
    const lines = runSteps(false, 20).text.trimEnd().split('\n');
    expect(lines.length).toBeGreaterThanOrEqual(10);
    expect(lines.length).toBeLessThanOrEqual(13);
    expect(lines.at(-1)).toMatch(/^Fetching: 100 %, 100 of 100 MB/);
    // eslint-disable-next-line no-control-regex -- they are what is looked for
    expect(lines.join('')).not.toMatch(/[\u0000-\u001f]/);
  });

  it('still says something every ten seconds when it is slow', () => {
    const lines = runSteps(false, 1000).text.trimEnd().split('\n');
    expect(lines.length).toBeGreaterThanOrEqual(90);
    expect(lines[5]).toMatch(/MB\/s, \d+ s left$/);
  });

  it('tells the time left of a share, too', () => {
    const sink = new FakeSink(true);
    let now = 0;
    const line = new ProgressLine(sink, () => now);
    for (const done of [0, 10, 20]) {
      line.update({ label: 'Converting', done, total: 100, unit: 'share' });
      now += 5_000;
    }
    expect(sink.text).toContain('Converting: 0 %\r');
    expect(sink.text).toMatch(/Converting: 20 %, 40 s left$/);
  });

  it('redraws one line on a terminal, not more than some twelve times a second', () => {
    const { text } = runSteps(true, 1);
    expect(text).not.toContain('\n');
    const draws = text.split('\r').length - 1;
    expect(draws).toBeGreaterThan(8);
    expect(draws).toBeLessThan(20);
    expect(text.endsWith('\r\u001b[K')).toBe(true);
  });

  it('never draws wider than the terminal', () => {
    const sink = new FakeSink(true);
    const line = new ProgressLine(sink, () => 0);
    line.update({ label: 'x'.repeat(200), done: 1, total: 2, unit: 'share' });
    expect(sink.text.replace('\r\u001b[K', '').length).toBeLessThan(sink.columns);
  });

  it('takes the bar away before a note and draws it again', () => {
    const sink = new FakeSink(true);
    const line = new ProgressLine(sink, () => 0);
    line.update({ label: 'a', done: 1, total: 2, unit: 'count' });
    line.note('Something happened.');
    line.update({ label: 'a', done: 1, total: 2, unit: 'count' });
    const [before, after] = sink.text.split('Something happened.\n');
    expect(before).toMatch(/1 of 2.*\r/s);
    expect(before?.endsWith('\r\u001b[K')).toBe(true);
    expect(after).toContain('1 of 2');
  });

  it('says nothing of what is over within a second when there is no terminal', () => {
    expect(runSteps(false, 0.5).text).toBe('');
  });

  it('survives an unknown total', () => {
    const sink = new FakeSink(true);
    new ProgressLine(sink, () => 0).update({ label: 'a', done: 5, total: 0, unit: 'bytes' });
    expect(sink.text).toContain('a: 0 %');
  });
});

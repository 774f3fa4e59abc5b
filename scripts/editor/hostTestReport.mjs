import { existsSync, readFileSync } from 'node:fs';
import { clearInterval, setInterval } from 'node:timers';

const POLL_MS = 100;

/**
 * Follows the report of the host tests while it grows: prints each line, counts. `counts` is live;
 * `ended` resolves when the last line was written, to the reason if the run itself went wrong.
 * `stop(reason)` ends it when no more will come.
 */
export function followReport(file, print) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  let seen = 0;
  let stop = () => {};
  const read = () => {
    const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [''];
    // What follows the last line break is half written.
    for (const line of lines.slice(seen, -1)) show(JSON.parse(line));
    seen = lines.length - 1;
  };
  const show = (event) => {
    if (event.kind === 'pass') counts.passed += 1;
    if (event.kind === 'fail') counts.failed += 1;
    if (event.kind === 'skip') counts.skipped += 1;
    if (event.kind === 'end') stop(event.error);
    else print(describe(event));
  };
  const ended = new Promise((settle) => {
    const timer = setInterval(read, POLL_MS);
    stop = (reason) => {
      clearInterval(timer);
      settle(reason);
    };
  });
  return {
    counts,
    ended,
    // The editor may have gone right after it wrote the last line.
    stop: (reason) => {
      read();
      stop(reason);
    },
  };
}

function describe(event) {
  if (event.kind === 'pass') return `  ✓ ${event.title} (${event.durationMs} ms)`;
  if (event.kind === 'skip') return `  - ${event.title} (skipped)`;
  if (event.kind === 'note') return `    ${event.text}`;
  return `  ✗ ${event.title}\n${event.message.replace(/^/gm, '      ')}`;
}

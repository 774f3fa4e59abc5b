// What every measured child has in common: a job on standard input, one JSON line as the result.
import { readFileSync } from 'node:fs';

/** Marks the result among whatever libraries print. */
export const resultMark = '@result ';

export async function readJob() {
  let text = '';
  for await (const chunk of process.stdin) text += chunk;
  return JSON.parse(text);
}

export function writeResult(result) {
  process.stdout.write(`${resultMark}${JSON.stringify(result)}\n`);
}

/** Bytes of memory of this process: the most so far, and what it holds now where the system says. */
export function readMemory() {
  try {
    const status = readFileSync('/proc/self/status', 'utf8');
    const field = (name) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) * 1024;
    return {
      peakBytes: field('VmHWM'),
      anonymousBytes: field('RssAnon'),
      fileBytes: field('RssFile'),
    };
  } catch {
    return { peakBytes: process.resourceUsage().maxRSS * 1024 };
  }
}

/** Milliseconds of processor time that this process took. */
export function processorMs() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

import { spawn } from 'node:child_process';
import { resultMark } from './children/job.mjs';

/** What is kept of a child's error output: the reason of a failure is at its end. */
const errorTailLength = 2000;

/** Runs `script` in a process of its own with `job` on its standard input; resolves to its result. */
export function runChild(script, job, { signal } = {}) {
  return new Promise((settle, fail) => {
    const child = spawn(process.execPath, [script], {
      stdio: ['pipe', 'pipe', 'pipe'],
      ...(signal === undefined ? {} : { signal }),
    });
    let output = '';
    let errors = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (errors = `${errors}${chunk}`.slice(-errorTailLength)));
    child.on('error', fail);
    child.on('close', (code, killedBy) => {
      const line = output.split('\n').find((text) => text.startsWith(resultMark));
      if (code === 0 && line !== undefined) settle(JSON.parse(line.slice(resultMark.length)));
      else fail(new Error(`${script} ended with ${killedBy ?? code}:\n${errors || output}`.trim()));
    });
    child.stdin.on('error', () => {}); // The exit says what was wrong.
    child.stdin.end(JSON.stringify(job));
  });
}

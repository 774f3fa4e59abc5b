import { spawn } from 'node:child_process';
import { clearTimeout } from 'node:timers';
import { onExit } from './cleanup.mjs';

const STOP_LIMIT_MS = 3_000;

/**
 * Starts a program with a process group of its own, so that what it starts ends with it and the
 * terminal's Ctrl-C reaches only us: `{ child, ended, stop() }`. `ended` resolves to its exit code,
 * signal or error. It is killed when this process ends in whichever way it can see.
 */
export function spawnGroup(command, args, options) {
  const isGroup = process.platform !== 'win32';
  const child = spawn(command, args, { ...options, detached: isGroup });
  const kill = (signal) => {
    try {
      if (isGroup && child.pid !== undefined) process.kill(-child.pid, signal);
      else child.kill(signal);
    } catch {
      // It has ended.
    }
  };
  const forget = onExit(() => kill('SIGKILL'));
  const ended = new Promise((settle) => {
    child.on('error', settle);
    child.on('close', (code, signal) => settle(code ?? signal));
  });
  const stop = async () => {
    forget();
    kill('SIGTERM');
    const timer = setTimeout(() => kill('SIGKILL'), STOP_LIMIT_MS);
    await ended;
    clearTimeout(timer);
    // The first to end need not be the last of its group.
    kill('SIGKILL');
  };
  return { child, ended, stop };
}

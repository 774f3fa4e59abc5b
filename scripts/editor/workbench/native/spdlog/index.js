// The part of @vscode/spdlog that VS Code calls, in JavaScript: the real one is native and published
// without its compiled form. Without it the server writes no log files, and the Output panel, which
// shows those files, stays empty. One file, no rotation: the log of a test or an evening is short.
import { appendFileSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/** Method of a logger → its name in a line; the index is the level. */
const LEVELS = {
  trace: 'trace',
  debug: 'debug',
  info: 'info',
  warn: 'warning',
  error: 'error',
  critical: 'critical',
};

export class Logger {
  #file;
  #level = 2;
  #isPlain = false;

  constructor(file) {
    this.#file = file;
  }

  getLevel() {
    return this.#level;
  }

  setLevel(level) {
    this.#level = level;
  }

  /** The caller writes whole lines itself. */
  clearFormatters() {
    this.#isPlain = true;
  }

  setPattern() {}
  flush() {}
  drop() {}

  write(level, name, message) {
    if (level < this.#level) return;
    const time = new Date().toISOString().replace('T', ' ').replace('Z', '');
    appendFileSync(this.#file, this.#isPlain ? message : `${time} [${name}] ${message}\n`);
  }
}

Object.entries(LEVELS).forEach(([method, name], level) => {
  Logger.prototype[method] = function (message) {
    this.write(level, name, message);
  };
});

export async function createRotatingLogger(_name, file) {
  mkdirSync(dirname(file), { recursive: true });
  return new Logger(file);
}

export const createAsyncRotatingLogger = createRotatingLogger;

export function setLevel() {}
export function setFlushOn() {}

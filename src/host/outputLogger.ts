import type { LogOutputChannel } from 'vscode';
import type { Logger } from '../protocol/logger';

/** A logger that writes into VS Code's log channel. */
export function outputLogger(channel: LogOutputChannel): Logger {
  return {
    log: (level, topic, message) => channel[level](`${topic}: ${message}`),
  };
}

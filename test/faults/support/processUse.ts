import { readdirSync, readFileSync } from 'node:fs';

/** What a process holds; zeros for one that is gone, or where there is no /proc. */
export interface ProcessUse {
  readonly residentBytes: number;
  readonly handles: number;
}

export function processUse(pid: number): ProcessUse {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const kilobytes = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0);
    return { residentBytes: kilobytes * 1024, handles: readdirSync(`/proc/${pid}/fd`).length };
  } catch {
    return { residentBytes: 0, handles: 0 };
  }
}

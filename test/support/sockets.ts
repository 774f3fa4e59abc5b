import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** Columns of the tables in `/proc/PID/net`: where a socket is bound, its state, its inode. */
const tables = [
  { name: 'tcp', address: 1, state: 3, inode: 9, listens: '0A' },
  { name: 'tcp6', address: 1, state: 3, inode: 9, listens: '0A' },
  // A datagram socket that is not connected takes what anybody sends.
  { name: 'udp', address: 1, state: 3, inode: 9, listens: '07' },
  { name: 'udp6', address: 1, state: 3, inode: 9, listens: '07' },
  // __SO_ACCEPTCON of its flags: what a process calls `listen` on.
  { name: 'unix', address: 7, state: 3, inode: 6, listens: '00010000' },
] as const;

/**
 * Sockets of a process that somebody else could reach, as `tcp 0100007F:1F90`. Empty for a process
 * that is gone.
 *
 * Source: Linux, Documentation/filesystems/proc.rst and net/ipv4/tcp_ipv4.c#get_tcp4_sock
 */
export function listeningSockets(pid: number): readonly string[] {
  const own = inodesOf(pid);
  if (own.size === 0) return [];
  return tables.flatMap(({ name, address, state, inode, listens }) =>
    linesOf(`/proc/${pid}/net/${name}`)
      .filter((columns) => columns[state] === listens && own.has(columns[inode] ?? ''))
      .map((columns) => `${name} ${columns[address] ?? 'unnamed'}`),
  );
}

function inodesOf(pid: number): ReadonlySet<string> {
  const folder = `/proc/${pid}/fd`;
  const targets = orNone(() => readdirSync(folder)).flatMap((fd) =>
    orNone(() => [readlinkSync(`${folder}/${fd}`)]),
  );
  return new Set(targets.flatMap((target) => /^socket:\[(\d+)\]$/.exec(target)?.[1] ?? []));
}

function linesOf(file: string): readonly (readonly string[])[] {
  const lines = orNone(() => readFileSync(file, 'utf8').split('\n'));
  return lines.map((line) => line.trim().split(/\s+/));
}

/** Processes end, and descriptors close, while they are read. */
function orNone<T>(read: () => readonly T[]): readonly T[] {
  try {
    return read();
  } catch {
    return [];
  }
}

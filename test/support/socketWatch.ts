import { listeningSockets } from './sockets';

/** A socket that is opened stays open: this is far below the time that a process lives. */
const sampleMs = 10;

export interface WatchedProcess {
  readonly role: string;
  readonly pid: number;
}

/** Looks again and again for sockets of some processes that others could reach. */
export class SocketWatch {
  /** How often a process of each role was looked at. */
  readonly looks = new Map<string, number>();
  readonly #found = new Set<string>();
  readonly #timer: NodeJS.Timeout;

  /**
   * Begins at once.
   *
   * @param processes asked each time: processes come and go
   * @param known sockets that are somebody else's
   */
  constructor(processes: () => readonly WatchedProcess[], known: readonly string[] = []) {
    this.#timer = setInterval(() => {
      for (const { role, pid } of processes()) {
        this.looks.set(role, (this.looks.get(role) ?? 0) + 1);
        for (const socket of listeningSockets(pid)) {
          if (!known.includes(socket)) this.#found.add(`${role}: ${socket}`);
        }
      }
    }, sampleMs);
  }

  /** Ends it; what was found, as `role: tcp 0100007F:1F90`. */
  stop(): readonly string[] {
    clearInterval(this.#timer);
    return [...this.#found];
  }
}

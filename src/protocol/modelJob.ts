import type { ErrorData } from './appError';
import { errorCodes } from './errorCodes';
import type { Check } from './guards';
import { boolean, byKind, count, nullOr, object, oneOf, text } from './guards';
import { limits } from './limits';

/** What the process that prepares models is started for, one job each. Paths are absolute. */
export type ModelJob =
  | {
      readonly kind: 'pull';
      readonly id: string;
      readonly rootDir: string;
      /** Whether it was taken from a release, where there is one of it. */
      readonly hasReleases: boolean;
      /** Files of a repository that were fetched before; null for models that come otherwise. */
      readonly fetched: FetchedFolders | null;
    }
  | { readonly kind: 'verify'; readonly folder: string };

/** Where fetched files lie, and what was checked of them. */
export interface FetchedFolders {
  readonly folder: string;
  readonly commit: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly adapter: FetchedAdapter | null;
}

export interface FetchedAdapter {
  readonly folder: string;
  readonly commit: string;
}

/** How far a job is; a complete snapshot. */
export interface ModelJobProgress {
  readonly stage: 'download' | 'verify' | 'convert';
  /** Bytes; weights while converting. */
  readonly done: number;
  readonly total: number;
}

/** What that process says. The last event is `done`, with the model's folder, or `failed`. */
export type ModelJobEvent =
  | ({ readonly kind: 'progress' } & ModelJobProgress)
  | { readonly kind: 'note'; readonly text: string }
  | { readonly kind: 'done'; readonly folder: string }
  | { readonly kind: 'failed'; readonly error: Pick<ErrorData, 'code' | 'message'> };

const path = text(limits.pathLength, 1);
const shortText = text(limits.errorTextLength);

type JobOf<K extends ModelJob['kind']> = Extract<ModelJob, { readonly kind: K }>;
type EventOf<K extends ModelJobEvent['kind']> = Extract<ModelJobEvent, { readonly kind: K }>;

export const modelJob: Check<ModelJob> = byKind<ModelJob>({
  pull: object<JobOf<'pull'>>({
    kind: oneOf(['pull']),
    id: text(limits.nameLength, 1),
    rootDir: path,
    hasReleases: boolean,
    fetched: nullOr(
      object<FetchedFolders>({
        folder: path,
        commit: text(limits.nameLength, 1),
        bytes: count,
        sha256: text(64, 64),
        adapter: nullOr(
          object<FetchedAdapter>({ folder: path, commit: text(limits.nameLength, 1) }),
        ),
      }),
    ),
  }),
  verify: object<JobOf<'verify'>>({ kind: oneOf(['verify']), folder: path }),
});

export const modelJobEvent: Check<ModelJobEvent> = byKind<ModelJobEvent>({
  progress: object<EventOf<'progress'>>({
    kind: oneOf(['progress']),
    stage: oneOf(['download', 'verify', 'convert']),
    done: count,
    total: count,
  }),
  note: object<EventOf<'note'>>({ kind: oneOf(['note']), text: shortText }),
  done: object<EventOf<'done'>>({ kind: oneOf(['done']), folder: path }),
  failed: object<EventOf<'failed'>>({
    kind: oneOf(['failed']),
    error: object<EventOf<'failed'>['error']>({ code: oneOf(errorCodes), message: shortText }),
  }),
});

import { AppError } from '../../protocol/appError';
import type { ErrorCode } from '../../protocol/errorCodes';

/**
 * Why a request came to nothing. `unreachable`: no answer at all (name, connection, time) ·
 * `busy`: the server asks to come back later · `cut`: an answer that ended early or fell silent ·
 * `refused`: an answer that another try would not change.
 */
export type HttpFailureKind = 'unreachable' | 'busy' | 'cut' | 'refused';

export interface HttpFailureExtra {
  readonly status?: number;
  /** What the server asked for in Retry-After, milliseconds. */
  readonly retryAfterMs?: number;
  /** The hub's own word for it (`X-Error-Code`). */
  readonly hubCode?: string;
  /** Where a network in between is at fault. */
  readonly code?: Extract<ErrorCode, 'download-proxy' | 'download-certificate'>;
  readonly cause?: unknown;
}

/** A failed request, inside the download only: callers get an AppError. */
export class HttpFailure extends Error {
  readonly kind: HttpFailureKind;
  readonly status: number | undefined;
  readonly retryAfterMs: number | undefined;
  readonly hubCode: string | undefined;
  readonly code: HttpFailureExtra['code'];

  constructor(kind: HttpFailureKind, message: string, extra: HttpFailureExtra = {}) {
    super(message, { cause: extra.cause });
    this.kind = kind;
    this.status = extra.status;
    this.retryAfterMs = extra.retryAfterMs;
    this.hubCode = extra.hubCode;
    this.code = extra.code;
  }
}

/** What was asked for, for the sentences that name it. */
export interface HubSubject {
  readonly repository: string;
  readonly revision: string;
  readonly file?: string;
  readonly hasToken: boolean;
}

/**
 * The failure as people see it: its code and one sentence with the remedy. Codes:
 * `download-failed` (`details.unreachable`: there was no answer at all), `download-proxy`,
 * `download-certificate`, `hub-busy`; with a subject also `hub-gated`, `hub-token` and
 * `hub-not-found` (`details.missing`: repository, revision or file).
 */
export function asDownloadError(failure: HttpFailure, url: URL, subject?: HubSubject): AppError {
  const { code, sentence, missing } = describe(failure, url, subject);
  return new AppError(
    code,
    sentence,
    {
      host: url.host,
      unreachable: failure.kind === 'unreachable',
      ...(subject === undefined ? {} : { repository: subject.repository }),
      ...(failure.status === undefined ? {} : { status: failure.status }),
      ...(missing === undefined ? {} : { missing }),
    },
    { cause: failure },
  );
}

const codes: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'download-failed',
  'download-proxy',
  'download-certificate',
  'hub-busy',
  'hub-gated',
  'hub-token',
  'hub-not-found',
]);

/** True where the hub gave nothing, whatever the reason: another source may. */
export function isDownloadError(error: unknown): error is AppError {
  return error instanceof AppError && codes.has(error.code);
}

interface Description {
  readonly code: ErrorCode;
  readonly sentence: string;
  readonly missing?: 'repository' | 'revision' | 'file';
}

function describe(failure: HttpFailure, url: URL, subject: HubSubject | undefined): Description {
  const { code, status } = failure;
  if (code === 'download-proxy') return { code, sentence: `${failure.message}.` };
  if (code === 'download-certificate') {
    return {
      code,
      sentence: `The certificate of ${url.host} is not trusted here (${failure.message}): name the certificate file of your network in NODE_EXTRA_CA_CERTS, or in VS Code add it to the system's store.`,
    };
  }
  if (status === 429) {
    return {
      code: 'hub-busy',
      sentence: `${url.host} had too many requests: run this again in some minutes, what was fetched is kept; a token raises its limit.`,
    };
  }
  return (
    (subject === undefined ? undefined : describeRefusal(failure, url, subject)) ?? {
      code: 'download-failed',
      sentence: `${url.host} did not deliver ${url.pathname.split('/').at(-1) ?? ''} (${failure.message}): ${remedy(failure)}.`,
    }
  );
}

function remedy({ kind }: HttpFailure): string {
  return kind === 'refused'
    ? 'check that the address is right, or set HF_ENDPOINT to a mirror'
    : 'check the network and run this again, what was fetched is kept';
}

/** How to hand over a token. */
const giveToken = 'set one in HF_TOKEN, or in VS Code with «TokenSkip: Set Hub Token…»';

function describeRefusal(
  { status, hubCode }: HttpFailure,
  url: URL,
  { repository, revision, file, hasToken }: HubSubject,
): Description | undefined {
  if (hubCode === 'GatedRepo') {
    const then = hasToken ? 'with the account of your token' : `then ${giveToken}`;
    return {
      code: 'hub-gated',
      sentence: `${repository} is gated: accept its terms at ${url.origin}/${repository}, ${then}.`,
    };
  }
  // The hub says 401 and RepoNotFound of what it does not show to a stranger.
  if (hubCode === 'RepoNotFound') {
    const token = hasToken ? 'use a token that may read it' : giveToken;
    return {
      code: 'hub-not-found',
      missing: 'repository',
      sentence: `${url.host} has no repository ${repository}, or it is private: check the name, or ${token}.`,
    };
  }
  if (hubCode === 'RevisionNotFound') {
    return {
      code: 'hub-not-found',
      missing: 'revision',
      sentence: `${repository} has no revision ${revision}: check its name, or take main.`,
    };
  }
  if (status === 404 && file !== undefined) {
    return {
      code: 'hub-not-found',
      missing: 'file',
      sentence: `${repository} has no file ${file} at revision ${revision}: check the name, or set HF_ENDPOINT to another mirror.`,
    };
  }
  if (status !== 401 && status !== 403) return undefined;
  const sentence = hasToken
    ? `${url.host} does not accept the token for ${repository}: make a new one that may read it and ${giveToken}.`
    : `${url.host} asks for a token for ${repository}: ${giveToken}.`;
  return { code: 'hub-token', sentence };
}

/**
 * Every failure a person can meet, by code. Tests and callers compare codes, never messages.
 *
 * A code says what went wrong; the sentence and its remedy are written where the failure is found.
 */
export const errorCodes = [
  'invalid-argument',
  'empty-question',
  'question-too-long',
  'not-maths-or-logic',
  'unknown-ratio',
  'model-not-found',
  'model-file-invalid',
  'model-digest-mismatch',
  'model-not-loaded',
  'unsupported-architecture',
  'unsupported-tensor-type',
  'adapter-mismatch',
  'disk-full',
  'folder-unreadable',
  'not-enough-memory',
  'device-unavailable',
  'download-failed',
  'download-proxy',
  'download-certificate',
  'hub-gated',
  'hub-token',
  'hub-not-found',
  'hub-busy',
  'engine-exited',
  'engine-start-failed',
  'engine-failed',
  'protocol-mismatch',
  'bad-message',
  'remote-unreachable',
  'remote-key',
  'remote-model-unknown',
  'remote-not-streaming',
  'remote-busy',
  'remote-cut',
  'remote-refused',
  'remote-proxy',
  'remote-unsupported',
  'deadline-exceeded',
  'cancelled',
  'internal',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

import { AppError } from '../protocol/appError';

/** The log-probabilities of an output that was asked for them, nats, one a token. */
export function logProbabilitiesOf(output: {
  readonly logProbabilities?: Float32Array;
}): Float32Array {
  if (output.logProbabilities !== undefined) return output.logProbabilities;
  throw new AppError('internal', 'no log-probabilities');
}

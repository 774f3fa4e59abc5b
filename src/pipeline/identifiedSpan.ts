import type { TokenSpan } from '../core/pruning/tokenSpan';

/** One token of a text: which it is and where it stands. */
export interface IdentifiedSpan extends TokenSpan {
  readonly id: number;
}

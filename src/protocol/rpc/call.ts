import type { Check } from '../guards';
import { object } from '../guards';

/** Parameters or a result without content. */
export type Nothing = Record<string, never>;

export const nothing: Check<Nothing> = object<Nothing>({});

/** One entry of a map of methods. */
export interface Call<P, R = Nothing> {
  readonly params: P;
  readonly result: R;
}

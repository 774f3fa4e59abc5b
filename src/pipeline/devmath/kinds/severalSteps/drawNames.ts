import type { Pick } from '../../pick';
import { people } from '../../words';

/** Four different people, for questions that name some of them. */
export function drawNames(pick: Pick): {
  readonly first: string;
  readonly second: string;
  readonly third: string;
  readonly fourth: string;
} {
  const [first = '', second = '', third = '', fourth = ''] = pick.sample(people, 4);
  return { first, second, third, fourth };
}

import { parseKeepRatio } from '../../core/ratio';
import { AppError } from '../../protocol/appError';

/** One way of asking that is evaluated. */
export interface EvalMethod {
  /** As the caller wrote it. */
  readonly name: string;
  readonly keepRatio: number;
}

/**
 * Methods of a list such as `original,tokenskip@1.0,tokenskip@0.5`. `original` asks without a ratio
 * marker, as `tokenskip@1.0` does in every template that has none for the full chain.
 *
 * Code `invalid-argument`.
 */
export function parseMethods(text: string | undefined): readonly EvalMethod[] {
  const names = (text ?? '').split(',').map((name) => name.trim());
  return [...new Set(names)].map((name) => {
    if (name === 'original') return { name, keepRatio: 1 };
    const ratio = parseKeepRatio(/^tokenskip@(.+)$/.exec(name)?.[1] ?? '');
    if (ratio.ok) return { name, keepRatio: ratio.keepRatio };
    throw new AppError(
      'invalid-argument',
      `--methods takes original and tokenskip@RATIO with a ratio such as 0.5, separated by commas; not "${name}".`,
    );
  });
}

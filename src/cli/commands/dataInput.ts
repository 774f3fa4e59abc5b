import { resolve } from 'node:path';
import { parseKeepRatio } from '../../core/ratio';
import { readReserve } from '../../pipeline/reserve';
import { AppError } from '../../protocol/appError';

/** The value of a flag that must be there. Code `invalid-argument` with what to write. */
export function requireFlag(flag: string, value: string | undefined): string {
  if (value !== undefined && value !== '') return value;
  throw new AppError('invalid-argument', `${flag} is missing: see --help.`);
}

/** The path that a flag names, absolute. */
export function requirePath(flag: string, value: string | undefined): string {
  return resolve(requireFlag(flag, value));
}

/** The lines that the file of `--reserve` lists; none without the flag. */
export async function reservedLines(path: string | undefined): Promise<ReadonlySet<number>> {
  return path === undefined ? new Set() : readReserve(requirePath('--reserve FILE', path));
}

/** Ratios separated by commas. Code `unknown-ratio`. */
export function parseRatios(text: string): readonly number[] {
  return text.split(',').map((part) => {
    const found = parseKeepRatio(part);
    if (!found.ok) throw new AppError('unknown-ratio', found.reason);
    return found.keepRatio;
  });
}

/** Code `invalid-argument` when something stands there that is no flag. */
export function refusePositionals(command: string, positionals: readonly string[]): void {
  if (positionals.length === 0) return;
  throw new AppError(
    'invalid-argument',
    `\`tokenskip ${command}\` takes flags only: see \`tokenskip ${command} --help\`.`,
  );
}

import { resolve } from 'node:path';
import { parseKeepRatio } from '../../core/ratio';
import type { ImportanceScorer } from '../../core/pruning/scorers/importanceScorer';
import { selfInformationScorer } from '../../pipeline/scorers/selfInformation';
import { tieredScorer } from '../../core/pruning/scorers/tiered';
import { AppError } from '../../protocol/appError';

const scorers: readonly ImportanceScorer[] = [tieredScorer, selfInformationScorer];

/** Names of the scorers, for help texts. */
export const scorerNames = `${tieredScorer.name} (default)|${scorers
  .filter((scorer) => scorer !== tieredScorer)
  .map(({ name }) => name)
  .join('|')}`;

/** Code `invalid-argument` for a scorer that does not exist. Without a name the default. */
export function findScorer(name: string | undefined): ImportanceScorer {
  if (name === undefined) return tieredScorer;
  const found = scorers.find((scorer) => scorer.name === name);
  if (found !== undefined) return found;
  throw new AppError(
    'invalid-argument',
    `--scorer must be one of ${scorers.map((scorer) => scorer.name).join(', ')}.`,
  );
}

/** The value of a flag that must be there. Code `invalid-argument` with what to write. */
export function requireFlag(flag: string, value: string | undefined): string {
  if (value !== undefined && value !== '') return value;
  throw new AppError('invalid-argument', `${flag} is missing: see --help.`);
}

/** The path that a flag names, absolute. */
export function requirePath(flag: string, value: string | undefined): string {
  return resolve(requireFlag(flag, value));
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

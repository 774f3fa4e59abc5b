import { AppError } from '../protocol/appError';

/** The one positional argument. Code `invalid-argument` unless there is exactly one. */
export function requireOne(command: string, what: string, positionals: readonly string[]): string {
  const [value] = positionals;
  if (value !== undefined && positionals.length === 1) return value;
  throw new AppError(
    'invalid-argument',
    `\`tokenskip ${command}\` takes one ${what}, not ${positionals.length}: see \`tokenskip ${command} --help\`.`,
  );
}

import type { ParseArgsConfig } from 'node:util';
import { parseArgs } from 'node:util';
import { AppError } from '../protocol/appError';

type Options = NonNullable<ParseArgsConfig['options']>;

/** What `parseArgs` makes of these options. */
type Parsed<T extends Options> = ReturnType<
  typeof parseArgs<{ args: string[]; options: T; allowPositionals: true; strict: true }>
>;

/**
 * Flags and positional arguments of one command. Code `invalid-argument` for an unknown flag or a
 * missing value, with the command's help named as the remedy.
 */
export function parseFlags<const T extends Options>(
  command: string,
  args: readonly string[],
  options: T,
): Parsed<T> {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    // Node's second sentence explains `--` and would bury the first.
    const reason = error instanceof Error ? (error.message.split('. ')[0] ?? '') : String(error);
    throw new AppError(
      'invalid-argument',
      `${reason.replace(/\.$/, '')}: see \`tokenskip ${command} --help\`.`,
    );
  }
}

/**
 * The whole number in `text`, or undefined when the flag was not given.
 * Code `invalid-argument` unless `least <= value <= most`.
 */
export function parseWholeNumber(
  flag: string,
  text: string | undefined,
  least: number,
  most: number,
): number | undefined {
  return parseNumber({ pattern: /^\d+$/, name: 'a whole number' }, flag, text, least, most);
}

/** Whether `text` is `on`; undefined when the flag was not given. Code `invalid-argument`. */
export function parseSwitch(flag: string, text: string | undefined): boolean | undefined {
  if (text === undefined) return undefined;
  if (text === 'on' || text === 'off') return text === 'on';
  throw new AppError('invalid-argument', `${flag} must be on or off, not "${text}".`);
}

/** As {@link parseWholeNumber} for decimal numbers. */
export function parseDecimal(
  flag: string,
  text: string | undefined,
  least: number,
  most: number,
): number | undefined {
  return parseNumber({ pattern: /^\d+(\.\d+)?$/, name: 'a number' }, flag, text, least, most);
}

function parseNumber(
  kind: { readonly pattern: RegExp; readonly name: string },
  flag: string,
  text: string | undefined,
  least: number,
  most: number,
): number | undefined {
  if (text === undefined) return undefined;
  const value = kind.pattern.test(text) ? Number(text) : NaN;
  if (value >= least && value <= most) return value;
  throw new AppError(
    'invalid-argument',
    `${flag} must be ${kind.name} from ${least} to ${most}, not "${text}".`,
  );
}

import { AppError } from '../../protocol/appError';

/** Makes the error of one field; `what` ends the sentence "<path> …". */
export type InvalidField = (path: string, what: string) => AppError;

/** A `model-file-invalid` error of a manifest; `what` ends the sentence "<path> …". */
export function invalidManifest(path: string, what: string): AppError {
  const field = path === '' ? 'its content' : `"${path}"`;
  return new AppError(
    'model-file-invalid',
    `tokenskip.json cannot be used: ${field} ${what}; convert or download the model again.`,
    { field: path },
  );
}

/** Bounds of a number, both inclusive. */
export interface NumberRange {
  readonly min: number;
  readonly max: number;
  readonly integer?: true;
}

/**
 * The fields of one JSON object, read by name and checked; every failure names the field's path
 * (`files[3].sha256`). Fields that nobody reads are tolerated.
 */
export class ManifestFields {
  private readonly object: Readonly<Record<string, unknown>>;

  /**
   * @param invalid for files that are no manifests
   * @throws what `invalid` makes, when `value` is no object
   */
  constructor(
    value: unknown,
    private readonly path = '',
    private readonly invalid: InvalidField = invalidManifest,
  ) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw invalid(path, 'is not an object');
    }
    this.object = { ...value };
  }

  /** Path of a field from the top, for messages. */
  at(key: string): string {
    return this.path === '' ? key : `${this.path}.${key}`;
  }

  has(key: string): boolean {
    return this.object[key] !== undefined;
  }

  raw(key: string): unknown {
    return this.object[key];
  }

  fields(key: string): ManifestFields {
    return new ManifestFields(this.object[key], this.at(key), this.invalid);
  }

  /**
   * A text of 1 to `maxLength` UTF-16 units that `pattern` matches. It has no control characters:
   * terminals get it as it is.
   */
  text(key: string, maxLength: number, pattern?: RegExp): string {
    const value = this.lines(key, maxLength);
    if (/\p{Cc}/u.test(value)) throw this.invalid(this.at(key), 'has control characters');
    if (pattern?.test(value) === false) {
      throw this.invalid(this.at(key), `does not have the form ${pattern.source}`);
    }
    return value;
  }

  /** Any text of 1 to `maxLength` UTF-16 units. */
  lines(key: string, maxLength: number): string {
    const value = this.object[key];
    if (typeof value === 'string' && value !== '' && value.length <= maxLength) return value;
    throw this.invalid(this.at(key), `is not a text of 1 to ${maxLength} characters`);
  }

  /** True or false; false where it is absent. */
  flag(key: string): boolean {
    const value = this.object[key] ?? false;
    if (typeof value === 'boolean') return value;
    throw this.invalid(this.at(key), 'is neither true nor false');
  }

  /** Refuses fields of other names: in a file that people write they are slips. */
  refuseOthers(names: readonly string[]): void {
    const other = Object.keys(this.object).find((key) => !names.includes(key));
    if (other === undefined) return;
    throw this.invalid(this.at(other), `is no field here (there are ${names.join(', ')})`);
  }

  number(key: string, range: NumberRange): number {
    return checkNumber(this.object[key], this.at(key), range, this.invalid);
  }

  /** Two numbers in ascending order. */
  interval(key: string, range: NumberRange): readonly [number, number] {
    const [low, high, ...rest] = this.list(key, 2, (item, path) =>
      checkNumber(item, path, range, this.invalid),
    );
    if (low === undefined || high === undefined || rest.length > 0 || low > high) {
      throw this.invalid(this.at(key), 'is not two numbers in ascending order');
    }
    return [low, high];
  }

  /** An array of at most `maxLength` items, each checked by `read`, which gets its path. */
  list<T>(key: string, maxLength: number, read: (item: unknown, path: string) => T): readonly T[] {
    const value = this.object[key];
    if (!Array.isArray(value) || value.length > maxLength) {
      throw this.invalid(this.at(key), `is not an array of at most ${maxLength} items`);
    }
    return value.map((item: unknown, index) => read(item, `${this.at(key)}[${index}]`));
  }
}

/** `value` if it is a finite number in the range. @throws AppError `model-file-invalid` */
export function checkNumber(
  value: unknown,
  path: string,
  range: NumberRange,
  invalid: InvalidField = invalidManifest,
): number {
  const { min, max, integer = false } = range;
  const valid =
    typeof value === 'number' &&
    value >= min &&
    value <= max &&
    (!integer || Number.isInteger(value));
  if (valid) return value;
  throw invalid(path, `is not ${integer ? 'a whole number' : 'a number'} from ${min} to ${max}`);
}

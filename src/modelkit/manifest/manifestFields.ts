import { AppError } from '../../protocol/appError';

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

  /** @throws AppError `model-file-invalid` when `value` is no object */
  constructor(
    value: unknown,
    private readonly path = '',
  ) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw invalidManifest(path, 'is not an object');
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
    return new ManifestFields(this.object[key], this.at(key));
  }

  /** A text of 1 to `maxLength` UTF-16 units that `pattern` matches. */
  text(key: string, maxLength: number, pattern?: RegExp): string {
    const value = this.object[key];
    if (typeof value !== 'string' || value === '' || value.length > maxLength) {
      throw invalidManifest(this.at(key), `is not a text of 1 to ${maxLength} characters`);
    }
    if (pattern?.test(value) === false) {
      throw invalidManifest(this.at(key), `does not have the form ${pattern.source}`);
    }
    return value;
  }

  number(key: string, range: NumberRange): number {
    return checkNumber(this.object[key], this.at(key), range);
  }

  /** Two numbers in ascending order. */
  interval(key: string, range: NumberRange): readonly [number, number] {
    const [low, high, ...rest] = this.list(key, 2, (item, path) => checkNumber(item, path, range));
    if (low === undefined || high === undefined || rest.length > 0 || low > high) {
      throw invalidManifest(this.at(key), 'is not two numbers in ascending order');
    }
    return [low, high];
  }

  /** An array of at most `maxLength` items, each checked by `read`, which gets its path. */
  list<T>(key: string, maxLength: number, read: (item: unknown, path: string) => T): readonly T[] {
    const value = this.object[key];
    if (!Array.isArray(value) || value.length > maxLength) {
      throw invalidManifest(this.at(key), `is not an array of at most ${maxLength} items`);
    }
    return value.map((item: unknown, index) => read(item, `${this.at(key)}[${index}]`));
  }
}

/** `value` if it is a finite number in the range. @throws AppError `model-file-invalid` */
export function checkNumber(value: unknown, path: string, range: NumberRange): number {
  const { min, max, integer = false } = range;
  const valid =
    typeof value === 'number' &&
    value >= min &&
    value <= max &&
    (!integer || Number.isInteger(value));
  if (valid) return value;
  throw invalidManifest(
    path,
    `is not ${integer ? 'a whole number' : 'a number'} from ${min} to ${max}`,
  );
}

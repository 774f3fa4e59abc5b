/** `machine` scope: paths and hardware, never taken from a workspace. */
export type SettingScope = 'machine' | 'machine-overridable' | 'window';

/** One setting: what VS Code shows of it, and what of it we accept. */
export interface SettingRule<T> {
  /** The members that package.json repeats. */
  readonly schema: {
    readonly type: 'string' | 'boolean' | 'integer';
    readonly enum?: readonly string[];
    readonly minimum?: number;
    readonly maximum?: number;
    readonly scope: SettingScope;
  };
  readonly default: T;
  readonly accepts: (value: unknown) => value is T;
}

export function textRule(scope: SettingScope): SettingRule<string> {
  return {
    schema: { type: 'string', scope },
    default: '',
    accepts: (value) => typeof value === 'string',
  };
}

export function switchRule(fallback: boolean, scope: SettingScope): SettingRule<boolean> {
  return {
    schema: { type: 'boolean', scope },
    default: fallback,
    accepts: (value) => typeof value === 'boolean',
  };
}

/** A whole number, both ends inclusive. */
export function integerRule(
  range: { readonly minimum: number; readonly maximum: number },
  fallback: number,
  scope: SettingScope,
): SettingRule<number> {
  return {
    schema: { type: 'integer', ...range, scope },
    default: fallback,
    accepts: (value): value is number =>
      typeof value === 'number' &&
      Number.isInteger(value) &&
      value >= range.minimum &&
      value <= range.maximum,
  };
}

/** One of `values`; the first is the default. */
export function choiceRule<const T extends string>(
  values: readonly [T, ...T[]],
  scope: SettingScope,
): SettingRule<T> {
  return {
    schema: { type: 'string', enum: values, scope },
    default: values[0],
    accepts: (value): value is T => values.some((one) => one === value),
  };
}

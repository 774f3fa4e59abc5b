export interface Column {
  readonly key: string;
  readonly title: string;
  readonly digits: number;
  /** Whether more is better. */
  readonly more: boolean;
  /** Whether it counts bytes, not time. */
  readonly isSize?: boolean;
}

export interface Cell {
  readonly median: number;
  readonly least: number;
  readonly most: number;
  readonly values: readonly number[];
}

export interface Row {
  readonly contender: string;
  readonly label: string;
  readonly cells: Readonly<Record<string, Cell>>;
}

export interface Variant {
  readonly contender: string;
  readonly label: string;
}

export interface MeasuredRun {
  readonly round: number;
  readonly variant: Variant;
  readonly result: {
    readonly loadMs: number;
    readonly memory: { readonly peakBytes: number };
    readonly contexts: readonly {
      readonly context: number;
      readonly firstTokenMs: number;
      readonly stepMs: readonly number[];
    }[];
  };
}

export interface Comparison {
  readonly ratio: number;
  readonly least: number;
  readonly most: number;
  readonly variant: string;
}

export function listColumns(contexts: readonly number[]): readonly Column[];

export function summariseRuns(
  variants: readonly Variant[],
  columns: readonly Column[],
  runs: readonly MeasuredRun[],
): readonly Row[];

export function compareWith(
  rows: readonly Row[],
  contender: string,
  columns: readonly Column[],
): Readonly<Record<string, Comparison>> | undefined;

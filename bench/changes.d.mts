export interface Figure {
  readonly key: string;
  /** Name, then its unit after a comma. */
  readonly title: string;
  readonly digits: number;
  /** Whether more is better. */
  readonly more: boolean;
  /** Whether it counts bytes, not time. */
  readonly isSize?: boolean;
}

export interface Change {
  /** Medians. */
  readonly base: number;
  readonly now: number;
  /** Above 1: better than the base. */
  readonly ratio: number;
  readonly least: number;
  readonly most: number;
  readonly isTelling: boolean;
}

export interface FigureChange extends Change {
  readonly figure: Figure;
}

type Values = Readonly<Record<string, number>>;

export const leastRounds: number;

export function changeOf(
  figure: { readonly more: boolean },
  base: readonly number[],
  now: readonly number[],
): Change;

export function listChanges(
  figures: readonly Figure[],
  rounds: readonly { readonly base: Values; readonly now: Values }[],
): FigureChange[];

export function formatChanges(changes: readonly FigureChange[], baseName: string): string;

export function warningsOf(changes: readonly FigureChange[], baseName: string): string[];

/** A length or a share of a plot: a tenth is finer than can be seen, and keeps the files short. */
export function toTenth(value: number): number {
  return Math.round(value * 10) / 10;
}

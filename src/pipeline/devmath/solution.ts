/** One step of a worked solution. Texts may have `[a|b]` options and start with a small letter. */
export interface Step {
  /** What the step does, as an order: `Convert the size to bytes`. */
  readonly title: string;
  /** A sentence without its last sign. Where equations follow, it leads to them. */
  readonly text: string;
  /**
   * `24 * 4 = 96 bytes`: operators between blanks (`+ - * / // mod & | xor << >>`), `^` for
   * powers, `5!`, hex and binary literals; a unit may follow the last result.
   */
  readonly equations?: readonly string[];
  /** A sentence after the equations, without its last sign. */
  readonly then?: string;
}

/** A worked solution, before it is put into words. */
export interface Solution {
  readonly answer: string;
  /** What is asked for, as a noun: `the number of bytes in the file`. */
  readonly goal: string;
  readonly steps: readonly Step[];
  /** Word after the answer in the last sentence, if any. */
  readonly unit?: string;
}

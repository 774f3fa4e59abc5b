import { formatExact, plainStyle } from '../../core/arithmetic/formatValue';
import { sideBeforeRelation } from '../../core/arithmetic/findEquations';
import { tokenizeArithmetic } from '../../core/arithmetic/tokenizeArithmetic';
import type { Difficulty } from './devMathRow';
import { difficulties } from './devMathRow';
import { defineTrainForm } from './form';
import type { AnyForm } from './form';
import type { Pick } from './pick';
import type { Values } from './template';

/** Texts name values as wordings do; `{1}` is the result of the first step, `{answer}` the answer. */
interface PlainStep {
  readonly title: string;
  readonly text: string;
  /** What is worked out, as an expression: `{count} * {price}`. */
  readonly work: string;
  /** A sentence after the equation. */
  readonly then?: string;
}

/**
 * A question of one or two plain steps, as people ask them most, for train alone. `work` is computed
 * here, so that wording, numbers and steps are all that a form has to say.
 */
interface PlainForm<P extends Values> {
  /** Unique within its kind. */
  readonly name: string;
  /** Drawn again until each result is positive, with two decimal places at most. `size` grows from 1 to 8. */
  readonly draw: (pick: Pick, size: number) => P;
  readonly templates: readonly string[];
  readonly goal: string;
  readonly unit?: string;
  readonly steps: readonly [PlainStep, ...PlainStep[]];
  /** The answer's text, if it is not the last result. */
  readonly answer?: (results: readonly string[], values: P) => string;
}

const sizes: Readonly<Record<Difficulty, number>> = { easy: 1, medium: 3, hard: 8 };

export function definePlainForm<P extends Values>(form: PlainForm<P>): AnyForm {
  const { name, templates, goal, unit, steps, answer } = form;
  return defineTrainForm<P>({
    name,
    difficulties,
    templates,
    draw: (pick, difficulty) =>
      pick.until(
        () => form.draw(pick, sizes[difficulty]),
        (values) => resultsOf(steps, values) !== undefined,
      ),
    solve: (values) => {
      const results = resultsOf(steps, values) ?? [];
      const answered = answer?.(results, values) ?? results.at(-1) ?? '';
      const known = { ...named(values, results), answer: answered };
      const filledUnit = unit === undefined ? undefined : fill(unit, known);
      return {
        answer: answered,
        goal: fill(goal, known),
        ...(filledUnit === undefined ? {} : { unit: filledUnit }),
        steps: steps.map(({ title, text, work, then }, i) => {
          // «percent» behind a number would make it a hundredth.
          const hasUnit =
            i === steps.length - 1 && filledUnit !== undefined && filledUnit !== 'percent';
          const equation = `${fill(work, known)} = ${results[i] ?? ''}`;
          return {
            title: fill(title, known),
            text: fill(text, known),
            equations: [hasUnit ? `${equation} ${filledUnit}` : equation],
            ...(then === undefined ? {} : { then: fill(then, known) }),
          };
        }),
      };
    },
  });
}

/** The results of all steps as they are written, unless one is no plain positive number. */
function resultsOf(steps: readonly PlainStep[], values: Values): readonly string[] | undefined {
  const results: string[] = [];
  for (const { work } of steps) {
    const result = computed(fill(work, named(values, results)));
    if (result === undefined || !/^(?!0$)\d+(?:\.\d{1,2})?$/.test(result)) return undefined;
    results.push(result);
  }
  return results;
}

function named(values: Values, results: readonly string[]): Values {
  return { ...values, ...Object.fromEntries(results.map((result, i) => [String(i + 1), result])) };
}

function computed(expression: string): string | undefined {
  const value = sideBeforeRelation(tokenizeArithmetic(`${expression} =`))?.value;
  return value === undefined ? undefined : formatExact(value, plainStyle);
}

/** `text` with each `{name}` filled; options stay for the chain to choose. */
function fill(text: string, values: Values): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (typeof value === 'string' || typeof value === 'number') return String(value);
    throw new RangeError(`no value for {${name}}`);
  });
}

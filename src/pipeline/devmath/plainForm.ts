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
  /** Behind the result, unless that is 1. The last step has the unit of the form. */
  readonly unit?: string;
  /** A sentence after the equation. */
  readonly then?: string;
}

type PlainSteps = readonly [PlainStep, ...PlainStep[]];

/**
 * A question of one to four plain steps, as people ask them most, for train alone. `work` is computed
 * here, so that wording, numbers and steps are all that a form has to say.
 */
interface PlainForm<P extends Values> {
  /** Unique within its kind. */
  readonly name: string;
  /** Drawn again until each result is positive, with two decimal places at most. `size` grows from 1 to 8. */
  readonly draw: (pick: Pick, size: number) => P;
  readonly templates: readonly string[];
  /** For what cannot be in parts, people or days: no result has a fraction. */
  readonly isWhole?: true;
  readonly goal: string;
  readonly unit?: string;
  readonly steps: PlainSteps;
  /** Another way to the same answer, taken as often. */
  readonly otherSteps?: PlainSteps;
  /** The answer's text, if it is not the last result. */
  readonly answer?: (results: readonly string[], values: P) => string;
}

const sizes: Readonly<Record<Difficulty, number>> = { easy: 1, medium: 3, hard: 8 };

export function definePlainForm<P extends Values>(form: PlainForm<P>): AnyForm {
  const { name, templates, isWhole, goal, unit, otherSteps, answer } = form;
  const ways = otherSteps === undefined ? [form.steps] : [form.steps, otherSteps];
  return defineTrainForm<P>({
    name,
    difficulties,
    templates,
    draw: (pick, difficulty) =>
      pick.until(
        () => form.draw(pick, sizes[difficulty]),
        (values) =>
          ways.every((steps) => {
            const results = resultsOf(steps, values);
            return results?.every((result) => isWhole !== true || !result.includes('.')) === true;
          }),
      ),
    solve: (values, pick) => {
      const steps = otherSteps !== undefined && pick.chance(0.5) ? otherSteps : form.steps;
      const results = resultsOf(steps, values) ?? [];
      const answered = answer?.(results, values) ?? results.at(-1) ?? '';
      const known = { ...named(values, results), answer: answered };
      const filledUnit = unit === undefined ? undefined : fill(unit, known);
      return {
        answer: answered,
        goal: fill(goal, known),
        ...(filledUnit === undefined ? {} : { unit: filledUnit }),
        steps: steps.map(({ title, text, work, unit: own, then }, i) => {
          const result = results[i] ?? '';
          const ownUnit = own === undefined || result === '1' ? undefined : fill(own, known);
          const behind = ownUnit ?? (i === steps.length - 1 ? filledUnit : undefined);
          const equation = `${fill(work, known)} = ${result}`;
          // «percent» behind a number would make it a hundredth.
          const hasUnit = behind !== undefined && behind !== 'percent';
          return {
            title: fill(title, known),
            text: fill(text, known),
            equations: [hasUnit ? `${equation} ${behind}` : equation],
            ...(then === undefined ? {} : { then: fill(then, known) }),
          };
        }),
      };
    },
  });
}

/** The results of all steps as they are written, unless one is no plain positive number. */
function resultsOf(steps: PlainSteps, values: Values): readonly string[] | undefined {
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

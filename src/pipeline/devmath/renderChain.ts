import { equationLatex } from './equationLatex';
import type { Pick } from './pick';
import type { Solution, Step } from './solution';
import { capitalised, vary } from './template';

type Layout = 'plan' | 'bold' | 'headed' | 'prose';
/** How equations are set: LaTeX on a line of their own, over three lines or in a line, or as text. */
type Setting = 'display' | 'block' | 'inline' | 'plain';

/** Of the chains with several steps; those with one have no headings. */
const headedShare = 0.5;

/**
 * A solution in the style in which the base models write, but shorter: mostly a sentence that takes
 * the question up, steps with their equations, a last sentence with the answer. Layout, setting and
 * connecting words are drawn.
 */
export function renderChain(pick: Pick, solution: Solution): string {
  const steps = solution.steps.map((step) => varyStep(pick, step));
  const isHeaded = steps.length > 1 && pick.chance(headedShare);
  const layout = isHeaded ? pick.of<Layout>(['plan', 'bold', 'headed']) : 'prose';
  const setting = pick.of<Setting>(['plain', 'plain', 'inline', 'display', 'display', 'block']);
  const parts = [
    opening(pick, layout, solution.goal),
    ...(layout === 'plan' ? [steps.map((step, i) => `${i + 1}. ${step.title}.`).join('\n')] : []),
    ...body(pick, layout, setting, steps),
    closing(pick, solution),
  ].filter((part) => part !== '');
  const isInline = layout === 'prose' && (setting === 'plain' || setting === 'inline');
  return parts.join(isInline && pick.chance(0.5) ? ' ' : '\n\n');
}

function varyStep(pick: Pick, step: Step): Step {
  const { then } = step;
  return {
    ...step,
    title: vary(pick, step.title),
    text: vary(pick, step.text),
    ...(then === undefined ? {} : { then: vary(pick, then) }),
  };
}

function opening(pick: Pick, layout: Layout, goal: string): string {
  if (layout === 'plan') {
    return vary(pick, `To determine ${goal}, we follow these steps:`);
  }
  return vary(
    pick,
    pick.of([
      '',
      `[We want|We need|We look for] ${goal}.`,
      `[Let's find|Let's work out] ${goal}.`,
      `To find ${goal}, [we work step by step|we calculate].`,
    ]),
  );
}

function body(pick: Pick, layout: Layout, setting: Setting, steps: readonly Step[]): string[] {
  return steps.map((step, i) => {
    if (layout === 'bold')
      return `${i + 1}. **${step.title}:**\n${indented(sentences(setting, step, ''))}`;
    if (layout === 'headed')
      return `**Step ${i + 1}: ${step.title}.**\n${sentences(setting, step, '')}`;
    return sentences(setting, step, connective(pick, i, steps.length));
  });
}

function connective(pick: Pick, index: number, count: number): string {
  if (count === 1) return '';
  if (index === 0) return pick.of(['First, ', 'First, ', '']);
  if (index === count - 1) return pick.of(['Finally, ', 'Next, ', 'Now, ', 'Then, ', '']);
  return pick.of(['Next, ', 'Then, ', 'Now, ', 'After that, ', '']);
}

/** One step in words. With `lead` in front the text goes on with a small letter. */
function sentences(setting: Setting, step: Step, lead: string): string {
  const { equations = [], then } = step;
  const text = lead === '' ? capitalised(step.text) : lead + step.text;
  const after = then === undefined ? '' : `${capitalised(then)}.`;
  if (equations.length === 0) return [`${text}.`, after].filter((part) => part !== '').join(' ');
  if (setting === 'plain' || setting === 'inline') {
    const set = equations.map((equation) =>
      setting === 'plain' ? equation : `\\( ${equationLatex(equation)} \\)`,
    );
    return `${text}: ${set.join('; ')}.${after === '' ? '' : ` ${after}`}`;
  }
  const set = equations.map((equation) =>
    setting === 'display'
      ? `\\[ ${equationLatex(equation)} \\]`
      : `\\[\n${equationLatex(equation)}\n\\]`,
  );
  return [`${text}:`, ...set, after].filter((part) => part !== '').join('\n');
}

function indented(text: string): string {
  return text.replace(/^/gm, '   ');
}

function closing(pick: Pick, { goal, answer, unit }: Solution): string {
  const word = pick.of(['Therefore', 'Therefore', 'Thus', 'So']);
  return `${word}, ${goal} is ${answer}${unit === undefined ? '' : ` ${unit}`}.`;
}

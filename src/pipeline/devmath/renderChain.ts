import { equationLatex } from './equationLatex';
import type { Pick } from './pick';
import type { Solution, Step } from './solution';
import { capitalised, vary } from './template';

type Layout = 'plan' | 'bold' | 'headed' | 'prose';
/** How equations are set: LaTeX on a line of their own, the same over three lines, or as text. */
type Setting = 'display' | 'block' | 'plain';

/**
 * A solution in the style in which the base models write: a first sentence that takes the question
 * up, steps with their equations, a last sentence with the answer. Layout, setting and connecting
 * words are drawn.
 */
export function renderChain(pick: Pick, solution: Solution): string {
  const steps = solution.steps.map((step) => varyStep(pick, step));
  const layouts: readonly Layout[] =
    steps.length === 1
      ? ['prose', 'prose', 'bold']
      : ['plan', 'plan', 'bold', 'bold', 'headed', 'prose', 'prose', 'prose'];
  const layout = pick.of(layouts);
  const setting = pick.of<Setting>(
    layout === 'prose' ? ['plain', 'plain', 'display'] : ['display', 'display', 'block', 'plain'],
  );
  const parts = [
    opening(pick, layout, solution.goal),
    ...(layout === 'plan' ? [steps.map((step, i) => `${i + 1}. ${step.title}.`).join('\n')] : []),
    ...body(pick, layout, setting, steps),
    closing(pick, solution),
  ];
  return parts.join(layout === 'prose' && setting === 'plain' && pick.chance(0.4) ? ' ' : '\n\n');
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
    return vary(pick, `To determine ${goal}, we [need to|can] follow these steps:`);
  }
  return vary(
    pick,
    pick.of([
      `To determine ${goal}, we need to [work step by step|look at the given information|perform the following calculations|break the problem down].`,
      `To determine ${goal}, let's break it down step by step.`,
      `To find ${goal}, we [can proceed as follows|go through the problem step by step|start from what is given].`,
      `[Let's work out|We are asked for|We want to find] ${goal}.`,
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
  if (index === 0) return pick.of(['First, ', 'First, ', "Let's start: ", '']);
  if (index === count - 1) return pick.of(['Finally, ', 'Next, ', 'Now, ', 'Then, ', '']);
  return pick.of(['Next, ', 'Then, ', 'Now, ', 'After that, ', '']);
}

/** One step in words. With `lead` in front the text goes on with a small letter. */
function sentences(setting: Setting, step: Step, lead: string): string {
  const { equations = [], then } = step;
  const text = lead === '' ? capitalised(step.text) : lead + step.text;
  const after = then === undefined ? '' : `${capitalised(then)}.`;
  if (equations.length === 0) return [`${text}.`, after].filter((part) => part !== '').join(' ');
  if (setting === 'plain') {
    return `${text}: ${equations.join('; ')}.${after === '' ? '' : ` ${after}`}`;
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

import type { Difficulty } from '../devMathRow';
import { defineForm } from '../form';
import type { AnyForm, Form } from '../form';
import type { Pick } from '../pick';
import type { Values } from '../template';

/** The same short program in two languages. */
interface Code {
  readonly python: readonly string[];
  readonly javascript: readonly string[];
}

function codeBlock(pick: Pick, { python, javascript }: Code): { code: string; language: string } {
  const isPython = pick.chance(0.6);
  const lines = (isPython ? python : javascript).join('\n');
  const fence = '```';
  const language = isPython ? 'Python' : 'JavaScript';
  return {
    code: pick.chance(0.6) ? `${fence}${language.toLowerCase()}\n${lines}\n${fence}` : lines,
    language,
  };
}

/** All loops are asked about in the same words: what is `name` in the end. */
const templates = [
  'What is the value of {name} after this code [has run|runs]?\n\n{code}',
  'What does this {language} program leave in the variable {name}?\n\n{code}',
  'Consider this {language} code:\n\n{code}\n\nWhat is {name} at the end?',
  '{code}\n\nAfter this code, {name} is equal to what number?',
  'I run the following code. [Which|What] final value does {name} have?\n\n{code}',
  'Final value of `{name}`?\n\n{code}',
  '{code}\n\n=> {name} = ...',
  'language: {language}\nasked for: `{name}` after the program has ended\n\n{code}',
  'Evaluate this {language} snippet and give me `{name}` as it is after the last line.\n\n{code}',
  'I found these lines in an old repository that has [no tests at all|hardly any comments]. Before I touch them, I want to know with which value of {name} they end.\n\n{code}',
  'If a breakpoint stops the program right after this {language} code, which value does the debugger show for {name}?\n\n{code}',
  'A unit test runs the code below and then compares {name} with a constant. Which constant makes the test pass?\n\n{code}',
  'quick one, what does {name} end up as here\n\n{code}',
] as const;

const devTemplates = [
  'Trace this {language} code by hand and report {name}:\n\n{code}',
  '{code}\n\nSuppose we print {name} on the next line. What is printed?',
  'Without running it: which number is stored in {name} when the {language} code below is done?\n\n{code}',
] as const;

type LoopForm<P extends Values> = Omit<Form<P>, 'templates' | 'devTemplates' | 'draw'> & {
  readonly draw: (pick: Pick, difficulty: Difficulty) => P & Code & { readonly name: string };
};

/** A form that shows a program and asks for the final value of one of its variables. */
export function defineLoop<P extends Values>(form: LoopForm<P>): AnyForm {
  return defineForm({
    ...form,
    draw: (pick, difficulty) => {
      const values = form.draw(pick, difficulty);
      return { ...values, ...codeBlock(pick, values) };
    },
    templates,
    devTemplates,
  });
}

/** The passes of a loop on lines of their own, numbered: none is left out or done twice. */
export function passLines(passes: readonly string[]): string {
  return passes.map((pass, i) => `pass ${i + 1}: ${pass}`).join('\n');
}

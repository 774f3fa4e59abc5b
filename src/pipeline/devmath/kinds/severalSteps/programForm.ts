import type { Difficulty } from '../../devMathRow';
import { defineTrainForm } from '../../form';
import type { AnyForm } from '../../form';
import type { Pick } from '../../pick';
import type { Solution } from '../../solution';
import type { Values } from '../../template';

/** The same few lines in up to three languages, and what is asked about them. */
interface Program {
  readonly inPython: string;
  readonly inJavaScript: string;
  readonly inC?: string;
  /** `f(7)` or a variable. */
  readonly asked: string;
}

interface ProgramForm<P extends Values> {
  readonly name: string;
  readonly difficulties: readonly Difficulty[];
  readonly draw: (pick: Pick, difficulty: Difficulty) => P & Program;
  readonly solve: (values: P & Program, pick: Pick) => Solution;
}

/** For what a call gives back. */
const callTemplates = [
  'What does `{asked}` return?\n\n{code}',
  '{code}\n\nWhich number is returned by {asked}?',
  'I call {asked}. What do I get back?\n\n{code}',
  '{code}\n\n`{asked}` = ?',
  'result of {asked}?\n\n{code}',
  'This {language} helper has no comments and no tests. What comes out of it for {asked}?\n\n{code}',
  '{code}\n{printed}\n\nWhat is the output?',
  'Below is a {language} function from a code review. Somebody claims to know {asked} without running it. What is it?\n\n{code}',
  'work out {asked} for me please\n\n{code}',
];

/** For what a variable holds at the end. */
const variableTemplates = [
  '{code}\n{printed}\n\nWhat is the output?',
  'What does this print?\n\n{code}\n{printed}',
  '{code}\n\n{asked} at the end = ?',
  'After these lines of {language}, {asked} has which value?\n\n{code}',
  'i stepped through this and lost track, what is {asked} when it is finished\n\n{code}',
  'Give the value that {asked} has after the last line.\n\n{code}',
  'Somebody wants to replace this {language} code by a constant. Which one is right for {asked}?\n\n{code}',
];

/** A form that shows a short program and asks what a call of it returns, or what is left in a variable. */
export function defineProgram<P extends Values>(
  form: ProgramForm<P>,
  asks: 'call' | 'variable',
): AnyForm {
  return defineTrainForm({
    ...form,
    draw: (pick, difficulty) => {
      const values = form.draw(pick, difficulty);
      return { ...values, ...shown(pick, values) };
    },
    templates: asks === 'call' ? callTemplates : variableTemplates,
  });
}

function shown(pick: Pick, { inPython, inJavaScript, inC, asked }: Program) {
  const code = pick.of([
    { language: 'Python', code: inPython, printed: `print(${asked})` },
    { language: 'JavaScript', code: inJavaScript, printed: `console.log(${asked});` },
    ...(inC === undefined
      ? []
      : [{ language: 'C', code: inC, printed: `printf("%d", ${asked});` }]),
  ]);
  return {
    ...code,
    name: asked,
    python: inPython.split('\n'),
    javascript: inJavaScript.split('\n'),
  };
}

import type { Difficulty } from './devMathRow';
import type { Pick } from './pick';
import type { Solution } from './solution';
import { fillTemplate } from './template';
import type { Values } from './template';

/** One problem of a kind, with all of its wordings. */
export interface Form<P extends Values> {
  /** Unique within its kind. */
  readonly name: string;
  readonly difficulties: readonly Difficulty[];
  /** The numbers, names and words of one question. */
  readonly draw: (pick: Pick, difficulty: Difficulty) => P;
  /** Wordings of all splits but dev. See {@link fillTemplate} for what may stand in one. */
  readonly templates: readonly string[];
  /** Wordings of dev, which no other split uses. */
  readonly devTemplates: readonly string[];
  /** `question` says which of the values have been given. */
  readonly solve: (values: P, pick: Pick, question: string) => Solution;
}

/** A question that has been put and solved. */
export interface Draft {
  readonly form: string;
  readonly values: Values;
  readonly question: string;
  readonly solution: Solution;
}

/** A form of any kind. */
export interface AnyForm {
  readonly name: string;
  readonly difficulties: readonly Difficulty[];
  readonly templates: readonly string[];
  readonly devTemplates: readonly string[];
  readonly draft: (pick: Pick, difficulty: Difficulty, isDev: boolean) => Draft;
}

/** A group of questions that gets a row of its own in the tables. */
export interface DevMathKind {
  readonly name: string;
  readonly forms: readonly AnyForm[];
}

/** The form, ready to be drawn from without knowing its values. */
export function defineForm<P extends Values>(form: Form<P>): AnyForm {
  const { name, difficulties, templates, devTemplates } = form;
  const draft = (pick: Pick, difficulty: Difficulty, isDev: boolean): Draft => {
    const values = form.draw(pick, difficulty);
    const template = pick.of(isDev ? devTemplates : templates);
    const question = fillTemplate(pick, template, values);
    return { form: name, values, question, solution: form.solve(values, pick, question) };
  };
  return { name, difficulties, templates, devTemplates, draft };
}

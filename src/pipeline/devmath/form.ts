import type { DevMathSplit, Difficulty } from './devMathRow';
import type { Pick } from './pick';
import type { Solution } from './solution';
import { fillTemplate } from './template';
import type { Values } from './template';

/** One problem of a kind that only train has, with all of its wordings. */
interface TrainForm<P extends Values> {
  /** Unique within its kind. */
  readonly name: string;
  readonly difficulties: readonly Difficulty[];
  /** The numbers, names and words of one question. */
  readonly draw: (pick: Pick, difficulty: Difficulty) => P;
  /** Wordings of all splits that have the form, but dev. See {@link fillTemplate}. */
  readonly templates: readonly string[];
  /** `question` says which of the values have been given. */
  readonly solve: (values: P, pick: Pick, question: string) => Solution;
}

/** One problem of a kind that every split has. */
export interface Form<P extends Values> extends TrainForm<P> {
  /** Wordings of dev, which no other split uses. */
  readonly devTemplates: readonly string[];
  /** What train alone has: what is evaluated stays the same for ever. */
  readonly train?: {
    /** Further wordings. */
    readonly templates?: readonly string[];
    /** Another way to the same answer. */
    readonly solve?: TrainForm<P>['solve'];
  };
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
  /** The wordings of each split; a split without any does not have the form. */
  readonly wordings: Readonly<Record<DevMathSplit, readonly string[]>>;
  readonly draft: (pick: Pick, difficulty: Difficulty, split: DevMathSplit) => Draft;
}

/** A group of questions that gets a row of its own in the tables. */
export interface DevMathKind {
  readonly name: string;
  readonly forms: readonly AnyForm[];
}

/** The form, ready to be drawn from without knowing its values. */
export function defineForm<P extends Values>(form: Form<P>): AnyForm {
  const { name, difficulties, templates, devTemplates, train } = form;
  const wordings = {
    train: [...templates, ...(train?.templates ?? [])],
    trial: templates,
    calibration: templates,
    dev: devTemplates,
  };
  const draft = (pick: Pick, difficulty: Difficulty, split: DevMathSplit): Draft => {
    const values = form.draw(pick, difficulty);
    const question = fillTemplate(pick, pick.of(wordings[split]), values);
    const solve = split === 'train' ? (train?.solve ?? form.solve) : form.solve;
    return { form: name, values, question, solution: solve(values, pick, question) };
  };
  return { name, difficulties, wordings, draft };
}

/** The same for a form that trial, calibration and dev are without. */
export function defineTrainForm<P extends Values>({ templates, ...form }: TrainForm<P>): AnyForm {
  return defineForm<P>({ ...form, templates: [], devTemplates: [], train: { templates } });
}

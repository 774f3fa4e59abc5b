import type { PromptTemplate } from '../core/prompt/promptTemplate';
import { promptText } from '../core/prompt/promptPart';
import { renderPrompt } from '../core/prompt/promptTemplate';
import { AppError } from '../protocol/appError';
import type { AskedQuestion } from './trainingQuestions';
import { askedAt } from './trainingQuestions';

/** A row in the alpaca format. */
interface AlpacaRow {
  readonly instruction: string;
  readonly input: '';
  readonly output: string;
  readonly system: string;
  /** Earlier turns: what the user and what the model said. */
  readonly history: readonly (readonly [string, string])[];
}

/** A row in the sharegpt format. */
interface ShareGptRow {
  readonly conversations: readonly {
    readonly from: 'human' | 'gpt';
    readonly value: string;
  }[];
  readonly system: string;
}

/** What LLaMA-Factory's own chat template puts around a turn; the data holds what is inside. */
interface ChatFrame {
  /** Name to pass as `template` there. */
  readonly template: string;
  readonly start: string;
  /** Around the system text, where the model has one. */
  readonly system?: readonly [string, string];
  readonly user: string;
  readonly end: string;
}

/** Source: hiyouga/LLaMA-Factory src/llamafactory/data/template.py, templates qwen and llama3. */
const frames: readonly ChatFrame[] = [
  {
    template: 'qwen',
    start: '',
    system: ['<|im_start|>system\n', '<|im_end|>\n'],
    user: '<|im_start|>user\n',
    end: '<|im_end|>\n<|im_start|>assistant\n',
  },
  {
    template: 'llama3',
    start: '<|begin_of_text|>',
    user: '<|start_header_id|>user<|end_header_id|>\n\n',
    end: '<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n',
  },
];

/** A prompt taken apart as LLaMA-Factory wants it. */
interface FramedPrompt {
  /** Its name of the chat template. */
  readonly template: string;
  readonly system: string;
  /** Instruction and question, with the ratio marker where it stands there. */
  readonly user: string;
  /** How the model's turn begins: the ratio marker, where it stands there. */
  readonly opening: string;
  /** The earlier turns: what the user and what the model said. */
  readonly history: readonly (readonly [string, string])[];
}

/**
 * The user's turn, the system text and the start of the model's turn in a question's prompt; the
 * chat template around them is put back by LLaMA-Factory. Names of special tokens in the ratio marker
 * are text here, as in the reference's data; LLaMA-Factory's tokenizer makes tokens of them again.
 *
 * A marker in the model's turn becomes part of the output there, so that it is learnt too: nothing in
 * the format takes a part of an answer out of the loss. The recipe says what follows from that.
 *
 * @throws AppError `unsupported-architecture` when the prompt is of neither of the known chat
 *   templates
 */
export function framePrompt(
  template: PromptTemplate,
  asked: AskedQuestion,
  keepRatio: number,
): FramedPrompt {
  const { question, history = [] } = askedAt(asked, keepRatio);
  const turns = history.map((turn): [string, string] => {
    const { user, opening } = framePrompt(template, { question: turn.question }, keepRatio);
    return [user, `${opening}${turn.answer}`];
  });
  const whole = promptText(renderPrompt(template, { question, keepRatio }));
  for (const frame of frames) {
    const found = unframe(whole, frame);
    if (found !== undefined) return { ...found, history: turns };
  }
  throw new AppError(
    'unsupported-architecture',
    'LLaMA-Factory has no chat template for this prompt: use the examples file, or a Qwen2 or Llama-3 model.',
  );
}

function unframe(whole: string, frame: ChatFrame): Omit<FramedPrompt, 'history'> | undefined {
  // The last one: a question may hold the text of a turn's end.
  const turn = whole.lastIndexOf(frame.end);
  if (!whole.startsWith(frame.start) || turn < frame.start.length) return undefined;
  const opening = whole.slice(turn + frame.end.length);
  let rest = whole.slice(frame.start.length, turn);
  let system = '';
  if (frame.system !== undefined && rest.startsWith(frame.system[0])) {
    const [open, close] = frame.system;
    const end = rest.indexOf(close);
    if (end < 0) return undefined;
    system = rest.slice(open.length, end);
    rest = rest.slice(end + close.length);
  }
  if (!rest.startsWith(frame.user)) return undefined;
  return { template: frame.template, system, user: rest.slice(frame.user.length), opening };
}

export function alpacaRow(
  { system, user, opening, history }: FramedPrompt,
  target: string,
): AlpacaRow {
  return { instruction: user, input: '', output: `${opening}${target}`, system, history };
}

export function shareGptRow(
  { system, user, opening, history }: FramedPrompt,
  target: string,
): ShareGptRow {
  const turns = [...history, [user, `${opening}${target}`] as const];
  return {
    conversations: turns.flatMap(([human, gpt]) => [
      { from: 'human' as const, value: human },
      { from: 'gpt' as const, value: gpt },
    ]),
    system,
  };
}

/** File of each format, named in {@link datasetInfo}. JSON with one row a line. */
export const datasetFiles = { alpaca: 'alpaca.jsonl', sharegpt: 'sharegpt.jsonl' } as const;

/** The content of `dataset_info.json`, by which LLaMA-Factory finds the two files. */
export const datasetInfo = {
  tokenskip_alpaca: {
    file_name: datasetFiles.alpaca,
    columns: {
      prompt: 'instruction',
      query: 'input',
      response: 'output',
      system: 'system',
      history: 'history',
    },
  },
  tokenskip_sharegpt: {
    file_name: datasetFiles.sharegpt,
    formatting: 'sharegpt',
    columns: { messages: 'conversations', system: 'system' },
    tags: { role_tag: 'from', content_tag: 'value', user_tag: 'human', assistant_tag: 'gpt' },
  },
} as const;

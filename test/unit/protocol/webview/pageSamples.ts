import type { PromptTurn } from '../../../../src/core/prompt/promptTemplate';
import type { AnswerReport } from '../../../../src/protocol/answerReport';
import type { AnswerView } from '../../../../src/protocol/webview/answerView';
import type { AskingState } from '../../../../src/protocol/webview/askingPage';
import type {
  ChatEvents,
  ChatMethods,
  Conversation,
} from '../../../../src/protocol/webview/chatLink';
import type { ModelView } from '../../../../src/protocol/webview/modelView';
import type {
  PanelEvents,
  PanelMethods,
  PanelRun,
  PanelState,
  SentencesView,
} from '../../../../src/protocol/webview/panelLink';
import { answerReport, answerView } from '../../support/sampleAnswer';

const confidence: NonNullable<AnswerReport['confidence']> = {
  probability: 0.8,
  word: 'likely right',
  isSure: true,
  mode: 'vote',
  measuredOn: 'gsm8k, devmath',
  n: 500,
  date: '2026-11-20',
};

/** A report with every member that there may be. */
const fullReport: AnswerReport = {
  ...answerReport,
  lastNumber: '19',
  saved: {
    kind: 'estimated',
    tokens: 12,
    seconds: 1.5,
    tokensInterval: { low: 5, high: 20 },
    secondsInterval: { low: 0.5, high: 2.5 },
  },
  corrections: 1,
  confidence,
  isOutside: true,
  votes: votes(5),
};

/** An answer with every member that there may be. */
const fullView: AnswerView = {
  ...answerView,
  force: true,
  state: 'checking',
  note: 'Not trained for 0.3.',
  model: 'coder-0.5b',
  modelNote: 'coder-1.5b is not here.',
  report: fullReport,
  tally: votes(3),
};
const failedView: AnswerView = {
  ...answerView,
  state: 'failed',
  report: null,
  failure: { code: 'engine-exited', message: 'The engine ended.', isRetryable: true },
};

const doneView: AnswerView = { ...fullView, state: 'done' };
/** A server's, which did not come to an answer: the last number and a larger model are offered. */
const guessedView: AnswerView = {
  ...doneView,
  report: {
    ...fullReport,
    answer: null,
    device: 'remote',
    confidence: { ...confidence, isSure: false },
  },
};

/** While it is written: what stands there may end in the middle of a formula. */
const writingView: AnswerView = { ...answerView, state: 'writing', report: null };

function votes(ended: number): NonNullable<AnswerView['tally']> {
  const groups = [{ answer: '19', count: ended }];
  return { asked: 5, ended, groups, withoutAnswer: 0, isTie: false, isComplete: true };
}

const model: ModelView = {
  kind: 'present',
  id: 'coder-0.5b',
  name: 'Coder 0.5B',
  trainedRatios: [1, 0.5],
  costs: [{ keepRatio: 0.5, actualRatio: 0.6, low: 0.5, high: 0.7, accuracy: 0.4, questions: 200 }],
  device: { used: 'cpu', reason: 'No adapter.' },
  upgrade: {
    name: 'Coder 1.5B',
    downloadBytes: 1e9,
    memoryBytes: 2e9,
    hasBytes: 6e9,
    gain: { right: 54, insteadOf: 29 },
  },
};
const missing: ModelView = {
  kind: 'missing',
  id: 'coder-1.5b',
  name: 'Coder 1.5B',
  downloadBytes: 1e9,
  memoryBytes: null,
  reason: 'Not fetched yet.',
  canRunHere: true,
};

const sentences: SentencesView = {
  state: 'done',
  source: 'rewritten',
  text: 'Nine times two is eighteen.',
  checks: answerReport.checks,
  lostEquations: 0,
  lostAnswer: false,
  isSameAnswer: true,
  failure: null,
};
const failedSentences: SentencesView = {
  ...sentences,
  state: 'failed',
  text: '',
  failure: failedView.failure,
};
const panelState: PanelState = {
  model,
  ratio: 'auto',
  reasoning: 'collapsed',
  editor: { fileName: 'a.md', hasSelection: true },
  history: [
    { id: 'a1', question: '9 * 2?', answer: null, keepRatio: 0.5, model: 'coder-0.5b', askedAt: 1 },
  ],
};
const history: readonly PromptTurn[] = [
  { question: '9?', answer: 'The final answer is: $\\boxed{9}$', keepRatio: 0.5 },
  { question: '8?', answer: 'The final answer is: $\\boxed{8}$' },
];
const answerRun: PanelRun = {
  kind: 'answer',
  view: fullView,
  history,
  sentences,
  map: {
    state: 'done',
    tokens: { text: 'ab', startOffsets: [0, 1], endOffsets: [1, 2] },
    failure: null,
  },
};
const unmappedRun: PanelRun = {
  ...answerRun,
  map: { state: 'failed', tokens: null, failure: failedView.failure },
};
const compareRun: PanelRun = {
  kind: 'compare',
  full: answerView,
  short: failedView,
  history,
  outcome: { savedTokens: -3, savedSeconds: 0.5, isSameAnswer: null },
};
const explainRun: PanelRun = { kind: 'explain', chain: '9 * 2', checks: [], sentences };
const answeredState: PanelState = {
  ...panelState,
  history: panelState.history.map((item) => ({ ...item, answer: '18' })),
};
const question = { question: '9 * 2?', ratio: '0.5', force: false } as const;

/** One valid value for everything that travels between the panel's page and the host. */
export const panelParams: { readonly [K in keyof PanelMethods]: PanelMethods[K]['params'] } = {
  ready: { shown: compareRun, awaited: 'a1' },
  ask: { ...question, history },
  compare: { ...question, history: [] },
  checkAgain: {},
  explain: {},
  map: {},
  stop: {},
  copy: { text: '18' },
  insert: { latex: '\\frac{1}{2}', replaces: true },
  show: { id: 'a1' },
  remove: { id: 'a1' },
  clearHistory: {},
  getModel: {},
  takeUpgrade: {},
};
export const panelResults: { readonly [K in keyof PanelMethods]: PanelMethods[K]['result'] } = {
  ready: {
    strings: null,
    state: panelState,
    run: compareRun,
    draft: { question: '1 + 1', ratio: '0.7' },
    isActive: true,
  },
  ask: {},
  compare: {},
  checkAgain: {},
  explain: {},
  map: {},
  stop: {},
  copy: {},
  insert: {},
  show: {},
  remove: {},
  clearHistory: {},
  getModel: {},
  takeUpgrade: {},
};
export const panelEvents: readonly (readonly [keyof PanelEvents, unknown])[] = [
  ['state', panelState],
  ['state', { ...panelState, model: missing, editor: null }],
  ['state', { ...panelState, model: { ...missing, memoryBytes: 2e9 } }],
  ['state', answeredState],
  ['run', { run: answerRun }],
  ['run', { run: { ...answerRun, view: writingView, sentences: null, map: null } }],
  ['run', { run: unmappedRun }],
  ['run', { run: { ...answerRun, view: doneView } }],
  ['run', { run: { ...answerRun, view: guessedView } }],
  ['run', { run: { ...answerRun, view: doneView, sentences: failedSentences } }],
  ['run', { run: { ...answerRun, view: failedView, sentences: null, map: null } }],
  ['run', { run: compareRun }],
  ['run', { run: { ...compareRun, full: fullView, short: fullView } }],
  ['run', { run: { ...compareRun, full: doneView, short: doneView } }],
  ['run', { run: { ...compareRun, full: guessedView, short: guessedView } }],
  ['run', { run: { ...compareRun, full: failedView, short: null, outcome: null } }],
  ['run', { run: explainRun }],
  ['run', { run: { ...explainRun, chain: answerReport.chain, checks: answerReport.checks } }],
  ['run', { run: { ...explainRun, sentences: failedSentences } }],
  ['draft', { question: '1 + 1', ratio: null }],
];

const conversation: Conversation = {
  turns: [fullView, failedView],
  leftCount: 1,
  leftBecause: 'context',
};
const chatState: AskingState = { model, ratio: '1.0', reasoning: 'open' };

/** The same between the chat's page and the host. */
export const chatParams: { readonly [K in keyof ChatMethods]: ChatMethods[K]['params'] } = {
  ready: {},
  ask: question,
  askInstead: { ...question, id: 'a1' },
  checkAgain: { id: 'a1' },
  stop: {},
  copy: { text: '18' },
  insert: { latex: '18' },
  getModel: {},
  takeUpgrade: {},
};
export const chatResults: { readonly [K in keyof ChatMethods]: ChatMethods[K]['result'] } = {
  ready: { strings: '{}', state: chatState, conversation },
  ask: {},
  askInstead: {},
  checkAgain: {},
  stop: {},
  copy: {},
  insert: {},
  getModel: {},
  takeUpgrade: {},
};
export const chatEvents: readonly (readonly [keyof ChatEvents, unknown])[] = [
  ['conversation', { ...conversation, turns: [] }],
  ['state', { ...chatState, model: missing }],
  ['state', { ...chatState, model: { ...missing, memoryBytes: 2e9 } }],
  ['state', chatState],
  ['conversation', { ...conversation, turns: [doneView, { ...guessedView, id: 'a2' }] }],
  ['conversation', conversation],
  ['turn', fullView],
  ['turn', writingView],
  ['turn', doneView],
  ['turn', guessedView],
  ['turn', failedView],
];

import type { Check } from '../guards';
import { arrayOf, boolean, byKind, count, nullOr, numberIn, object, oneOf, text } from '../guards';
import { limits } from '../limits';
import type { Call, Nothing } from '../rpc/call';
import { nothing } from '../rpc/call';
import type { Link } from '../rpc/link';
import type { PromptTurn } from '../../core/prompt/promptTemplate';
import type { EquationMark } from '../answerReport';
import type { AnswerFailure, AnswerView } from './answerView';
import type { AskingState, PageQuestion } from './askingPage';
import { askingStateFields, pageQuestionFields } from './askingPage';
import { answerFailure, answerView, equationMark, maxEquations } from './checkAnswerView';
import { pastTurns } from './pastTurns';
import type { RatioSetting } from './ratioSetting';
import { ratioSetting } from './ratioSetting';

/** A question as the panel asks it. */
export interface PanelQuestion extends PageQuestion {
  /** What it follows upon, oldest first; empty for a question of its own. */
  readonly history: readonly PromptTurn[];
}

/** A question that was asked before; its answer is asked for by `show`. */
export interface HistoryItem {
  readonly id: string;
  readonly question: string;
  /** Null where there is none: it was stopped before, or the model gave none. */
  readonly answer: string | null;
  readonly keepRatio: number;
  /** Id of the model that answered; null where an earlier version did not keep it. */
  readonly model: string | null;
  readonly askedAt: number;
}

/** What the panel shows around the answers; a complete snapshot. */
export interface PanelState extends AskingState {
  /** The editor that answers are written into; null where there is none. */
  readonly editor: { readonly fileName: string; readonly hasSelection: boolean } | null;
  /** Newest first. */
  readonly history: readonly HistoryItem[];
}

/** What two runs of one question say of each other. */
export interface CompareOutcome {
  /** Measured; below 0 where the short run took more. */
  readonly savedTokens: number;
  /** Of writing: the question is read once for both. */
  readonly savedSeconds: number;
  /** By value; null where one of them gave no answer. */
  readonly isSameAnswer: boolean | null;
}

/** A chain in full sentences, as far as they are written; a complete snapshot. */
export interface SentencesView {
  readonly state: 'writing' | 'done' | 'stopped' | 'failed';
  /**
   * `rewritten`: the model's sentences, with every equation and the answer still in them · `full`:
   * they had lost something, so this is the full reasoning · `given`: the chain as it is.
   */
  readonly source: 'rewritten' | 'full' | 'given';
  /** Empty when `stopped` or `failed`: it was not checked. */
  readonly text: string;
  /** Equations of the text, when `done`. */
  readonly checks: readonly EquationMark[];
  /** Equations that the rewritten text had lost. */
  readonly lostEquations: number;
  readonly lostAnswer: boolean;
  /** Whether the full reasoning comes to the same answer; null where it was not asked for. */
  readonly isSameAnswer: boolean | null;
  readonly failure: AnswerFailure | null;
}

/** The tokens of a full chain: what pruning would leave of it is worked out where it is shown. */
export interface ChainTokens {
  readonly text: string;
  /** UTF-16 units, end exclusive, one entry per token. */
  readonly startOffsets: readonly number[];
  readonly endOffsets: readonly number[];
}

/** How far the tokens of a full chain are found; a complete snapshot. */
export interface MapView {
  /** `loading`: the model comes into memory · `reading`: it takes the chain apart. */
  readonly state: 'loading' | 'reading' | 'done' | 'stopped' | 'failed';
  /** When `done`. */
  readonly tokens: ChainTokens | null;
  /** When `failed`. */
  readonly failure: AnswerFailure | null;
}

/** What stands below the question box; a complete snapshot. */
export type PanelRun =
  | {
      readonly kind: 'answer';
      readonly view: AnswerView;
      /** What its question follows upon, oldest first. */
      readonly history: readonly PromptTurn[];
      /** Null until it is asked for. */
      readonly sentences: SentencesView | null;
      /** Null until it is asked for. */
      readonly map: MapView | null;
    }
  | {
      readonly kind: 'explain';
      /** A chain that a person selected in an editor. */
      readonly chain: string;
      readonly checks: readonly EquationMark[];
      readonly sentences: SentencesView;
    }
  | {
      readonly kind: 'compare';
      readonly full: AnswerView;
      /** Null until the full reasoning has ended. */
      readonly short: AnswerView | null;
      /** What their question follows upon, oldest first. */
      readonly history: readonly PromptTurn[];
      readonly outcome: CompareOutcome | null;
    };

/** A question that is to stand in the box. */
export interface PanelDraft {
  readonly question: string;
  /** Null: as it is. */
  readonly ratio: RatioSetting | null;
}

/** All that a page needs to draw itself. */
export interface PanelSnapshot {
  /** The translation as JSON; null for English. */
  readonly strings: string | null;
  readonly state: PanelState;
  readonly run: PanelRun | null;
  readonly draft: PanelDraft | null;
  /** The panel is what the person works in: the focus goes into its box. */
  readonly isActive: boolean;
}

/** Requests of the page. Those that change something answer at once; the effect is pushed. */
export interface PanelMethods {
  /**
   * `shown`: what the page showed before the window was reloaded; `awaited`: the answer that was still being
   * written then, by its id.
   */
  readonly ready: Call<
    { readonly shown: PanelRun | null; readonly awaited: string | null },
    PanelSnapshot
  >;
  readonly ask: Call<PanelQuestion>;
  readonly compare: Call<PanelQuestion>;
  /** More chains vote on the shown answer. */
  readonly checkAgain: Call<Nothing>;
  /** The shown answer in full sentences. */
  readonly explain: Call<Nothing>;
  /** The tokens of the shown answer, if it was written at the full ratio. */
  readonly map: Call<Nothing>;
  readonly stop: Call<Nothing>;
  readonly copy: Call<{ readonly text: string }>;
  /** At every cursor, or in place of every selection; `latex` is the answer as the model wrote it. */
  readonly insert: Call<{ readonly latex: string; readonly replaces: boolean }>;
  readonly show: Call<{ readonly id: string }>;
  readonly remove: Call<{ readonly id: string }>;
  readonly clearHistory: Call<Nothing>;
  readonly getModel: Call<Nothing>;
  /** Takes the larger model that the state offers, and gets it first if need be. */
  readonly takeUpgrade: Call<Nothing>;
}

export interface PanelEvents {
  readonly state: PanelState;
  readonly run: { readonly run: PanelRun | null };
  readonly draft: PanelDraft;
}

/** Answers that are kept for one workspace. */
export const maxHistory = 50;

const anyText = text(limits.textLength);
const nameText = text(limits.nameLength);
const difference = numberIn(-Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
const byId = object<{ readonly id: string }>({ id: nameText });

const panelState = object<PanelState>({
  ...askingStateFields,
  editor: nullOr(
    object<NonNullable<PanelState['editor']>>({
      fileName: text(limits.pathLength),
      hasSelection: boolean,
    }),
  ),
  history: arrayOf(
    object<HistoryItem>({
      id: nameText,
      question: anyText,
      answer: nullOr(anyText),
      keepRatio: numberIn(0, 1),
      model: nullOr(nameText),
      askedAt: count,
    }),
    maxHistory,
  ),
});

const checks = arrayOf(equationMark, maxEquations);

const sentences = object<SentencesView>({
  state: oneOf(['writing', 'done', 'stopped', 'failed']),
  source: oneOf(['rewritten', 'full', 'given']),
  text: anyText,
  checks,
  lostEquations: count,
  lostAnswer: boolean,
  isSameAnswer: nullOr(boolean),
  failure: nullOr(answerFailure),
});

const offsets = arrayOf(count, limits.maxNewTokens);
const chainTokens = object<ChainTokens>({
  text: anyText,
  startOffsets: offsets,
  endOffsets: offsets,
});

const mapView = object<MapView>({
  state: oneOf(['loading', 'reading', 'done', 'stopped', 'failed']),
  tokens: nullOr(chainTokens),
  failure: nullOr(answerFailure),
});

type Run<K extends PanelRun['kind']> = Extract<PanelRun, { readonly kind: K }>;
/** What stands below the question box, as it is sent, or as a page has kept it. */
export const panelRun: Check<PanelRun> = byKind<PanelRun>({
  answer: object<Run<'answer'>>({
    kind: oneOf(['answer']),
    view: answerView,
    history: pastTurns,
    sentences: nullOr(sentences),
    map: nullOr(mapView),
  }),
  explain: object<Run<'explain'>>({
    kind: oneOf(['explain']),
    chain: anyText,
    checks,
    sentences,
  }),
  compare: object<Run<'compare'>>({
    kind: oneOf(['compare']),
    full: answerView,
    short: nullOr(answerView),
    history: pastTurns,
    outcome: nullOr(
      object<CompareOutcome>({
        savedTokens: difference,
        savedSeconds: difference,
        isSameAnswer: nullOr(boolean),
      }),
    ),
  }),
});

const panelDraft = object<PanelDraft>({ question: anyText, ratio: nullOr(ratioSetting) });
const panelQuestion = object<PanelQuestion>({ ...pageQuestionFields, history: pastTurns });

/** The link between the panel's page and the extension host. */
export const panelLink: Link<PanelMethods, PanelEvents> = {
  version: 1,
  methods: {
    ready: {
      params: object<PanelMethods['ready']['params']>({
        shown: nullOr(panelRun),
        awaited: nullOr(nameText),
      }),
      result: object<PanelSnapshot>({
        strings: nullOr(anyText),
        state: panelState,
        run: nullOr(panelRun),
        draft: nullOr(panelDraft),
        isActive: boolean,
      }),
    },
    ask: { params: panelQuestion, result: nothing },
    compare: { params: panelQuestion, result: nothing },
    checkAgain: { params: nothing, result: nothing },
    explain: { params: nothing, result: nothing },
    map: { params: nothing, result: nothing },
    stop: { params: nothing, result: nothing },
    copy: {
      params: object<PanelMethods['copy']['params']>({ text: anyText }),
      result: nothing,
    },
    insert: {
      params: object<PanelMethods['insert']['params']>({ latex: anyText, replaces: boolean }),
      result: nothing,
    },
    show: { params: byId, result: nothing },
    remove: { params: byId, result: nothing },
    clearHistory: { params: nothing, result: nothing },
    getModel: { params: nothing, result: nothing },
    takeUpgrade: { params: nothing, result: nothing },
  },
  events: {
    state: panelState,
    run: object<PanelEvents['run']>({ run: nullOr(panelRun) }),
    draft: panelDraft,
  },
};

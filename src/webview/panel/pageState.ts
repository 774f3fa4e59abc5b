import type { Check } from '../../protocol/guards';
import { accept, boolean, nullOr, object, optional, tableOf, text } from '../../protocol/guards';
import { limits } from '../../protocol/limits';
import type { HistoryItem, PanelDraft, PanelRun } from '../../protocol/webview/panelLink';
import { panelRun } from '../../protocol/webview/panelLink';
import type { RatioSetting } from '../../protocol/webview/ratioSetting';
import { ratioSetting } from '../../protocol/webview/ratioSetting';
import { choiceBeside } from '../shared/ratio/choiceBeside';

/** What only the page knows; VS Code keeps it while the page is hidden and over a reload. */
export interface PageState {
  readonly draft: string;
  /** Null: as the settings say. */
  readonly ratio: RatioSetting | null;
  /** Answers whose reasoning a person opened or closed. */
  readonly toggles: Readonly<Record<string, boolean>>;
  /** Null where nothing is shown, or it is still being written. */
  readonly shown: PanelRun | null;
  /** Id of the answer that was being written when the page ended; it may have come to its end since. */
  readonly awaited?: string | null;
  readonly isHistoryOpen: boolean;
  /** The two columns of a comparison; absent: they scroll together. */
  readonly scrollsApart?: boolean;
}

/** Toggles that are remembered; the oldest are forgotten. */
const maxToggles = 100;

const emptyState: PageState = {
  draft: '',
  ratio: null,
  toggles: {},
  shown: null,
  isHistoryOpen: false,
};

const pageState: Check<PageState> = object<PageState>({
  draft: text(limits.textLength),
  ratio: nullOr(ratioSetting),
  toggles: tableOf(boolean, maxToggles),
  shown: nullOr(panelRun),
  awaited: optional(nullOr(text(limits.nameLength))),
  isHistoryOpen: boolean,
  scrollsApart: optional(boolean),
});

/** What was kept, or an empty state where nothing readable was. */
export function readPageState(kept: unknown): PageState {
  // What is shown is another thing from version to version; what was typed is not.
  const typed: unknown = typeof kept === 'object' ? { ...kept, shown: null } : kept;
  for (const state of [kept, typed]) {
    const checked = accept(pageState, state, 'state');
    if (checked.ok) return checked.value;
  }
  return emptyState;
}

/** The state with what a command has sent to the box. */
export function withDraft(
  state: PageState,
  { question, ratio }: PanelDraft,
  set: RatioSetting,
): PageState {
  return {
    ...state,
    ...(question === '' ? {} : { draft: question }),
    ...(ratio === null ? {} : { ratio: choiceBeside(ratio, set) }),
  };
}

/** What stands in the box once an earlier question is shown: that one, unless another is half typed there. */
export function draftBeside(
  draft: string,
  shown: string,
  history: readonly Pick<HistoryItem, 'question'>[],
): string {
  const typed = draft.trim();
  return typed === '' || history.some(({ question }) => question === typed) ? shown : draft;
}

/** The toggles with one more; of more than {@link maxToggles} the first go. */
export function withToggle(
  toggles: PageState['toggles'],
  id: string,
  isOpen: boolean,
): PageState['toggles'] {
  const others = Object.entries(toggles).filter(([other]) => other !== id);
  return Object.fromEntries([...others.slice(1 - maxToggles), [id, isOpen]]);
}

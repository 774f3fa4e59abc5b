import type { Check } from '../../protocol/guards';
import { accept, boolean, nullOr, object, optional, tableOf, text } from '../../protocol/guards';
import { limits } from '../../protocol/limits';
import { maxTurns } from '../../protocol/webview/chatLink';
import type { RatioSetting } from '../../protocol/webview/ratioSetting';
import { ratioSetting } from '../../protocol/webview/ratioSetting';

/** What only the page knows; VS Code keeps it while the page is hidden and over a reload. */
export interface PageState {
  readonly draft: string;
  /** Null: as the settings say. */
  readonly ratio: RatioSetting | null;
  /** Turns whose reasoning a person opened or closed. */
  readonly toggles: Readonly<Record<string, boolean>>;
  /** The turn whose question stands in the box to be asked anew. */
  readonly editedId: string | null;
  /** What stood in the box before that question did. */
  readonly setAside?: string;
}

const emptyState: PageState = { draft: '', ratio: null, toggles: {}, editedId: null };

const pageState: Check<PageState> = object<PageState>({
  draft: text(limits.textLength),
  ratio: nullOr(ratioSetting),
  toggles: tableOf(boolean, maxTurns),
  editedId: nullOr(text(limits.nameLength)),
  setAside: optional(text(limits.textLength)),
});

/** What was kept, or an empty state where nothing readable was. */
export function readPageState(kept: unknown): PageState {
  const checked = accept(pageState, kept, 'state');
  return checked.ok ? checked.value : emptyState;
}

/** The state with a question in the box that is to be asked anew; a half-typed one is set aside. */
export function withEdit(
  state: PageState,
  { id, question }: { readonly id: string; readonly question: string },
): PageState {
  const setAside = state.editedId === null ? state.draft : (state.setAside ?? '');
  return { ...state, draft: question, editedId: id, setAside };
}

/** The state once what stood in the box was sent, or is not to be edited after all. */
export function withoutEdit(state: PageState): PageState {
  return { ...state, draft: state.setAside ?? '', editedId: null, setAside: '' };
}

/** The toggles with one more; those of turns that are gone are forgotten. */
export function withToggle(
  toggles: PageState['toggles'],
  ids: readonly string[],
  toggled: { readonly id: string; readonly isOpen: boolean },
): PageState['toggles'] {
  const known = new Set(ids);
  const kept = Object.entries(toggles).filter(([id]) => known.has(id));
  return { ...Object.fromEntries(kept), [toggled.id]: toggled.isOpen };
}

import type { Check } from '../../protocol/guards';
import { accept, boolean, nullOr, object, tableOf, text } from '../../protocol/guards';
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
}

const emptyState: PageState = { draft: '', ratio: null, toggles: {}, editedId: null };

const pageState: Check<PageState> = object<PageState>({
  draft: text(limits.textLength),
  ratio: nullOr(ratioSetting),
  toggles: tableOf(boolean, maxTurns),
  editedId: nullOr(text(limits.nameLength)),
});

/** What was kept, or an empty state where nothing readable was. */
export function readPageState(kept: unknown): PageState {
  const checked = accept(pageState, kept, 'state');
  return checked.ok ? checked.value : emptyState;
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

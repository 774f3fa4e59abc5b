import type { Check } from '../../../src/protocol/guards';
import { chatLink } from '../../../src/protocol/webview/chatLink';
import { panelLink } from '../../../src/protocol/webview/panelLink';
import {
  chatEvents,
  chatResults,
  panelEvents,
  panelResults,
} from '../../unit/protocol/webview/pageSamples';
import { textPlaces, withText } from '../../unit/protocol/webview/textPlaces';

/** What the panel has kept of its own: its history is open. */
export const panelKept = { draft: '', ratio: null, toggles: {}, shown: null, isHistoryOpen: true };

/** Each page with its link, what it begins with, and events that show all that it can show. */
export const hostilePages = [
  { bundle: 'panel', link: panelLink, ready: panelResults.ready, events: panelEvents },
  { bundle: 'chat', link: chatLink, ready: chatResults.ready, events: chatEvents },
] as const;

/** The text of a translation comes with the extension. */
const isOwnText = (path: readonly string[]): boolean => path.includes('strings');

/** `value` with the text that `payloadOf` gives in the place of every text that may be any text. */
export function withPayload<T>(
  check: Check<T>,
  value: unknown,
  payloadOf: (field: string) => string | undefined,
): unknown {
  let changed = value;
  for (const { path, field } of textPlaces(value)) {
    const payload = isOwnText(path) ? undefined : payloadOf(field);
    if (payload === undefined) continue;
    const candidate = withText(changed, path, payload);
    if (check(candidate, 'message') === undefined) changed = candidate;
  }
  return changed;
}

/** What no text may become: all else of a page has neither address nor handler. */
export function strangersIn(): readonly string[] {
  const shown = [...document.querySelectorAll('#root *')];
  const tags = 'a,audio,base,embed,form,iframe,img,link,meta,object,script,style,video';
  return [
    ...shown.filter((element) => element.matches(tags)).map(({ tagName }) => tagName),
    ...shown.flatMap((element) =>
      element.getAttributeNames().filter((name) => /^on|^(?:href|src|srcdoc|action)$/.test(name)),
    ),
  ];
}

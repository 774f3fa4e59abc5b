import type { PartKinds, Place } from './focusTarget';
import { focusTarget, placeOf } from './focusTarget';

const controls = 'button:enabled, input:enabled, textarea';

const kinds: PartKinds<Element> = {
  isControl: (part) => part.matches(controls) && part.checkVisibility(),
  isStop: (part) => part.matches('button[aria-keyshortcuts="Escape"]'),
  isRegion: (part) => part.matches('article, section'),
  isHeading: (part) => part.matches('h2'),
};

interface Held {
  readonly element: Element;
  readonly place: Place<Element>;
  /** A person has pressed it, and so knows that the page changes here. */
  readonly isPressed: boolean;
}

/**
 * Keeps the focus in its place on the page when what has it goes: a Stop when its answer is there, an
 * entry that was removed. Left alone it would fall to the body, and Tab would begin at the top again. A
 * focus that was elsewhere, or nowhere, stays where it is. Where there is nothing better it goes to the
 * question box.
 */
export function keepFocus(root: HTMLElement): void {
  let held: Held | undefined;

  const restore = (): void => {
    const isLost = held !== undefined && !held.element.isConnected && isNowhere();
    // A page without the focus would take it from the editor: it waits until it has it.
    if (held === undefined || !isLost || !document.hasFocus()) return;
    const target = focusTarget(held.place, kinds) ?? root.querySelector('textarea');
    // The page moves only for who has pressed something; else a reader elsewhere would lose the line.
    if (target instanceof HTMLElement) focus(target, { preventScroll: !held.isPressed });
  };

  document.addEventListener('focusin', ({ target }) => {
    if (!(target instanceof Element) || !root.contains(target)) return;
    held = { element: target, place: placeOf(target), isPressed: false };
  });
  document.addEventListener('focusout', () => {
    // After what has caused it: an element that left the page did not give the focus away.
    queueMicrotask(() => {
      if (held?.element.isConnected === true && isNowhere()) held = undefined;
    });
  });
  document.addEventListener(
    'click',
    ({ target }) => {
      if (held === undefined || !(target instanceof Node)) return;
      if (held.element.contains(target)) held = { ...held, isPressed: true };
    },
    true,
  );
  new MutationObserver(() => {
    if (held?.element.isConnected === true) held = { ...held, place: placeOf(held.element) };
    else restore();
  }).observe(root, { childList: true, subtree: true });
  window.addEventListener('focus', restore);
}

function isNowhere(): boolean {
  return document.activeElement === null || document.activeElement === document.body;
}

function focus(target: HTMLElement, options: FocusOptions): void {
  if (!target.matches(controls)) target.tabIndex = -1;
  target.focus(options);
}

import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/** Distance from the end that still counts as «at the end», pixels: a line and a half. */
const nearPx = 32;

/**
 * Keeps the newest turn in view while it grows, but only for a reader who is there; a new turn is
 * always brought into view, since the reader asked for it. The top of that turn never leaves: its
 * answer stands there.
 */
export function useFollowPage(
  content: unknown,
  newestId: string | undefined,
): RefObject<HTMLDivElement | null> {
  const box = useRef<HTMLDivElement>(null);
  const isFollowing = useRef(true);
  const lastId = useRef<string | undefined>(undefined);
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const remember = (): void => {
      isFollowing.current = element.scrollTop >= endOf(element) - nearPx;
    };
    element.addEventListener('scroll', remember, { passive: true });
    return () => element.removeEventListener('scroll', remember);
  }, []);
  useLayoutEffect(() => {
    const element = box.current;
    const isNewTurn = newestId !== lastId.current;
    lastId.current = newestId;
    if (element === null || (!isNewTurn && !isFollowing.current)) return;
    element.scrollTop = endOf(element);
  }, [content, newestId]);
  return box;
}

/** Where the newest turn is seen from its top, or to its end where it is shorter than the box. */
function endOf(element: HTMLElement): number {
  const end = element.scrollHeight - element.clientHeight;
  const newest = element.lastElementChild;
  if (newest === null) return end;
  const top = newest.getBoundingClientRect().top - element.getBoundingClientRect().top;
  return Math.max(0, Math.min(end, element.scrollTop + top));
}

import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/** Distance from the end that still counts as «at the end», pixels: a line and a half. */
const nearPx = 32;

/**
 * Keeps the end of the conversation in view while it grows, but only for a reader who is there; a new
 * turn is always brought into view, since the reader asked for it.
 */
export function useFollowPage(
  content: unknown,
  turnCount: number,
): RefObject<HTMLDivElement | null> {
  const box = useRef<HTMLDivElement>(null);
  const wasAtEnd = useRef(true);
  const lastCount = useRef(0);
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const remember = (): void => {
      const rest = element.scrollHeight - element.clientHeight - element.scrollTop;
      wasAtEnd.current = rest < nearPx;
    };
    element.addEventListener('scroll', remember, { passive: true });
    return () => element.removeEventListener('scroll', remember);
  }, []);
  useLayoutEffect(() => {
    const element = box.current;
    const isNewTurn = turnCount > lastCount.current;
    lastCount.current = turnCount;
    if (element !== null && (isNewTurn || wasAtEnd.current)) {
      element.scrollTop = element.scrollHeight;
    }
  }, [content, turnCount]);
  return box;
}

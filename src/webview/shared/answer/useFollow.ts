import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/** Distance from the end that still counts as «at the end», pixels: a line and a half. */
const nearPx = 32;

/** Keeps the end of a growing box in view, but only for a reader who is at its end already. */
export function useFollow(content: string, isGrowing: boolean): RefObject<HTMLDivElement | null> {
  const box = useRef<HTMLDivElement>(null);
  const wasAtEnd = useRef(true);
  const lastLength = useRef(0);
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null || !isGrowing) return undefined;
    const remember = (): void => {
      const rest = element.scrollHeight - element.clientHeight - element.scrollTop;
      wasAtEnd.current = rest < nearPx;
    };
    element.addEventListener('scroll', remember, { passive: true });
    return () => element.removeEventListener('scroll', remember);
  }, [isGrowing]);
  useLayoutEffect(() => {
    const element = box.current;
    // A shorter text is another one: nobody has scrolled up in it yet.
    if (content.length < lastLength.current) wasAtEnd.current = true;
    lastLength.current = content.length;
    if (element !== null && isGrowing && wasAtEnd.current) element.scrollTop = element.scrollHeight;
  }, [content, isGrowing]);
  return box;
}

import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';

/** A block with this content that is wider than its place is scrolled with the keys too: Tab stops at it only then. */
export function useKeyScroll(
  place: RefObject<HTMLElement | null>,
  content: string,
  isBlock: boolean,
): void {
  useEffect(() => {
    const element = place.current;
    if (element === null || !isBlock) return undefined;
    const observer = new ResizeObserver(() => {
      if (element.scrollWidth > element.clientWidth) element.tabIndex = 0;
      else element.removeAttribute('tabindex');
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [place, content, isBlock]);
}

import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { canScroll, followedTop } from './followedTop';

/** The boxes that scroll: reasoning in two columns. */
const boxes = '.chain';

export interface ScrollTogether {
  /** Of what holds the boxes. */
  readonly frame: RefObject<HTMLElement | null>;
  /** Whether there is anything to scroll. */
  readonly hasWay: boolean;
}

/**
 * While `isOn`, the reasoning that a person does not scroll keeps step with the one that they do. Not
 * before both `areWritten`: one that is being written follows its own end.
 */
export function useScrollTogether(areWritten: boolean, isOn: boolean): ScrollTogether {
  const frame = useRef<HTMLElement>(null);
  const [hasWay, setHasWay] = useState(false);
  useEffect(() => {
    const element = frame.current;
    if (element === null || !areWritten) return undefined;
    const observer = new ResizeObserver(() => setHasWay(boxesIn(element).some(canScroll)));
    observer.observe(element);
    return () => observer.disconnect();
  }, [areWritten]);
  // With the page that shows the choice, not a frame later: the next scroll is done as it says.
  useLayoutEffect(() => {
    const element = frame.current;
    if (element === null || !areWritten || !isOn) return undefined;
    // What was set here is told as a scroll too, and must not come back as one of the person.
    const set = new WeakMap<HTMLElement, number>();
    const onScroll = ({ target }: Event): void => {
      const all = boxesIn(element);
      const leader = all.find((box) => box === target);
      if (leader === undefined || set.get(leader) === leader.scrollTop) return;
      set.delete(leader);
      for (const follower of all.filter((box) => box !== leader)) {
        follower.scrollTop = followedTop(leader, follower);
        set.set(follower, follower.scrollTop);
      }
    };
    // Scrolling does not bubble.
    element.addEventListener('scroll', onScroll, { capture: true, passive: true });
    return () => element.removeEventListener('scroll', onScroll, { capture: true });
  }, [areWritten, isOn]);
  return { frame, hasWay: areWritten && hasWay };
}

function boxesIn(element: HTMLElement): readonly HTMLElement[] {
  return [...element.querySelectorAll<HTMLElement>(boxes)];
}

/** How far a box of text is scrolled; an element is one. Pixels. */
export interface Scrolled {
  readonly scrollTop: number;
  readonly scrollHeight: number;
  readonly clientHeight: number;
}

/**
 * `scrollTop` at which `follower` is as far through its text as `leader` is through its own: both begin
 * together and end together, however long they are. Where `leader` has nothing to scroll, `follower`
 * stays.
 */
export function followedTop(leader: Scrolled, follower: Scrolled): number {
  const way = wayOf(leader);
  if (way === 0) return follower.scrollTop;
  return Math.round((leader.scrollTop / way) * wayOf(follower));
}

/** True for a box that is smaller than its text. */
export function canScroll(box: Scrolled): boolean {
  // Heights are rounded: a pixel is no text that would be hidden.
  return wayOf(box) > 1;
}

function wayOf({ scrollHeight, clientHeight }: Scrolled): number {
  return Math.max(0, scrollHeight - clientHeight);
}

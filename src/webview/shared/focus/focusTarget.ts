/** A part of a page, as far as the search needs to see it; an element is one. */
export interface Part<P> {
  readonly children: ArrayLike<P>;
  readonly parentElement: P | null;
  /** False once it, or what it was in, has left the page. */
  readonly isConnected: boolean;
}

/** What a part is to a person. */
export interface PartKinds<P> {
  readonly isControl: (part: P) => boolean;
  /** Ends what runs. */
  readonly isStop: (part: P) => boolean;
  readonly isRegion: (part: P) => boolean;
  readonly isHeading: (part: P) => boolean;
}

/** Where something stands, from its parent up to the root: in which child of each it is. */
export type Place<P> = readonly { readonly part: P; readonly index: number }[];

export function placeOf<P extends Part<P>>(part: P): Place<P> {
  const place: { part: P; index: number }[] = [];
  let below = part;
  for (let above = below.parentElement; above !== null; above = below.parentElement) {
    place.push({ part: above, index: Array.from(above.children).indexOf(below) });
    below = above;
  }
  return place;
}

/**
 * What the focus goes to when what had it has left its place: the control that stands there now, else
 * one beside it, else the heading of the region, or the region itself. Where something has begun to run,
 * its Stop comes first. Undefined where there is no region either.
 */
export function focusTarget<P extends Part<P>>(
  place: Place<P>,
  kinds: PartKinds<P>,
): P | undefined {
  const level = place.findIndex(({ part }) => part.isConnected);
  const home = place[level];
  if (home === undefined) return undefined;
  const { part: group, index } = home;
  const successor = group.children[Math.min(index, group.children.length - 1)];
  const region = ancestor(group, kinds.isRegion);
  return (
    first(successor, kinds.isStop) ??
    first(region, kinds.isStop) ??
    first(successor, kinds.isControl) ??
    // Its own group is still there: buttons that stood beside it.
    (level === 0 ? nearest(group, index, kinds.isControl) : undefined) ??
    (region === undefined ? undefined : (headingOf(region, kinds) ?? region))
  );
}

/** The part itself or the first in it, in the order of the page. */
function first<P extends Part<P>>(
  part: P | undefined,
  is: (part: P) => boolean,
  isLeftOut: (part: P) => boolean = () => false,
): P | undefined {
  if (part === undefined || is(part)) return part;
  for (const child of Array.from(part.children)) {
    const found = isLeftOut(child) ? undefined : first(child, is, isLeftOut);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** In the children of `group`, from the place `index` outwards; what stood before comes first. */
function nearest<P extends Part<P>>(
  group: P,
  index: number,
  is: (part: P) => boolean,
): P | undefined {
  const { children } = group;
  for (let distance = 1; distance <= children.length; distance += 1) {
    const found = first(children[index - distance], is) ?? first(children[index + distance], is);
    if (found !== undefined) return found;
  }
  return undefined;
}

function ancestor<P extends Part<P>>(part: P, is: (part: P) => boolean): P | undefined {
  for (let above: P | null = part; above !== null; above = above.parentElement) {
    if (is(above)) return above;
  }
  return undefined;
}

/** Not that of a region inside it. */
function headingOf<P extends Part<P>>(region: P, kinds: PartKinds<P>): P | undefined {
  return first(region, kinds.isHeading, kinds.isRegion);
}

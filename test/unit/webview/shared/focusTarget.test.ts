import { describe, expect, it } from 'vitest';
import type { Part, PartKinds } from '../../../../src/webview/shared/focus/focusTarget';
import { focusTarget, placeOf } from '../../../../src/webview/shared/focus/focusTarget';

interface Box extends Part<Box> {
  readonly name: string;
  children: Box[];
  parentElement: Box | null;
  isConnected: boolean;
}

/** By the first word of their names: `control Copy`, `region Answer`. */
const kinds: PartKinds<Box> = {
  isControl: ({ name }) => /^(?:control|stop)\b/.test(name),
  isStop: ({ name }) => name.startsWith('stop'),
  isRegion: ({ name }) => name.startsWith('region'),
  isHeading: ({ name }) => name.startsWith('heading'),
};

function box(name: string, ...children: Box[]): Box {
  const made: Box = { name, children, parentElement: null, isConnected: true };
  for (const child of children) child.parentElement = made;
  return made;
}

function named(within: Box, name: string): Box {
  const found = [within, ...within.children.flatMap((child) => allOf(child))].find(
    (part) => part.name === name,
  );
  if (found === undefined) throw new Error(`nothing is called ${name}`);
  return found;
}

function allOf(part: Box): readonly Box[] {
  return [part, ...part.children.flatMap(allOf)];
}

/** Where the focus goes when it was on `focused` and `gone` has made way for `instead`. */
function after(page: Box, focused: string, gone: string, ...instead: Box[]): string | undefined {
  const place = placeOf(named(page, focused));
  const removed = named(page, gone);
  const parent = removed.parentElement!;
  parent.children.splice(parent.children.indexOf(removed), 1, ...instead);
  for (const part of instead) part.parentElement = parent;
  for (const part of allOf(removed)) part.isConnected = false;
  removed.parentElement = null;
  return focusTarget(place, kinds)?.name;
}

const page = (...parts: Box[]): Box => box('page', box('control History'), ...parts);
const history = (): Box =>
  page(
    box(
      'region History',
      box('list', ...['1', '2', '3'].map((id) => entry(id))),
      box('control Clear'),
    ),
    box('control Question'),
  );
const entry = (id: string): Box =>
  box(`item ${id}`, box(`control Show ${id}`), box(`control Remove ${id}`));
const card = (head: readonly Box[], ...more: Box[]): Box =>
  box('region Answer', box('head', ...head), ...more);

describe('the focus of something that has left the page', () => {
  it('goes to the control that has taken its place', () => {
    const stopped = page(card([box('outcome', box('control Ask again')), box('stop')]));
    expect(after(stopped, 'stop', 'stop')).toBe('control Ask again');
    expect(after(history(), 'control Remove 2', 'item 2')).toBe('control Show 3');
  });

  it('goes to the last of a list when the last one has left', () => {
    expect(after(history(), 'control Remove 3', 'item 3')).toBe('control Show 2');
  });

  it('goes to the Stop of what has begun to run, wherever that stands', () => {
    const retried = page(card([box('control Retry')]));
    const running = card([box('progress'), box('stop')], box('control Reasoning'));
    expect(after(retried, 'control Retry', 'region Answer', running)).toBe('stop');
    const checked = page(
      card([box('value'), box('stop')], box('confidence', box('control Check')), box('more')),
    );
    expect(after(checked, 'control Check', 'confidence', box('control Reasoning'))).toBe('stop');
  });

  it('goes to a neighbour in its group, first to one before it', () => {
    const bar = (): Box =>
      page(
        card([], box('bar', box('control Copy'), box('control Replace'), box('control Compare'))),
      );
    expect(after(bar(), 'control Replace', 'control Replace', box('gap'))).toBe('control Copy');
    expect(after(bar(), 'control Copy', 'control Copy', box('gap'))).toBe('control Replace');
  });

  it('goes to the heading of its region, or to the region', () => {
    const done = page(card([box('value'), box('stop')], box('control Copy')));
    expect(after(done, 'stop', 'stop')).toBe('region Answer');
    const inner = box('region Sentences', box('heading Sentences'), box('bar', box('stop')));
    expect(after(page(card([], inner)), 'stop', 'stop')).toBe('heading Sentences');
    // The heading of a region inside it is not its own.
    const outer = page(card([box('stop')], box('region Sentences', box('heading Sentences'))));
    expect(after(outer, 'stop', 'stop')).toBe('region Answer');
    expect(after(history(), 'control Remove 2', 'list', box('list'))).toBe('region History');
  });

  it('is left to the page where nothing of that kind is', () => {
    expect(after(page(box('card', box('control Get'))), 'control Get', 'card')).toBe(
      'control History',
    );
    expect(after(box('page', box('control Get')), 'control Get', 'control Get')).toBeUndefined();
    const place = placeOf(named(history(), 'control Clear'));
    for (const { part } of place) part.isConnected = false;
    expect(focusTarget(place, kinds)).toBeUndefined();
  });
});

/** VS Code's name (`line:column`, both from 1) for an offset into a text, in UTF-16 units. */
export function positionOf(text: string, offset: number): string {
  const before = text.slice(0, offset).split('\n');
  return `${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
}

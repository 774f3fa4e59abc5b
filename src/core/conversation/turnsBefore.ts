/**
 * The turns that stay when the question with this id is edited and sent again: those before it.
 * What came after it rested on its answer and goes with it. All of them where the id is not there.
 */
export function turnsBefore<T extends { readonly id: string }>(
  turns: readonly T[],
  id: string,
): readonly T[] {
  const index = turns.findIndex((turn) => turn.id === id);
  return index < 0 ? turns : turns.slice(0, index);
}

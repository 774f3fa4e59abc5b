/** One comparison of neighbours in the order, as it stands in the question. */
export interface Fact {
  readonly high: string;
  readonly low: string;
  readonly text: string;
}

/**
 * Puts the facts together one at a time, each time the first one that touches what is there: the
 * lines quote the fact, turn it into `high > low`, say where the new name goes and repeat the whole
 * order so far.
 */
export function chainLines(facts: readonly Fact[]): string[] {
  const open = [...facts];
  let order: string[] = [];
  return facts.map(() => {
    const touches = ({ high, low }: Fact): boolean =>
      order.length === 0 || high === order.at(-1) || low === order[0];
    const [fact] = open.splice(open.findIndex(touches), 1);
    if (fact === undefined) throw new RangeError('the facts do not make one chain');
    const { high, low, text } = fact;
    const turned = `"${text}": ${high} > ${low}`;
    if (order.length === 0) {
      order = [high, low];
      return turned;
    }
    const isAfter = high === order.at(-1);
    order = isAfter ? [...order, low] : [high, ...order];
    const place = isAfter ? `${low} stands after ${high}` : `${high} stands before ${low}`;
    return `${turned}, so ${place}:\n${order.join(' > ')}`;
  });
}

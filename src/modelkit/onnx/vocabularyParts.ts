import type { MatrixWeight } from './decoderWeights';
import type { GraphBuilder } from './graphBuilder';
import { addEmbeddingLookup, addLinear, type AccuracyLevel } from './linear';

/** Rows of one part of a matrix that is split by rows. */
function rowCount(weight: MatrixWeight): number {
  return weight.kind === 'quantised' ? weight.rows : (weight.dims[0] ?? 0);
}

/**
 * Adds the embedding of `input_ids` over all parts. Each part looks up ids clamped into its own
 * rows, and a mask takes the right part's row: no part is larger than a device may bind.
 */
export function addEmbedding(graph: GraphBuilder, parts: readonly MatrixWeight[]): string {
  const name = 'model.embed_tokens';
  const [first] = parts;
  if (first !== undefined && parts.length === 1) {
    return addEmbeddingLookup(graph, name, 'input_ids', first);
  }
  let sum = '';
  let start = 0;
  for (const [index, part] of parts.entries()) {
    const prefix = `${name}.part${index}`;
    const local = graph.node(
      'Sub',
      ['input_ids', graph.int64(`${prefix}.start`, [start])],
      `${prefix}.local`,
    );
    const last = graph.int64(`${prefix}.last`, [rowCount(part) - 1], []);
    const zero = graph.int64('zero_scalar', [0], []);
    const clamped = graph.node('Clip', [local, zero, last], `${prefix}.clamped`);
    const inside = graph.node('Equal', [local, clamped], `${prefix}.inside`);
    const axis = graph.int64('last_axis', [-1]);
    const mask = graph.node('Unsqueeze', [inside, axis], `${prefix}.mask`);
    const factor = graph.node('Cast', [mask], `${prefix}.factor`, {
      attributes: { to: { int: 1 } },
    });
    const rows = addEmbeddingLookup(graph, prefix, clamped, part);
    const masked = graph.node('Mul', [rows, factor], `${prefix}.masked`);
    sum = sum === '' ? masked : graph.node('Add', [sum, masked], `${prefix}.sum`);
    start += rowCount(part);
  }
  return sum;
}

/** Adds the head over all parts; logits of the parts are joined along the vocabulary. */
export function addHead(
  graph: GraphBuilder,
  hidden: string,
  parts: readonly MatrixWeight[],
  accuracyLevel: AccuracyLevel,
): string {
  const logits = parts.map((weight, index) =>
    addLinear(graph, `lm_head.part${index}`, hidden, { weight }, accuracyLevel),
  );
  const [only] = logits;
  if (only !== undefined && logits.length === 1) return only;
  return graph.node('Concat', logits, 'lm_head.joined', { attributes: { axis: { int: -1 } } });
}

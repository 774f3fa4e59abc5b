// What the memory allows: the bytes that one token reads, and how many tokens a second that makes.

/** Bytes of the keys and values of one token: of each layer two vectors a head, float32. */
export function kvBytesPerToken({ layerCount, kvHeadCount, headDim }) {
  return layerCount * 2 * kvHeadCount * headDim * 4;
}

/**
 * At a context of so many tokens: `bytes` that one token reads (all weights once, and the keys and
 * values of what came before), `limit` in tokens a second when nothing but reading takes time, and
 * the `share` of it that `stepMs` for a token is.
 */
export function limitAt({ context, stepMs, weightBytes, kvBytes, bytesPerSecond }) {
  const bytes = weightBytes + context * kvBytes;
  const limit = bytesPerSecond / bytes;
  const tokensPerSecond = 1000 / stepMs;
  return { bytes, limit, tokensPerSecond, share: tokensPerSecond / limit };
}

/**
 * The number of rows from which on more do not pay: the first size after which the next gives less
 * than `leastGain` of tokens a second more; undefined where all do. `rows`: sizes growing.
 */
export function growthEnd(rows, leastGain = 0.1) {
  const end = rows.findIndex((row, index) => {
    const next = rows[index + 1];
    return next !== undefined && next.tokensPerSecond < row.tokensPerSecond * (1 + leastGain);
  });
  return end < 0 ? undefined : rows[end].size;
}

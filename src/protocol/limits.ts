/** Bounds on numbers that come over a link or out of a file, each with its reason. */
export const limits = {
  /** Characters in one text of a message; the longest context we run (128k tokens) is about 0.6 M. */
  textLength: 4_000_000,
  /** Prompt parts in one request; a long chat of 500 turns has about 3,000. */
  promptParts: 20_000,
  /** Prompts in one generate request; evaluation sends whole question files (7,473 in GSM8K train). */
  promptsPerRequest: 20_000,
  /** Tokens one answer may have; the paper's largest budget is 1,024. */
  maxNewTokens: 32_768,
  /** Stop strings in one request. */
  stopStrings: 64,
  /** Rows decoded as one batch; beyond 64 two cores gain nothing. */
  batchSize: 256,
  /** Characters of an error message, a stack or a log line; the kept tail of stderr is 8,192. */
  errorTextLength: 65_536,
  /** Characters of a model id, a token's name, a stop string; the longest token seen has 512. */
  nameLength: 1_024,
  /** Characters of a path; Windows allows 32,767. */
  pathLength: 32_767,
  /** Compute threads; the largest machines sold have 512 hardware threads. */
  threads: 1_024,
  /** Tokens of context; the longest trained context known to us is 10 M (Llama 4 Scout). */
  contextLength: 16_777_216,
  /** Positions a graph gets rotary tables for: 8 MB of tables at 64 dimensions a head. */
  graphContext: 32_768,
} as const;

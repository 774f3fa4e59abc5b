// What the engine is to reach, and how a result stands to it.

/** Ratios that the engine is to reach: column, peer, at least. */
export const peerGoals = [
  { key: 'decode512', contender: 'transformers', least: 1.5 },
  { key: 'decode1984', contender: 'transformers', least: 2.5 },
  { key: 'decode64', contender: 'llama', least: 1 },
  { key: 'decode512', contender: 'llama', least: 1 },
  { key: 'decode1984', contender: 'llama', least: 1 },
];

/** Of the tokens a second that the memory allows. */
export const rooflineGoal = { context: 64, leastShare: 0.7 };

/** Of a process with one short question: resident memory over the model folder, and when it rests. */
export const startGoals = { mostResident: 1.4, mostIdleShare: 0 };

/** The goals with their verdicts as Markdown; '' for none. `goals`: what, wanted, measured, isReached. */
export function formatGoals(goals) {
  const lines = goals.map(
    ({ what, wanted, measured, isReached }) =>
      `- ${what}: ${wanted}; measured ${measured}: ${isReached ? 'reached' : 'not reached'}.`,
  );
  return lines.length === 0 ? '' : `Goals:\n\n${lines.join('\n')}`;
}

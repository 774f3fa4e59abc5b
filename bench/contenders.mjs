import { join } from 'node:path';
import { benchDir, bundles } from './build.mjs';

/**
 * The variants to measure, each in a process of its own: `contender` groups the variants of which
 * the best counts, `script` and `job` are what is run.
 */
export function listVariants(options, common) {
  const { threads, contexts, steps } = options;
  // Keys and values of the longest run, as llama.cpp allocates them all at the start.
  const contextSize = Math.ceil((Math.max(...contexts) + steps + 64) / 256) * 256;
  const variants = {
    ours: () => [
      {
        contender: 'ours',
        label: `TokenSkip, ${countThreads(threads)}`,
        script: bundles.ours,
        job: { ...common, threads },
      },
    ],
    transformers: () => [
      {
        contender: 'transformers',
        label: `transformers.js, ${countThreads(threads)}`,
        script: join(benchDir, 'children', 'transformers.mjs'),
        job: { ...common, threads },
      },
    ],
    llama: () =>
      options.llamaThreads.flatMap((count) =>
        [true, false].map((flashAttention) => ({
          contender: 'llama',
          label: `llama.cpp, ${countThreads(count)}, flash attention ${flashAttention ? 'on' : 'off'}`,
          script: join(benchDir, 'children', 'llama.mjs'),
          job: { ...common, threads: count, flashAttention, contextSize },
        })),
      ),
  };
  return options.contenders.flatMap((name) => variants[name]());
}

function countThreads(count) {
  return count === 1 ? '1 thread' : `${count} threads`;
}

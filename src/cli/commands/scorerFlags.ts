import { selfInformationScorer } from '../../pipeline/scorers/selfInformation';
import { answerAwareScorer } from '../../pipeline/scorers/answerAware';
import type { ChainScorer } from '../../pipeline/scorers/chainScorer';
import { Llmlingua2Scorer } from '../../pipeline/scorers/llmlingua2';
import { loadCl100kCounter } from '../../pipeline/llmlingua2/countCl100k';
import { openClassifier, publishedClassifier } from '../../pipeline/llmlingua2/openClassifier';
import { releasedRules } from '../../pipeline/llmlingua2/rules';
import { tieredScorer } from '../../core/pruning/scorers/tiered';
import { AppError } from '../../protocol/appError';

const plainScorers: readonly ChainScorer[] = [
  tieredScorer,
  selfInformationScorer,
  answerAwareScorer,
];
const classifierScorer = 'llmlingua2';
const names = [...plainScorers.map(({ name }) => name), classifierScorer];

/** Flags of every command that scores chains. */
export const scorerFlags = {
  scorer: { type: 'string' },
  classifier: { type: 'string' },
  released: { type: 'string' },
} as const;

/** Lines of help for {@link scorerFlags}; `indent` is the column of the explanations. */
export function scorerHelp(indent: number): string {
  const line = (flag: string, text: string): string => `  ${flag.padEnd(indent - 2)}${text}`;
  return [
    line('--scorer S', `${names.join('|')}, default ${tieredScorer.name}`),
    line('--classifier C', `of ${classifierScorer}: folder or id, default`),
    line('', publishedClassifier),
    line('--released R', `rules of ${classifierScorer} as released for qwen (default) or llama3:`),
    line('', 'those keep digits, «Step» and «:»'),
  ].join('\n');
}

interface ScorerFlagValues {
  readonly scorer?: string | undefined;
  readonly classifier?: string | undefined;
  readonly released?: string | undefined;
}

/** Opens the scorer that the flags name. */
type ScorerChoice = () => Promise<ChainScorer>;

/**
 * The scorer that the flags name, by default the tiered one, yet to be opened.
 *
 * @throws AppError `invalid-argument` for names that do not exist
 */
export function chooseScorer(values: ScorerFlagValues): ScorerChoice {
  const { scorer = tieredScorer.name, classifier, released = 'qwen' } = values;
  if (released !== 'qwen' && released !== 'llama3') {
    throw new AppError('invalid-argument', '--released must be qwen or llama3.');
  }
  if (scorer === classifierScorer) {
    return async () => {
      const opened = await openClassifier(classifier ?? publishedClassifier);
      return new Llmlingua2Scorer(opened, releasedRules[released], await loadCl100kCounter());
    };
  }
  if (classifier !== undefined || values.released !== undefined) {
    throw new AppError(
      'invalid-argument',
      `--classifier and --released belong to --scorer ${classifierScorer}: add it, or leave them out.`,
    );
  }
  const found = plainScorers.find(({ name }) => name === scorer);
  if (found !== undefined) return () => Promise.resolve(found);
  throw new AppError('invalid-argument', `--scorer must be one of ${names.join(', ')}.`);
}

/** Opens the scorer and closes it whatever `work` does. Errors of `openClassifier`. */
export async function withScorer<T>(
  open: ScorerChoice,
  work: (scorer: ChainScorer) => Promise<T>,
): Promise<T> {
  const scorer = await open();
  try {
    return await work(scorer);
  } finally {
    await scorer.close?.();
  }
}

// The same questions to our engine and to llama.cpp: whether a GGUF file answers as its folder does.
import { fileURLToPath } from 'node:url';
import { bundles } from './build.mjs';
import { runChild } from './runChild.mjs';

const llamaChild = fileURLToPath(new URL('children/answersLlama.mjs', import.meta.url));

/** Asks both and resolves to a line for each question and one for all. */
export async function compareAnswers(job, splitAnswer) {
  const ours = await runChild(bundles.answersOurs, job);
  const theirs = await runChild(llamaChild, {
    ...job,
    prompts: ours.map(({ prompt }) => prompt),
    endTokens: ours[0].endTokens,
  });
  const lines = ours.map(({ text, answer }, index) => {
    const other = theirs[index];
    const same = sharedLength(text, other);
    const shown =
      same === text.length && same === other.length
        ? 'the same text'
        : `${same} characters the same`;
    const theirAnswer = splitAnswer(other).answer;
    const agree = answer !== undefined && answer === theirAnswer;
    return { agree, line: `${answer ?? 'none'} | ${theirAnswer ?? 'none'} | ${shown}` };
  });
  const agreeing = lines.filter(({ agree }) => agree).length;
  return [
    'ours | llama.cpp | text',
    ...lines.map(({ line }) => line),
    `${agreeing} of ${lines.length} answers are the same`,
  ].join('\n');
}

function sharedLength(a, b) {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
}

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
  const rows = ours.map((one, index) => {
    const other = theirs[index];
    const answers = [one.tokens.map(({ text }) => text), other.tokens].map(
      (tokens) => splitAnswer(tokens.join('')).answer ?? 'none',
    );
    const difference = firstDifference(one.tokens, other.tokens);
    return {
      isEqual: difference === undefined,
      line: [...answers, promptNote(one, other) + (difference ?? equalText(one))].join(' | '),
    };
  });
  const equal = rows.filter(({ isEqual }) => isEqual).length;
  return [
    'ours | llama.cpp | tokens',
    ...rows.map(({ line }) => line),
    `${equal} of ${rows.length} answers are the same, token for token`,
  ].join('\n');
}

function equalText({ tokens }) {
  const closest = Math.min(...tokens.map(({ margin }) => margin));
  return `all ${tokens.length} the same; the closest choice was by ${closest.toFixed(3)}`;
}

function promptNote(one, other) {
  if (one.promptTokens === other.promptTokens) return '';
  return `prompts of ${one.promptTokens} and ${other.promptTokens} tokens; `;
}

/** Where two answers part and how sure ours was there (a difference of logits); undefined if not. */
function firstDifference(ours, theirs) {
  const length = Math.max(ours.length, theirs.length);
  for (let at = 0; at < length; at += 1) {
    const our = ours[at];
    const their = theirs[at];
    if (our?.text === their) continue;
    if (our === undefined) return `token ${at + 1}: ours had ended, theirs ${shown(their)}`;
    const isSecond = (their ?? '') === our.runnerUp;
    return (
      `token ${at + 1} of ${length}: ours ${shown(our.text)}, theirs ${shown(their)}, ` +
      `${isSecond ? 'our second choice' : 'not our second choice'}, behind by ${our.margin.toFixed(3)}`
    );
  }
  return undefined;
}

function shown(token) {
  return token === undefined ? 'the end' : JSON.stringify(token);
}

// How much a weight format loses: its next-token distribution against another folder's.
import { basename } from 'node:path';
import { bundles } from './build.mjs';
import { runChild } from './runChild.mjs';

/** Compares `otherDir` with `modelDir` on chains of `chainsFile` and resolves to one line of text. */
export async function measureLoss({ modelDir, loss }) {
  const job = {
    referenceDir: modelDir,
    modelDir: loss.otherDir,
    chainsFile: loss.chainsFile,
    questionsFile: loss.questionsFile,
    count: loss.count,
  };
  const { positions, meanKl, sameTop1 } = await runChild(bundles.lossOurs, job);
  return (
    `${basename(loss.otherDir)} against ${basename(modelDir)}: KL ${meanKl.toFixed(4)}, ` +
    `same most likely token ${(sameTop1 * 100).toFixed(1)} %, over ${positions} tokens of ` +
    `${loss.count} chains`
  );
}

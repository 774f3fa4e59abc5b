/* global window, setInterval, clearInterval, requestAnimationFrame */
// The panel's page in a browser: its first paint, and its frames while an answer streams in. Reads a
// job from standard input, writes one JSON line.
import { PlainPage } from '../../test/e2e/support/plainPage';
import { panelResults } from '../../test/unit/protocol/webview/pageSamples';
import { answerView } from '../../test/unit/support/sampleAnswer';
import { readJob, writeResult } from './job.mjs';

async function main() {
  const job = await readJob();
  const plain = await PlainPage.open({
    bundle: 'panel',
    folder: job.folder,
    snapshot: { ...panelResults.ready, strings: null, run: null, draft: null },
  });
  try {
    const paint = await plain.page.evaluate(readPaint);
    const streaming = await plain.page.evaluate(stream, { ...job, view: answerView });
    const still = await plain.page.evaluate(stream, { ...job, view: null });
    writeResult({ ...paint, streaming, still });
  } finally {
    await plain.close();
  }
}

/** Runs in the page: ms from the start of its loading until something stood there. */
function readPaint() {
  const [paint] = performance.getEntriesByName('first-contentful-paint');
  return { firstPaintMs: paint.startTime };
}

/**
 * Runs in the page. Lets `chain` arrive as the extension sends it, a whole snapshot every
 * `pushEveryMs` (`view` null: nothing arrives), and resolves to the times of the frames meanwhile.
 */
function stream({ view, chain, tokens, tokensPerSecond, pushEveryMs }) {
  const send = (change) =>
    window.postMessage(
      {
        v: 1,
        kind: 'event',
        event: 'run',
        data: {
          run: {
            kind: 'answer',
            view: { ...view, id: 'stream', report: null, ...change },
            history: [],
            sentences: null,
            map: null,
          },
        },
      },
      '*',
    );
  return new Promise((resolve) => {
    const times = [];
    const began = performance.now();
    const lastMs = (tokens / tokensPerSecond) * 1000;
    const timer = setInterval(() => {
      const share = Math.min(1, (performance.now() - began) / lastMs);
      const tokenCount = Math.round(share * tokens);
      const written = chain.slice(0, Math.round(share * chain.length));
      if (view !== null) send({ state: 'writing', chain: written, tokenCount });
      if (share === 1) clearInterval(timer);
    }, pushEveryMs);
    const onFrame = (time) => {
      times.push(time);
      if (performance.now() - began < lastMs + pushEveryMs) requestAnimationFrame(onFrame);
      else resolve(times);
    };
    requestAnimationFrame(onFrame);
  });
}

void main();

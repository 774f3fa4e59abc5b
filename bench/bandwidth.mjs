// How many bytes a second several threads read from memory together.
import { once } from 'node:events';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { createReader } from './memoryReader.mjs';

/** What is read at least each time, so that starting and waiting count for nothing. */
const leastBytesRead = 2e9;

/**
 * Bytes a second that `threads` read from `bytes` of memory, a part each, over and over: the best
 * of `passes`, since whatever disturbs makes it less.
 */
export async function measureBandwidth({ bytes, threads, passes = 5 }) {
  const file = new URL(import.meta.url);
  const repeats = Math.max(1, Math.ceil(leastBytesRead / bytes));
  const data = { bytes: bytes / threads, repeats };
  const workers = Array.from({ length: threads }, () => new Worker(file, { workerData: data }));
  const answers = () => Promise.all(workers.map((worker) => once(worker, 'message')));
  try {
    const sizes = await answers();
    const total = sizes.reduce((sum, [size]) => sum + size, 0) * repeats;
    let best = 0;
    for (let pass = 0; pass < passes; pass += 1) {
      const began = performance.now();
      const done = answers();
      for (const worker of workers) worker.postMessage('read');
      await done;
      best = Math.max(best, (total * 1000) / (performance.now() - began));
    }
    return best;
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

if (!isMainThread) {
  const { bytes, read } = createReader(workerData.bytes);
  parentPort.on('message', () => {
    for (let count = 0; count < workerData.repeats; count += 1) read();
    parentPort.postMessage('done');
  });
  parentPort.postMessage(bytes);
}

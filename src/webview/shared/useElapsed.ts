import { useEffect, useRef, useState } from 'preact/hooks';
import type { AnswerView } from '../../protocol/webview/answerView';
import { isSettled } from '../../protocol/webview/answerView';

/** Between two changes of a running time: people read tenths of a second, no more. */
const tickMs = 100;

/** Seconds since the question was asked, running on between two snapshots; frozen at the end. */
export function useElapsed(view: AnswerView): number {
  const [, setTick] = useState(0);
  const since = useRef({ seconds: view.seconds, atMs: performance.now() });
  if (since.current.seconds !== view.seconds) {
    since.current = { seconds: view.seconds, atMs: performance.now() };
  }
  const isRunning = !isSettled(view);
  useEffect(() => {
    if (!isRunning) return undefined;
    const timer = setInterval(() => setTick((tick) => tick + 1), tickMs);
    return () => clearInterval(timer);
  }, [isRunning]);
  if (!isRunning) return view.seconds;
  return view.seconds + (performance.now() - since.current.atMs) / 1000;
}

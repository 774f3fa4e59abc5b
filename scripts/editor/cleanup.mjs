// What must not outlive this process, whichever way it ends: at its end, by a signal, by an error
// that nobody caught.
const last = new Set();
let isWatching = false;

/** Runs `work` (synchronous) when this process ends, the last added first; returns a function that takes it back. */
export function onExit(work) {
  watch();
  last.add(work);
  return () => last.delete(work);
}

function watch() {
  if (isWatching) return;
  isWatching = true;
  process.on('exit', () => {
    for (const work of [...last].reverse()) work();
  });
  // Node's own answer to a signal skips the exit handlers.
  for (const [signal, code] of Object.entries({ SIGINT: 130, SIGTERM: 143, SIGHUP: 129 }))
    process.on(signal, () => process.exit(code));
}

/** Oldest Node.js that runs the tools: `fs.statfs`, `AbortSignal.any` and `parseArgs` are stable in it. */
const OLDEST_NODE = [20, 9];

/** A sentence that says what to install, or undefined when this Node.js is new enough. */
export function nodeVersionProblem(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldestMajor, oldestMinor] = OLDEST_NODE;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return undefined;
  return `TokenSkip needs Node.js ${OLDEST_NODE.join('.')} or newer and this is ${version}: install a current one from nodejs.org.`;
}

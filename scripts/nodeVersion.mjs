/** Oldest Node.js of each line that runs the tools: what vite, knip and mocha ask for. */
const OLDEST_MINOR = { 20: 19, 22: 12 };

/** A sentence that says what to install, or undefined when this Node.js is new enough. */
export function nodeVersionProblem(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const oldest = OLDEST_MINOR[major];
  if (oldest === undefined ? major > 22 : minor >= oldest) return undefined;
  return `TokenSkip needs Node.js 20.19, 22.12 or newer and this is ${version}: install a current one from nodejs.org.`;
}

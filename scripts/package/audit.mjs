/**
 * What a report of `npm audit --json` knows about the installed packages in `packages`: most of what is
 * installed builds and tests. Each finding is `{ name, severity, titles }`. Throws one sentence when
 * the text is no such report, as where a registry answers no audits.
 */
export function shippedFindings(text, packages) {
  const { vulnerabilities } = reportIn(text);
  const paths = new Set(packages.map(({ name }) => `node_modules/${name}`));
  return Object.values(vulnerabilities)
    .filter(({ nodes }) => nodes.some((path) => paths.has(path)))
    .map(({ name, severity, via }) => ({ name, severity, titles: via.map(titleOf) }));
}

function reportIn(text) {
  const report = jsonIn(text);
  if (report?.vulnerabilities !== undefined) return report;
  const reason = report?.message ?? report?.error?.summary ?? 'it printed no report';
  throw new Error(
    `npm audit gave no answer (${reason}): run this where the registry answers audits.`,
  );
}

function jsonIn(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A weakness of the package itself, or the name of a package that it has one from. */
function titleOf(cause) {
  return typeof cause === 'string' ? `by ${cause}` : `${cause.title} (${cause.url})`;
}

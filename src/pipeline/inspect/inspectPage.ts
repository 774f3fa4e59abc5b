import type { InspectedChain } from './inspectedChain';
import { inspectHeading } from './inspectText';

const style = `
:root { color-scheme: light dark; --line: #8886; --drop: light-dark(#b3261e, #ffb4ab); }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.4rem; }
h2 { font-size: 1rem; margin: 2rem 0 0.5rem; }
pre { font: 0.9rem/1.6 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere;
  border: 1px solid var(--line); border-radius: 0.4rem; padding: 1rem; margin: 0; }
del { color: var(--drop); text-decoration: line-through; }
table { border-collapse: collapse; }
th, td { border-bottom: 1px solid var(--line); padding: 0.25rem 1rem 0.25rem 0; text-align: left; }
td { font-variant-numeric: tabular-nums; }`;

/**
 * A page that shows chains with what was kept and dropped. One file that loads nothing: text is
 * escaped, scripts are forbidden by its own policy, light and dark follow the system, and dropped
 * text is marked up as deleted, so that colour is not all that tells it apart.
 */
export function inspectPage(title: string, chains: readonly InspectedChain[]): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${style}
</style>
</head>
<body>
<h1>${escapeHtml(title)}</h1>
<p>Kept text is plain, <del>dropped text is struck through</del>, and ↵ is a dropped line break.</p>
${countsTable(chains)}
${chains.map(section).join('\n')}
</body>
</html>
`;
}

function section(chain: InspectedChain): string {
  const body = chain.pieces
    .map(({ text, isKept }) =>
      isKept ? escapeHtml(text) : `<del>${escapeHtml(text).replaceAll('\n', '↵\n')}</del>`,
    )
    .join('');
  // A line feed right after <pre> is not part of its content.
  return `<section>\n<h2>${escapeHtml(inspectHeading(chain))}</h2>\n<pre>\n${body}</pre>\n</section>`;
}

function countsTable(chains: readonly InspectedChain[]): string {
  const ratios = [...new Set(chains.map(({ ratio }) => ratio))].sort((a, b) => b - a);
  const rows = ratios.map((ratio) => {
    const these = chains.filter((chain) => chain.ratio === ratio);
    const tokens = these.reduce((sum, chain) => sum + chain.tokens, 0);
    const kept = these.reduce((sum, chain) => sum + chain.keptTokens, 0);
    const whole = these.filter(({ equationsWhole }) => equationsWhole).length;
    const cells = [ratio.toFixed(1), these.length, tokens, kept, tokens - kept, whole];
    return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
  });
  const heads = ['Ratio', 'Chains', 'Tokens', 'Kept', 'Dropped', 'Equations whole'];
  const head = heads.map((name) => `<th scope="col">${name}</th>`).join('');
  return `<table>\n<thead><tr>${head}</tr></thead>\n<tbody>${rows.join('\n')}</tbody>\n</table>`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as HTML shows it literally; control characters, which HTML forbids, become U+FFFD. */
function escapeHtml(text: string): string {
  return text
    .replace(/[&<>"']/g, (sign) => entities[sign] ?? sign)
    .replace(/\p{Cc}/gu, (sign) => (sign === '\n' || sign === '\t' ? sign : '\ufffd'));
}

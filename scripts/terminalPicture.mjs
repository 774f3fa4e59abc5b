// Text on standard input as a picture of a terminal (SVG) on standard output, for the README:
//
//   npm run --silent ask -- "QUESTION" 2>&1 | node scripts/terminalPicture.mjs "COMMAND" > media/ask.svg
const columns = 96;
const cell = { width: 8.4, height: 19 };
const padding = 20;
const titleBar = 34;

const escapes = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const escapeText = (text) => text.replace(/[&<>]/g, (character) => escapes[character]);

/** Lines no longer than the picture, broken at spaces. */
function wrap(line) {
  const lines = [];
  let rest = line;
  while (rest.length > columns) {
    const at = rest.lastIndexOf(' ', columns);
    const end = at > 0 ? at : columns;
    lines.push(rest.slice(0, end));
    rest = rest.slice(end).trimStart();
  }
  return [...lines, rest];
}

async function readInput() {
  let text = '';
  for await (const chunk of process.stdin) text += chunk;
  return text;
}

const [command = 'npm run ask'] = process.argv.slice(2);
const output = (await readInput()).trimEnd().split('\n');
const prompt = wrap(`$ ${command}`);
const lines = [...prompt, '', ...output.flatMap(wrap)];
const width = Math.ceil(columns * cell.width + 2 * padding);
const height = titleBar + lines.length * cell.height + 2 * padding;

const text = lines
  .map((line, index) => {
    const y = titleBar + padding + (index + 0.75) * cell.height;
    const tone = index < prompt.length ? 'prompt' : 'output';
    return `<text x="${padding}" y="${y}" class="${tone}" xml:space="preserve">${escapeText(line)}</text>`;
  })
  .join('\n');

process.stdout
  .write(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="TokenSkip in a terminal">
<style>
text { font: 14px ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace; }
.output { fill: #d6dae0; }
.prompt { fill: #7fd1b9; }
</style>
<rect width="${width}" height="${height}" rx="10" fill="#161a20"/>
<circle cx="22" cy="18" r="6" fill="#4a515c"/>
<circle cx="42" cy="18" r="6" fill="#4a515c"/>
<circle cx="62" cy="18" r="6" fill="#4a515c"/>
${text}
</svg>
`);

const names =
  'a b i j k n s v x c acc balance count depth hits ops result rounds score state step steps total tries y';

/** Runs the generator's own few lines of JavaScript and returns a variable. */
export function runJavaScript(lines: unknown, name: string): number {
  if (!Array.isArray(lines)) throw new TypeError('no program');
  // Nothing from outside gets here.
  // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call
  return Number(new Function(`${lines.join('\n')}\nreturn ${name};`)());
}

/** The same for Python, of which only the constructs are known that the questions use. */
export function runPython(lines: unknown, name: string): number {
  if (!Array.isArray(lines)) throw new TypeError('no program');
  const translated = [`var ${names.split(' ').join(', ')};`];
  let depth = 0;
  for (const line of lines.map(String)) {
    const indent = (line.length - line.trimStart().length) / 4;
    translated.push('}'.repeat(depth - indent));
    const statement = translate(line.trim());
    depth = statement.endsWith('{') ? indent + 1 : indent;
    translated.push(statement);
  }
  return runJavaScript([...translated, '}'.repeat(depth)], name);
}

function translate(line: string): string {
  const range = /^for (\w+) in range\(([^,()]+)(?:, ([^,()]+))?(?:, (\w+))?\):$/.exec(line);
  if (range) {
    const [, variable = '', first = '', second, step = '1'] = range;
    const [from, to] = second === undefined ? ['0', first] : [first, second];
    return `for (var ${variable} = ${from}; ${variable} < ${to}; ${variable} += ${step}) {`;
  }
  return line
    .replace(/^for (\w+) in (\[.*\]):$/, 'for (var $1 of $2) {')
    .replace(/^(while|if) (.*):$/, '$1 ($2) {')
    .replace(/^else:$/, 'else {')
    .replace(/^a, b = (.*)$/, '[a, b] = [$1]')
    .replace(/^(\w+) \/\/= (\w+)$/, '$1 = Math.floor($1 / $2)')
    .replace(/(\w+|\(.*\)) \/\/ (\w+)/, 'Math.floor($1 / $2)');
}

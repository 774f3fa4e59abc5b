const names =
  'a b i j k n s v x c acc balance count depth hi hits lo ops result rounds score size state step steps total tries xs y';

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
    .replace(/^def (\w+)\((\w+)\):$/, 'function $1($2) {')
    .replace('while True:', 'while true:')
    .replace(/^(while|if) (.*):$/, '$1 ($2) {')
    .replace(/('[^']*') \* i$/, '$1.repeat(i)')
    .replace(/len\((\w+)\)/, '$1.length')
    .replace(
      /sum\((.*) for v in xs if (.*)\)$/,
      'xs.filter((v) => $2).map((v) => $1).reduce((x, y) => x + y, 0)',
    )
    .replace(/^else:$/, 'else {')
    .replace(/^a, b = (.*)$/, '[a, b] = [$1]')
    .replace(/^(\w+) \/\/= (\w+)$/, '$1 = Math.floor($1 / $2)')
    .replace(/(\w+|\(.*\)) \/\/ (\w+)/, 'Math.floor($1 / $2)');
}

/** The same for C, with whole numbers only. */
export function runC(lines: readonly string[], name: string): number {
  const translated = lines.map((line) =>
    line
      .replace(/\bint (\w+)\(int (\w+)\)/, 'function $1($2)')
      .replace(/\bint (?=\w+ =)/, 'let ')
      .replace(/(\w+) \/ (\w+)/, 'Math.trunc($1 / $2)'),
  );
  return runJavaScript(translated, name);
}

/**
 * Past the end of the template literal of JavaScript that begins at `at`, or undefined where it has
 * none. What stands in `${…}` may hold templates of its own; quotes and comments there are not read.
 */
export function templateEnd(text: string, at: number): number | undefined {
  const open: ('`' | '{')[] = ['`'];
  for (let i = at + 1; i < text.length; i += 1) {
    const char = text[i];
    const isText = open.at(-1) === '`';
    if (char === '\\') i += 1;
    else if (char === '`' && isText) {
      open.pop();
      if (open.length === 0) return i + 1;
    } else if (char === '`') open.push('`');
    else if (char === '{' && (!isText || text[i - 1] === '$')) open.push('{');
    else if (char === '}' && !isText) open.pop();
  }
  return undefined;
}

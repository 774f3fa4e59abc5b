import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeSpanAt } from '../../../../src/core/editorText/codeSpanAt';
import { commentSyntax } from '../../../../src/core/editorText/commentSyntax';
import { insertAnswer } from '../../../../src/core/editorText/insertAnswer';
import { textForm } from '../../../../src/core/editorText/textForm';
import { answered, apply } from './selected';

describe('insertAnswer', () => {
  it.each([
    ['typescript', '  // «6 * 7?»\nx();', '  // 6 * 7?\n  // Answer: 42\nx();'],
    ['typescript', '«//(6 * 7)?»', '//(6 * 7)?\n// Answer: 42'],
    ['rust', '  /// «6 * 7?»', '  /// 6 * 7?\n  /// Answer: 42'],
    ['typescript', '  x(); // «6 * 7?»', '  x(); // 6 * 7?\n  // Answer: 42'],
    ['typescript', '  const x = «6 * 7»;', '  const x = 6 * 7;\n  // Answer: 42'],
    ['c', '/* «6 * 7?» */ x', '/* 6 * 7? Answer: 42 */ x'],
    ['c', '«/* 6 * 7? */» x', '/* 6 * 7? Answer: 42 */ x'],
    ['c', '/*\n * «6 * 7?»\n */', '/*\n * 6 * 7?\n * Answer: 42\n */'],
    ['c', '«/*\n * 6 * 7?\n */»', '/*\n * 6 * 7?\n * Answer: 42\n */'],
    ['c', '  /* «6 * 7?»\n     more */', '  /* 6 * 7?\n   * Answer: 42\n     more */'],
    ['css', 'a { width: «6px * 7» }', 'a { width: 6px * 7 }\n/* Answer: 42 */'],
    ['python', '    # «6 * 7?»', '    # 6 * 7?\n    # Answer: 42'],
    ['python', '  """«6 * 7?»"""', '  """6 * 7? Answer: 42"""'],
    ['python', '  """\n  «6 * 7?»\n  """', '  """\n  6 * 7?\n  Answer: 42\n  """'],
    ['html', '<p>«6 * 7»</p>', '<p>6 * 7</p>\n<!-- Answer: 42 -->'],
    ['bat', 'rem «6 * 7?»', 'rem 6 * 7?\nrem Answer: 42'],
    ['sql', '--«6 * 7?»', '--6 * 7?\n-- Answer: 42'],
    ['bat', 'REM«6?»', 'REM6?\nREM Answer: 42'],
    ['c', '/*\n *«6?»\n*/', '/*\n *6?\n * Answer: 42\n*/'],
    ['c', '/*\n x «6?»\n*/', '/*\n x 6?\n Answer: 42\n*/'],
    ['c', '/*\n\n**«6?»\n*/', '/*\n\n**6?\n** Answer: 42\n*/'],
    ['c', '/*\n**«?»', '/*\n**?\n** Answer: 42'],
    ['c', '«/**/»', '/* Answer: 42*/'],
    ['c', '/* «6 * 7?»', '/* 6 * 7?\n * Answer: 42'],
    ['c', 'x = "\\"/*"; // «6?»', 'x = "\\"/*"; // 6?\n// Answer: 42'],
    ['html', '<!-- «6?»\nx -->', '<!-- 6?\nAnswer: 42\nx -->'],
    ['brainfuck', '«6?»', '6?\nAnswer: 42'],
    ['markdown', '  «6 * 7?»\nx', '  6 * 7?\n  **Answer:** 42\nx'],
    ['markdown', '> «6?»\nnext', '> 6?\n>\n> **Answer:** 42\n>\nnext'],
    ['markdown', '> «6?»\n> next', '> 6?\n>\n> **Answer:** 42\n>\n> next'],
    ['markdown', '~~~c++\n«6?»\n~~~', '~~~c++\n6?\n// Answer: 42\n~~~'],
    ['markdown', '```\n~~~\n«6?»\n```', '```\n~~~\n6?\nAnswer: 42\n```'],
    ['markdown', '```js\na\n```\n«6?»', '```js\na\n```\n6?\n\n**Answer:** 42'],
    ['markdown', '«```js»\na', '```js\n\n**Answer:** 42\n\na'],
    ['latex', '%«6?»', '%6?\n% Answer: 42'],
    ['markdown', '«6 * 7?»', '6 * 7?\n\n**Answer:** 42'],
    ['markdown', '«6 * 7?»\nnext', '6 * 7?\n\n**Answer:** 42\n\nnext'],
    ['markdown', '> «6 * 7?»\n\nnext', '> 6 * 7?\n>\n> **Answer:** 42\n\nnext'],
    ['markdown', '1. «6 * 7?»\n2. next', '1. 6 * 7?\n   **Answer:** 42\n2. next'],
    ['markdown', '```py\n# «6 * 7?»\n```', '```py\n# 6 * 7?\n# Answer: 42\n```'],
    ['markdown', '```\n«6 * 7?»\n```', '```\n6 * 7?\nAnswer: 42\n```'],
    ['latex', '  «$6 \\cdot 7$?»', '  $6 \\cdot 7$?\n  \\textbf{Answer:} $42$'],
    ['latex', '% «6 * 7?»', '% 6 * 7?\n% Answer: 42'],
    ['latex', '\\[\n  «6 \\cdot 7»\n\\]', '\\[\n  6 \\cdot 7\n  % Answer: 42\n\\]'],
    ['latex', 'a \\\\[2pt] b\n\n«6?»', 'a \\\\[2pt] b\n\n6?\n\\textbf{Answer:} $42$'],
    ['plaintext', '  «6 * 7?»\nnext', '  6 * 7?\n  Answer: 42\nnext'],
    ['typescript', '// «6 * 7?»\r\nx();', '// 6 * 7?\r\n// Answer: 42\r\nx();'],
    ['typescript', 'const s = "/* «6 * 7»";', 'const s = "/* 6 * 7";\n// Answer: 42'],
    ['rust', "fn f<'a>() {} // «6 * 7?»", "fn f<'a>() {} // 6 * 7?\n// Answer: 42"],
    ['typescript', '// «6 * 7?\n\n  »x();', '// 6 * 7?\n// Answer: 42\n\n  x();'],
  ])('%s: %j', (languageId, marked, expected) => {
    expect(answered(marked, languageId)).toBe(expected);
  });

  const module = '<script setup lang="ts">\n// «6?»\n</script>';

  it.each([
    ['vue', module, '<script setup lang="ts">\n// 6?\n// Answer: 42\n</script>'],
    [
      'html',
      `<!-- x ${module}`,
      '<!-- x <script setup lang="ts">\n// 6?\n// Answer: 42\n</script>',
    ],
    [
      'svelte',
      '<style>\na { b: «6px» }\n</style>',
      '<style>\na { b: 6px }\n/* Answer: 42 */\n</style>',
    ],
    ['html', '<script>x(«6»)</script>\ny', '<script>x(6)</script>\n<!-- Answer: 42 -->\ny'],
    [
      'html',
      '<script>x()</script>\n<p>«6»</p>',
      '<script>x()</script>\n<p>6</p>\n<!-- Answer: 42 -->',
    ],
    ['php', '<?php\n# «6?»\n', '<?php\n# 6?\n# Answer: 42\n'],
    ['php', '<?php f(); ?>\n<!-- «6?» -->', '<?php f(); ?>\n<!-- 6? Answer: 42 -->'],
    ['php', '<p>«6?»</p>\n<?php f();', '<p>6?</p>\n<!-- Answer: 42 -->\n<?php f();'],
    ['php', '<p><?= «6» ?></p>', '<p><?= 6 ?></p>\n<!-- Answer: 42 -->'],
    ['php', '<script>\na = <?= 1 ?>; // «6»', '<script>\na = <?= 1 ?>; // 6\n// Answer: 42'],
    ['markdown', '```php\nf(«6»);\n```', '```php\nf(6);\n// Answer: 42\n```'],
  ])('writes as the part of the document does: %s: %j', (languageId, marked, expected) => {
    expect(answered(marked, languageId)).toBe(expected);
  });

  it.each([
    ['$$\n«6»\n$$\nnext', '$$\n6\n$$\n\n**Answer:** 42\n\nnext'],
    ['$$«6»$$\nnext', '$$6$$\n\n**Answer:** 42\n\nnext'],
    ['«$$\n6\n$$»\nnext', '$$\n6\n$$\n\n**Answer:** 42\n\nnext'],
    ['> $$\n> «6»\n> $$', '> $$\n> 6\n> $$\n>\n> **Answer:** 42'],
    ['```sh\necho $$\n```\n«6?»\n$$x$$', '```sh\necho $$\n```\n6?\n\n**Answer:** 42\n\n$$x$$'],
    ['\\$$ «6?»\n$$x$$', '\\$$ 6?\n\n**Answer:** 42\n\n$$x$$'],
    ['| a |\n| - |\n| «6?» |\n| b |', '| a |\n| - |\n| 6? |\n| b |\n\n**Answer:** 42'],
    ['«6?»\n====\nx', '6?\n====\n\n**Answer:** 42\n\nx'],
    ['«6?»\n\n---', '6?\n\n**Answer:** 42\n\n---'],
  ])('does not part what is one in Markdown: %j', (marked, expected) => {
    expect(answered(marked, 'markdown')).toBe(expected);
  });

  it.each([
    ['c', '#define A «3 + 4» \\\n  + 5\nx', '#define A 3 + 4 \\\n  + 5\n// Answer: 42\nx'],
    [
      'c',
      '#define A «3» \\\r\n + 4 \\\r\n + 5',
      '#define A 3 \\\r\n + 4 \\\r\n + 5\r\n// Answer: 42',
    ],
    ['python', '  «x = 5 \\»\n    + 3\ny', '  x = 5 \\\n    + 3\n  # Answer: 42\ny'],
    ['python', 'x = 5 \\\n  + «3»', 'x = 5 \\\n  + 3\n  # Answer: 42'],
    ['python', 'x  # «6?» \\\ny', 'x  # 6? \\\n# Answer: 42\ny'],
    ['shellscript', 'echo «6» \\\\\nx', 'echo 6 \\\\\n# Answer: 42\nx'],
    ['shellscript', 'echo «6» \\', 'echo 6 \\\n# Answer: 42'],
    ['typescript', "s = '«6» \\\r\n7';\r\nx", "s = '6 \\\r\n7';\r\n// Answer: 42\r\nx"],
  ])('writes below what a backslash continues: %s: %j', (languageId, marked, expected) => {
    expect(answered(marked, languageId)).toBe(expected);
  });

  it.each([
    ['javascript', '  s = `\n«6?»\n`;\nx', '  s = `\n6?\n`;\n  // Answer: 42\nx'],
    ['javascript', 'f(«6», `\n7`);\nx', 'f(6, `\n7`);\n// Answer: 42\nx'],
    [
      'javascript',
      's = `a ${b.map((c) => {`\n«6»\n`})}\n`;',
      's = `a ${b.map((c) => {`\n6\n`})}\n`;\n// Answer: 42',
    ],
    ['javascript', 'f(`\\`\n«6» {`, `\n}`);', 'f(`\\`\n6 {`, `\n}`);\n// Answer: 42'],
    ['javascript', 'r = /[`"]\\//;\n«6»;\n// `', 'r = /[`"]\\//;\n6;\n// Answer: 42\n// `'],
    ['javascript', 's = `\n«6»', 's = `\n6\n// Answer: 42'],
    ['vue', '<script>\ns = `\n«6»`\n</script>', '<script>\ns = `\n6`\n// Answer: 42\n</script>'],
    ['lisp', '`(a «6»)\n`(b)', '`(a 6)\n; Answer: 42\n`(b)'],
    ['java', 's = """\n  «6?» \\"""\n  """;\nx', 's = """\n  6? \\"""\n  """;\n// Answer: 42\nx'],
    ['csharp', 's = @"C:\\\n«6?» ""7""\n";\nx', 's = @"C:\\\n6? ""7""\n";\n// Answer: 42\nx'],
    ['go', 's := `\\\n«6?»\n`\nx', 's := `\\\n6?\n`\n// Answer: 42\nx'],
    ['rust', 's = r#"\n«6?» "\n"#;\nx', 's = r#"\n6? "\n"#;\n// Answer: 42\nx'],
    ['rust', 's = br"\\\n«6?»\n";\nx', 's = br"\\\n6?\n";\n// Answer: 42\nx'],
    ['cpp', 's = R"a(\n«6?» )"\n)a";\nx', 's = R"a(\n6? )"\n)a";\n// Answer: 42\nx'],
    ['lua', 's = [[\n«6?»\n]]\nx', 's = [[\n6?\n]]\n-- Answer: 42\nx'],
    ['python', 's = """\n«6?»\n"""\nx', 's = """\n6?\n"""\n# Answer: 42\nx'],
    ['python', 'f(\n  """\n«6?»\n  """)', 'f(\n  """\n6?\n  """)\n  # Answer: 42'],
    ['python', 'def f():\n  r"""«6?»"""', 'def f():\n  r"""6? Answer: 42"""'],
    ['python', 's = """\n«6?»', 's = """\n6?\n# Answer: 42'],
    [
      'shellscript',
      'cat <<-"EOF" | sort\n# «6?»\n\tEOF\nx',
      'cat <<-"EOF" | sort\n# 6?\n\tEOF\n# Answer: 42\nx',
    ],
    ['shellscript', 'a=$((1<<N)) # «6?»\nx', 'a=$((1<<N)) # 6?\n# Answer: 42\nx'],
    ['ruby', 'class << self\n  «6»\n  self', 'class << self\n  6\n  # Answer: 42\n  self'],
    ['php', '<?php\n$a = <<<A\n«6»\n  A;\nx', '<?php\n$a = <<<A\n6\n  A;\n// Answer: 42\nx'],
    [
      'yaml',
      'a:\n  - b: |\n      «6?» \\\n\n      7 \\\n  - c',
      'a:\n  - b: |\n      6? \\\n\n      7 \\\n  # Answer: 42\n  - c',
    ],
    ['yaml', 'a: |\n  x\nb: «6»\nc: 7', 'a: |\n  x\nb: 6\n# Answer: 42\nc: 7'],
    ['c', 'x = «6»; /* a\nb */ y;\nz', 'x = 6; /* a\nb */ y;\n// Answer: 42\nz'],
    ['c', 'x = «6»; /* a\ny;', 'x = 6; /* a\n// Answer: 42\ny;'],
    [
      'markdown',
      'a ` b\n```js\nx(`\n«6»\n`);\n```',
      'a ` b\n```js\nx(`\n6\n`);\n// Answer: 42\n```',
    ],
    ['markdown', '```js\nx(`\n«6»\n```\n`', '```js\nx(`\n6\n// Answer: 42\n```\n`'],
  ])('writes below strings that span lines: %s: %j', (languageId, marked, expected) => {
    expect(answered(marked, languageId)).toBe(expected);
  });

  it.each([
    [
      "a = p.replace(/\\/*$/, '');\n// «6?»\nx();",
      "a = p.replace(/\\/*$/, '');\n// 6?\n// Answer: 42\nx();",
    ],
    ['a = /\\/*/;\nb(«6»);\n/* c */', 'a = /\\/*/;\nb(6);\n// Answer: 42\n/* c */'],
    ['if (a) /[/*]/.test(b);\n  // «6?»', 'if (a) /[/*]/.test(b);\n  // 6?\n  // Answer: 42'],
    ['a / b; // «6?» /', 'a / b; // 6? /\n// Answer: 42'],
  ])('takes no regular expression for a comment: %j', (marked, expected) => {
    expect(answered(marked, 'javascript')).toBe(expected);
  });

  it.each([
    'alignat',
    'flalign*',
    'eqnarray',
    'dmath',
    'IEEEeqnarray',
    'tabular',
    'tabularx',
    'longtable',
    'array',
    'cases',
  ])('writes a comment within %s of LaTeX', (name) => {
    const within = (text: string) => `\\begin{${name}}{2}\n ${text} & b \\\\\n c\n\\end{${name}}`;
    const row = '6 & b \\\\\n % Answer: 42';
    expect(answered(within('«6»'), 'latex')).toBe(within('6').replace('6 & b \\\\', row));
    expect(answered(`${within('6')}\n«7»`, 'latex')).toBe(
      `${within('6')}\n7\n\\textbf{Answer:} $42$`,
    );
  });

  it.each([
    ['a «6»: \\[\n x\n\\]', 'a 6: \\[\n% Answer: 42\n x\n\\]'],
    ['\\[ «6» \\]', '\\[ 6 \\]\n% Answer: 42'],
    ['% \\begin{align}\n«6»', '% \\begin{align}\n6\n\\textbf{Answer:} $42$'],
    ['\\end{align}\n\\begin{align}\n«6»', '\\end{align}\n\\begin{align}\n6\n% Answer: 42'],
    ['$$\n«6»\n$$', '$$\n6\n% Answer: 42\n$$'],
  ])('tells formulas of LaTeX from text: %j', (marked, expected) => {
    expect(answered(marked, 'latex')).toBe(expected);
  });

  it.each(['verbatim', 'Verbatim', 'lstlisting', 'minted'])('writes below %s of LaTeX', (name) => {
    const listing = (text: string) => `\\begin{${name}}\n ${text}\n $$ \\[ y\n\\end{${name}}\n\nz`;
    const end = `\\end{${name}}`;
    const expected = listing('% 6').replace(end, `${end}\n\\textbf{Answer:} $42$`);
    expect(answered(listing('% «6»'), 'latex')).toBe(expected);
    expect(answered(`${listing('x')} «6»`, 'latex')).toBe(
      `${listing('x')} 6\n\\textbf{Answer:} $42$`,
    );
    expect(answered(`\\begin{${name}}\n«6»`, 'latex')).toBe(
      `\\begin{${name}}\n6\n\\textbf{Answer:} $42$`,
    );
  });

  it.each([
    ['dockercompose', '# «6?»', '# 6?\n# Answer: 42'],
    ['pug', '//- «6?»', '//- 6?\n//- Answer: 42'],
    ['instructions', '«6?»', '6?\n\n**Answer:** 42'],
  ])('knows the languages that VS Code brings: %s', (languageId, marked, expected) => {
    expect(answered(marked, languageId)).toBe(expected);
  });

  it('writes nothing where there are no comments', () => {
    expect(answered('{ "a": «6» }', 'json')).toBe('{ "a": 6 }');
    expect(answered('```json\n«6»\n```', 'markdown')).toBe('```json\n6\nAnswer: 42\n```');
  });

  it.each([
    ['typescript', '\\frac{1}{2}', '// ?\n// Answer: 1/2'],
    ['typescript', '$\\frac{a + b}{2}$', '// ?\n// Answer: (a + b)/2'],
    ['typescript', '3\\frac{1}{2}', '// ?\n// Answer: 3 1/2'],
    ['typescript', '\\text{9:15 am}', '// ?\n// Answer: 9:15 am'],
    ['typescript', '\\$1{,}250', '// ?\n// Answer: $1,250'],
    ['typescript', '90^\\circ', '// ?\n// Answer: 90°'],
  ])('%s writes %s without LaTeX', (languageId, latex, expected) => {
    expect(answered('// «?»', languageId, latex)).toBe(expected);
  });

  it.each([
    ['my_var', '`my_var`'],
    ['It is my\\_var.', 'It is `my_var`.'],
    ['$my_var$', '`my_var`'],
    ['`my_var`', '`my_var`'],
    ['__init__', '`__init__`'],
    ['x_1', '$x_1$'],
    ['a_n = 2^n', '$a_n = 2^n$'],
    ['v_{max}', '$v_{max}$'],
    ['\\log_2 8', '$\\log_2 8$'],
  ])('writes %s into Markdown as %s', (latex, expected) => {
    expect(answered('«?»', 'markdown', latex)).toBe(`?\n\n**Answer:** ${expected}`);
  });

  it('reads a long document once, not for each formula, fence or continued line', () => {
    const formulas = '$$\nx\n$$\n\n```sh\n$$\n```\n\n'.repeat(5000);
    expect(answered(`${formulas}«6?»`, 'markdown')).toBe(`${formulas}6?\n\n**Answer:** 42`);
    const macro = '  + 1 \\\n'.repeat(20_000);
    expect(answered(`«6» \\\n${macro}7`, 'c')).toBe(`6 \\\n${macro}7\n// Answer: 42`);
  });

  it('keeps LaTeX where it is read', () => {
    expect(answered('«?»', 'markdown', '\\frac{1}{2}')).toBe('?\n\n**Answer:** $\\frac{1}{2}$');
    expect(answered('«?»', 'latex', '50%')).toBe('?\n\\textbf{Answer:} $50\\%$');
    expect(answered('«?»', 'latex', '50%%')).toBe('?\n\\textbf{Answer:} $50\\%\\%$');
    expect(answered('«?»', 'latex', '$18')).toBe('?\n\\textbf{Answer:} $\\$18$');
    expect(answered('«?»', 'latex', '$18$')).toBe('?\n\\textbf{Answer:} $18$');
    expect(answered('«?»', 'latex', 'Monday')).toBe('?\n\\textbf{Answer:} Monday');
  });

  it('never ends the comment that the question stands in', () => {
    expect(answered('/* «?» */', 'c', 'a */ b')).toBe('/* ? Answer: a * / b */');
    expect(answered('«?»', 'html', '-->')).toBe('?\n<!-- Answer: - - > -->');
  });

  it('writes a line comment below each line comment, whatever stands around it', () => {
    const line = fc.stringMatching(/^[ a-z0-9/*"'#;(){}]{0,12}$/);
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 4 }),
        fc.array(line, { maxLength: 4 }),
        fc.constantFrom('typescript', 'python', 'lua', 'java'),
        (before, after, languageId) => {
          const syntax = commentSyntax(languageId);
          if (syntax === undefined) throw new Error(languageId);
          const marker = syntax.line[0] ?? '';
          const head = before.map((it) => `${it}\n`).join('');
          const document = `${head}${marker} 6 times 7?\n${after.join('\n')}`;
          const startOffset = head.length + marker.length + 1;
          const whole = { syntax, startOffset: 0 };
          const place = codeSpanAt(document, startOffset, whole);
          // An open block comment above, or a string, makes it something else.
          fc.pre(place?.kind === 'line' && place.startOffset === head.length);
          const span = { startOffset, endOffset: startOffset + 10 };
          const insertion = insertAnswer(document, span, textForm(languageId), {
            label: 'Answer',
            latex: '42',
          });
          if (insertion === undefined) throw new Error('nothing to insert');
          const result = apply(document, insertion);
          const at = codeSpanAt(result, insertion.offset + insertion.text.length - 1, whole);
          expect(at?.kind).toBe('line');
          expect(result.split('\n')[before.length + 1]).toBe(`${marker} Answer: 42`);
        },
      ),
    );
  });
});

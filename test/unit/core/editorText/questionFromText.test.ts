import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commentSyntax } from '../../../../src/core/editorText/commentSyntax';
import { questionFromText } from '../../../../src/core/editorText/questionFromText';
import { questionOf } from './selected';

describe('questionFromText', () => {
  it.each([
    ['typescript', '  «// What is 6 * 7?»', 'What is 6 * 7?'],
    ['typescript', '  // «What is 6 * 7?»', 'What is 6 * 7?'],
    ['typescript', 'a(); // «What is 6 * 7?» b', 'What is 6 * 7?'],
    ['rust', '«/// A and B\n/// say what?»', 'A and B\nsay what?'],
    ['cpp', '«/* What is 6 * 7? */»', 'What is 6 * 7?'],
    ['java', '«/**\n * A train leaves.\n * When?\n */»', 'A train leaves.\nWhen?'],
    ['java', '/**\n * «A train leaves.\n * When?»\n */', 'A train leaves.\nWhen?'],
    ['python', '    «# How many\n    #   apples?»', 'How many\n  apples?'],
    ['python', '«"""How many apples?"""»', 'How many apples?'],
    ['sql', '«-- 5 % of 80?»', '5 % of 80?'],
    ['bat', '«REM What is 6 * 7?»', 'What is 6 * 7?'],
    ['bat', '«remember 6 * 7»', 'remember 6 * 7'],
    ['html', '«<!-- What is 6 * 7? -->»', 'What is 6 * 7?'],
    ['vb', "«' What is 6 * 7?»", 'What is 6 * 7?'],
    ['clojure', '«;; What is 6 * 7?»', 'What is 6 * 7?'],
    ['matlab', '«% What is 6 * 7?»', 'What is 6 * 7?'],
    ['python', '«"""a""" b"""»', '"""a""" b"""'],
    ['c', '«more */»', 'more'],
    ['c', '«/* a */ b /* c */»', '/* a */ b /* c */'],
    ['python', 'x = «6 * 7»', '6 * 7'],
    ['c', '«*p * 7»', '*p * 7'],
    [
      'python',
      '«for i in range(3):  # thrice\n    n += i»',
      'for i in range(3):  # thrice\n    n += i',
    ],
    ['markdown', '«> What is 6 * 7?\n> And why?»', 'What is 6 * 7?\nAnd why?'],
    ['markdown', '«- [ ] What is 6 * 7?»', 'What is 6 * 7?'],
    ['markdown', '«3. What is 6 * 7?»', 'What is 6 * 7?'],
    ['markdown', '«1. A lies.\n2. B lies.»\n', '1. A lies.\n2. B lies.'],
    ['markdown', '«## What is 6 * 7?»', 'What is 6 * 7?'],
    ['markdown', '«3.5 + 2 = ?»', '3.5 + 2 = ?'],
    ['markdown', '«-5 + 2 = ?»', '-5 + 2 = ?'],
    ['latex', '«% What is $6 \\cdot 7$?»', 'What is $6 \\cdot 7$?'],
    [
      'latex',
      '«\\begin{enumerate}\n  \\item What is 5\\% of 80? % easy\n\\end{enumerate}»',
      'What is 5\\% of 80?',
    ],
    ['latex', '«\\begin{align*}\nx &= 3\n\\end{align*}»', '\\begin{align*}\nx &= 3\n\\end{align*}'],
    ['plaintext', '«  # 6 * 7  »', '# 6 * 7'],
    ['plaintext', '-«5 + 3»', '5 + 3'],
    ['plaintext', '(«12 + 8») * 5', '12 + 8'],
    ['markdown', '**«What is 6 * 7?»**', 'What is 6 * 7?'],
    ['markdown', '<!-- «What is 6 * 7?» -->', 'What is 6 * 7?'],
    ['markdown', '- «1 + 2\n- 3 + 4»', '1 + 2\n3 + 4'],
    ['typescriptreact', '{/* «What is 6 * 7?» */}', 'What is 6 * 7?'],
    ['typescript', '«//»', ''],
    ['vue', '<script>\n«// What is 6 * 7?»\n</script>', 'What is 6 * 7?'],
    ['php', '<?php f(); ?>\n<p>\n«<!-- What is 6 * 7? -->»', 'What is 6 * 7?'],
    ['typescript', '«   \n »', ''],
    ['typescript', '«// one\r\n// two»', 'one\ntwo'],
  ])('%s: %j', (languageId, marked, question) => {
    expect(questionOf(marked, languageId)).toBe(question);
  });

  it.each(['typescript', 'python', 'sql', 'lua', 'latex', 'erlang', 'ini', 'fortran'])(
    'gives back what was commented out in %s',
    (languageId) => {
      const marker = commentSyntax(languageId)?.line[0] ?? '%';
      const form = commentSyntax(languageId);
      const word = fc.stringMatching(/^[a-z0-9$?+.,\\{} ]{1,20}$/).filter((it) => it.trim() !== '');
      fc.assert(
        fc.property(fc.array(word, { minLength: 1, maxLength: 5 }), fc.nat(4), (lines, depth) => {
          // The first line has no indentation of its own, or it would be common to all of them.
          const question = lines.map((line, i) => (i === 0 ? line.trim() : line.trimEnd()));
          const document = question
            .map((line) => `${' '.repeat(depth)}${marker} ${line}`)
            .join('\n');
          const whole = { startOffset: 0, endOffset: document.length };
          const found = questionFromText(
            document,
            whole,
            form === undefined ? { kind: 'latex' } : { kind: 'code', syntax: form },
          );
          expect(found).toBe(question.join('\n'));
        }),
      );
    },
  );
});

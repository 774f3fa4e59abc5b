import type { LongString } from './longString';
import { matchedString } from './longString';
import { templateEnd } from './templateEnd';

const template: LongString = { open: '`', endFrom: templateEnd };
/** A slash begins one only where no number can stand before it, else it divides. */
const regularExpression = matchedString(
  '/',
  /(?<=(?:[(,=:[!&|?{;+]|=>|\b(?:return|typeof|case))\s*)\/(?![*/])(?:[^\\/[\r\n]|\\.|\[(?:[^\\\]\r\n]|\\.)*\])+\/[a-z]*/y,
);
const raw = matchedString('"""', /"""[^]*?"""/y);
const escaped = matchedString('"""', /"""(?:[^\\]|\\[^])*?"""/y);
const escapedSingle = matchedString("'''", /'''(?:[^\\]|\\[^])*?'''/y);
/** The end of a here-document is its word, alone but for what closes the statement in PHP. */
const hereDocument = (open: string): LongString =>
  matchedString(
    '<<',
    new RegExp(`${open}(["']?)([A-Za-z_]\\w*)\\1[^]*?\\n[ \\t]*\\2(?![\\w \\t])`, 'y'),
  );
/** As long as lines are indented as its first one. */
const yamlBlock = /(?<=[:-] +)[|>][-+\d]*[ \t]*(?:#.*)?\s*\n( +)\S.*(?:\s*\n\1[ \t]*\S.*)*/y;

const groups: readonly (readonly [readonly LongString[], readonly string[]])[] = [
  [
    [template, regularExpression],
    ['javascript', 'javascriptreact', 'typescript', 'typescriptreact'],
  ],
  [[matchedString('`', /`[^`]*`/y)], ['go']],
  [[escaped], ['java', 'swift', 'julia', 'graphql']],
  [
    [escaped, escapedSingle],
    ['groovy', 'dart', 'elixir', 'toml', 'coffeescript', 'gdscript'],
  ],
  [[raw], ['kotlin', 'scala', 'nim', 'fsharp']],
  [[raw, matchedString('@', /@\$?"[^"]*(?:""[^"]*)*"/y)], ['csharp']],
  [[matchedString('R"', /R"([^()\\\s]{0,16})\([^]*?\)\1"/y)], ['cpp', 'cuda-cpp']],
  [[matchedString('r', /(?<=(?<!\w)b?)r(#*)"[^]*?"\1/y)], ['rust']],
  [[matchedString('[', /\[(=*)\[[^]*?\]\1\]/y)], ['lua']],
  [[hereDocument('<<-?[ \\t]*')], ['shellscript', 'dockerfile']],
  // With a blank behind them, the signs shift bits or open a class.
  [[hereDocument('<<[-~]?')], ['ruby', 'perl']],
  [[hereDocument('<<<[ \\t]*')], ['php']],
  [['|', '>'].map((open) => matchedString(open, yamlBlock)), ['yaml', 'dockercompose']],
];

const byLanguage: ReadonlyMap<string, readonly LongString[]> = new Map(
  groups.flatMap(([strings, ids]) => ids.map((id) => [id, strings] as const)),
);

/** The long literals of a language, by its VS Code identifier; none for one that is not known. */
export function longStrings(languageId: string): readonly LongString[] {
  return byLanguage.get(languageId) ?? [];
}

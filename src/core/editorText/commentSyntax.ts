import type { LongString } from './longString';
import { longStrings } from './longStrings';

/** A comment with an end. */
export interface BlockComment {
  readonly open: string;
  readonly close: string;
  /** Set for what is a comment only as a statement of its own, and a string elsewhere. */
  readonly isStatement?: true;
}

/** How a language writes comments. */
export interface CommentSyntax {
  /** Markers that make the rest of a line a comment; the first is the one to write. */
  readonly line: readonly string[];
  /** The first is the one to write where the language has no line comments. */
  readonly block: readonly BlockComment[];
  /** Strings that may span lines. */
  readonly strings?: readonly LongString[];
  /** What may stand in a document of the language and writes comments in another way. */
  readonly parts?: readonly EmbeddedPart[];
}

/** A kind of part of a document, such as the scripts of a page. */
export interface EmbeddedPart {
  /** Global; matches where such parts begin, with a group `start`, and where they end. */
  readonly bounds: RegExp;
  readonly syntax: CommentSyntax;
}

const cBlock: BlockComment = { open: '/*', close: '*/' };
const cLike: CommentSyntax = { line: ['//'], block: [cBlock] };
const script: CommentSyntax = { ...cLike, strings: longStrings('javascript') };
const css: CommentSyntax = { line: [], block: [cBlock] };
const hash: CommentSyntax = { line: ['#'], block: [] };
const markup: CommentSyntax = { line: [], block: [{ open: '<!--', close: '-->' }] };
const page: CommentSyntax = {
  ...markup,
  parts: [
    { bounds: /(?<start><script\b[^>]*>)|<\/script\s*>/gi, syntax: script },
    { bounds: /(?<start><style\b[^>]*>)|<\/style\s*>/gi, syntax: css },
  ],
};
/** Code, and the page around it, which is all that stands above the first `<?`. */
const php: CommentSyntax = {
  line: ['//', '#'],
  block: [cBlock],
  parts: [{ bounds: /(?<start>^(?!\s*<\?)|\?>)|<\?/g, syntax: page }],
};
/** Languages without comments: nothing can be written into them. */
const none: CommentSyntax = { line: [], block: [] };
const semicolon: CommentSyntax = { line: [';'], block: [] };

/** Languages by their syntax; identifiers are those of VS Code's «Known language identifiers». */
const groups: readonly (readonly [CommentSyntax, readonly string[]])[] = [
  [
    cLike,
    [
      ...['c', 'cpp', 'cuda-cpp', 'csharp', 'java', 'kotlin', 'scala', 'groovy', 'swift'],
      ...['objective-c', 'objective-cpp', 'go', 'rust', 'dart', 'zig', 'solidity', 'proto3'],
      ...['javascript', 'javascriptreact', 'typescript', 'typescriptreact', 'jsonc'],
      ...['less', 'scss', 'sass', 'stylus', 'glsl', 'hlsl', 'shaderlab', 'verilog'],
      ...['systemverilog'],
    ],
  ],
  [css, ['css']],
  [php, ['php']],
  [none, ['json', 'jsonl']],
  [{ line: ['//-', '//'], block: [] }, ['jade', 'pug']],
  [
    hash,
    [
      ...['shellscript', 'ruby', 'perl', 'perl6', 'raku', 'r', 'makefile', 'dockerfile'],
      ...['dockercompose', 'yaml', 'toml', 'dotenv'],
      ...['elixir', 'coffeescript', 'cmake', 'nim', 'tcl', 'terraform', 'graphql', 'gdscript'],
      ...['properties', 'ignore', 'git-commit', 'git-rebase'],
    ],
  ],
  [
    {
      line: ['#'],
      block: [
        { open: '"""', close: '"""', isStatement: true },
        { open: "'''", close: "'''", isStatement: true },
      ],
    },
    ['python'],
  ],
  [{ line: ['#'], block: [{ open: '#=', close: '=#' }] }, ['julia']],
  [{ line: ['#'], block: [{ open: '<#', close: '#>' }] }, ['powershell']],
  [{ line: ['--'], block: [cBlock] }, ['sql']],
  [{ line: ['--'], block: [{ open: '--[[', close: ']]' }] }, ['lua']],
  [{ line: ['--'], block: [{ open: '{-', close: '-}' }] }, ['haskell', 'elm']],
  [{ line: ['--'], block: [] }, ['ada', 'vhdl']],
  [{ line: ['%'], block: [{ open: '%{', close: '%}' }] }, ['matlab']],
  [{ line: ['%'], block: [] }, ['erlang']],
  [{ line: ['%'], block: [cBlock] }, ['prolog']],
  [semicolon, ['clojure', 'lisp', 'scheme', 'asm', 'ini']],
  [{ line: ['//'], block: [{ open: '(*', close: '*)' }] }, ['fsharp', 'pascal']],
  [{ line: [], block: [{ open: '(*', close: '*)' }] }, ['ocaml', 'wolfram']],
  [{ line: ["'"], block: [] }, ['vb']],
  [{ line: ['"'], block: [] }, ['vim', 'viml']],
  [{ line: ['!'], block: [] }, ['fortran', 'FortranFreeForm']],
  [{ line: ['REM', '::'], block: [] }, ['bat']],
  [page, ['html', 'vue', 'vue-html', 'svelte', 'handlebars', 'razor']],
  [markup, ['xml', 'xsl']],
];

const byLanguage: ReadonlyMap<string, CommentSyntax> = new Map(
  groups.flatMap(([syntax, ids]) =>
    ids.map((id) => [id, { ...syntax, strings: longStrings(id) }] as const),
  ),
);

/** The comments of a language, by its VS Code identifier; undefined for prose and unknown ones. */
export function commentSyntax(languageId: string): CommentSyntax | undefined {
  return byLanguage.get(languageId);
}

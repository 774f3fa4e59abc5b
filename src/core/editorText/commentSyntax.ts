/** A comment with an end. */
export interface BlockComment {
  readonly open: string;
  readonly close: string;
}

/** How a language writes comments. */
export interface CommentSyntax {
  /** Markers that make the rest of a line a comment; the first is the one to write. */
  readonly line: readonly string[];
  /** The first is the one to write where the language has no line comments. */
  readonly block: readonly BlockComment[];
}

const cBlock: BlockComment = { open: '/*', close: '*/' };
const cLike: CommentSyntax = { line: ['//'], block: [cBlock] };
const hash: CommentSyntax = { line: ['#'], block: [] };
const markup: CommentSyntax = { line: [], block: [{ open: '<!--', close: '-->' }] };
const semicolon: CommentSyntax = { line: [';'], block: [] };

/** Languages by their syntax; identifiers are those of VS Code's «Known language identifiers». */
const groups: readonly (readonly [CommentSyntax, readonly string[]])[] = [
  [
    cLike,
    [
      ...['c', 'cpp', 'cuda-cpp', 'csharp', 'java', 'kotlin', 'scala', 'groovy', 'swift'],
      ...['objective-c', 'objective-cpp', 'go', 'rust', 'dart', 'zig', 'solidity', 'proto3'],
      ...['javascript', 'javascriptreact', 'typescript', 'typescriptreact', 'json', 'jsonc'],
      ...['less', 'scss', 'glsl', 'hlsl', 'shaderlab', 'verilog', 'systemverilog', 'php'],
    ],
  ],
  [{ line: [], block: [cBlock] }, ['css']],
  [
    hash,
    [
      ...['shellscript', 'ruby', 'perl', 'perl6', 'r', 'makefile', 'dockerfile', 'yaml', 'toml'],
      ...['elixir', 'coffeescript', 'cmake', 'nim', 'tcl', 'terraform', 'graphql', 'gdscript'],
      ...['properties', 'ignore', 'git-commit', 'git-rebase'],
    ],
  ],
  [
    {
      line: ['#'],
      block: [
        { open: '"""', close: '"""' },
        { open: "'''", close: "'''" },
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
  [markup, ['html', 'xml', 'xsl', 'vue', 'vue-html', 'svelte', 'handlebars', 'razor']],
];

const byLanguage: ReadonlyMap<string, CommentSyntax> = new Map(
  groups.flatMap(([syntax, ids]) => ids.map((id) => [id, syntax] as const)),
);

/** The comments of a language, by its VS Code identifier; undefined for prose and unknown ones. */
export function commentSyntax(languageId: string): CommentSyntax | undefined {
  return byLanguage.get(languageId);
}

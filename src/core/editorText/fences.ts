import type { TextSpan } from './lineAt';

/** Short names that code fences use. */
const aliases: Readonly<Record<string, string>> = {
  js: 'javascript',
  jsx: 'javascriptreact',
  ts: 'typescript',
  tsx: 'typescriptreact',
  py: 'python',
  rb: 'ruby',
  rs: 'rust',
  cs: 'csharp',
  'c++': 'cpp',
  sh: 'shellscript',
  bash: 'shellscript',
  zsh: 'shellscript',
  ps1: 'powershell',
  yml: 'yaml',
  hs: 'haskell',
  kt: 'kotlin',
};

/** A fenced code block of Markdown: the lines between its fences, without the end of the last one. */
export interface Fence extends TextSpan {
  /** VS Code's identifier of its language, as far as known; '' for none. */
  readonly languageId: string;
}

interface OpenFence {
  readonly mark: string;
  readonly languageId: string;
  readonly startOffset: number;
}

/** The fenced code blocks in order; one without an end reaches to the end of the text. Linear. */
export function fences(markdown: string): readonly Fence[] {
  const found: Fence[] = [];
  let open: OpenFence | undefined;
  let start = 0;
  for (const line of markdown.split('\n')) {
    const end = start + line.length;
    const fence = /^\s{0,3}(?:>\s?)*\s*(`{3,}|~{3,})\s*([^\s`{]*)/.exec(line);
    if (fence !== null && open === undefined) {
      const name = fence[2]!.toLowerCase();
      open = { mark: fence[1]!, languageId: aliases[name] ?? name, startOffset: end + 1 };
    } else if (open !== undefined && fence?.[1]!.startsWith(open.mark) === true) {
      found.push(closed(open, start - 1));
      open = undefined;
    }
    start = end + 1;
  }
  return open === undefined ? found : [...found, closed(open, markdown.length)];
}

function closed({ languageId, startOffset }: OpenFence, endOffset: number): Fence {
  return { languageId, startOffset, endOffset };
}

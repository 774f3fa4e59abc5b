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

/** A fenced code block of Markdown. */
export interface Fence {
  /** VS Code's identifier of its language, as far as known; '' for none. */
  readonly languageId: string;
}

/** The fenced code block that `offset` lies in, its own fences left out; else undefined. */
export function fenceAt(markdown: string, offset: number): Fence | undefined {
  let open: { readonly mark: string; readonly languageId: string } | undefined;
  let start = 0;
  for (const line of markdown.split('\n')) {
    const end = start + line.length;
    const found = /^\s{0,3}(?:>\s?)*\s*(`{3,}|~{3,})\s*([^\s`{]*)/.exec(line);
    const isFence = found !== null && (open === undefined || found[1]!.startsWith(open.mark));
    if (offset <= end) return isFence || open === undefined ? undefined : open;
    if (isFence) {
      const name = found[2]!.toLowerCase();
      open =
        open === undefined ? { mark: found[1]!, languageId: aliases[name] ?? name } : undefined;
    }
    start = end + 1;
  }
  return undefined;
}

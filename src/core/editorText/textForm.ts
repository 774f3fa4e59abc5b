import type { CommentSyntax } from './commentSyntax';
import { commentSyntax } from './commentSyntax';

/** What kind of text a document holds, as far as questions and answers in it are concerned. */
export type TextForm =
  | { readonly kind: 'code'; readonly syntax: CommentSyntax }
  | { readonly kind: 'markdown' }
  | { readonly kind: 'latex' }
  | { readonly kind: 'plain' };

const markdownIds: ReadonlySet<string> = new Set([
  ...['markdown', 'quarto', 'rmd', 'mdx'],
  // What VS Code calls the files that instruct its agents.
  ...['prompt', 'instructions', 'skill', 'chatagent'],
]);
const latexIds: ReadonlySet<string> = new Set(['latex', 'tex', 'bibtex', 'doctex', 'latex-expl3']);

/** The form of a document by its VS Code language identifier. */
export function textForm(languageId: string): TextForm {
  if (markdownIds.has(languageId)) return { kind: 'markdown' };
  if (latexIds.has(languageId)) return { kind: 'latex' };
  const syntax = commentSyntax(languageId);
  return syntax === undefined ? { kind: 'plain' } : { kind: 'code', syntax };
}

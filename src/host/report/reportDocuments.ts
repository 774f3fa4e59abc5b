import type { TextDocument } from 'vscode';
import { Disposable, EventEmitter, l10n, Uri, workspace } from 'vscode';

const scheme = 'tokenskip-report';

/** Read-only Markdown documents that are written when they are asked for and kept nowhere else. */
export class ReportDocuments {
  readonly #texts = new Map<string, string>();
  readonly #changed = new EventEmitter<Uri>();

  register(): Disposable {
    const provider = workspace.registerTextDocumentContentProvider(scheme, {
      onDidChange: this.#changed.event,
      // A tab outlives the window that it was opened in, its text does not.
      provideTextDocumentContent: ({ path }) =>
        this.#texts.get(path) ??
        l10n.t('This report is of an earlier window: run its command again.'),
    });
    return Disposable.from(provider, this.#changed);
  }

  /** The document of this title with this text, in place of an earlier one of the same title. */
  async open(title: string, text: string): Promise<TextDocument> {
    const uri = Uri.from({ scheme, path: `/${title}.md` });
    this.#texts.set(uri.path, text);
    this.#changed.fire(uri);
    return workspace.openTextDocument(uri);
  }
}

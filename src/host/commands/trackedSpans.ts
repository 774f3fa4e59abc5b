import type { Disposable, TextDocument } from 'vscode';
import { workspace } from 'vscode';
import type { TextSpan } from '../../core/editorText/lineAt';
import { shiftSpan } from '../../core/editorText/shiftSpan';

/** Spans of a document that follow what is typed elsewhere in it. */
export class TrackedSpans implements Disposable {
  readonly #subscription: Disposable;
  #spans: readonly (TextSpan | undefined)[];

  constructor(document: TextDocument, spans: readonly TextSpan[]) {
    this.#spans = spans;
    this.#subscription = workspace.onDidChangeTextDocument((change) => {
      if (change.document !== document) return;
      this.#spans = this.#spans.map((span) => span && shiftSpan(span, change.contentChanges));
    });
  }

  /** Where the span of this index is now; undefined once it was changed itself. */
  at(index: number): TextSpan | undefined {
    return this.#spans[index];
  }

  dispose(): void {
    this.#subscription.dispose();
  }
}

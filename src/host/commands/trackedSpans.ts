import type { Disposable, TextDocument } from 'vscode';
import { workspace } from 'vscode';
import type { TextSpan } from '../../core/editorText/lineAt';
import { shiftSpan } from '../../core/editorText/shiftSpan';

/** Spans of a file that follow what is typed elsewhere in it, also when it was closed and opened again. */
export class TrackedSpans implements Disposable {
  readonly #subscription: Disposable;
  readonly #document: TextDocument;
  readonly #texts: readonly string[];
  #spans: readonly (TextSpan | undefined)[];

  constructor(document: TextDocument, spans: readonly TextSpan[]) {
    this.#document = document;
    this.#spans = spans;
    this.#texts = spans.map((span) => textOf(document, span));
    const uri = document.uri.toString();
    this.#subscription = workspace.onDidChangeTextDocument((change) => {
      if (change.document.uri.toString() !== uri) return;
      this.#spans = this.#spans.map((span) => span && shiftSpan(span, change.contentChanges));
    });
  }

  /** The document as it is open now; a closed one is opened again. Undefined if nothing is left of it. */
  async document(): Promise<TextDocument | undefined> {
    const { uri, isClosed } = this.#document;
    if (!isClosed) return this.#document;
    // Opening one that was never saved would make another of its name.
    if (uri.scheme === 'untitled') return undefined;
    return workspace.openTextDocument(uri).then(
      (document) => document,
      () => undefined,
    );
  }

  /**
   * Where the span of this index is now in what {@link document} gave. Undefined once it was changed itself, or
   * if something else stands there: changes that were discarded, or written by another program meanwhile.
   */
  at(index: number, document: TextDocument): TextSpan | undefined {
    const span = this.#spans[index];
    return span !== undefined && textOf(document, span) === this.#texts[index] ? span : undefined;
  }

  dispose(): void {
    this.#subscription.dispose();
  }
}

function textOf(document: TextDocument, { startOffset, endOffset }: TextSpan): string {
  return document.getText().slice(startOffset, endOffset);
}

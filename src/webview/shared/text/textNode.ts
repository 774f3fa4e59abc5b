/** Where something stands in the source, UTF-16 units, end exclusive. */
export interface SourceRange {
  readonly startOffset: number;
  readonly endOffset: number;
}

/** A piece of a line. Text of `text` nodes is the source itself, so marks can be laid over it. */
export type InlineNode =
  | ({ readonly kind: 'text' | 'code'; readonly text: string } & SourceRange)
  | ({ readonly kind: 'maths'; readonly tex: string; readonly isDisplay: boolean } & SourceRange)
  | ({ readonly kind: 'strong'; readonly children: readonly InlineNode[] } & SourceRange)
  | ({ readonly kind: 'break' } & SourceRange);

/** One item of a list; `number` where its list is numbered. */
export interface ListItem extends SourceRange {
  readonly number: number | undefined;
  readonly children: readonly InlineNode[];
}

/** A part of a text that begins on its own line. */
export type BlockNode =
  | ({
      readonly kind: 'paragraph' | 'heading';
      readonly children: readonly InlineNode[];
    } & SourceRange)
  | ({
      readonly kind: 'list';
      readonly isNumbered: boolean;
      readonly items: readonly ListItem[];
    } & SourceRange)
  | ({ readonly kind: 'codeBlock'; readonly text: string } & SourceRange);

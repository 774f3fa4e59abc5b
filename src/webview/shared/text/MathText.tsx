import * as l10n from '@vscode/l10n';
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { plainLatex } from '../../../core/text/plainLatex';
import { Formula } from './Formula';
import { parseText } from './parseText';
import type { WrongMark } from './splitAtMarks';
import { marksIn, splitAtMarks } from './splitAtMarks';
import type { BlockNode, InlineNode } from './textNode';

const noMarks: readonly WrongMark[] = [];

export interface MathTextProps {
  readonly text: string;
  /** More text is to come: what is unfinished is not shown yet, and a caret stands at the end. */
  readonly isOpen?: boolean;
  /** Wrong places of the text, in order; each gets a mark and the right value beside it. */
  readonly marks?: readonly WrongMark[];
}

/** Prose of a model with its formulas, lists, bold words and code, as elements. */
export function MathText({ text, isOpen = false, marks = noMarks }: MathTextProps): JSX.Element {
  const blocks = useMemo(() => parseText(text, { isOpen }), [text, isOpen]);
  return (
    <div class="math-text">
      {blocks.map((block) => (
        <Block key={block.startOffset} block={block} marks={marks} />
      ))}
      {isOpen && <span class="caret" aria-hidden="true" />}
    </div>
  );
}

interface Marked {
  readonly marks: readonly WrongMark[];
}

function Block({ block, marks }: Marked & { readonly block: BlockNode }): JSX.Element {
  switch (block.kind) {
    case 'codeBlock':
      return (
        <pre>
          <code>{block.text}</code>
        </pre>
      );
    case 'list': {
      const items = block.items.map((item) => (
        <li key={item.startOffset} {...(item.number === undefined ? {} : { value: item.number })}>
          <Inlines nodes={item.children} marks={marks} />
        </li>
      ));
      return block.isNumbered ? <ol>{items}</ol> : <ul>{items}</ul>;
    }
    case 'heading':
    case 'paragraph':
      return (
        <p class={block.kind}>
          <Inlines nodes={block.children} marks={marks} />
        </p>
      );
  }
}

function Inlines({
  nodes,
  marks,
}: Marked & { readonly nodes: readonly InlineNode[] }): JSX.Element {
  return (
    <>
      {nodes.map((node) => (
        <Inline key={`${node.startOffset}${node.kind}`} node={node} marks={marks} />
      ))}
    </>
  );
}

function Inline({ node, marks }: Marked & { readonly node: InlineNode }): JSX.Element {
  switch (node.kind) {
    case 'break':
      return <br />;
    case 'code':
      return <code>{node.text}</code>;
    case 'strong':
      return (
        <strong>
          <Inlines nodes={node.children} marks={marks} />
        </strong>
      );
    case 'maths': {
      const formula = <Formula tex={node.tex} isDisplay={node.isDisplay} />;
      const inside = marksIn(node, marks);
      if (inside.length === 0) return formula;
      return (
        <>
          <span class="wrong">{formula}</span>
          {inside.map((mark) => (
            <RightValue key={mark.startOffset} mark={mark} />
          ))}
        </>
      );
    }
    case 'text':
      return (
        <>
          {splitAtMarks(node, marks).map(({ startOffset, endOffset, mark, endsMark }) => {
            const text = plainLatex(
              node.text.slice(startOffset - node.startOffset, endOffset - node.startOffset),
            );
            if (mark === undefined) return text;
            return (
              <>
                <span class="wrong">{text}</span>
                {endsMark && <RightValue mark={mark} />}
              </>
            );
          })}
        </>
      );
  }
}

function RightValue({ mark }: { readonly mark: WrongMark }): JSX.Element {
  return (
    <span class="fix">
      {' ✗ '}
      {mark.rightValue === null
        ? l10n.t('has no value')
        : l10n.t('right: {0}', plainLatex(mark.rightValue))}{' '}
    </span>
  );
}

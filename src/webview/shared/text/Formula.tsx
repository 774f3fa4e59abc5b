import katex from 'katex';
import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { plainLatex } from '../../../core/text/plainLatex';
import { maxTexLength } from './findAtoms';
import { useKeyScroll } from './useKeyScroll';
import { wordsAsText } from './wordsAsText';

/** Macros a formula may expand to; the longest answers seen need fewer than 50. */
const maxExpand = 500;
/** In ems: no rule or gap of a formula may be larger. */
const maxSize = 20;

export interface FormulaProps {
  readonly tex: string;
  readonly isDisplay?: boolean;
}

/** A formula, or its plain text where it is too long or KaTeX cannot read it. KaTeX builds elements, never HTML. */
export function Formula({ tex, isDisplay = false }: FormulaProps): JSX.Element {
  const place = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    const element = place.current;
    if (element === null) return;
    if (tex.length > maxTexLength) {
      element.textContent = tex;
      return;
    }
    try {
      katex.render(wordsAsText(tex), element, {
        displayMode: isDisplay,
        throwOnError: true,
        strict: 'ignore',
        trust: false,
        maxExpand,
        maxSize,
      });
    } catch {
      element.textContent = plainLatex(tex);
    }
  }, [tex, isDisplay]);
  useKeyScroll(place, tex, isDisplay);
  return <span ref={place} class={isDisplay ? 'formula display' : 'formula'} />;
}

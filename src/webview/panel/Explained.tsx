import * as l10n from '@vscode/l10n';
import type { JSX } from 'preact';
import type { PanelRun } from '../../protocol/webview/panelLink';
import { Checks } from '../shared/answer/Checks';
import { wrongMarks } from '../shared/answer/wrongMarks';
import { MathText } from '../shared/text/MathText';
import { Sentences } from './Sentences';

export interface ExplainedProps {
  readonly run: Extract<PanelRun, { readonly kind: 'explain' }>;
  readonly onStop: () => void;
  readonly onGetModel: () => void;
}

/** Reasoning from a document: each equation checked, and in full sentences. */
export function Explained({ run, onStop, onGetModel }: ExplainedProps): JSX.Element {
  const { chain, checks, sentences } = run;
  return (
    <article class="card explained">
      <h2>{l10n.t('Selected reasoning')}</h2>
      <MathText text={chain} marks={wrongMarks(checks)} />
      {checks.length === 0 ? (
        <p class="checks">{l10n.t('No equation in it could be checked.')}</p>
      ) : (
        <Checks chain={chain} checks={checks} />
      )}
      <Sentences sentences={sentences} onStop={onStop} onGetModel={onGetModel} />
    </article>
  );
}

import * as l10n from '@vscode/l10n';
import type { JSX, RefObject } from 'preact';
import type { ModelView } from '../../protocol/webview/modelView';
import type { RatioSetting } from '../../protocol/webview/ratioSetting';
import { Button } from '../shared/Button';
import { RatioPicker } from '../shared/ratio/RatioPicker';

export interface QuestionBoxProps {
  readonly box: RefObject<HTMLTextAreaElement | null>;
  readonly model: ModelView;
  readonly draft: string;
  readonly ratio: RatioSetting;
  readonly onDraft: (draft: string) => void;
  readonly onRatio: (ratio: RatioSetting) => void;
  readonly onAsk: () => void;
  readonly onCompare: () => void;
}

/** Where a question is written and sent. */
export function QuestionBox(props: QuestionBoxProps): JSX.Element {
  const { box, model, draft, ratio, onDraft, onRatio, onAsk, onCompare } = props;
  const isUntrained = model.kind === 'present' && model.trainedRatios.length === 0;
  return (
    <section class="ask" aria-label={l10n.t('Question')}>
      <textarea
        ref={box}
        rows={3}
        value={draft}
        aria-label={l10n.t('Question')}
        placeholder={l10n.t(
          'Ask a maths or logic question. Selected text in the editor comes along.',
        )}
        onInput={(event) => onDraft(event.currentTarget.value)}
      />
      <div class="bar">
        <RatioPicker model={model} value={ratio} onChange={onRatio} />
        <div class="bar end">
          <Button kind="outline" onPress={onCompare}>
            {l10n.t('Compare')}
          </Button>
          <Button kind="primary" onPress={onAsk} shortcut={askShortcut()}>
            {l10n.t('Ask')}
          </Button>
        </div>
      </div>
      {isUntrained && (
        <p class="note dim">
          {l10n.t(
            '{0} was not trained for ratios: it is asked in words to write less, which changes little, and no saving is shown.',
            model.name,
          )}
        </p>
      )}
    </section>
  );
}

function askShortcut(): string {
  return navigator.userAgent.includes('Mac') ? '⌘ ↩' : 'Ctrl+Enter';
}

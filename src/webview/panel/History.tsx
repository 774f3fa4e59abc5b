import * as l10n from '@vscode/l10n';
import type { JSX } from 'preact';
import { plainLatex } from '../../core/text/plainLatex';
import type { HistoryItem } from '../../protocol/webview/panelLink';
import { Button } from '../shared/Button';
import { formatKept } from '../shared/format';

export interface HistoryProps {
  readonly items: readonly HistoryItem[];
  readonly shownId: string | null;
  readonly onShow: (item: HistoryItem) => void;
  readonly onRemove: (id: string) => void;
  readonly onClear: () => void;
}

/** The questions of this workspace with their answers, newest first. */
export function History({ items, shownId, onShow, onRemove, onClear }: HistoryProps): JSX.Element {
  return (
    <section id="history" class="history" aria-label={l10n.t('History')}>
      {items.length === 0 && (
        <p class="dim">{l10n.t('Nothing was asked in this workspace yet.')}</p>
      )}
      <ul>
        {items.map((item) => (
          <li key={item.id}>
            <button
              type="button"
              class="button entry"
              onClick={() => onShow(item)}
              {...(item.id === shownId ? { 'aria-current': 'true' } : {})}
            >
              <span class="line">{item.question}</span>
              <span class="dim num">
                {[
                  item.answer === null ? l10n.t('no answer') : plainLatex(item.answer),
                  formatKept(item.keepRatio),
                  ...(item.model === null ? [] : [item.model]),
                ].join(' · ')}
              </span>
            </button>
            <Button
              kind="quiet"
              label={l10n.t('Remove «{0}»', item.question.slice(0, 60))}
              title={l10n.t('Remove')}
              onPress={() => onRemove(item.id)}
            >
              ✕
            </Button>
          </li>
        ))}
      </ul>
      {items.length > 0 && (
        <Button kind="quiet" onPress={onClear}>
          {l10n.t('Clear history')}
        </Button>
      )}
    </section>
  );
}

import * as l10n from '@vscode/l10n';
import type { JSX, RefObject } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import type { AnswerView } from '../../../protocol/webview/answerView';
import { isSettled } from '../../../protocol/webview/answerView';
import { formatCount, formatKept, formatSeconds, formatTokens } from '../format';
import { MathText } from '../text/MathText';
import { useElapsed } from '../useElapsed';
import { TokenRate } from './tokenRate';
import { useFollow } from './useFollow';
import { wrongMarks } from './wrongMarks';

/** A time that is shorter than this is not worth a number that changes. */
const timerFromSeconds = 0.3;

export interface ReasoningProps {
  readonly view: AnswerView;
  /** What the person chose for this answer; undefined: not touched. */
  readonly isOpen: boolean | undefined;
  /** Whether reasoning is open where nobody touched it, once it is written. */
  readonly isOpenByDefault: boolean;
  /** In a box that scrolls, also when it is written. */
  readonly isBoxed: boolean;
  readonly onToggle: (isOpen: boolean) => void;
}

/**
 * The reasoning as one quiet disclosure: open while it is written, then as the setting says, and at
 * any time as the person left it.
 */
export function Reasoning(props: ReasoningProps): JSX.Element | null {
  const { view, isOpenByDefault, onToggle } = props;
  const id = useId();
  const isWriting = view.state === 'writing';
  const isBox = isWriting || props.isBoxed;
  const follow = useFollow(view.chain, isWriting);
  const isRead = useReadWhenWritten(follow, isWriting);
  const isOpen = props.isOpen ?? (isWriting || isOpenByDefault || isRead);
  const loadedAt = useLoadedAt(view);
  const wasOpen = useRef(isOpen);
  wasOpen.current ||= isOpen;
  if (view.chain === '' && !isWriting) return null;
  return (
    <section class="reasoning">
      <button
        type="button"
        class="disclosure num"
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => onToggle(!isOpen)}
      >
        <span class="chevron" aria-hidden="true" />
        <ReasoningLabel view={view} loadedAt={loadedAt} />
      </button>
      <div
        id={id}
        hidden={!isOpen}
        class={isBox ? 'chain boxed' : 'chain'}
        {...(isBox ? { ref: follow } : {})}
        role={isWriting ? 'region' : 'group'}
        // Who has the focus here keeps it when the writing ends: it also stays open then.
        tabIndex={isBox ? 0 : -1}
        aria-label={l10n.t('Reasoning')}
      >
        {/* Formulas take their time: those of a long conversation are set when somebody looks. */}
        {wasOpen.current && (
          <MathText
            text={view.chain}
            isOpen={isWriting}
            marks={wrongMarks(view.report?.checks ?? [])}
          />
        )}
      </div>
    </section>
  );
}

/** Whether the box had the focus at the moment that its text was written. */
function useReadWhenWritten(box: RefObject<HTMLElement | null>, isWriting: boolean): boolean {
  const last = useRef({ isWriting, isRead: false });
  if (last.current.isWriting !== isWriting) {
    const isRead = !isWriting && box.current?.contains(document.activeElement) === true;
    last.current = { isWriting, isRead };
  }
  return last.current.isRead;
}

/** Seconds at which the model was there and began to read; 0 where that was not seen. */
function useLoadedAt({ state, seconds }: AnswerView): number {
  const loading = useRef({ isOn: false, seconds: 0 });
  const isOn = state === 'loading' || state === 'waiting';
  // No snapshot comes while the model loads: the first one after it says how long that took.
  if (isOn || loading.current.isOn) loading.current = { isOn, seconds };
  return loading.current.seconds;
}

interface ReasoningLabelProps {
  readonly view: AnswerView;
  /** Seconds that it took until the model was there: not a time of thinking. */
  readonly loadedAt: number;
}

/**
 * «Thinking · 61 tokens · 21 tokens/s · kept 50 %», then
 * «Thought 3.1 s · 71 tokens · kept 50 % · coder-0.5b».
 */
function ReasoningLabel({ view, loadedAt }: ReasoningLabelProps): JSX.Element {
  const elapsed = useElapsed(view);
  const seconds = view.report?.seconds ?? Math.max(0, elapsed - loadedAt);
  const rate = useRef(new TokenRate());
  useEffect(() => rate.current.add(view), [view]);
  const kept = formatKept(view.keepRatio);
  if (isSettled(view)) {
    const tokens = view.report?.tokens ?? view.tokenCount;
    const model = view.report?.model ?? view.model;
    const parts = [
      l10n.t('Thought {0}', formatSeconds(seconds)),
      formatTokens(tokens),
      kept,
      ...(model === undefined ? [] : [model]),
    ];
    return <span>{parts.join(' · ')}</span>;
  }
  const speed = rate.current.perSecond;
  const numbers = [
    ...(seconds < timerFromSeconds ? [] : [formatSeconds(seconds)]),
    formatTokens(view.tokenCount),
    ...(speed === undefined ? [] : [l10n.t('{0} tokens/s', formatCount(speed))]),
    kept,
  ];
  return (
    <span>
      {l10n.t('Thinking')}
      {/* While they run, a screen reader would read each of them. */}
      <span aria-hidden="true">{numbers.map((number) => ` · ${number}`).join('')}</span>
    </span>
  );
}

import * as l10n from '@vscode/l10n';
import type { JSX } from 'preact';
import type { PromptTurn } from '../../core/prompt/promptTemplate';
import type { ModelView } from '../../protocol/webview/modelView';
import { choiceBeside } from '../shared/ratio/choiceBeside';
import { allowedSetting, ratioOptions } from '../shared/ratio/ratioOptions';
import { Compare } from './Compare';
import { Examples } from '../shared/Examples';
import { Explained } from './Explained';
import { History } from './History';
import { ModelMissing } from '../shared/ModelMissing';
import { ModelBar } from './ModelBar';
import { draftBeside, withToggle } from './pageState';
import { send } from '../shared/send';
import { useShortcuts } from '../shared/useShortcuts';
import { QuestionBox } from './QuestionBox';
import { SingleAnswer } from './SingleAnswer';
import type { PanelModel, PanelPageProps } from './usePanel';
import { usePanel } from './usePanel';

type Start = (
  method: 'ask' | 'compare',
  question: string,
  more?: { readonly force?: boolean; readonly history?: readonly PromptTurn[] },
) => void;

/** The panel: a question, what it may cost, and its answer. */
export function PanelPage(props: PanelPageProps): JSX.Element {
  const { host } = props;
  const panel = usePanel(props);
  const { state, page, change, box } = panel;
  const ratio = allowedSetting(page.ratio ?? state.ratio, ratioOptions(state.model));
  const start: Start = (method, question, { force = false, history = [] } = {}) => {
    if (question.trim() === '') box.current?.focus();
    else send(host, method, { question: question.trim(), ratio, force, history });
  };
  useShortcuts({
    onAsk: () => start('ask', page.draft),
    onStop: panel.isRunning ? () => send(host, 'stop', {}) : undefined,
  });
  return (
    <main>
      <h1 class="unseen">TokenSkip</h1>
      <ModelBar
        model={state.model}
        isHistoryOpen={page.isHistoryOpen}
        onToggleHistory={() => change({ isHistoryOpen: !page.isHistoryOpen })}
      />
      {page.isHistoryOpen && <PastQuestions {...props} panel={panel} />}
      {state.model.kind === 'missing' && (
        <ModelMissing model={state.model} onGet={() => send(host, 'getModel', {})} />
      )}
      <QuestionBox
        box={box}
        model={state.model}
        draft={page.draft}
        ratio={ratio}
        onDraft={(draft) => change({ draft })}
        onRatio={(chosen) => change({ ratio: choiceBeside(chosen, state.ratio) })}
        onAsk={() => start('ask', page.draft)}
        onCompare={() => start('compare', page.draft)}
      />
      <Shown {...props} panel={panel} start={start} />
      <footer class="dim">
        {isAnsweredHere(state.model)
          ? l10n.t('Answers are written on this machine and may be wrong: check what matters.')
          : l10n.t('Answers may be wrong: check what matters.')}
      </footer>
    </main>
  );
}

function isAnsweredHere(model: ModelView): boolean {
  return model.kind === 'present' ? model.device?.used !== 'remote' : model.canRunHere;
}

interface PartProps extends PanelPageProps {
  readonly panel: PanelModel;
}

function PastQuestions({ host, panel }: PartProps): JSX.Element {
  const { state, run, page, change } = panel;
  return (
    <History
      items={state.history}
      shownId={run?.kind === 'answer' ? run.view.id : null}
      onShow={({ id, question }) => {
        change({ draft: draftBeside(page.draft, question, state.history) });
        send(host, 'show', { id });
      }}
      onRemove={(id) => send(host, 'remove', { id })}
      onClear={() => send(host, 'clearHistory', {})}
    />
  );
}

/** What stands below the question: examples at first, then one answer or two. */
function Shown({ host, panel, start }: PartProps & { readonly start: Start }): JSX.Element {
  const { state, run, page, change, box } = panel;
  const answerProps = {
    host,
    state,
    toggles: page.toggles,
    onToggle: (id: string, isOpen: boolean) =>
      change({ toggles: withToggle(page.toggles, id, isOpen) }),
    onStop: () => send(host, 'stop', {}),
    onGetModel: () => send(host, 'getModel', {}),
    onTakeUpgrade: () => send(host, 'takeUpgrade', {}),
  };
  if (run === null) {
    return (
      <Examples
        onPick={(question) => {
          box.current?.focus();
          change({ draft: question });
          start('ask', question);
        }}
      />
    );
  }
  if (run.kind === 'answer') {
    const { view, history } = run;
    return (
      <SingleAnswer
        {...answerProps}
        view={view}
        sentences={run.sentences}
        map={run.map}
        onAsk={(force) => start('ask', view.question, { force, history })}
        onCompare={() => start('compare', view.question, { force: view.force ?? false, history })}
      />
    );
  }
  if (run.kind === 'explain') {
    const { onStop, onGetModel } = answerProps;
    return <Explained run={run} onStop={onStop} onGetModel={onGetModel} />;
  }
  return (
    <Compare
      {...answerProps}
      run={run}
      scrollsTogether={page.scrollsApart !== true}
      onScrollTogether={(isOn) => change({ scrollsApart: !isOn })}
      onAgain={(force) => start('compare', run.full.question, { force, history: run.history })}
    />
  );
}

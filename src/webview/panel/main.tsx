import * as l10n from '@vscode/l10n';
import { render } from 'preact';
import 'katex/dist/katex.min.css';
import { panelLink } from '../../protocol/webview/panelLink';
import '../shared/style.css';
import { connect } from '../shared/connect';
import { keepFocus } from '../shared/focus/keepFocus';
import { startPage } from '../shared/startPage';
import { openVscodeApi } from '../shared/vscodeApi';
import { PanelPage } from './PanelPage';
import { readPageState } from './pageState';
import './style.css';

async function start(root: HTMLElement): Promise<void> {
  const api = openVscodeApi();
  const host = connect(api, panelLink);
  const kept = readPageState(api.getState());
  const snapshot = await host.request('ready', {
    shown: kept.shown,
    awaited: kept.awaited ?? null,
  });
  if (snapshot.strings !== null) l10n.config({ contents: snapshot.strings });
  render(
    <PanelPage
      host={host}
      snapshot={snapshot}
      kept={kept}
      onKeep={(state) => api.setState(state)}
    />,
    root,
  );
  keepFocus(root);
}

startPage(document.getElementById('root'), start);

import * as l10n from '@vscode/l10n';
import { render } from 'preact';
import 'katex/dist/katex.min.css';
import { chatLink } from '../../protocol/webview/chatLink';
import '../shared/style.css';
import { connect } from '../shared/connect';
import { keepFocus } from '../shared/focus/keepFocus';
import { startPage } from '../shared/startPage';
import { openVscodeApi } from '../shared/vscodeApi';
import { ChatPage } from './ChatPage';
import { readPageState } from './pageState';
import './style.css';

async function start(root: HTMLElement): Promise<void> {
  const api = openVscodeApi();
  const host = connect(api, chatLink);
  const snapshot = await host.request('ready', {});
  if (snapshot.strings !== null) l10n.config({ contents: snapshot.strings });
  render(
    <ChatPage
      host={host}
      snapshot={snapshot}
      kept={readPageState(api.getState())}
      onKeep={(state) => api.setState(state)}
    />,
    root,
  );
  keepFocus(root);
}

startPage(document.getElementById('root'), start);

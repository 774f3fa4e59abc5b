import { expect, it, vi } from 'vitest';
import { ChatConversation } from '../../../../src/host/chat/chatConversation';
import { ChatView } from '../../../../src/host/chat/chatView';
import { AppError } from '../../../../src/protocol/appError';
import { silentLogger } from '../../../../src/protocol/logger';
import { RpcClient } from '../../../../src/protocol/rpc/rpcClient';
import type { ChatEvents, ChatMethods } from '../../../../src/protocol/webview/chatLink';
import { chatLink } from '../../../../src/protocol/webview/chatLink';
import { EventEmitter, ScriptedPanel } from '../panel/panelVscode';
import { TableMemento } from '../panel/tableMemento';

vi.mock('vscode', () => import('../panel/panelVscode'));

it('a chat whose model cannot be read shows its conversation, and why it cannot', async () => {
  const view = new ScriptedPanel();
  const onChange = new EventEmitter().event;
  const services = {
    context: { extensionUri: 'extension' },
    logger: silentLogger,
    settings: { current: { ratio: 'auto', reasoning: 'collapsed' }, onChange },
    models: {
      status: undefined,
      onStatus: onChange,
      selected: () => Promise.reject(new AppError('unsupported-architecture', 'It is a bert.')),
    },
    modelFiles: { event: onChange },
  };
  const conversation = new ChatConversation({} as never, new TableMemento());
  new ChatView(services as never, conversation).resolveWebviewView(view as never);
  const page = new RpcClient<ChatMethods, ChatEvents>(view.transport, chatLink, {
    graceMs: 1_000,
    startTimer: () => () => undefined,
  });
  const { state, conversation: shown } = await page.request('ready', {});
  expect(shown.turns).toEqual([]);
  expect(state.model).toMatchObject({ kind: 'missing', canRunHere: true });
  expect(state.model.kind === 'missing' && state.model.reason).toContain('bert');
});

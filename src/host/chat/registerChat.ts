import { commands, Disposable, window, workspace } from 'vscode';
import { DisposableStore } from '../disposableStore';
import type { HostServices } from '../hostServices';
import { ChatConversation } from './chatConversation';
import { ChatView } from './chatView';
import { exportConversation } from './exportConversation';

/** The chat of the side bar and its commands. */
export function registerChat(services: HostServices): Disposable {
  const store = new DisposableStore();
  const { workspaceState } = services.context;
  const conversation = store.add(new ChatConversation(services.answers, workspaceState));
  const tellMenus = (): void =>
    void commands.executeCommand('setContext', 'tokenskip.chatHasTurns', conversation.hasTurns);
  tellMenus();
  store.add(conversation.onChange(tellMenus));
  store.add(
    window.registerWebviewViewProvider('tokenskip.chat', new ChatView(services, conversation)),
  );
  store.add(commands.registerCommand('tokenskip.chat.new', () => conversation.startAnew()));
  store.add(commands.registerCommand('tokenskip.chat.clear', () => conversation.clear()));
  store.add(
    commands.registerCommand('tokenskip.chat.export', async () => {
      const content = exportConversation(conversation.current.turns);
      const document = await workspace.openTextDocument({ language: 'markdown', content });
      await window.showTextDocument(document);
    }),
  );
  return Disposable.from(store);
}

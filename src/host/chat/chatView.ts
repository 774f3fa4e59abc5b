import type { WebviewView, WebviewViewProvider } from 'vscode';
import { commands } from 'vscode';
import { RpcServer } from '../../protocol/rpc/rpcServer';
import type { AskingState } from '../../protocol/webview/askingPage';
import type { ChatEvents, ChatMethods } from '../../protocol/webview/chatLink';
import { chatLink } from '../../protocol/webview/chatLink';
import { DisposableStore } from '../disposableStore';
import { readModelView } from '../engine/readModelView';
import type { HostServices } from '../hostServices';
import { getModel } from '../models/getModel';
import { copyAnswer } from '../panel/targetEditor';
import { answered, done, pageStrings } from '../webview/pageAnswers';
import { pageHtml, pageRoot } from '../webview/pageHtml';
import { webviewTransport } from '../webview/webviewTransport';
import type { ChatConversation } from './chatConversation';

/** The chat in the side bar. The page may come and go: the conversation lives in the host. */
export class ChatView implements WebviewViewProvider {
  readonly #services: HostServices;
  readonly #conversation: ChatConversation;

  constructor(services: HostServices, conversation: ChatConversation) {
    this.#services = services;
    this.#conversation = conversation;
  }

  resolveWebviewView(view: WebviewView): void {
    const { context, settings, models, modelFiles } = this.#services;
    const store = new DisposableStore();
    const rpc = this.#serve(view);
    const pushState = (): void => void this.#pushState(rpc);
    view.onDidDispose(() => {
      store.dispose();
      rpc.dispose();
    });
    store.add(this.#conversation.onChange((now) => rpc.emit('conversation', now)));
    store.add(this.#conversation.onTurn((turn) => rpc.emit('turn', turn)));
    store.add(models.onStatus(pushState));
    store.add(modelFiles.event(pushState));
    store.add(settings.onChange(pushState));
    view.webview.options = {
      enableScripts: true,
      localResourceRoots: [pageRoot(context.extensionUri)],
    };
    view.webview.html = pageHtml(view.webview, context.extensionUri, 'chat');
  }

  #serve(view: WebviewView): RpcServer<ChatMethods, ChatEvents, AbortSignal> {
    const conversation = this.#conversation;
    const transport = webviewTransport(view.webview, (listener) => view.onDidDispose(listener));
    return new RpcServer<ChatMethods, ChatEvents, AbortSignal>(
      transport,
      chatLink,
      {
        ready: () => this.#ready(),
        ask: (question) => answered(() => void conversation.ask(question)),
        askInstead: ({ id, ...question }) =>
          answered(() => void conversation.askInstead(id, question)),
        checkAgain: ({ id }) => answered(() => void conversation.checkAgain(id)),
        stop: () => answered(() => conversation.stop()),
        copy: ({ text }) => done(copyAnswer(text)),
        insert: ({ latex }) => done(this.#services.target.write(latex, false)),
        getModel: () => answered(() => void getModel(this.#services)),
        takeUpgrade: () => answered(() => void commands.executeCommand('tokenskip.takeUpgrade')),
      },
      {
        createAbort: () => new AbortController(),
        onProblem: (problem) => this.#services.logger.log('warn', 'chat.link', problem),
      },
    );
  }

  async #ready(): Promise<ChatMethods['ready']['result']> {
    const state = await this.#state();
    return { strings: pageStrings(), state, conversation: this.#conversation.current };
  }

  async #state(): Promise<AskingState> {
    const { ratio, reasoning } = this.#services.settings.current;
    return { model: await readModelView(this.#services), ratio, reasoning };
  }

  async #pushState(rpc: RpcServer<ChatMethods, ChatEvents, AbortSignal>): Promise<void> {
    try {
      rpc.emit('state', await this.#state());
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.#services.logger.log('warn', 'chat.state', reason);
    }
  }
}

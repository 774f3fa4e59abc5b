// A window's side of the extension in a process of its own, which a test ends in the middle of its work.
import { setTimeout as sleep } from 'node:timers/promises';
import { join } from 'node:path';
import { fetchFrom } from '../../../src/host/models/fetchModel';
import { ModelPulls } from '../../../src/host/models/modelPulls';
import { runModelJob } from '../../../src/host/models/runModelJob';
import { QuestionHistory } from '../../../src/host/panel/questionHistory';
import { findEntry } from '../../../src/modelkit/catalogue/catalogue';
import { hubConnection } from '../../../src/modelkit/hub/hubConnection';
import { HostParts } from '../support/hostParts';
import type { WindowCommand, WindowEvent } from '../support/windowMessages';

const [root = '', modelDir = '', folder = '', pulledId = ''] = process.argv.slice(2);
const host = new HostParts({ root, modelDir }, folder);
const history = new QuestionHistory(host.store);
const pulls = new ModelPulls({
  fetch: fetchFrom({
    hub: () => hubConnection({ env: process.env, isInEditor: true }),
    releaseAddress: () => '',
    rootDir: root,
  }),
  run: (job, hooks) =>
    runModelJob(job, { ...hooks, childPath: join(root, 'dist', 'modelJob.js'), nodePath: '' }),
  rootDir: root,
});

function say(event: WindowEvent): void {
  process.send?.(event);
}

async function ask(question: string): Promise<void> {
  const view = await host.ask(question);
  await history.add({ view, history: [] });
  say({ kind: 'kept', view });
}

async function unload(): Promise<void> {
  await host.models.unload();
  say({ kind: 'engine', state: 'stopped' });
}

async function pull(): Promise<void> {
  const entry = findEntry(pulledId);
  if (entry === undefined) throw new Error(`no ${pulledId} in the catalogue`);
  const made = await pulls.start(entry, ({ stage }) => say({ kind: 'pull', stage }));
  if (made !== undefined) say({ kind: 'pulled', folder: made });
}

async function end(afterMs: number): Promise<void> {
  for (const part of [host.models, host.answers, host.savings, host.chat, pulls]) part.dispose();
  await sleep(afterMs);
  process.exit(0);
}

function follow(command: WindowCommand): Promise<void> {
  switch (command.kind) {
    case 'ask':
      return ask(command.question);
    case 'unload':
      return unload();
    case 'pull':
      return pull();
    case 'end':
      return end(command.afterMs);
  }
}

async function begin(): Promise<void> {
  host.models.onStatus(({ state }) => say({ kind: 'engine', state }));
  host.chat.onTurn(({ state, tokenCount }) => say({ kind: 'view', state, tokenCount }));
  host.answers.onSettled(() => say({ kind: 'settled' }));
  process.on('message', (command: WindowCommand) => {
    follow(command).catch((error: unknown) => say({ kind: 'failed', what: String(error) }));
  });
  // The test has ended.
  process.on('disconnect', () => process.exit(1));
  await host.savings.start();
  say({
    kind: 'begun',
    turns: host.chat.current.turns.map(({ id, question, chain }) => ({ id, question, chain })),
    past: history.items.map(({ id }) => id),
    savedAnswers: host.savings.view.all.estimated.answers,
  });
}

void begin();

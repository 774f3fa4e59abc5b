import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { AnswerService } from '../../../../src/host/ask/answerService';
import { askAgain } from '../../../../src/host/commands/tellFailure';
import { describeModel } from '../../../../src/host/engine/describeModel';
import { missingEngine } from '../../../../src/host/engine/missingEngine';
import { ModelService } from '../../../../src/host/engine/modelService';
import { getModel } from '../../../../src/host/models/getModel';
import type { ModelsParts } from '../../../../src/host/models/modelsParts';
import { ModelTree } from '../../../../src/host/models/modelTree';
import { downloadModel, takeUpgrade } from '../../../../src/host/models/pullModel';
import { toolFailure } from '../../../../src/host/native/tool/toolFailure';
import { checkSettings } from '../../../../src/host/settings/checkSettings';
import { silentLogger } from '../../../../src/protocol/logger';

/** What was said in a window, with its buttons, and what ran when the first one was pressed. */
const editor = vi.hoisted(() => ({ told: [] as unknown[], ran: [] as unknown[] }));

vi.mock('vscode', async () => ({
  ...(await import('../../../support/vscodeStub')),
  Disposable: { from: () => ({ dispose: () => undefined }) },
  TreeItem: class {
    constructor(readonly label: string) {}
  },
  ThemeIcon: vi.fn(),
  commands: { executeCommand: (...call: unknown[]) => void editor.ran.push(call) },
  window: {
    showInformationMessage: (...call: unknown[]) => {
      editor.told.push(call);
      return Promise.resolve(call[1]);
    },
  },
}));

const sentence =
  'TokenSkip has no engine for this system (darwin x64). Point it at a server in the settings, and choose its model in the Models view.';
const openSetting = ['workbench.action.openSettings', 'tokenskip.remote.address'];

/** The model service of the universal package. */
async function service(server = false): Promise<ModelService> {
  const extensionRoot = await mkdtemp(join(tmpdir(), 'tokenskip-universal-'));
  onTestFinished(() => rm(extensionRoot, { recursive: true }));
  const remote = { isSelected: server, server: undefined, onStatus: () => undefined };
  const selected = (): Promise<unknown> => Promise.resolve({ manifest: { id: 'm' }, host: 'h' });
  return new ModelService({
    extensionRoot,
    settings: () => checkSettings(() => undefined).settings,
    logger: silentLogger,
    engineProblem: missingEngine(extensionRoot, 'darwin', 'x64'),
    remote: { ...remote, selected } as never,
  });
}

beforeEach(() => {
  editor.told.length = 0;
  editor.ran.length = 0;
});

describe('missingEngine', () => {
  it('looks once, when it is asked', async () => {
    const root = await mkdtemp(join(tmpdir(), 'tokenskip-package-'));
    onTestFinished(() => rm(root, { recursive: true }));
    const problem = missingEngine(root, 'linux', 'x64');
    const bin = join(root, 'dist', 'node_modules', 'onnxruntime-node', 'bin', 'napi-v6');
    await mkdir(join(bin, 'linux', 'x64'), { recursive: true });
    expect(problem()).toBeUndefined();
    await rm(bin, { recursive: true });
    expect(problem()).toBeUndefined();
    expect(missingEngine(root, 'linux', 'x64')()).toMatchObject({ code: 'engine-missing' });
  });
});

describe('a system without an engine', () => {
  it('is told in the answer, which offers the setting of a server', async () => {
    const settings = checkSettings(() => undefined).settings;
    const answers = new AnswerService(await service(), () => settings);
    const hooks = { signal: new AbortController().signal, onView: () => undefined };
    const view = await answers.ask({ question: '1 + 1', ratio: '1.0' }, hooks);
    expect(view.failure).toEqual({ code: 'engine-missing', message: sentence, isRetryable: false });
    expect(await askAgain(view)).toBeUndefined();
    expect(editor.told).toEqual([[sentence, 'Open Settings']]);
    expect(editor.ran).toEqual([openSetting]);
  });

  it('is told by the pages, whose button leads to the setting', async () => {
    const models = await service();
    const view = await describeModel({
      place: { rootDir: process.cwd(), hasReleases: false },
      models,
      upgrades: {} as never,
    });
    expect(view).toMatchObject({ kind: 'missing', reason: sentence, canRunHere: false });
    await getModel({ models });
    expect(editor.ran).toEqual([openSetting]);
  });

  it('is told in the place of a download, whichever way it is asked for', async () => {
    const models = await service();
    const parts = {} as ModelsParts;
    for (const attempt of [
      downloadModel(parts, { models } as never, 'coder-0.5b'),
      takeUpgrade(parts, { models } as never),
    ]) {
      await expect(attempt).rejects.toMatchObject({ code: 'engine-missing', message: sentence });
    }
  });

  it('is a row of the models view, and nothing is offered there', async () => {
    const models = await service();
    const place = { rootDir: join(tmpdir(), 'none'), hasReleases: false };
    const pulls = { onChange: () => undefined, state: () => Promise.resolve({ kind: 'none' }) };
    const remote = { isSelected: false, server: undefined };
    const tree = new ModelTree({ models, place, pulls, remote } as never);
    const rows = await tree.getChildren();
    expect(rows[0]).toEqual({ kind: 'noEngine', message: sentence });
    expect(rows.filter((row) => row.kind === 'group' && row.group === 'available')).toEqual([]);
    expect(tree.getTreeItem({ kind: 'noEngine', message: sentence }).command).toMatchObject({
      command: openSetting[0],
      arguments: [openSetting[1]],
    });
  });

  it('is told to an agent, who is not to call again', () => {
    const failure = { code: 'engine-missing', message: sentence, isRetryable: false } as const;
    expect(toolFailure(failure)).toMatch(/Do not call again: .* tokenskip\.remote\.address/);
  });

  it('answers by a server all the same', async () => {
    const models = await service(true);
    await expect(models.selected()).resolves.toMatchObject({ host: 'h' });
    expect(models.engineProblem).toMatchObject({ code: 'engine-missing' });
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { TreeItem } from 'vscode';
import { ModelTree } from '../../../../src/host/models/modelTree';
import { chooseDevice } from '../../../../src/inference/session/chooseDevice';
import type { DeviceReport } from '../../../../src/protocol/childProtocol';
import { silentLogger } from '../../../../src/protocol/logger';
import { ScriptedDevices } from '../../inference/session/scriptedDevices';
import { ScriptedWindow } from '../scriptedWindow';
import { useScriptedProduct } from '../useScriptedProduct';

/** All that was told in the window beside the views, whatever the way. */
const told = vi.hoisted(() => [] as unknown[]);

vi.mock('vscode', async () => ({
  ...(await import('../../../support/vscodeStub')),
  Disposable: { from: () => ({ dispose: () => undefined }) },
  TreeItem: class {
    constructor(readonly label: string) {}
  },
  TreeItemCollapsibleState: { None: 0, Collapsed: 1, Expanded: 2 },
  ThemeIcon: vi.fn(),
  window: new Proxy(
    {},
    {
      get: (_, name) => (first: unknown) => {
        told.push([name, first]);
        return Promise.resolve(undefined);
      },
    },
  ),
}));

const refusal = "WebGPU computes something else: its results differ from the CPU's by 20.0 %";

/** What the engine finds where the GPU is fast and wrong. */
async function reportOfWrongGpu(): Promise<DeviceReport> {
  const shape = {
    layerCount: 1,
    headCount: 1,
    kvHeadCount: 1,
    headDim: 16,
    vocabularySize: 64,
    contextLength: 4096,
  };
  const { report } = await chooseDevice({
    folder: {
      directory: 'none',
      modelId: 'm',
      digest: 'd',
      shape,
      parameterCount: 1,
      endTokens: [],
    },
    params: { modelDir: 'none', device: 'auto' },
    logger: silentLogger,
    probe: Array.from({ length: 70 }, (_, index) => (index * 7) % 64),
    devices: new ScriptedDevices({ cpu: {}, webgpu: { error: 0.2, stepMs: 1 } }),
  });
  return report;
}

describe('a GPU that was refused', () => {
  const product = useScriptedProduct();
  let window: ScriptedWindow;
  let tree: ModelTree;

  beforeAll(async () => {
    const lines = ['Six sevens.\n\nThe final answer is: $\\boxed{42}$'];
    await product().addModel({ lines, device: await reportOfWrongGpu() });
    window = new ScriptedWindow(product(), { ratio: '1.0' });
    const pulls = { onChange: () => undefined, state: () => Promise.resolve({ kind: 'none' }) };
    const remote = { isSelected: false, server: undefined };
    const place = { rootDir: product().rootDir, hasReleases: false };
    const parts = { models: window.models, place, pulls, remote };
    tree = new ModelTree(parts as never);
  });
  afterAll(() => window.close());
  beforeEach(() => told.splice(0));

  async function ask(times: number): Promise<void> {
    for (let asked = 0; asked < times; asked += 1) {
      const { state } = await window.answers.ask(
        { question: 'What is 6 times 7?', ratio: '1.0' },
        { signal: new AbortController().signal, onView: () => undefined },
      );
      expect(state).toBe('done');
    }
  }

  /** The rows that say what the model runs on, as they are drawn and read aloud. */
  async function deviceRows(): Promise<readonly TreeItem[]> {
    const roots = await tree.getChildren();
    return roots.filter(({ kind }) => kind === 'device').map((row) => tree.getTreeItem(row));
  }

  it('is told of in one row with its reason, after any number of answers, and in no message', async () => {
    expect(await deviceRows()).toEqual([]);
    await ask(3);
    const label = 'Runs on CPU';
    expect(await deviceRows()).toEqual([
      expect.objectContaining({
        label,
        description: refusal,
        accessibilityInformation: { label: `${label}: ${refusal}` },
      }),
    ]);
    expect(told).toEqual([]);
  });

  it('is told of anew by the next engine, in the same row', async () => {
    await window.models.unload();
    expect(await deviceRows()).toEqual([]);
    await ask(1);
    expect((await deviceRows()).map(({ description }) => description)).toEqual([refusal]);
    expect(told).toEqual([]);
  });

  it('stands below that row beside the devices that were tried', async () => {
    const device = (await tree.getChildren()).find(({ kind }) => kind === 'device');
    const rows = (await tree.getChildren(device)).map((row) => tree.getTreeItem(row));
    expect(rows.map(({ accessibilityInformation }) => accessibilityInformation?.label)).toEqual([
      expect.stringMatching(/^WebGPU, not used: computes something else/),
      expect.stringMatching(/^CUDA, not used: ./),
      expect.stringMatching(/^DirectML, not used: ./),
      expect.stringMatching(/^CPU, used: ./),
    ]);
  });
});

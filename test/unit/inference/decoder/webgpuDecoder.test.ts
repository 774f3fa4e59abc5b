import type { InferenceSession, Tensor } from 'onnxruntime-node';
import { describe, expect, it, vi } from 'vitest';
import { WebgpuDecoder } from '../../../../src/inference/decoder/webgpuDecoder';

vi.mock('onnxruntime-node', () => ({
  Tensor: class {
    constructor(
      readonly type: string,
      readonly data: unknown,
      readonly dims: readonly number[],
    ) {}
  },
}));

const shape = {
  layerCount: 2,
  headCount: 2,
  kvHeadCount: 1,
  headDim: 4,
  vocabularySize: 3,
  contextLength: 2048,
};

/** Tensors that know whether they are disposed; growing them fails at the call named by `failAt`. */
class FakeTensors {
  readonly made: Tensor[] = [];
  readonly disposed = new Set<Tensor>();
  failAt = Infinity;
  #growths = 0;

  zeros(): Promise<Tensor> {
    const tensor = { dispose: () => void this.disposed.add(tensor) } as Tensor;
    this.made.push(tensor);
    return Promise.resolve(tensor);
  }

  async grow(tensor: Tensor): Promise<Tensor> {
    this.#growths += 1;
    if (this.#growths === this.failAt) throw new Error('Failed to create GPU buffer: size=1');
    tensor.dispose();
    return this.zeros();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

describe('WebgpuDecoder', () => {
  it('goes on with new tensors after those of a row could not grow', async () => {
    const tensors = new FakeTensors();
    const fed: unknown[] = [];
    const run = (feeds: Readonly<Record<string, unknown>>): Promise<unknown> => {
      fed.push(
        ...Object.entries(feeds)
          .filter(([name]) => name.startsWith('past'))
          .map(([, tensor]) => tensor),
      );
      return Promise.resolve({ logits: { data: new Float32Array(shape.vocabularySize) } });
    };
    const session = { run } as unknown as InferenceSession;
    const decoder = new WebgpuDecoder(session, tensors, shape);
    decoder.reserve(1);
    await decoder.prefill(0, new Array<number>(256).fill(1));
    tensors.failAt = 3;
    await expect(decoder.prefill(0, [1])).rejects.toThrow(/GPU buffer/);
    expect(tensors.disposed).toEqual(new Set(tensors.made));
    expect(decoder.length(0)).toBe(0);
    expect(decoder.cacheBytes()).toBe(0);
    fed.length = 0;
    await decoder.prefill(0, [1]);
    expect(fed).toHaveLength(4);
    expect(fed.some((tensor) => tensors.disposed.has(tensor as Tensor))).toBe(false);
  });
});

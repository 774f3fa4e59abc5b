import { expect, it, vi } from 'vitest';
import { createWebgpuDecoder } from '../../../../src/inference/session/createDecoder';

const { create } = vi.hoisted(() => ({ create: vi.fn() }));
vi.mock('onnxruntime-node', () => ({ InferenceSession: { create } }));

it('leaves no model on a device that has no room for its tensors', async () => {
  const release = vi.fn(() => Promise.resolve());
  create.mockResolvedValueOnce({ release }).mockRejectedValue(new Error('no adapter'));
  const shape = {
    ...{ layerCount: 1, headCount: 1, kvHeadCount: 1, headDim: 2 },
    ...{ vocabularySize: 4, contextLength: 8 },
  };
  const folder = { directory: '/model', shape } as Parameters<typeof createWebgpuDecoder>[0];
  await expect(createWebgpuDecoder(folder)).rejects.toThrow('no adapter');
  expect(release).toHaveBeenCalledOnce();
});

import { InferenceSession, Tensor } from 'onnxruntime-node';
import { encodeOnnxModel, type OnnxNode } from '../../core/onnx/onnxModel';

const dims = ['a', 'b', 'c', 'd'] as const;

/**
 * Makes float32 tensors that live on the device, by running one-node graphs there.
 *
 * The node binding has no call that allocates device memory. Tensors made here are passed to a
 * decoder as feeds and as fetches, which then writes in place. Their data must never be asked for:
 * `getData()` on one ends the process (engine facts, 2).
 */
export class GpuTensors {
  private constructor(
    private readonly negate: InferenceSession,
    private readonly concat: InferenceSession,
  ) {}

  static async create(options: InferenceSession.SessionOptions): Promise<GpuTensors> {
    const onDevice = { ...options, preferredOutputLocation: 'gpu-buffer' as const };
    const [negate, concat] = [
      { opType: 'Neg', inputs: ['x'], attributes: {} },
      { opType: 'Concat', inputs: ['x', 'y'], attributes: { axis: { int: 2 } } },
    ].map((node) => oneNodeModel({ ...node, domain: '', outputs: ['out'] }));
    return new GpuTensors(
      await InferenceSession.create(negate!, onDevice),
      await InferenceSession.create(concat!, onDevice),
    );
  }

  /** A tensor of zeros with four dimensions. */
  async zeros(shape: readonly number[]): Promise<Tensor> {
    const size = shape.reduce((product, dim) => product * dim, 1);
    const result = await this.negate.run({
      x: new Tensor('float32', new Float32Array(size), shape),
    });
    return outputOf(result);
  }

  /** `tensor` followed by zeros, `extra` more positions along axis 2; `tensor` is disposed. */
  async grow(tensor: Tensor, extra: number): Promise<Tensor> {
    const [rows = 0, heads = 0, , width = 0] = tensor.dims;
    const padding = await this.zeros([rows, heads, extra, width]);
    try {
      const result = await this.concat.run({ x: tensor, y: padding });
      tensor.dispose();
      return outputOf(result);
    } finally {
      padding.dispose();
    }
  }

  async close(): Promise<void> {
    await this.negate.release();
    await this.concat.release();
  }
}

function oneNodeModel(node: OnnxNode): Uint8Array {
  return encodeOnnxModel({
    name: 'one_node',
    nodes: [node],
    initializers: [],
    inputs: node.inputs.map((name) => ({
      name,
      type: 'float32',
      dims: dims.map((dim, axis) => (axis === 2 ? `${dim}_${name}` : dim)),
    })),
    outputs: [{ name: 'out', type: 'float32', dims: dims.map((dim) => `${dim}_out`) }],
  });
}

function outputOf(result: InferenceSession.OnnxValueMapType): Tensor {
  const out = result.out;
  if (out === undefined) throw new Error('The device graph returned nothing.');
  return out;
}

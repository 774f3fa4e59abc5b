import type {
  AttributeValue,
  ElementType,
  OnnxGraph,
  OnnxInitializer,
  OnnxNode,
  OnnxValue,
} from '../../core/onnx/onnxModel';

interface NodeOptions {
  readonly domain?: 'com.microsoft';
  readonly attributes?: Readonly<Record<string, AttributeValue>>;
}

/** Collects nodes and constants of one graph; every node names its own outputs. */
export class GraphBuilder {
  private readonly nodes: OnnxNode[] = [];
  private readonly initializers = new Map<string, OnnxInitializer>();
  private readonly inputs: OnnxValue[] = [];
  private readonly outputs: OnnxValue[] = [];

  /** Adds a node with one output and returns that output's name. */
  node(
    opType: string,
    inputs: readonly string[],
    output: string,
    options: NodeOptions = {},
  ): string {
    this.multiNode(opType, inputs, [output], options);
    return output;
  }

  /** Adds a node with several outputs; an empty name leaves that output out. */
  multiNode(
    opType: string,
    inputs: readonly string[],
    outputs: readonly string[],
    options: NodeOptions = {},
  ): void {
    this.nodes.push({
      opType,
      inputs,
      outputs,
      domain: options.domain ?? '',
      attributes: options.attributes ?? {},
    });
  }

  /** Adds a constant once; a second call with the same name keeps the first. */
  initializer(item: OnnxInitializer): string {
    if (!this.initializers.has(item.name)) this.initializers.set(item.name, item);
    return item.name;
  }

  /** A small int64 constant; `dims` [] makes it a scalar. */
  int64(name: string, values: readonly (number | bigint)[], dims = [values.length]): string {
    const data = BigInt64Array.from(values, BigInt);
    return this.initializer({ name, type: 'int64', dims, content: new Uint8Array(data.buffer) });
  }

  input(name: string, type: ElementType, dims: readonly (number | string)[]): string {
    this.inputs.push({ name, type, dims });
    return name;
  }

  output(name: string, type: ElementType, dims: readonly (number | string)[]): void {
    this.outputs.push({ name, type, dims });
  }

  build(name: string): OnnxGraph {
    return {
      name,
      nodes: this.nodes,
      initializers: [...this.initializers.values()],
      inputs: this.inputs,
      outputs: this.outputs,
    };
  }
}

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface AdapterSpec {
  /** Path of the one linear layer it changes. */
  readonly module: string;
  readonly inputs: number;
  readonly outputs: number;
}

/** Writes a PEFT LoRA adapter of rank 2 into `folder`. */
export async function writeAdapter(folder: string, spec: AdapterSpec): Promise<void> {
  const rank = 2;
  const values = (count: number): Float32Array =>
    Float32Array.from({ length: count }, (_, i) => ((i * 37) % 19) / 19 - 0.45);
  const name = (part: string): string => `base_model.model.${spec.module}.lora_${part}.weight`;
  const aBytes = rank * spec.inputs * 4;
  const bBytes = rank * spec.outputs * 4;
  const header = JSON.stringify({
    [name('A')]: { dtype: 'F32', shape: [rank, spec.inputs], data_offsets: [0, aBytes] },
    [name('B')]: {
      dtype: 'F32',
      shape: [spec.outputs, rank],
      data_offsets: [aBytes, aBytes + bBytes],
    },
  });
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  const data = [values(rank * spec.inputs), values(rank * spec.outputs)];
  const bytes = Buffer.concat([
    length,
    Buffer.from(header),
    ...data.map((part) => new Uint8Array(part.buffer)),
  ]);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'adapter_model.safetensors'), bytes);
  const config = { peft_type: 'LORA', r: rank, lora_alpha: 4 };
  await writeFile(join(folder, 'adapter_config.json'), JSON.stringify(config));
}

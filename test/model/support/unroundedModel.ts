import {
  copyFile,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ConvertedModel } from './tinyModel';

/**
 * A copy of a model folder whose CPU graph computes without rounding activations to int8, as the
 * reference does: a copy of the data files, `accuracy_level` 4 set to 0 in the graph.
 */
export async function unroundedModel(source: string): Promise<ConvertedModel> {
  const root = await mkdtemp(path.join(tmpdir(), 'tokenskip-unrounded-'));
  const onnx = path.join(root, 'onnx');
  await symlink(path.join(source, 'config.json'), path.join(root, 'config.json'));
  await symlink(path.join(source, 'tokenizer.json'), path.join(root, 'tokenizer.json'));
  await mkdir(onnx);
  for (const name of await readdir(path.join(source, 'onnx'))) {
    const from = path.join(source, 'onnx', name);
    // Copied, not linked: ONNX Runtime refuses data files that lead out of the graph's folder.
    if (name === 'decoder_cpu.onnx')
      await writeFile(path.join(onnx, name), unround(await readFile(from)));
    else await copyFile(from, path.join(onnx, name));
  }
  return { directory: root, remove: () => rm(root, { recursive: true, force: true }) };
}

/** Attribute `accuracy_level`: its name, then field 3 (key 0x18) with the value. */
function unround(graph: Buffer): Buffer {
  const name = Buffer.from('accuracy_level');
  let count = 0;
  for (let at = graph.indexOf(name); at >= 0; at = graph.indexOf(name, at + 1)) {
    const value = at + name.length + 1;
    if (graph[value - 1] !== 0x18 || graph[value] !== 4) throw new Error('unexpected attribute');
    graph[value] = 0;
    count += 1;
  }
  if (count === 0) throw new Error('the graph has no accuracy_level');
  return graph;
}

// What the benchmark's main process needs of the product: models, their tokenizer, the engine.
import { join } from 'node:path';
import { splitAnswer } from '../src/core/answer/splitAnswer';
import { greedySampling } from '../src/core/sampling/samplingOptions';
import { askByVote } from '../src/engine/ask/askByVote';
import { askQuestion } from '../src/engine/ask/askQuestion';
import { LocalEngine } from '../src/engine/localEngine';
import { readModelFolder } from '../src/inference/session/modelFolder';
import { physicalCores } from '../src/inference/session/physicalCores';
import { loadTokenizer } from '../src/inference/tokenizer/loadTokenizer';
import { defaultModelId, findGgufEntry } from '../src/modelkit/catalogue/catalogue';
import { readManifest } from '../src/modelkit/manifest/readManifest';
import { readOnnxFile, weightBytesPerToken } from '../src/modelkit/onnx/readOnnxFile';
import { openFile } from '../src/modelkit/source/byteSource';
import { readGguf } from '../src/modelkit/source/gguf/readGguf';
import { installedModels } from '../src/modelkit/store/installedModels';
import { prepareBaseGguf } from '../src/modelkit/store/prepareBaseGguf';
import { prepareEntry } from '../src/modelkit/store/prepareEntry';
import { storePaths } from '../src/modelkit/store/storePaths';

export { askByVote, askQuestion, greedySampling, loadTokenizer, LocalEngine };
export { physicalCores, readManifest, readModelFolder, readOnnxFile, splitAnswer };
export { weightBytesPerToken };

const prepareOptions = (rootDir, onNote) => ({
  rootDir,
  paths: storePaths(),
  env: process.env,
  onNote,
});

/** Folder and GGUF file of the base of the default model, whole vocabulary and no adapter, made on first use. */
export async function prepareBase(rootDir, onNote) {
  const base = { ...findGgufEntry(defaultModelId), adapter: undefined, trim: undefined };
  const options = prepareOptions(rootDir, onNote);
  const modelDir = await prepareEntry(base, options);
  return { modelDir, ggufFile: await prepareBaseGguf(base, options) };
}

/** Folder of the model that is part of the product. */
export async function findEmbedded(rootDir) {
  const installed = await installedModels(join(rootDir, 'models'), storePaths());
  return installed.find(({ place }) => place === 'embedded').folder;
}

/**
 * Bytes of the GGUF file's tensors that one decode step reads, and the vocabulary's size. The
 * embedding counts only where there is no `output.weight`, and it is the head as well.
 */
export async function readGgufWeights(file) {
  const source = await openFile(file);
  try {
    const { tensors } = await readGguf(source);
    const isTied = !tensors.has('output.weight');
    let bytes = 0;
    for (const tensor of tensors.values()) {
      if (isTied || tensor.name !== 'token_embd.weight') bytes += tensor.bytes;
    }
    const vocabularySize = tensors.get('token_embd.weight').shape[0];
    return { bytes, vocabularySize };
  } finally {
    await source.close();
  }
}

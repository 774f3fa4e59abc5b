// What the benchmark's main process needs of the product: the base model and its tokenizer.
import { splitAnswer } from '../src/core/answer/splitAnswer';
import { greedySampling } from '../src/core/sampling/samplingOptions';
import { askQuestion } from '../src/engine/ask/askQuestion';
import { LocalEngine } from '../src/engine/localEngine';
import { scriptFetcher } from '../src/cli/scriptFetcher';
import { loadTokenizer } from '../src/inference/tokenizer/loadTokenizer';
import { physicalCores } from '../src/inference/session/physicalCores';
import { defaultModelId, findGgufEntry } from '../src/modelkit/catalogue/catalogue';
import { readManifest } from '../src/modelkit/manifest/readManifest';
import { readOnnxFile, weightBytesPerToken } from '../src/modelkit/onnx/readOnnxFile';
import { openFile } from '../src/modelkit/source/byteSource';
import { readGguf } from '../src/modelkit/source/gguf/readGguf';
import { prepareBaseGguf } from '../src/modelkit/store/prepareBaseGguf';
import { prepareEntry } from '../src/modelkit/store/prepareEntry';
import { storePaths } from '../src/modelkit/store/storePaths';

export { askQuestion, greedySampling, loadTokenizer, LocalEngine };
export { physicalCores, readManifest, readOnnxFile, splitAnswer, weightBytesPerToken };

/** Folder and GGUF file of the default base, whole vocabulary, made on first use. */
export async function prepareBase(rootDir, onNote) {
  const base = { ...findGgufEntry(defaultModelId), trim: undefined };
  const options = {
    rootDir,
    paths: storePaths(),
    env: process.env,
    fetchElsewhere: scriptFetcher({ rootDir }),
    onNote,
  };
  const modelDir = await prepareEntry(base, options);
  return { modelDir, ggufFile: await prepareBaseGguf(base, options) };
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

import { AppError } from '../../protocol/appError';
import type { CompareParams, CompareResult } from '../../protocol/compareProtocol';
import type { Decoder } from '../decoder/decoder';
import { createCpuDecoder } from '../session/createDecoder';
import { readModelFolder, type ModelFolder } from '../session/modelFolder';
import { loadTokenizer } from '../tokenizer/loadTokenizer';
import type { TokenisedText } from './compareTexts';
import { compareTexts } from './compareTexts';
import type { TokenIds } from './sharedVocabulary';
import { sharedVocabulary } from './sharedVocabulary';

export interface CompareHooks {
  /** The text of this prompt was compared. */
  readonly onText: (row: number) => void;
}

/**
 * How far one model's next-token distributions are from another's on given texts. Both are loaded
 * for it, on the processor, and freed again.
 *
 * @throws AppError `model-not-found`, `model-file-invalid`; `invalid-argument` for vocabularies of
 *   different families; `question-too-long` for a text beyond a context, before any model is loaded
 */
export async function compareModels(
  params: CompareParams,
  { onText }: CompareHooks,
  signal: AbortSignal,
): Promise<CompareResult> {
  const model = await readSide(params.modelDir, params);
  const reference = await readSide(params.referenceDir, params);
  const shared = sharedVocabulary(model.tokenIds, reference.tokenIds);
  const modelTexts = model.tokenise();
  const referenceTexts = reference.tokenise();
  const options = { batchSize: params.batchSize ?? 1, signal, onText };
  const texts = await withDecoder(model.folder, (modelDecoder) =>
    withDecoder(reference.folder, (referenceDecoder) =>
      compareTexts(
        {
          model: { decoder: modelDecoder, texts: modelTexts },
          reference: { decoder: referenceDecoder, texts: referenceTexts },
          shared,
        },
        options,
      ),
    ),
  );
  return {
    texts,
    vocabulary: {
      model: model.tokenIds.size,
      reference: reference.tokenIds.size,
      shared: shared.modelIds.length,
    },
  };
}

interface Side {
  readonly folder: ModelFolder;
  readonly tokenIds: TokenIds;
  readonly tokenise: () => readonly TokenisedText[];
}

async function readSide(directory: string, { prompts, forced }: CompareParams): Promise<Side> {
  const folder = await readModelFolder(directory);
  const tokenizer = await loadTokenizer(directory);
  const { contextLength } = folder.shape;
  const tokenise = (): readonly TokenisedText[] =>
    prompts.map((prompt, index) => {
      const promptIds = tokenizer.encode(prompt);
      const textIds = tokenizer.encodeText(forced[index] ?? '');
      if (promptIds.length + textIds.length <= contextLength) return { promptIds, textIds };
      throw new AppError(
        'question-too-long',
        `Text ${index + 1} takes ${promptIds.length + textIds.length} tokens with its question, and ${folder.modelId} reads ${contextLength}; leave it out.`,
      );
    });
  return { folder, tokenIds: tokenizer.tokenIds(), tokenise };
}

async function withDecoder<T>(
  folder: ModelFolder,
  work: (decoder: Decoder) => Promise<T>,
): Promise<T> {
  const decoder = await createCpuDecoder(folder, { modelDir: folder.directory, device: 'cpu' });
  try {
    return await work(decoder);
  } finally {
    await decoder.close();
  }
}

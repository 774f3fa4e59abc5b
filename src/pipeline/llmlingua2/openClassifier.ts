import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type * as Transformers from '@huggingface/transformers';
import { AppError } from '../../protocol/appError';
import type { TokenClassifier } from './tokenClassifier';
import { mostPieces } from './tokenClassifier';

/** The classifier of the paper. */
export const publishedClassifier = 'microsoft/llmlingua-2-xlm-roberta-large-meetingbank';

/** Where a classifier is found on the hub, as ONNX. */
interface HubExport {
  readonly id: string;
  readonly revision: string;
  /** Files of weights beside the graph. */
  readonly dataFiles: number;
}

/** The publisher has no ONNX files; this is the export of it for transformers.js 4. */
const hubExports: ReadonlyMap<string, HubExport> = new Map([
  [
    publishedClassifier,
    {
      id: 'atjsh/llmlingua-2-js-xlm-roberta-large-meetingbank-onnx-v4',
      revision: '844e52fefd284e6479b027b3ccb47c1b9954d640',
      dataFiles: 1,
    },
  ],
]);

/**
 * Opens a classifier in float32 on the CPU: a folder with `config.json`, `tokenizer.json` and
 * `onnx/model.onnx`, or the id of one on the hub.
 *
 * @throws AppError `model-not-found` when there is neither, `download-failed` when the hub cannot be
 *   reached, `unsupported-architecture` for anything but an XLM-R with the labels drop and keep
 */
export async function openClassifier(folderOrId: string): Promise<TokenClassifier> {
  // It is no part of the packed product.
  const transformers = await import('@huggingface/transformers').catch((error: unknown) => {
    throw new AppError(
      'model-not-found',
      'The scorer llmlingua2 needs the package @huggingface/transformers: run `npm ci` in the clone.',
      {},
      { cause: error },
    );
  });
  const folder = resolve(folderOrId);
  const isFolder = await isFile(join(folder, 'config.json'));
  if (isFolder && !(await isFile(join(folder, 'onnx', 'model.onnx')))) {
    throw new AppError(
      'model-not-found',
      `${folder} has no onnx/model.onnx: export the classifier to ONNX first, as the recipe says.`,
    );
  }
  if (!isFolder && !/^[\w.-]+\/[\w.-]+$/.test(folderOrId)) {
    throw new AppError(
      'model-not-found',
      `There is no classifier in ${folder}: name a folder with config.json and onnx/model.onnx, or an id such as ${publishedClassifier}.`,
    );
  }
  const hub = isFolder ? undefined : hubExports.get(folderOrId);
  const id = isFolder ? folder : (hub?.id ?? folderOrId);
  const source = {
    local_files_only: isFolder,
    ...(hub === undefined ? {} : { revision: hub.revision }),
  };
  try {
    const tokenizer = await transformers.AutoTokenizer.from_pretrained(id, source);
    const model = await transformers.AutoModelForTokenClassification.from_pretrained(id, {
      ...source,
      dtype: 'fp32',
      device: 'cpu',
      ...(hub === undefined ? {} : { use_external_data_format: hub.dataFiles }),
    });
    return await checkedClassifier(transformers, tokenizer, model);
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw notOpened(folderOrId, isFolder, error);
  }
}

function notOpened(folderOrId: string, isFolder: boolean, cause: unknown): AppError {
  const [code, message] = isFolder
    ? ([
        'model-file-invalid',
        `The classifier in ${folderOrId} cannot be read: export it again.`,
      ] as const)
    : ([
        'download-failed',
        `The classifier ${folderOrId} could not be fetched: connect to its hub, or download an ONNX export elsewhere and name the folder with --classifier.`,
      ] as const);
  return new AppError(code, message, {}, { cause });
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}

async function checkedClassifier(
  transformers: typeof Transformers,
  tokenizer: Transformers.PreTrainedTokenizer,
  model: Transformers.PreTrainedModel,
): Promise<TokenClassifier> {
  const classifier = new XlmRobertaClassifier(transformers, tokenizer, model);
  if ('model_type' in model.config && model.config.model_type === 'xlm-roberta') return classifier;
  await classifier.close();
  throw new AppError(
    'unsupported-architecture',
    `The classifier is no XLM-RoBERTa: use ${publishedClassifier}.`,
  );
}

class XlmRobertaClassifier implements TokenClassifier {
  readonly #transformers: typeof Transformers;
  readonly #tokenizer: Transformers.PreTrainedTokenizer;
  readonly #model: Transformers.PreTrainedModel;
  readonly #vocabulary: ReadonlyMap<string, number>;

  constructor(
    transformers: typeof Transformers,
    tokenizer: Transformers.PreTrainedTokenizer,
    model: Transformers.PreTrainedModel,
  ) {
    this.#transformers = transformers;
    this.#tokenizer = tokenizer;
    this.#model = model;
    this.#vocabulary = tokenizer.get_vocab();
  }

  tokenise(text: string): readonly string[] {
    return text === '' ? [] : this.#tokenizer.tokenize(text, { add_special_tokens: false });
  }

  knows(piece: string): boolean {
    return this.#vocabulary.has(piece);
  }

  /**
   * The frame is two unknown tokens: llmlingua 0.2.2 asks for BERT's `[CLS]` and `[SEP]` whatever the
   * model, which XLM-R does not have. What it computes is what TokenSkip's data were made with.
   *
   * Source: PyPI llmlingua 0.2.2, utils.py#TokenClfDataset
   */
  async classify(pieces: readonly string[]): Promise<Float32Array> {
    const unknown = this.#vocabulary.get('<unk>') ?? 3;
    const ids = ['<unk>', ...pieces, '<unk>']
      .slice(0, mostPieces)
      .map((piece) => BigInt(this.#vocabulary.get(piece) ?? unknown));
    const { Tensor } = this.#transformers;
    const shape = [1, ids.length];
    const output: unknown = await this.#model({
      input_ids: new Tensor('int64', BigInt64Array.from(ids), shape),
      attention_mask: new Tensor('int64', new BigInt64Array(ids.length).fill(1n), shape),
    });
    const logits = logitsOf(output, ids.length);
    return Float32Array.from(pieces, (_, index) => {
      const at = 2 * (index + 1);
      return 1 / (1 + Math.exp((logits[at] ?? 0) - (logits[at + 1] ?? 0)));
    });
  }

  async close(): Promise<void> {
    await this.#model.dispose();
  }
}

/** `[1, count, 2]`, row-major. */
function logitsOf(output: unknown, count: number): Float32Array {
  if (typeof output === 'object' && output !== null && 'logits' in output) {
    const { logits } = output;
    if (typeof logits === 'object' && logits !== null && 'data' in logits) {
      const { data } = logits;
      if (data instanceof Float32Array && data.length === 2 * count) return data;
    }
  }
  throw new AppError(
    'unsupported-architecture',
    `The classifier does not tell two labels apart: use ${publishedClassifier}.`,
  );
}

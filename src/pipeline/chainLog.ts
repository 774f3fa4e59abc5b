import type { FileHandle } from 'node:fs/promises';
import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { asFileError } from '../files/fileErrors';
import { AppError } from '../protocol/appError';
import type { ChainRecord } from './chain';
import { readChains } from './chain';
import { dropCutLine } from './jsonLines';
import type { TrainingQuestion } from './trainingQuestions';

/** A generated chain with what it takes to write it again. */
export interface GeneratedChain extends ChainRecord {
  /** 0 is the greedy answer; further ones are drawn at a temperature. */
  readonly sample: number;
  /** Id of the model that wrote it. */
  readonly model: string;
}

/**
 * Chains that are added to a JSONL file as they are written. A run that was cut off goes on where
 * it ended; a line that was cut off is dropped.
 */
export class ChainLog {
  readonly #path: string;
  readonly #file: FileHandle;
  /** Samples there are of each question. */
  readonly #counts: Map<number, number>;
  /** Questions with a right, finished chain. */
  readonly #solved: Set<number>;

  private constructor(path: string, file: FileHandle, chains: readonly ChainRecord[]) {
    this.#path = path;
    this.#file = file;
    this.#counts = new Map();
    this.#solved = new Set();
    for (const chain of chains) this.#keep(chain);
  }

  /**
   * @param questions of which the chains are
   * @throws AppError `invalid-argument` for a file of something else, `folder-unreadable`
   */
  static async open(path: string, questions: readonly TrainingQuestion[]): Promise<ChainLog> {
    try {
      await mkdir(dirname(path), { recursive: true });
      await dropCutLine(path, '{"i":');
      const file = await open(path, 'a');
      try {
        const chains: ChainRecord[] = [];
        for await (const chain of readChains(path)) {
          refuseOther(path, chain, questions);
          chains.push(chain);
        }
        return new ChainLog(path, file, chains);
      } catch (error) {
        await file.close();
        throw error;
      }
    } catch (error) {
      throw asFileError(error, path);
    }
  }

  /** Samples of question `i`, whatever became of them. */
  count(i: number): number {
    return this.#counts.get(i) ?? 0;
  }

  isSolved(i: number): boolean {
    return this.#solved.has(i);
  }

  /** Chains in the file, and questions with a right one. */
  get totals(): { readonly chains: number; readonly solved: number } {
    const chains = [...this.#counts.values()].reduce((sum, count) => sum + count, 0);
    return { chains, solved: this.#solved.size };
  }

  /** @throws AppError `disk-full`, `folder-unreadable` */
  async add(chain: GeneratedChain): Promise<void> {
    this.#keep(chain);
    await this.#file.write(`${JSON.stringify(chain)}\n`).catch((error: unknown) => {
      throw asFileError(error, this.#path);
    });
  }

  async close(): Promise<void> {
    await this.#file.close();
  }

  #keep({ i, correct, fin }: ChainRecord): void {
    this.#counts.set(i, this.count(i) + 1);
    if (correct && fin) this.#solved.add(i);
  }
}

/** Chains of other questions would be taken for answers to these. */
function refuseOther(
  path: string,
  chain: ChainRecord,
  questions: readonly TrainingQuestion[],
): void {
  const question = questions[chain.i]?.question;
  if (question !== undefined && (chain.question ?? question) === question) return;
  throw new AppError(
    'invalid-argument',
    `${path} holds chains of other questions: choose another --out.`,
  );
}

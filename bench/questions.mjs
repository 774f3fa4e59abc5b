// The questions that answers are timed with.
import { readFile } from 'node:fs/promises';

/** Texts of the first `count` questions of a JSONL file; throws where there are fewer than `least`. */
export async function readQuestions(file, count, least) {
  const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line.trim() !== '');
  const texts = lines.slice(0, count).map((line) => JSON.parse(line).question);
  if (texts.length < least) throw new Error(`${file} has too few questions.`);
  return texts;
}

import { basename, resolve } from 'node:path';
import { replaceFile } from '../../files/replaceFile';
import { haveSameQuestions } from '../../pipeline/eval/haveSameQuestions';
import type { ReadLog } from '../../pipeline/eval/readEvalLog';
import { readEvalLog } from '../../pipeline/eval/readEvalLog';
import type { SecondsSeries } from '../../pipeline/eval/secondsPlot';
import { maxSeries, secondsPlot } from '../../pipeline/eval/secondsPlot';
import { secondsPoints } from '../../pipeline/eval/secondsPoints';
import { AppError } from '../../protocol/appError';
import { table } from '../terminal/table';

interface NamedLog extends ReadLog {
  readonly path: string;
}

/**
 * Draws what the logs of several runs say about accuracy and seconds into one SVG; a table of it.
 * Code `invalid-argument` for logs of different questions, and for one without seconds.
 */
export async function plotSeconds(logs: string, svg: string | undefined): Promise<string> {
  if (svg === undefined) {
    throw new AppError('invalid-argument', '--plot-seconds needs --svg FILE, where it draws to.');
  }
  const paths = logs.split(',').map((path) => path.trim());
  if (paths.length > maxSeries) {
    throw new AppError('invalid-argument', `--plot-seconds takes at most ${maxSeries} logs.`);
  }
  const read = await Promise.all(
    paths.map(async (path) => ({ path, ...(await readEvalLog(resolve(path))) })),
  );
  requireSameQuestions(read);
  const series = read.map((log) => seriesOf(log, read));
  const questions = Math.max(
    ...series.flatMap(({ points }) => points.map((each) => each.questions)),
  );
  const title = `${String(read[0]?.header?.benchmark)}, ${questions} questions`;
  await replaceFile(resolve(svg), secondsPlot(series, title));
  return pointTable(series);
}

function requireSameQuestions(logs: readonly NamedLog[]): void {
  for (const { path, header } of logs) {
    if (header === undefined) {
      throw new AppError('invalid-argument', `${path} is no log of \`tokenskip eval --out\`.`);
    }
    const first = logs[0]?.header;
    if (first !== undefined && haveSameQuestions(header, first)) continue;
    throw new AppError(
      'invalid-argument',
      `${path} is of other questions than ${logs[0]?.path}: the two do not belong in one plot.`,
    );
  }
}

function seriesOf({ path, header, rows }: NamedLog, logs: readonly NamedLog[]): SecondsSeries {
  const points = secondsPoints(rows);
  if (points.length === 0) {
    throw new AppError(
      'invalid-argument',
      `${path} has no seconds of questions asked alone: run it again with --latency N.`,
    );
  }
  const name = nameOf(header);
  const isOnly = logs.filter((log) => nameOf(log.header) === name).length === 1;
  return { name: isOnly ? name : `${name} (${basename(path)})`, points };
}

function nameOf(header: ReadLog['header']): string {
  return `${String(header?.model)}${header?.exactArithmetic === true ? ', exact results' : ''}`;
}

function pointTable(series: readonly SecondsSeries[]): string {
  const percent = (share: number): string => (share * 100).toFixed(1);
  return table([
    ['model', 'method', 'seconds', 'accuracy', '95 % interval', 'questions'],
    ...series.flatMap(({ name, points }) =>
      points.map(({ method, seconds, accuracy, interval: [low, high], questions }) => [
        ...[name, method, seconds.toFixed(1), `${percent(accuracy)} %`],
        ...[`${percent(low)} to ${percent(high)}`, String(questions)],
      ]),
    ),
  ]);
}

import type { ConfidenceCalibration } from '../../core/confidence/calibration';
import { mean } from '../../core/statistics';
import type { AutoMeasurement, AutoNextStep, ManifestAuto } from '../../protocol/modelManifest';
import type { AutoWays } from './autoWays';
import { autoWays, isEnough, isSurer } from './autoWays';
import { byQuestion } from './byQuestion';
import type { CalibrationRows } from './calibrate';
import type { EvalRow } from './evalLog';
import type { EvalMethod } from './method';
import { timedKey } from './method';
import { replayVotes } from './replayVotes';

/** What is known of the run beside its rows. */
export interface AutoRun {
  /** At which `auto` begins: the lowest that the model was trained on. */
  readonly shortRatio: number;
  /** By which it is told whether a short answer is sure. */
  readonly calibrations: readonly ConfidenceCalibration[];
  readonly benchmark: string;
  /** ISO date. */
  readonly date: string;
}

/** Whether the answer that would be shown is right, of a question that the short chain is not enough for. */
interface Outcome {
  readonly short: boolean;
  readonly full: boolean;
  readonly vote: boolean;
}

/** Seconds of one question that both next steps were asked alone. */
type Timed = Readonly<Record<AutoNextStep, number>>;

/**
 * What `auto` is to go on with, from answers to the same questions and the seconds of those that were
 * asked alone; undefined where methods, seconds or a calibration are missing, and where no short answer
 * needed more.
 */
export function measureAuto(
  sets: readonly CalibrationRows[],
  methods: readonly EvalMethod[],
  { shortRatio, calibrations, benchmark, date }: AutoRun,
): ManifestAuto | undefined {
  const ways = autoWays(methods, shortRatio);
  const greedy = calibrations.find(({ mode }) => mode === 'greedy');
  if (ways === undefined || greedy === undefined) return undefined;
  const outcomes = sets.flatMap(({ rows }) => outcomesOf(rows, ways, greedy));
  const timed = sets.flatMap(({ rows }) => timedOf(rows, ways));
  if (outcomes.length === 0 || timed.length === 0) return undefined;
  const step = (name: AutoNextStep): AutoMeasurement['full'] => ({
    accuracy: rounded(shareOf(outcomes, name)),
    seconds: rounded(mean(timed.map((seconds) => seconds[name]))),
  });
  const measured: AutoMeasurement = {
    benchmark,
    date,
    questions: outcomes.length,
    shortAccuracy: rounded(shareOf(outcomes, 'short')),
    full: step('full'),
    vote: step('vote'),
  };
  return { next: betterNext(measured), measured };
}

/**
 * The next step that gains more right answers a second. Accuracy over seconds alone would favour a step
 * that is quick and gains nothing; where neither gains, the more accurate one, and the full chain where
 * nothing tells them apart.
 */
export function betterNext({
  shortAccuracy,
  full,
  vote,
}: Pick<AutoMeasurement, 'shortAccuracy' | 'full' | 'vote'>): AutoNextStep {
  const [fullGain, voteGain] = [full.accuracy - shortAccuracy, vote.accuracy - shortAccuracy];
  if (fullGain <= 0 && voteGain <= 0) return voteGain > fullGain ? 'vote' : 'full';
  // Multiplied out: a time of 0 divides nothing.
  return voteGain * full.seconds > fullGain * vote.seconds ? 'vote' : 'full';
}

/** The questions that `auto` would go on with, each as the product would answer it then. */
function outcomesOf(
  rows: readonly EvalRow[],
  { short, full, vote }: AutoWays,
  greedy: ConfidenceCalibration,
): readonly Outcome[] {
  const batch = rows.filter(({ mode }) => mode === 'batch');
  const fullRows = answersOf(batch, full.run.key);
  const votes = byQuestion(replayVotes(vote.chains ?? [], batch));
  return batch
    .filter(({ run }) => run === short.run.key)
    .flatMap((first) => {
      const second = fullRows.get(first.index);
      const voted = votes.get(first.index);
      if (second === undefined || voted === undefined || isEnough(first, greedy)) return [];
      const surer = isSurer(first, second, greedy) ? first : second;
      // Where no chain has an answer the first one stays.
      const winner = voted.winner ?? first;
      return [{ short: first.correct, full: surer.correct, vote: winner.correct }];
    });
}

/** Only questions that both steps were timed with: others may be longer ones. */
function timedOf(rows: readonly EvalRow[], { full, vote }: AutoWays): readonly Timed[] {
  const single = rows.filter(({ mode }) => mode === 'single');
  const votes = answersOf(single, timedKey(vote));
  return single
    .filter(({ run }) => run === timedKey(full))
    .flatMap(({ index, seconds: fullSeconds }) => {
      const voteSeconds = votes.get(index)?.seconds;
      if (fullSeconds === undefined || voteSeconds === undefined) return [];
      return [{ full: fullSeconds, vote: voteSeconds }];
    });
}

function answersOf(rows: readonly EvalRow[], run: string): ReadonlyMap<number, EvalRow> {
  return byQuestion(rows.filter((row) => row.run === run));
}

function shareOf(outcomes: readonly Outcome[], way: keyof Outcome): number {
  return outcomes.filter((outcome) => outcome[way]).length / outcomes.length;
}

/** As the file holds it. */
function rounded(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}

import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { replaceFile } from '../../files/replaceFile';
import type { DeviceReport } from '../../protocol/childProtocol';
import { deviceReport } from '../../protocol/childLink';
import { accept, arrayOf, object, oneOf, text } from '../../protocol/guards';

/** A device that was chosen by measuring, and what that choice holds for. */
interface DeviceVerdict {
  /** Model, runtime, drivers and whatever else the measurement depends on. */
  readonly key: string;
  /** Day of the measurement, `2026-11-24`. */
  readonly date: string;
  readonly report: DeviceReport;
}

/** More than anybody has models; the oldest are dropped. */
const mostVerdicts = 64;

const memory = object<{ readonly version: '1'; readonly verdicts: readonly DeviceVerdict[] }>({
  version: oneOf(['1']),
  verdicts: arrayOf(
    object<DeviceVerdict>({ key: text(8192, 1), date: text(32, 1), report: deviceReport }),
    mostVerdicts,
  ),
});

/** The verdict kept for `key`; undefined when there is none or `file` cannot be understood. */
export async function recallDevice(file: string, key: string): Promise<DeviceVerdict | undefined> {
  return (await readVerdicts(file)).find((verdict) => verdict.key === key);
}

/**
 * Keeps `verdict` in `file`, in place of an older one with its key. The file is replaced as a whole;
 * of two windows that write at the same moment one loses its verdict, and measures again.
 */
export async function rememberDevice(file: string, verdict: DeviceVerdict): Promise<void> {
  const others = (await readVerdicts(file)).filter(({ key }) => key !== verdict.key);
  await writeVerdicts(file, [verdict, ...others].slice(0, mostVerdicts));
}

/** Drops the verdict kept for `key`. */
export async function forgetDevice(file: string, key: string): Promise<void> {
  const verdicts = await readVerdicts(file);
  const others = verdicts.filter((verdict) => verdict.key !== key);
  if (others.length < verdicts.length) await writeVerdicts(file, others);
}

async function readVerdicts(file: string): Promise<readonly DeviceVerdict[]> {
  try {
    const value: unknown = JSON.parse(await readFile(file, 'utf8'));
    const checked = accept(memory, value, 'devices');
    return checked.ok ? checked.value.verdicts : [];
  } catch {
    // Missing or damaged: what was in it is measured anew.
    return [];
  }
}

/** Readable by its owner alone: what drivers a machine has is nobody else's business. */
async function writeVerdicts(file: string, verdicts: readonly DeviceVerdict[]): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const content = `${JSON.stringify({ version: '1', verdicts }, null, 2)}\n`;
  await replaceFile(file, content, 0o600);
}

import { verifyModel } from '../../modelkit/manifest/verifyModel';
import type { CliContext } from '../cliContext';
import type { Command, ExitCode } from '../command';
import { exitCodes } from '../command';
import { installedFolder } from '../installedFolder';
import { parseFlags } from '../parseFlags';
import { requireOne } from '../requireOne';
import { ProgressLine } from '../terminal/progressLine';

const help = `tokenskip model verify - compare a model's files with the digests in its manifest

Usage: tokenskip model verify MODEL [--json]

MODEL is an id or a folder. Exit code 1 when a file is missing or differs.`;

async function run(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const { values, positionals } = parseFlags('model verify', args, { json: { type: 'boolean' } });
  const folder = await installedFolder(requireOne('model verify', 'model', positionals), context);
  const line = new ProgressLine(context.err);
  const manifest = await verifyModel(folder, {
    signal: context.signal,
    onProgress: ({ doneBytes, totalBytes }) =>
      line.update({ label: 'Reading', done: doneBytes, total: totalBytes, unit: 'bytes' }),
  }).finally(() => line.clear());
  const report = { id: manifest.id, folder, files: manifest.files.length, ok: true };
  context.out.write(
    values.json === true
      ? `${JSON.stringify(report)}\n`
      : `${manifest.id}: all ${manifest.files.length} files are as the manifest says.\n`,
  );
  return exitCodes.ok;
}

export const modelVerify: Command = {
  name: 'verify',
  summary: "compare a model's files with their digests",
  help,
  run,
};

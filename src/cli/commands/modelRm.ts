import { rm } from 'node:fs/promises';
import { findGgufEntry } from '../../modelkit/catalogue/catalogue';
import { asFileError } from '../../files/fileErrors';
import { installedModels } from '../../modelkit/store/installedModels';
import { ggufFiles, removeDownload } from '../../modelkit/store/removeDownload';
import { storePaths } from '../../modelkit/store/storePaths';
import { AppError } from '../../protocol/appError';
import type { CliContext } from '../cliContext';
import type { Command, ExitCode } from '../command';
import { exitCodes } from '../command';
import { parseFlags } from '../parseFlags';
import { embeddedModelsDir } from '../prepareModel';
import { requireOne } from '../requireOne';

const help = `tokenskip model rm - remove a model from the store

Usage: tokenskip model rm ID [--download] [--json]

Removes every format of the model. Folders outside the store and embedded models are never removed.

  --download   remove the downloaded weights as well, where they are one GGUF file; repositories lie in
               the Hugging Face cache, shared with other tools (see \`hf cache\`)`;

async function run(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const { values, positionals } = parseFlags('model rm', args, {
    download: { type: 'boolean' },
    json: { type: 'boolean' },
  });
  const id = requireOne('model rm', 'model id', positionals);
  const paths = storePaths(context.env);
  const installed = await installedModels(embeddedModelsDir(context), paths);
  const named = installed.filter(({ manifest }) => manifest.id === id);
  const folders = named.filter(({ place }) => place === 'store').map(({ folder }) => folder);
  const base = values.download === true ? findGgufEntry(id) : undefined;
  if (folders.length === 0 && base === undefined) throw nothingToRemove(id, named.length > 0);
  const removed = [...folders, ...(base === undefined ? [] : ggufFiles(base.source.file, paths))];
  // First: it may be refused, and then the model stays.
  if (base !== undefined) await removeDownload(base, paths, []);
  for (const path of folders) {
    await rm(path, { recursive: true, force: true }).catch((error: unknown) => {
      throw asFileError(error, path);
    });
  }
  context.out.write(
    values.json === true ? `${JSON.stringify({ id, removed })}\n` : `${id} is removed.\n`,
  );
  return exitCodes.ok;
}

function nothingToRemove(id: string, isEmbedded: boolean): AppError {
  return isEmbedded
    ? new AppError('invalid-argument', `${id} is part of TokenSkip and cannot be removed.`)
    : new AppError(
        'model-not-found',
        `There is no model "${id}" in the store: see \`tokenskip model list\`.`,
      );
}

export const modelRm: Command = {
  name: 'rm',
  summary: 'remove a model from the store',
  help,
  run,
};

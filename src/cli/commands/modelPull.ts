import { adviceFor, adviseModels } from '../../modelkit/catalogue/adviseModels';
import { catalogue, findEntry } from '../../modelkit/catalogue/catalogue';
import type { CatalogueEntry } from '../../modelkit/catalogue/catalogueEntry';
import type { Machine } from '../../modelkit/catalogue/machine';
import { isMadeFrom } from '../../modelkit/catalogue/isMadeFrom';
import { weightFormat } from '../../modelkit/convert/formats';
import type { RepositoryFiles } from '../../modelkit/hub/fetchRepository';
import { defaultFormat } from '../../modelkit/store/convertedName';
import { installedModels } from '../../modelkit/store/installedModels';
import { removeDownload } from '../../modelkit/store/removeDownload';
import { storePaths } from '../../modelkit/store/storePaths';
import { AppError } from '../../protocol/appError';
import type { CliContext } from '../cliContext';
import type { Command, ExitCode } from '../command';
import { exitCodes } from '../command';
import { parseFlags } from '../parseFlags';
import { embeddedModelsDir, prepareFromCatalogue } from '../prepareModel';
import { requireOne } from '../requireOne';
import { requireRuntime } from '../requireRuntime';
import { megabytes } from '../terminal/megabytes';

const help = `tokenskip model pull - fetch published weights and make them ready to run

Usage: tokenskip model pull ID [flags]

ID is one of ${catalogue.models.map(({ id }) => id).join(', ')}.
Where there is a TokenSkip adapter for the model it is merged: a published one is fetched as well,
one of our own is here. The download is continued where it ended; every file is checked. HF_ENDPOINT
names a mirror of the hub, HF_TOKEN is sent to it.

  --from FILE       the GGUF file, where it is there already (a USB stick, another tool's cache)
  --format NAME     weight format, default ${defaultFormat} (see \`tokenskip model convert --help\`)
  --remove-source   remove the downloaded weights when the model is made (of a repository: from the
                    Hugging Face cache, where other tools may use them)
  --anyway          also if this machine cannot run it: too little memory, no engine
  --json            print id, folder and what was removed`;

async function run(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const { values, positionals } = parseFlags('model pull', args, {
    format: { type: 'string' },
    from: { type: 'string' },
    'remove-source': { type: 'boolean' },
    anyway: { type: 'boolean' },
    json: { type: 'boolean' },
  });
  const entry = requireEntry(requireOne('model pull', 'model id', positionals));
  if (values.format !== undefined) weightFormat(values.format);
  if (values.from !== undefined && entry.source.kind !== 'gguf') {
    throw new AppError(
      'invalid-argument',
      `--from takes the GGUF file of a model that comes as one; ${entry.id} is a repository: put its files into the Hugging Face cache, or convert its folder with \`tokenskip model convert\`.`,
    );
  }
  const fetched: RepositoryFiles[] = [];
  const isAsEmbedded = values.format === undefined && values.from === undefined;
  const embedded = isAsEmbedded ? await embeddedFolder(entry, context) : undefined;
  if (embedded === undefined && values.anyway !== true) {
    await requireFit(entry, values.format, context);
  }
  const folder =
    embedded ??
    (await prepareFromCatalogue(
      entry.id,
      {
        ...(values.format === undefined ? {} : { format: values.format }),
        ...(values.from === undefined ? {} : { from: values.from }),
        onFetched: (files) => void fetched.push(files),
      },
      context,
    ));
  const removed =
    values['remove-source'] === true && values.from === undefined
      ? await removeDownload(entry, storePaths(context.env), fetched)
      : 0;
  context.out.write(
    values.json === true
      ? `${JSON.stringify({ id: entry.id, folder, removedBytes: removed })}\n`
      : [
          `${entry.id} is ready in ${folder}\n`,
          ...(removed > 0 ? [`The download is removed (${megabytes(removed)} MB).\n`] : []),
        ].join(''),
  );
  return exitCodes.ok;
}

/** Of the model that is part of the product; undefined where the entry's is none. */
async function embeddedFolder(
  entry: CatalogueEntry,
  context: CliContext,
): Promise<string | undefined> {
  const installed = await installedModels(embeddedModelsDir(context), storePaths(context.env));
  return installed.find(
    ({ place, manifest }) => place === 'embedded' && isMadeFrom(entry, manifest),
  )?.folder;
}

function requireEntry(id: string): CatalogueEntry {
  const entry = findEntry(id);
  if (entry !== undefined) return entry;
  throw new AppError(
    'model-not-found',
    `There is no model "${id}" to pull: use one of ${catalogue.models.map((one) => one.id).join(', ')}.`,
  );
}

/** Codes `engine-missing`, `not-enough-memory`: hours of download for a model that could not be started. */
async function requireFit(
  entry: CatalogueEntry,
  format: string | undefined,
  context: CliContext,
): Promise<void> {
  requireRuntime(context);
  const machine = await context.machine();
  const { fits, needBytes, hasBytes } = adviceFor(entry, machine, format);
  if (fits) return;
  throw new AppError(
    'not-enough-memory',
    `${entry.name} needs ${megabytes(needBytes)} MB of memory and this machine has ${megabytes(hasBytes)} MB for it: ${remedyFor(entry, machine)}; --anyway fetches it all the same.`,
    { neededBytes: needBytes, hasBytes },
  );
}

/** What fits where an entry does not, in the format that was asked for. */
function remedyFor(entry: CatalogueEntry, machine: Machine): string {
  if (adviceFor(entry, machine).fits) {
    return `take it in the format ${defaultFormat}, or a server (--remote)`;
  }
  const other = adviseModels(catalogue.models, machine).find((one) => one.isRecommended);
  return other === undefined
    ? 'use a server (--remote)'
    : `take ${other.entry.id}, or a server (--remote)`;
}

export const modelPull: Command = {
  name: 'pull',
  summary: 'fetch published weights and make them ready to run',
  help,
  run,
};

import { AppError } from '../protocol/appError';
import type { CliContext } from './cliContext';
import type { Command, ExitCode } from './command';
import { exitCodes } from './command';
import { productVersion } from './productVersion';
import { reportError } from './reportError';

/** Lines `  name  summary`, the summaries in one column. */
export function commandTable(commands: readonly Command[]): string {
  const width = Math.max(...commands.map((command) => command.name.length));
  return commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`).join('\n');
}

/** Runs the command that `args` name first and returns the exit code; never throws. */
export async function runCommand(
  args: readonly string[],
  commands: readonly Command[],
  help: string,
  context: CliContext,
): Promise<ExitCode> {
  const [name, ...rest] = args;
  try {
    if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
      (name === undefined ? context.err : context.out).write(`${help}\n`);
      return name === undefined ? exitCodes.usage : exitCodes.ok;
    }
    if (name === '--version') {
      context.out.write(`${await productVersion(context.rootDir)}\n`);
      return exitCodes.ok;
    }
    const command = commands.find((candidate) => candidate.name === name);
    if (command === undefined) {
      throw new AppError(
        'invalid-argument',
        `There is no command "${name}": use one of ${commands.map((c) => c.name).join(', ')}.`,
      );
    }
    if (command.isGroup !== true && asksForHelp(rest)) {
      context.out.write(`${command.help}\n`);
      return exitCodes.ok;
    }
    return await command.run(rest, context);
  } catch (error) {
    return reportError(error, context, rest.includes('--json'));
  }
}

/** What stands after `--` is never a flag. */
function asksForHelp(args: readonly string[]): boolean {
  const end = args.indexOf('--');
  const flags = end === -1 ? args : args.slice(0, end);
  return flags.includes('--help') || flags.includes('-h');
}

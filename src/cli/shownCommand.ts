/** A command line as it may be published, and a shell would take it again: of paths only the last part. */
export function shownCommand(command: string, args: readonly string[]): string {
  const shown = args.map((arg) => {
    const last = arg.replaceAll(/[^=,]*[\\/]/g, '');
    return /^[\w@%+=:,.-]+$/.test(last) ? last : `'${last.replaceAll("'", String.raw`'\''`)}'`;
  });
  return [command, ...shown].join(' ');
}

import { parseArgs } from 'node:util';

/** A script's command line, as `parseArgs` reads it; a wrong one ends with the reason and code 2. */
export function readArguments(config) {
  try {
    return parseArgs(config);
  } catch (error) {
    console.error(error.message);
    return process.exit(2);
  }
}

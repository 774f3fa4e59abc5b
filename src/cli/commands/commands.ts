import type { Command } from '../command';
import { commandTable } from '../runCommand';
import { ask } from './ask';
import { chat } from './chat';
import { data } from './data';
import { doctor } from './doctor';
import { evaluate } from './evaluate';
import { model } from './model';

/** All commands, in the order in which `--help` lists them. */
export const commands: readonly Command[] = [ask, chat, model, data, evaluate, doctor];

export const help = `tokenskip - maths and logic answers from a local model, with a dial for the length of its reasoning

Usage: tokenskip COMMAND [arguments]

${commandTable(commands)}

Every command has --help and --json. Exit codes: 0 done, 1 failed, 2 called wrongly, 130 stopped.
Models are kept in the cache folder that \`tokenskip doctor\` prints; TOKENSKIP_CACHE moves it.`;

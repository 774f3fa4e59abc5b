import type { Command } from '../command';
import { commandTable, runCommand } from '../runCommand';
import { dataExport } from './dataExport';
import { dataInspect } from './dataInspect';
import { dataPrune } from './dataPrune';
import { dataScore } from './dataScore';

const commands = [dataScore, dataPrune, dataExport, dataInspect];

const help = `tokenskip data - training data: score, prune, export and inspect chains

Usage: tokenskip data COMMAND [arguments]

${commandTable(commands)}`;

export const data: Command = {
  name: 'data',
  summary: 'training data: score, prune, export and inspect chains',
  help,
  isGroup: true,
  run: (args, context) => runCommand(args, commands, help, context),
};

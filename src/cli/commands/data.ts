import type { Command } from '../command';
import { commandTable, runCommand } from '../runCommand';
import { dataDevmath } from './dataDevmath';
import { dataExport } from './dataExport';
import { dataInspect } from './dataInspect';
import { dataPrune } from './dataPrune';
import { dataScore } from './dataScore';

const commands = [dataScore, dataPrune, dataExport, dataInspect, dataDevmath];

const help = `tokenskip data - training data: questions; score, prune, export and inspect chains

Usage: tokenskip data COMMAND [arguments]

${commandTable(commands)}`;

export const data: Command = {
  name: 'data',
  summary: 'training data: questions; score, prune, export and inspect chains',
  help,
  isGroup: true,
  run: (args, context) => runCommand(args, commands, help, context),
};

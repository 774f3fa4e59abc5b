import type { Command } from '../command';
import { commandTable, runCommand } from '../runCommand';
import { dataDevmath } from './dataDevmath';
import { dataExport } from './dataExport';
import { dataGenerate } from './dataGenerate';
import { dataInspect } from './dataInspect';
import { dataPrune } from './dataPrune';
import { dataRelevance } from './dataRelevance';
import { dataScore } from './dataScore';
import { dataSurprise } from './dataSurprise';

const commands = [
  dataGenerate,
  dataSurprise,
  dataRelevance,
  dataScore,
  dataPrune,
  dataExport,
  dataInspect,
  dataDevmath,
];

const help = `tokenskip data - training data: questions and chains, from generating to export

Usage: tokenskip data COMMAND [arguments]

${commandTable(commands)}`;

export const data: Command = {
  name: 'data',
  summary: 'training data: questions and chains, from generating to export',
  help,
  isGroup: true,
  run: (args, context) => runCommand(args, commands, help, context),
};

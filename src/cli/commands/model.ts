import type { Command } from '../command';
import { commandTable, runCommand } from '../runCommand';
import { modelCompare } from './modelCompare';
import { modelConvert } from './modelConvert';
import { modelExport } from './modelExport';
import { modelInfo } from './modelInfo';
import { modelList } from './modelList';
import { modelPull } from './modelPull';
import { modelRm } from './modelRm';
import { modelVerify } from './modelVerify';

const commands = [
  modelList,
  modelPull,
  modelConvert,
  modelCompare,
  modelExport,
  modelVerify,
  modelInfo,
  modelRm,
];

const help = `tokenskip model - list, fetch, convert, compare, check and remove models

Usage: tokenskip model COMMAND [arguments]

${commandTable(commands)}`;

export const model: Command = {
  name: 'model',
  summary: 'list, fetch, convert, compare, check and remove models',
  help,
  isGroup: true,
  run: (args, context) => runCommand(args, commands, help, context),
};

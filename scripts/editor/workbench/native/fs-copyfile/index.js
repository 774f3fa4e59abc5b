// @vscode/fs-copyfile without its compiled part, which clones files on macOS only; elsewhere that
// package passes on Node's own functions as well. The git extension needs it.
export { constants, copyFile, cp } from 'node:fs/promises';

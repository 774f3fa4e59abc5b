/** Names that Windows keeps for devices, with or without an ending. */
const deviceName = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/**
 * True for a relative path with forward slashes that stays inside its folder on every platform:
 * no empty part, no `.` or `..`, no drive letter, backslash, control character or device name.
 */
export function isInsideFolder(path: string): boolean {
  // eslint-disable-next-line no-control-regex -- they are what is looked for
  if (/[\\:*?"<>|\u0000-\u001f]/.test(path)) return false;
  return path
    .split('/')
    .every((part) => part !== '' && !/[. ]$/.test(part) && !deviceName.test(part));
}

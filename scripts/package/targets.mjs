/**
 * VS Code's name of a platform → the folder of onnxruntime-node's `bin/napi-v6` that it needs. For
 * every other platform (Intel Macs, Alpine, the browser) onnxruntime-node has nothing: `universal`.
 */
export const TARGETS = {
  'linux-x64': 'linux/x64',
  'linux-arm64': 'linux/arm64',
  'win32-x64': 'win32/x64',
  'win32-arm64': 'win32/arm64',
  'darwin-arm64': 'darwin/arm64',
  universal: undefined,
};

/**
 * False for a library of the runtime that is there twice: the macOS folder holds one file under two
 * names, and `onnxruntime_binding.node` asks for the shorter one (`otool -L`).
 */
export function isNeededLibrary(name) {
  return !/^libonnxruntime\.\d+\.\d+\.\d+\.dylib$/.test(name);
}

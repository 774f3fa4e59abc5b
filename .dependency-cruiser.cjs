/** The layer rules of CONTRIBUTING.md, enforced. */
const layer = (from, allowed) => ({
  name: `${from}-layer`,
  severity: 'error',
  from: { path: `^src/${from}/` },
  to: { path: '^src/', pathNot: [from, ...allowed].map((name) => `^src/${name}/`) },
});

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    layer('core', []),
    layer('protocol', ['core']),
    layer('files', ['protocol']),
    layer('modelkit', ['core', 'protocol', 'files']),
    layer('inference', ['core', 'protocol', 'files']),
    layer('engine', ['core', 'protocol', 'files']),
    layer('pipeline', ['core', 'protocol', 'files', 'engine', 'modelkit']),
    layer('cli', ['core', 'protocol', 'files', 'engine', 'modelkit', 'pipeline']),
    layer('host', ['core', 'protocol', 'files', 'engine', 'modelkit']),
    layer('webview', ['core', 'protocol']),
    {
      name: 'vscode-only-in-host',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/host/' },
      to: { path: '^vscode$' },
    },
    {
      name: 'runtime-only-in-inference',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/inference/' },
      to: { path: 'node_modules/onnxruntime-node' },
    },
    {
      name: 'transformers-only-for-the-classifier',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/pipeline/llmlingua2/' },
      to: { path: 'node_modules/@huggingface/transformers' },
    },
    {
      name: 'no-node-in-pure-code',
      severity: 'error',
      from: { path: '^src/(core|protocol|webview)/' },
      to: { dependencyTypes: ['core'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
  },
};

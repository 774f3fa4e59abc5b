// Where one decode step of our engine goes: by operator, by layer part, and around the graph.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundles } from './build.mjs';
import { runChild } from './runChild.mjs';

/** Profiles `job` and resolves to one object per context. Recording costs time: two runs, see text. */
export async function profileOurs(job, readOnnxFile) {
  const plain = await runChild(bundles.profileOurs, job);
  const profileDir = await mkdtemp(join(tmpdir(), 'tokenskip-profile-'));
  let recorded;
  try {
    recorded = await runChild(bundles.profileOurs, { ...job, profileDir });
  } finally {
    await rm(profileDir, { recursive: true, force: true });
  }
  const graph = await readOnnxFile(join(job.modelDir, 'onnx', 'decoder_cpu.onnx'));
  return plain.contexts.map((context, index) => ({
    ...context,
    recorded: recorded.contexts[index],
    byOperator: groupNodes(recorded.contexts[index].nodes, graph, (node) => node.opType),
    byPart: groupNodes(recorded.contexts[index].nodes, graph, partOf),
  }));
}

/** `model.layers.7.mlp.gate_proj…` → `layers.mlp.gate_proj (MatMulNBits)`. */
function partOf({ name, opType }) {
  const part = name
    .split('/')[0]
    .replace(/^(model|new)\./, '')
    .replace(/\b\d+\./, '')
    .replace(/part\d+/, 'part');
  return `${part} (${opType})`;
}

/** Milliseconds, calls and bytes of constants a step, the largest first. */
function groupNodes(nodes, { nodes: graphNodes, constants }, keyOf) {
  const sizes = new Map();
  for (const { name, opType, inputs } of graphNodes) {
    // Of other operators' constants only rows are read, or they are small.
    if (opType !== 'MatMulNBits') continue;
    sizes.set(
      name,
      inputs.reduce((sum, input) => sum + (constants.get(input) ?? 0), 0),
    );
  }
  const groups = new Map();
  for (const node of nodes) {
    const key = keyOf(node);
    const group = groups.get(key) ?? { key, ms: 0, calls: 0, bytes: 0 };
    group.ms += node.ms;
    group.calls += 1;
    group.bytes += sizes.get(node.name) ?? 0;
    groups.set(key, group);
  }
  return [...groups.values()].sort((a, b) => b.ms - a.ms);
}

/** The profile as text for a terminal. */
export function formatProfile(profiles) {
  return profiles.map(formatContext).join('\n');
}

function formatContext(profile) {
  const { recorded } = profile;
  const nodesMs = recorded.nodes.reduce((sum, node) => sum + node.ms, 0);
  const rows = [
    ['the whole step', profile.stepMs],
    ['  outside the decoder: sampling, text, loop', profile.stepMs - profile.decoderMs],
    ['    of this, choosing the token', profile.sampleMs],
    [
      '  decoder, around session.run: feeds, new keys and values',
      profile.decoderMs - profile.runMs,
    ],
    ['    of this, storing keys and values', profile.appendMs],
    ['  session.run', profile.runMs],
  ];
  const native = [
    ['session.run, while recording', recorded.runMs],
    ['  binding: tensors in and out', recorded.runMs - recorded.nativeMs],
    ['  native run', recorded.nativeMs],
    ['    operators', nodesMs],
    ['    between operators, and recording', recorded.nativeMs - nodesMs],
  ];
  const line = ([label, ms]) => `${label.padEnd(58)}${ms.toFixed(2).padStart(9)} ms`;
  const groups = (title, list) => [
    '',
    `${title.padEnd(46)}${'calls'.padStart(6)}${'ms'.padStart(9)}${'share'.padStart(8)}${'MB'.padStart(8)}${'GB/s'.padStart(7)}`,
    ...list
      .filter((group) => group.ms > nodesMs / 2000)
      .map(
        ({ key, calls, ms, bytes }) =>
          `${key.padEnd(46)}${String(calls).padStart(6)}${ms.toFixed(3).padStart(9)}` +
          `${((ms / nodesMs) * 100).toFixed(1).padStart(7)}%` +
          (bytes === 0
            ? ''
            : `${(bytes / 1e6).toFixed(1).padStart(8)}${(bytes / ms / 1e6).toFixed(1).padStart(7)}`),
      ),
  ];
  return [
    `Decode step at context ${profile.context}, medians`,
    ...rows.map(line),
    ...native.map(line),
    ...groups('by operator', profile.byOperator),
    ...groups('by part of the model', profile.byPart),
    '',
  ].join('\n');
}

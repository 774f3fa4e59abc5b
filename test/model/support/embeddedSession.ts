import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ModelSession } from '../../../src/engine/ask/modelSession';
import { LocalEngine } from '../../../src/engine/localEngine';
import { readManifest } from '../../../src/modelkit/manifest/readManifest';
import { bundleInference } from '../../support/bundleInference';
import { embeddedModelDir } from '../../support/embeddedModel';

const root = path.join(import.meta.dirname, '..', '..', '..');

/** The embedded model in an engine of its own, the child bundled from the sources. */
export interface EmbeddedSession {
  readonly session: ModelSession;
  close(): Promise<void>;
}

export async function openEmbeddedSession(): Promise<EmbeddedSession> {
  const outdir = await mkdtemp(path.join(tmpdir(), 'tokenskip-session-'));
  await bundleInference(outdir);
  await symlink(path.join(root, 'node_modules'), path.join(outdir, 'node_modules'), 'junction');
  const engine = new LocalEngine({ childPath: path.join(outdir, 'inference.js') });
  const session = {
    engine,
    manifest: await readManifest(embeddedModelDir),
    loaded: await engine.load({ modelDir: embeddedModelDir, device: 'cpu' }),
  };
  return {
    session,
    close: async () => {
      await engine.close();
      await rm(outdir, { recursive: true, force: true });
    },
  };
}
